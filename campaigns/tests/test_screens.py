"""The pages of campaigns as each of the cast meets them."""
import datetime
import re

import pytest
from django.urls import reverse

from campaigns.models import SessionKind, StudySession
from campaigns.services.attendance import NamedAbsence, all_present_but
from campaigns.services.plans import change_plan
from campaigns.services.sessions import ask_to_check
from campaigns.tests.test_sessions import campaign, held  # noqa: F401 (a fixture)
from lib import clock
from lib.clock import at_hour

NOW = at_hour(datetime.date(2018, 1, 12), datetime.time(16))


@pytest.fixture(autouse=True)
def _stopped_clock(settings):
    settings.CLOCK_SHIFT_SECONDS = (NOW - clock.timezone.now()).total_seconds()


@pytest.fixture
def as_user(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def form_of(response, **changes):
    """What a browser would send back of the page's form, with some fields changed."""
    form = response.context["form"]
    data = {name: value for name in form.fields if (value := form[name].value()) not in (None, "")}
    data.pop("attendance", None)
    for part in form.parts:
        data |= {part.add_prefix("mode"): "named"} | {name: mark for name, _member, mark in part.people()}
    return data | changes


def test_a_secretary_logs_her_cells_class_with_one_absentee(as_user, cast, tree, members, campaign):  # noqa: F811
    client = as_user(cast.secretary_a)
    page = client.get(reverse("campaigns:session_add", args=[campaign.pk]))
    absent = members[tree.xa.code][0]
    data = form_of(page, **{f"u{tree.xa.pk}-m{absent.pk}": "excused"})

    answer = client.post(reverse("campaigns:session_add", args=[campaign.pk]), data)

    session = StudySession.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("campaigns:session", args=[session.pk]))
    attendance = session.attendances.get()
    assert (attendance.unit, attendance.present, attendance.absent_excused) == (tree.xa, 2, 1)
    assert client.get(answer.url).status_code == 200


@pytest.mark.asvs("2.3.2")
def test_a_form_sent_twice_records_one_class(as_user, cast, campaign):  # noqa: F811
    client = as_user(cast.secretary_a)
    url = reverse("campaigns:session_add", args=[campaign.pk])
    data = form_of(client.get(url))

    answers = [client.post(url, data), client.post(url, data)]

    assert len({answer.url for answer in answers}) == 1
    assert StudySession.objects.count() == 1


def test_a_mistake_is_said_at_its_field_and_keeps_what_was_typed(as_user, cast, campaign):  # noqa: F811
    client = as_user(cast.secretary_a)
    url = reverse("campaigns:session_add", args=[campaign.pk])
    data = form_of(client.get(url), held_on="2018-01-20", place="Nhà văn hoá")

    answer = client.post(url, data)

    assert list(answer.context["form"].errors) == ["held_on"]
    assert answer.context["form"]["place"].value() == "Nhà văn hoá"


@pytest.mark.parametrize("step", ["session", "session_amend", "session_withdraw", "session_restore", "session_answer"])
def test_a_sibling_secretary_finds_nothing_of_the_class(as_user, cast, tree, campaign, step):  # noqa: F811
    session = held(campaign, [tree.xa])

    assert as_user(cast.secretary_b).get(reverse(f"campaigns:{step}", args=[session.pk])).status_code == 404


def test_a_class_of_a_sibling_unit_cannot_be_logged(as_user, cast, tree, campaign):  # noqa: F811
    url = reverse("campaigns:session_add", args=[campaign.pk]) + f"?unit={tree.xb.code}"

    assert as_user(cast.secretary_a).get(url).status_code == 404


def names_on(response):
    return [row["name"] for row in response.context["rows"]]


def test_the_officers_home_lists_what_is_missing_the_worst_first(as_user, cast, tree, campaign):  # noqa: F811
    held(campaign, [tree.z])

    assert names_on(as_user(cast.officer).get("/")) == [tree.x.name, tree.y.name]


def test_a_base_officer_sees_the_cells_of_her_base(as_user, cast, tree, campaign):  # noqa: F811
    assert names_on(as_user(cast.base_officer).get("/")) == [tree.xa.name, tree.xb.name, tree.xs.name]


def test_a_secretary_is_not_shown_the_list_of_others(as_user, cast, campaign):  # noqa: F811
    client = as_user(cast.secretary_a)

    assert client.get(reverse("campaigns:outstanding", args=[campaign.pk])).status_code == 403
    assert "CANARY-10" not in client.get("/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_queries_for_any_number_of_rows(
    as_user, cast, tree, campaign, number, django_assert_num_queries  # noqa: F811
):
    for unit in [tree.y, tree.z][: 3 - number]:
        held(campaign, [unit])
    client = as_user(cast.officer)
    with django_assert_num_queries(9):
        response = client.get(reverse("campaigns:outstanding", args=[campaign.pk]))

    assert len(names_on(response)) == number


def test_names_of_the_absent_stop_at_the_base(as_user, cast, tree, members, campaign):  # noqa: F811
    absent = members[tree.xa.code][0]
    session = held(campaign, [tree.xa], rows=[all_present_but(tree.xa, heads=3, absences=[NamedAbsence(absent)])])
    url = reverse("campaigns:session", args=[session.pk])

    seen = {
        user.username: absent.full_name in as_user(user).get(url).content.decode()
        for user in (cast.officer, cast.leader, cast.inspector, cast.base_officer, cast.secretary_a)
    }
    assert seen == {"officer": False, "leader": False, "inspector": False, "base_officer": True, "secretary_a": True}
    assert absent.full_name in as_user(cast.officer).get(f"{url}?names=1").content.decode()


def test_a_late_unit_below_says_for_how_long(as_user, cast, tree, campaign):  # noqa: F811
    campaign.study_due_on = clock.local_day(NOW) - datetime.timedelta(days=3)
    campaign.save()
    below = as_user(cast.officer).get(reverse("unit_page", args=[tree.x.pk])).context["below"]
    assert below and {words for _one, words in below} == {"quá hạn 3 ngày"}


def test_the_unit_page_and_the_charts_open_for_everybody_above(as_user, cast, tree, campaign):  # noqa: F811
    held(campaign, [tree.xa])
    for user in (cast.officer, cast.leader, cast.inspector, cast.base_officer):
        client = as_user(user)
        assert client.get(reverse("unit_page", args=[tree.x.pk])).status_code == 200
        assert client.get(reverse("campaigns:charts", args=[campaign.pk])).status_code == 200
        assert client.get(reverse("campaigns:outstanding_xlsx", args=[campaign.pk])).status_code == 200


def test_of_two_who_correct_one_class_the_second_chooses_also_per_unit(as_user, cast, tree, members, campaign):  # noqa: F811
    session = held(campaign, [tree.xa])
    client = as_user(cast.secretary_a)
    url = reverse("campaigns:session_amend", args=[session.pk])
    first, second = members[tree.xa.code][:2]
    page = form_of(client.get(url))
    client.post(url, form_of(client.get(url), **{f"u{tree.xa.pk}-m{first.pk}": "excused"}))

    answer = client.post(url, page | {f"u{tree.xa.pk}-m{second.pk}": "unexcused", "place": "Nhà văn hoá"})

    assert answer.status_code == 409
    rows = {row.name: row for row in answer.context["rows"]}
    assert list(rows) == ["place", f"u{tree.xa.pk}"]
    part = rows[f"u{tree.xa.pk}"]
    assert (second.full_name in part.mine, first.full_name in part.theirs) == (True, True)
    inputs = dict(re.findall(r'name="(theirs-[^"]+)" value="([^"]*)"', part.hidden))
    chosen = dict(answer.context["kept"]) | inputs | {
        "version": answer.context["version"], "seen-version": 1, "form_key": answer.context["form_key"],
        f"choose-u{tree.xa.pk}": "theirs", "choose-place": "mine", f"asked-u{tree.xa.pk}": "1", "asked-place": "1",
    }
    assert client.post(url, chosen).status_code == 302
    session.refresh_from_db()
    absences = session.attendances.get().absences.values_list("member", "excused")
    assert (session.place, list(absences)) == ("Nhà văn hoá", [(first.pk, True)])


def test_studied_at_the_conference_is_one_tap_also_when_it_was_earlier(as_user, cast, tree, members, campaign):  # noqa: F811
    held(campaign, [tree.z], kind=SessionKind.CONFERENCE, on=datetime.date(2017, 12, 5))
    absent = members[tree.xa.code][0]
    session = held(campaign, [tree.xa], rows=[all_present_but(tree.xa, heads=3, absences=[NamedAbsence(absent)])])
    client = as_user(cast.secretary_a)
    page = client.get(reverse("campaigns:session", args=[session.pk])).content.decode()
    absence = session.attendances.get().absences.get()
    url = reverse("campaigns:made_up_elsewhere", args=[absence.pk])
    sent = dict(re.findall(r'name="(form_key|how|on)" value="([^"]+)"', page[page.index(url):]))

    client.post(url, sent)

    absence.refresh_from_db()
    assert (absence.made_up_how, absence.made_up_on) == ("conference", datetime.date(2017, 12, 5))


def test_who_answers_has_the_question_before_him(as_user, cast, tree, campaign):  # noqa: F811
    session = held(campaign, [tree.xa])
    ask_to_check(session=session, question="Lớp có đủ ba đồng chí?", by=cast.officer, at=NOW)

    page = as_user(cast.secretary_a).get(reverse("campaigns:session_answer", args=[session.pk]))

    assert page.content.decode().count("Lớp có đủ ba đồng chí?") == 1


def test_a_planned_day_is_changed_not_planned_again(as_user, cast, tree, campaign):  # noqa: F811
    change_plan(duty=campaign.duties.get(unit=tree.xa), version=0, by=None, at=NOW, planned_on=datetime.date(2018, 1, 16))

    page = as_user(cast.secretary_a).get("/").content.decode()

    assert ("Sửa kế hoạch" in page, "Ghi ngày dự kiến hoặc lý do chậm" in page) == (True, False)
