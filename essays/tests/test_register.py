"""The register of essays: dated steps, and what they lead to."""
import datetime

import pytest
from django.core.exceptions import ValidationError

from campaigns.services.attendance import NamedAbsence, all_present_but
from campaigns.tests.test_sessions import NOW, campaign, held  # noqa: F401 (a fixture)
from essays.models import Essay
from essays.owing import count_register, register_of
from essays.services.register import hand_in, hand_in_many, mark_essay, mark_many, note_checks, return_essay, undo_last_step

DAY = datetime.date(2018, 1, 8)


@pytest.fixture
def essay(campaign, tree, members):  # noqa: F811
    return hand_in(campaign=campaign, member=members[tree.z.code][0], on=DAY, by=None, at=NOW)


def later(days):
    return DAY + datetime.timedelta(days=days)


def test_an_essay_goes_from_hand_in_over_return_to_passed(essay):
    returned = return_essay(essay=essay, reason="Thiếu chữ ký", on=later(1), by=None, at=NOW)
    assert (returned.state, returned.return_reason) == ("returned", "Thiếu chữ ký")

    hand_in(campaign=essay.campaign, member=essay.member, on=later(2), by=None, at=NOW)
    marked = mark_essay(essay=essay, passed=True, on=later(3), by=None, at=NOW)

    assert (marked.state, marked.handed_in_on, marked.marked_on, marked.return_reason) == ("passed", later(2), later(3), "")


def test_taking_the_last_step_back_gives_the_state_before_it(essay):
    mark_essay(essay=essay, passed=False, on=later(1), by=None, at=NOW)

    assert undo_last_step(essay=essay, by=None, at=NOW).state == "handed_in"


def test_an_essay_whose_only_step_is_taken_back_is_none(essay):
    assert undo_last_step(essay=essay, by=None, at=NOW) is None
    assert Essay.objects.count() == 0


@pytest.mark.parametrize(
    ("step", "field"),
    [
        (lambda essay: hand_in(campaign=essay.campaign, member=essay.member, on=later(1), by=None, at=NOW), "on"),
        (lambda essay: mark_essay(essay=essay, passed=True, on=later(-1), by=None, at=NOW), "on"),
        (lambda essay: mark_essay(essay=essay, passed=True, on=datetime.date(2018, 1, 13), by=None, at=NOW), "on"),
        (lambda essay: return_essay(essay=essay, reason=" ", on=later(1), by=None, at=NOW), "reason"),
    ],
    ids=["handed in twice", "marked before it came", "marked in the future", "returned without a reason"],
)
def test_steps_that_cannot_be_are_refused_at_their_field(essay, step, field):
    with pytest.raises(ValidationError) as refused:
        step(essay)

    assert list(refused.value.message_dict) == [field]


def test_by_list_all_or_none(campaign, tree, members, essay):  # noqa: F811
    with pytest.raises(ValidationError):
        hand_in_many(campaign=campaign, members=members[tree.z.code], on=DAY, by=None, at=NOW)
    assert Essay.objects.count() == 1

    hand_in_many(campaign=campaign, members=members[tree.z.code][1:], on=DAY, by=None, at=NOW)
    mark_many(essays=Essay.objects.all(), passed=True, on=later(1), by=None, at=NOW)
    assert set(Essay.objects.values_list("state", flat=True)) == {"passed"}


def test_formal_checks_are_kept_and_judge_nothing(essay):
    checked = note_checks(essay=essay, version=essay.version, by=None, names_writer=True, dated_and_signed=False, has_proposals=None)

    assert (checked.names_writer, checked.dated_and_signed, checked.has_proposals, checked.state) == (True, False, None, "handed_in")


def test_the_register_says_who_owes_and_who_handed_in(campaign, tree, members):  # noqa: F811
    absent, writer, third = members[tree.z.code]
    held(campaign, [tree.z], rows=[all_present_but(tree.z, heads=3, absences=[NamedAbsence(absent)])])
    campaign.duties.get(unit=tree.z).roster.filter(member=third).update(writes=False)
    for member in (writer, third):
        hand_in(campaign=campaign, member=member, on=DAY, by=None, at=NOW)
    duty = campaign.duties.select_related("campaign").get(unit=tree.z)

    rows = register_of(duty, at=NOW)

    assert [(row.member, row.studied, row.owes, row.state) for row in rows] == [
        (absent, False, False, "not_handed_in"), (writer, True, True, "handed_in"), (third, True, False, "handed_in"),
    ]
    count = count_register(rows)
    assert (count.owed, count.handed_in, count.missing, count.unmarked) == (1, 1, 0, 1)
