"""What counts and what does not, as of a moment, in a small campaign."""
import datetime

import pytest

from campaigns.models import Campaign, Reminder, RosterEntry, SessionKind, StudyPlan
from campaigns.services.ledger import change_heads, exempt_duty
from campaigns.services.sessions import withdraw_session
from conftest import make_member
from essays.models import StepKind
from lib.clock import at_hour
from reports.figures import BrokenSum, as_expected_json, check_sums, figures_of
from reports.figures.shapes import Counts, Line
from reports.tests.making import figures as made
from reports.tests.making import line, total
from reports.tests.recording import LATER, day, hand_in, hold, make_up, step


@pytest.fixture
def count(campaign, cut_off):
    """The figures of a unit (the committee's where none is given) as of the cut-off or another moment."""

    def count(unit=None, at=cut_off):
        figures = figures_of(campaign, unit=unit or campaign.unit, at=at)
        check_sums(figures)
        return figures

    return count


def test_nothing_held(count):
    figures = count()

    assert (figures.total.units, figures.total.held, figures.total.classes, figures.heads) == (3, 0, 0, 15)
    assert figures.total.counts == Counts()
    assert [row.code for row in figures.not_held] == ["1", "10", "2"]
    assert as_expected_json(figures)["blocks"]["Tổng cộng"]["study_rate"] == "–"


def test_a_class_counts_from_its_hour_and_not_before(campaign, tree, count):
    hold(campaign, tree.z, on=12, part="afternoon")

    held = [count(at=at_hour(day(12), datetime.time(hour))).total.held for hour in (13, 14)]

    assert held == [0, 1]


def test_a_class_after_the_cut_off_counts_a_week_later(campaign, tree, count, week):
    hold(campaign, tree.z, on=12, part="evening")

    assert count().total.held == 0
    after = count(at=week.following.cut_off(campaign))
    assert (after.total.held, after.before.held, after.total.counts.attended) == (1, 0, 3)


def test_a_conference_a_make_up_class_and_a_withdrawn_class_fulfil_nothing(campaign, tree, count):
    hold(campaign, tree.z, on=2, kind=SessionKind.CONFERENCE)
    hold(campaign, tree.z, on=3, kind=SessionKind.MAKE_UP)
    session = hold(campaign, tree.z, on=4)
    withdraw_session(session=session, reason="Ghi nhầm", version=session.version, by=None, at=LATER)

    figures = count()

    assert (figures.total.held, figures.total.classes, figures.total.counts) == (0, 0, Counts())
    assert [(row.summoned, row.attended) for row in figures.conferences] == [(3, 3)]


def test_a_unit_in_progress_counts_as_not_held_and_for_the_whole(campaign, tree, count):
    hold(campaign, tree.xa, on=5)

    figures = count()

    assert [(row.code, row.cells_held, row.cells, row.studied) for row in figures.in_progress] == [("1", 1, 3, 3)]
    assert (figures.total.counts.summoned, figures.total.classes) == (0, 0)
    assert (figures.studied_in_progress, figures.studied_in_all, figures.heads) == (3, 3, 15)


def test_the_last_cell_makes_the_base_hold(campaign, tree, count):
    hold(campaign, tree.xa, tree.xb, on=5)
    hold(campaign, tree.xs1, on=6)

    figures = count()

    assert [line.held for line in figures.lines] == [1, 0]
    assert (figures.total.classes, figures.total.counts.attended) == (2, 9)
    assert figures.joint.classes == 0


def test_a_class_of_units_of_two_blocks_counts_once_in_the_total(campaign, tree, count):
    hold(campaign, tree.ya, tree.z, on=5)

    figures = count()

    assert [line.classes for line in figures.lines] == [1, 1]
    assert (figures.total.classes, figures.joint.classes, figures.joint.units) == (1, 1, 2)
    assert figures.joint.blocks == ("Xã, thị trấn", "Cơ quan")


def test_the_row_of_a_base_counts_in_its_line_and_in_its_own_total_only(campaign, tree, count, members):
    hold(campaign, tree.x, on=5, heads=9, absent=members["1-02"][:1])

    assert [line.counts.summoned for line in count().lines] == [9, 0]
    own = count(tree.x)
    assert [(line.name, line.shared, line.held, line.counts) for line in own.lines] == [
        (tree.xa.name, True, 1, Counts()), (tree.xb.name, True, 1, Counts()), (tree.xs.name, True, 1, Counts()),
    ]
    assert (own.total.counts.summoned, own.total.counts.attended, own.total.held, own.heads) == (9, 8, 3, 9)


def test_a_make_up_counts_from_its_day_and_at_most_the_counted_absent(campaign, tree, members, count):
    session = hold(campaign, tree.z, on=5, absent=members["2"][:2])
    make_up(session, on=12)

    assert [count(at=at_hour(day(n), datetime.time(16))).total.counts.made_up for n in (11, 12)] == [0, 2]

    session.attendances.update(present=2, absent_unexcused=1)
    assert count().total.counts.made_up == 1


def test_a_make_up_dated_before_the_class_counts(campaign, tree, members, count):
    make_up(hold(campaign, tree.z, on=5, absent=members["2"][:1]), on=2)

    assert (count().total.counts.made_up, count().total.counts.study_rate) == (1, "100,00")


def test_an_essay_counts_as_it_stood_on_the_day(campaign, tree, members, count):
    hold(campaign, tree.z, on=5)
    first, second, third = members["2"]
    hand_in(campaign, first, on=9, marked_on=13)
    hand_in(campaign, second, on=9, marked_on=12, result=StepKind.NOT_PASSED, by_hand=False)
    hand_in(campaign, third, on=13)

    counts = count().total.counts

    assert (counts.essay_required, counts.essay_submitted, counts.essay_handwritten, counts.essay_on_a4) == (3, 2, 1, 2)
    assert (counts.essay_passed, counts.essay_failed, counts.essay_pending) == (0, 1, 1)


def test_a_returned_essay_is_not_handed_in_until_it_comes_again(campaign, tree, members, count):
    hold(campaign, tree.z, on=5)
    essay = hand_in(campaign, members["2"][0], on=8, marked_on=9, result=StepKind.RETURNED)
    step(essay, StepKind.HANDED_IN, on=11, handwritten=True)

    submitted = [count(at=at_hour(day(n), datetime.time(16))).total.counts.essay_submitted for n in (8, 9, 11)]

    assert submitted == [1, 0, 1]


def test_a_step_taken_back_does_not_count(campaign, tree, members, count):
    hold(campaign, tree.z, on=5)
    essay = hand_in(campaign, members["2"][0], on=8, marked_on=9)
    essay.steps.filter(kind=StepKind.PASSED).update(withdrawn_at=LATER)

    counts = count().total.counts

    assert (counts.essay_passed, counts.essay_pending) == (0, 1)


def test_an_exempt_member_owes_nothing_and_his_essay_is_outside(campaign, tree, members, count):
    RosterEntry.objects.filter(member=members["2"][0]).update(writes=False)
    hold(campaign, tree.z, on=5)
    hand_in(campaign, members["2"][0], on=8)

    counts = count().total.counts

    assert (counts.essay_required, counts.essay_submitted) == (2, 0)


def test_an_absent_exempt_member_is_not_subtracted_twice(campaign, tree, members, count):
    RosterEntry.objects.filter(member=members["2"][0]).update(writes=False)
    hold(campaign, tree.z, on=5, absent=members["2"][:1])

    assert count().total.counts.essay_required == 2


def test_an_absent_member_owes_no_essay_until_he_made_up(campaign, tree, members, count):
    session = hold(campaign, tree.z, on=5, absent=members["2"][:1])
    hand_in(campaign, members["2"][0], on=8)
    before = count().total.counts
    make_up(session, on=10)
    after = count().total.counts

    assert [(c.essay_required, c.essay_submitted) for c in (before, after)] == [(2, 0), (3, 1)]


def test_where_the_absent_are_not_named_all_exempt_writers_are_subtracted_and_it_is_said(campaign, tree, members, count):
    RosterEntry.objects.filter(member=members["2"][0]).update(writes=False)
    hold(campaign, tree.z, on=5, unnamed=1)
    for member in members["2"][1:]:
        hand_in(campaign, member, on=8, marked_on=9)

    figures = count()

    assert (figures.total.counts.essay_required, figures.total.counts.essay_submitted) == (1, 1)
    assert figures.unnamed == (tree.z.name,)


def test_an_essay_of_a_unit_that_has_not_held_counts_nowhere(campaign, tree, members, count):
    hand_in(campaign, members["2"][0], on=8)

    assert count().total.counts == Counts()


def test_days_overdue_plan_reason_and_reminders_of_a_unit(campaign, tree, count, cast):
    duty = campaign.duties.get(unit=tree.z)
    StudyPlan.objects.create(duty=duty, planned_on=day(15), delay_reason="Chờ báo cáo viên", earlier_reminders=2)
    Reminder.objects.create(duty=duty, at=at_hour(day(11), datetime.time(9)), by=cast.officer)
    Reminder.objects.create(duty=duty, at=at_hour(day(13), datetime.time(9)), by=cast.officer)

    row = count().not_held[-1]

    assert (row.planned_on, row.reason, row.reminders, row.overdue_days) == (day(15), "Chờ báo cáo viên", 3, 2)


def test_the_deadline_lasts_to_the_end_of_its_day(count):
    overdue = [count(at=at_hour(day(n), datetime.time(23))).not_held[0].overdue_days for n in (10, 11)]

    assert overdue == [0, 1]


def test_a_unit_exempted_on_a_day_leaves_the_figures_from_that_day(campaign, tree, count):
    exempt_duty(campaign=campaign, unit=tree.z, on=day(11), reason="QĐ 12", by=None, at=LATER)

    by_day = [(f.total.units, f.heads) for f in (count(at=at_hour(day(n), datetime.time(16))) for n in (10, 11))]

    assert by_day == [(3, 15), (2, 12)]


def test_an_exemption_entered_late_shows_as_a_correction(campaign, tree, count, week):
    entered = at_hour(day(8), datetime.time(9))
    exempt_duty(campaign=campaign, unit=tree.z, on=day(4), reason="QĐ 12", by=None, at=entered)

    assert [(row.unit, row.effective_on, row.heads_delta) for row in count().corrections] == [(tree.z.name, day(4), -3)]
    assert count(at=week.following.cut_off(campaign)).corrections == ()


def test_a_campaign_of_nobody(tree):
    campaign = Campaign.objects.create(
        unit=tree.other, code="TRONG", title="Đợt trống", starts_on=day(1), ends_on=day(31), study_due_on=day(10),
        created_at=LATER, launched_at=LATER,
    )
    figures = figures_of(campaign, unit=tree.other, at=at_hour(day(12), datetime.time(16)))
    check_sums(figures)

    assert (figures.total.units, figures.heads, as_expected_json(figures)["held_rate"]) == (0, 0, "–")


@pytest.mark.parametrize(
    "broken",
    [
        {"total": total(units=1)},
        {"total": total(units=0, held=1)},
        {"lines": (line(units=1),), "total": total(units=1, summoned=1, attended=1)},
        {"lines": (line(units=0, summoned=2, attended=1),), "total": total(units=0, summoned=2, attended=1)},
        {"studied_in_progress": 3},
    ],
)
def test_a_broken_sum_is_never_printed(broken):
    with pytest.raises(BrokenSum):
        check_sums(made(**broken))


def test_a_line_says_whether_it_is_complete():
    assert [Line("A", units, held, 0, 0, Counts()).is_complete for units, held in [(0, 0), (2, 1), (2, 2)]] == [False, False, True]


def test_what_a_cell_studied_before_it_was_exempted_stays_in_the_total_of_its_base(campaign, tree, count):
    hold(campaign, tree.xa, on=8)
    hold(campaign, tree.xb, on=8)
    exempt_duty(campaign=campaign, unit=tree.xa, on=day(10), reason="QĐ", by=None, at=LATER)

    figures = count(tree.x)
    assert [(one.code, one.counts.attended, one.shared) for one in figures.lines] == [("1-02", 3, False), ("1-03", 0, False)]
    assert (figures.ended.attended, figures.own, figures.total.counts.attended) == (3, Counts(), 6)


def test_members_of_the_base_itself_stand_in_its_total_and_in_no_cell(campaign, tree, count):
    change_heads(campaign=campaign, members=[make_member(tree.x, "990001")], on=day(5), reason="Chuyển về", by=None, at=LATER)

    figures = count(tree.x)
    assert (figures.heads, sum(one.heads for one in figures.lines), count().heads) == (10, 9, 16)
