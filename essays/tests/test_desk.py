"""The marking desk at its doors: ticks, note and decision in one form; who marks whom; what a second person is told."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from conftest import make_member
from essays.models import Essay, EssayStep, StepKind
from essays.services.marking import Decision, settle_essay
from essays.services.register import CHECKS, hand_in, hand_in_many, mark_essay, mark_many, return_essay, undo_last_step
from essays.services.scans import open_batch
from essays.services.sheets import sheets_of_members
from essays.tests.piles import lay_pile
from lib.clock import local_day
from lib.conflict import StaleVersion
from units.models import Member

TODAY = local_day(NOW)
ALL_YES = dict.fromkeys((*CHECKS, "handwritten", "on_a4"), "yes")


@pytest.fixture
def duty(campaign, tree):  # noqa: F811
    return campaign.duties.select_related("campaign").get(unit=tree.xa)


@pytest.fixture
def essays(campaign, tree, members):  # noqa: F811
    """Handed in by the three of a cell, in the order of the register."""
    hand_in_many(campaign=campaign, members=members[tree.xa.code], on=TODAY, by=None, at=NOW)
    return list(Essay.objects.order_by("member__sort_key", "member__card_number"))


@pytest.fixture
def url(duty):
    return reverse("essays:desk", args=[duty.pk])


@pytest.fixture
def at_desk(client, cast, url):
    """`at_desk(essay, **data)`: the secretary of the cell sends the form of the essay."""
    client.force_login(cast.secretary_a)

    def send(essay, **data):
        address = f"{url}?essay={essay.pk}"
        form = client.get(address).context["form"]
        first = {
            "form_key": str(form["form_key"].value()), "version": form["version"].value(), "on": "2018-01-12", "handwritten": "yes",
            "on_a4": "yes", "decision": "passed",
        }
        return client.post(address, {**first, **data}, follow=True)

    return send


def cadre(essay, unit):
    Member.objects.filter(pk=essay.member_id).update(managed_by=unit)
    return Essay.objects.get(pk=essay.pk)


# One form


def test_ticks_note_and_mark_are_one_step_and_the_next_unmarked_essay_follows(essays, at_desk, url):
    first, second, _third = essays
    shown = at_desk(first, **{**ALL_YES, "dated_and_signed": "no", "note": " Thiếu ngày tháng ", "decision": "not_passed"})

    assert (shown.redirect_chain[-1][0], shown.context["essay"]) == (f"{url}?essay={second.pk}", second)
    first.refresh_from_db()
    assert (first.state, first.note, first.names_writer, first.dated_and_signed) == ("not_passed", "Thiếu ngày tháng", True, False)
    assert "chưa đạt" in str(list(shown.context["messages"])[0])


def test_the_desk_begins_with_the_first_unmarked_and_ends_where_none_is_left(essays, at_desk, client, url):
    first, second, third = essays
    assert client.get(url).context["essay"] == first
    at_desk(first)
    shown = at_desk(third)
    assert (shown.context["essay"], shown.context["left"]) == (second, "1")

    done = at_desk(second)

    assert (done.redirect_chain[-1][0], done.context["essay"]) == (url, None)
    assert "Không còn bài nào chưa chấm" in done.content.decode()


def test_what_is_kept_without_a_mark_stays_before_the_marker(essays, at_desk):
    shown = at_desk(essays[1], names_writer="yes", decision="handed_in")

    assert (shown.context["essay"], shown.context["essay"].state, shown.context["form"]["names_writer"].value()) == (
        essays[1], "handed_in", "yes"
    )


def test_an_essay_is_returned_with_a_reason_and_a_new_day(essays, at_desk):
    refused = at_desk(essays[0], decision="returned", due_on="2018-01-20", names_writer="no")
    assert refused.context["form"].errors.keys() == {"reason"}
    assert EssayStep.objects.filter(kind=StepKind.RETURNED).count() == 0 and Essay.objects.get(pk=essays[0].pk).names_writer is None

    at_desk(essays[0], decision="returned", reason="Viết lại trang 2", due_on="2018-01-20", names_writer="no")

    essay = Essay.objects.get(pk=essays[0].pk)
    assert (essay.state, essay.return_reason, essay.return_due_on, essay.names_writer) == (
        "returned", "Viết lại trang 2", datetime.date(2018, 1, 20), False,
    )


def test_a_form_sent_twice_marks_once(essays, client, cast, url):
    client.force_login(cast.secretary_a)
    address = f"{url}?essay={essays[0].pk}"
    form = client.get(address).context["form"]
    data = {"form_key": str(form["form_key"].value()), "version": 2, "on": "2018-01-12", "decision": "passed", **ALL_YES}

    answers = [client.post(address, {**data, "version": form["version"].value()}).url for _again in range(2)]

    assert answers == [f"{url}?essay={essays[1].pk}"] * 2
    assert EssayStep.objects.filter(kind=StepKind.PASSED).count() == 1


def test_two_who_mark_the_same_essay_see_both_decisions(essays, client, cast, url):
    client.force_login(cast.secretary_a)
    address = f"{url}?essay={essays[0].pk}"
    form = client.get(address).context["form"]
    mark_essay(essay=essays[0], passed=True, on=TODAY, by=cast.base_officer, at=NOW)

    sent = {"form_key": str(form["form_key"].value()), "version": form["version"].value(), "on": "2018-01-12", **ALL_YES}
    conflict = client.post(address, {**sent, "decision": "not_passed"})

    assert conflict.status_code == 409
    rows = {row.name: (row.mine, row.theirs) for row in conflict.context["rows"]}
    assert rows["decision"] == ("chưa đạt", "đạt")
    assert Essay.objects.get(pk=essays[0].pk).state == "passed"


def test_a_decision_that_stands_already_is_no_second_step(essays):
    for _again in range(2):
        essay = Essay.objects.get(pk=essays[0].pk)
        form = dict.fromkeys(CHECKS, True) | {"handwritten": True, "on_a4": True}
        settle_essay(essay=essay, version=essay.version, decision=Decision.PASS, on=TODAY, form=form, by=None, at=NOW)
    assert essays[0].steps.filter(kind=StepKind.PASSED).count() == 1
    with pytest.raises(StaleVersion):
        settle_essay(essay=essays[0], version=1, decision=Decision.PASS, on=TODAY, form=form, by=None, at=NOW)


def test_what_the_hand_in_said_of_the_paper_is_put_right_for_the_figures_too(essays, at_desk):
    at_desk(essays[0], on_a4="no")

    step = essays[0].steps.get(kind=StepKind.HANDED_IN)
    assert (Essay.objects.get(pk=essays[0].pk).on_a4, step.on_a4, step.handwritten) == (False, False, True)


# Undo


def test_undo_takes_back_ones_own_last_decision_and_shows_that_essay(essays, at_desk, client, url, duty):
    shown = at_desk(essays[0])
    step = shown.context["step"]
    key = str(shown.context["step_form"]["form_key"].value())
    undo = f"{reverse('essays:mark_undo', args=[step.pk])}?desk={duty.pk}"

    answers = [client.post(undo, {"form_key": key}).url for _again in range(2)]

    assert answers == [f"{url}?essay={essays[0].pk}"] * 2
    assert Essay.objects.get(pk=essays[0].pk).state == "handed_in"


def test_what_was_done_since_is_not_undone(essays, at_desk, client, duty):
    shown = at_desk(essays[0], decision="not_passed")
    key = str(shown.context["step_form"]["form_key"].value())
    hand_in(campaign=duty.campaign, member=essays[0].member, on=local_day(Entry.objects.latest("pk").at), by=None, at=Entry.objects.latest("pk").at)

    answer = client.post(f"{reverse('essays:mark_undo', args=[shown.context['step'].pk])}?desk={duty.pk}", {"form_key": key}, follow=True)

    assert "đã có bước khác" in answer.content.decode()
    assert Essay.objects.get(pk=essays[0].pk).edition == 2


# Written again


def test_a_new_writing_begins_without_the_ticks_of_the_earlier_one(essays, at_desk):
    at_desk(essays[0], **{**ALL_YES, "note": "Thiếu chữ ký", "decision": "returned", "reason": "Thiếu chữ ký"})
    day = Essay.objects.get(pk=essays[0].pk).steps.last().on
    essay = hand_in(campaign=essays[0].campaign, member=essays[0].member, on=day, by=None, at=NOW + datetime.timedelta(days=9))

    assert (essay.edition, essay.note, [getattr(essay, name) for name in CHECKS]) == (2, "", [None] * 6)


def test_the_earlier_writing_lies_beside_the_new_one_with_the_reason(duty, members, tree, campaign, client, cast, url):  # noqa: F811
    sheet = sheets_of_members(duty=duty, members=members[tree.xa.code][:1], pages=2, by=None, at=NOW)[0]
    batch = open_batch(campaign=campaign, unit=tree.xa, on=TODAY, by=None, at=NOW)
    lay_pile(batch, [(sheet, 1), (sheet, 2)])
    return_essay(essay=Essay.objects.get(), reason="Viết lại trang 2", on=TODAY, by=None, at=NOW)
    lay_pile(batch, [(sheet, 1), (sheet, 2)])
    client.force_login(cast.secretary_a)

    shown = client.get(url)

    writings = shown.context["writings"]
    assert [(one.edition, len(one.pages), one.reason) for one in writings] == [(2, 2, ""), (1, 2, "Viết lại trang 2")]
    page = shown.content.decode()
    assert all(reverse("essays:page_picture", args=[page_.pk]) in page for one in writings for page_ in one.pages)


# Who marks


def test_a_cadre_is_marked_by_the_committee_that_manages_him_and_not_by_his_cell(essays, tree, cast):
    essay = cadre(essays[0], tree.x)
    with pytest.raises(ValidationError, match="quản lý"):
        mark_essay(essay=essay, passed=True, on=TODAY, by=cast.secretary_a, at=NOW)
    with pytest.raises(ValidationError, match="quản lý"):
        return_essay(essay=essay, reason="x", on=TODAY, by=cast.secretary_a, at=NOW)

    assert mark_essay(essay=essay, passed=True, on=TODAY, by=cast.base_officer, at=NOW).state == "passed"

    with pytest.raises(ValidationError, match="quản lý"):
        undo_last_step(essay=essay, by=cast.secretary_a, at=NOW)


def test_the_cell_sees_the_essay_of_a_cadre_with_the_word_who_marks_it(essays, tree, client, cast, url):
    essay = cadre(essays[0], tree.x)
    client.force_login(cast.secretary_a)

    assert essay not in [client.get(url).context["essay"]]
    page = client.get(f"{url}?essay={essay.pk}")
    assert "nên bài này do" in page.content.decode() and page.context["form"].initial
    assert 'name="decision"' not in page.content.decode()
    assert "nên bài này do" in client.get(reverse("essays:essay", args=[essay.pk])).content.decode()
    listed = client.get(reverse("essays:mark", args=[url.split("/")[3]]))
    assert essay not in listed.context["form"].fields["essays"].queryset and listed.context["elsewhere"] == "1"


def test_the_managing_committee_finds_its_cadres_by_themselves(essays, tree, client, cast, campaign):  # noqa: F811
    cadre(essays[1], tree.x)
    base = campaign.duties.get(unit=tree.x)
    client.force_login(cast.base_officer)

    shown = client.get(reverse("essays:desk", args=[base.pk]), {"cadres": 1})

    assert (shown.context["essay"], shown.context["of_all"]) == (essays[1], "1")


def test_of_a_committee_that_is_no_longer_above_the_essays_unit_the_cell_marks(essays, tree, cast):
    essay = cadre(essays[0], tree.y)

    assert essay.marking_unit == tree.xa
    assert essay in Essay.objects.marked_by(cast.secretary_a) and essay in Essay.objects.marked_by(cast.base_officer)


def test_the_committee_above_marks_what_is_managed_by_it_alone(essays, tree, cast):
    essay = cadre(essays[0], tree.committee)

    assert [essay in Essay.objects.marked_by(user) for user in (cast.officer, cast.base_officer, cast.secretary_a)] == [True, False, False]


# Many


def test_those_already_read_are_passed_in_as_many_queries_however_many(campaign, tree):  # noqa: F811
    more = [make_member(tree.xa, f"7{n:04d}") for n in range(12)]
    essays = hand_in_many(campaign=campaign, members=more, on=TODAY, by=None, at=NOW)
    counts = []
    for some in (essays[:2], essays[2:]):
        with CaptureQueriesContext(connection) as queries:
            mark_many(essays=some, passed=True, on=TODAY, by=None, at=NOW)
        # The journal has an entry for each.
        counts.append(len(queries) - len(some))
    assert counts[0] == counts[1] <= 10
    essay = Essay.objects.get(pk=essays[11].pk)
    assert (essay.state, essay.marked_on, essay.steps.count()) == ("passed", TODAY, 2)


def test_one_that_cannot_be_marked_leaves_all_unmarked(essays):
    return_essay(essay=essays[2], reason="x", on=TODAY, by=None, at=NOW)
    with pytest.raises(ValidationError):
        mark_many(essays=essays, passed=True, on=TODAY, by=None, at=NOW)
    assert not EssayStep.objects.filter(kind=StepKind.PASSED).exists()


@pytest.mark.parametrize("who", ["secretary_a", "officer"])
def test_the_desk_costs_the_same_with_30_and_300_essays(campaign, tree, client, cast, who, url, django_assert_max_num_queries):  # noqa: F811
    counts = []
    client.force_login(getattr(cast, who))
    for many in (30, 300):
        new = [make_member(tree.xa, f"7{many}{n:04d}") for n in range(many - Essay.objects.count())]
        hand_in_many(campaign=campaign, members=new, on=TODAY, by=None, at=NOW)
        with django_assert_max_num_queries(40) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
