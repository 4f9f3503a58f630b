"""From a row to the members it counts: by name for whoever may know those of the unit, and for nobody else."""
import re

import pytest
from django.urls import reverse

from audit.models import Entry
from campaigns.models import RosterEntry
from campaigns.services import ledger
from campaigns.services.sessions import withdraw_session
from conftest import make_member
from reports.services import compile_weekly_report
from reports.tests.recording import LATER, day, hand_in, hold, make_up
from units.models import Appointment, Role, Unit
from units.services.derived import unit_derived


@pytest.fixture
def get(client, cast):
    def get(who, url, **data):
        client.force_login(getattr(cast, who))
        return client.get(url, data)

    return get


@pytest.fixture
def report(campaign, tree, week, cut_off):
    """Of the base, compiled when asked for: what it counts is recorded first."""
    return lambda: compile_weekly_report(campaign=campaign, unit=tree.x, week=week, by=None, at=cut_off)


def rows_of(get, report, slug):
    page = get("base_officer", reverse("reports:evidence", args=[report.pk, slug, "tong"]))
    number = 1 if page.context["figure"].measure == "share" else -2 if "rate" in page.context["figure"].key else -1
    return {row["name"]: row["numbers"][number] for row in page.context["rows"]}


def people_of(page):
    return [(person.name, person.state) for person in page.context["people"]]


@pytest.mark.parametrize("slug, expected", [
    ("trieu-tap", 3), ("tham-gia", 2), ("vang", 1), ("vang-khong-ly-do", 1), ("da-hoc", 2), ("chua-hoc-bu", 1), ("ty-le-hoc", 3),
    ("phai-viet", 2), ("da-nop", 1), ("chua-nop", 1), ("dat", 1), ("viet-tay", 1), ("ty-le-nop", 2), ("phai-hoc", 3),
    ("ty-le-hoc-toan-dang-bo", 3), ("toan-dang-bo-da-hoc", 2),
])
def test_the_list_of_a_row_has_as_many_members_as_its_number(get, report, campaign, tree, members, slug, expected):
    first, second, _third = members[tree.xa.code]
    hold(campaign, tree.xa, on=8, absent=[first])
    hand_in(campaign, second, on=9, marked_on=10)
    hand_in(campaign, first, on=9)          # who is still absent owes none, so his does not count
    hold(campaign, tree.xb, on=8)

    _head, text, url = rows_of(get, report(), slug)[tree.xa.name]
    page = get("base_officer", url)

    assert (text, page.context["number"], len(page.context["people"])) == (str(expected), str(expected), expected)
    assert (page.context["difference"], page.context["today"]) == ("", "")
    assert {person.unit for person in page.context["people"]} == {tree.xa.name}


def test_the_states_say_who_was_absent_who_made_up_and_who_wrote(get, report, campaign, tree, members):
    first, second, third = members[tree.xa.code]
    make_up(hold(campaign, tree.xa, on=8, absent=[first], excused=True), on=10)
    hold(campaign, tree.xb, on=8)
    hand_in(campaign, second, on=9, by_hand=False)
    made = report()
    code = campaign.sessions.get(attendances__unit=tree.xa).code

    studied = get("base_officer", rows_of(get, made, "da-hoc")[tree.xa.name][2])
    wrote = get("base_officer", rows_of(get, made, "ty-le-nop")[tree.xa.name][2])

    states = dict(people_of(studied))
    assert states == {
        first.full_name: f"Vắng có lý do, {code}, 08/01/2018; đã học bù ngày 10/01/2018",
        second.full_name: "Có mặt", third.full_name: "Có mặt",
    }
    assert dict(people_of(wrote)) == {
        first.full_name: "Chưa nộp", second.full_name: "Đã nộp (khổ A4), chưa chấm", third.full_name: "Chưa nộp",
    }


def test_absences_are_told_apart_by_class_and_the_rest_by_unit(get, report, campaign, tree, members):
    first, second, third = members[tree.xa.code]
    hold(campaign, tree.xa, on=8, absent=[first], heads=2)
    hold(campaign, tree.xa, on=9, absent=[second], heads=2)
    made = report()
    absent = get("base_officer", reverse("reports:evidence", args=[made.pk, "vang", "tong"]))
    lists = [people_of(get("base_officer", row["numbers"][-1][2])) for row in absent.context["rows"]]
    called = get("base_officer", reverse("reports:evidence", args=[made.pk, "trieu-tap", "tong"]))
    page = get("base_officer", called.context["rows"][0]["numbers"][-1][2])

    assert [[name for name, _state in found] for found in lists] == [[first.full_name], [second.full_name]]
    assert {name for name, _state in people_of(page)} == {first.full_name, second.full_name, third.full_name}
    assert "Đơn vị học 2 lớp" in page.content.decode()
    assert (page.context["number"], page.context["difference"]) == ("4", "Còn 1 người đã được đếm nhưng chưa có tên trong sổ.")


def test_whom_no_record_names_is_said(get, report, campaign, tree):
    hold(campaign, tree.xa, on=8, unnamed=1)
    made = report()
    absent = get("base_officer", rows_of(get, made, "vang")[tree.xa.name][2])
    present = get("base_officer", rows_of(get, made, "tham-gia")[tree.xa.name][2])

    assert (people_of(absent), absent.context["difference"]) == ([], "Còn 1 người đã được đếm nhưng chưa có tên trong sổ.")
    assert len(people_of(present)) == 3
    assert present.context["difference"].startswith("Danh sách nhiều hơn con số 1 người")


def test_what_happened_after_the_moment_names_nobody_and_a_withdrawn_class_is_told(get, report, campaign, tree, members):
    first = members[tree.xa.code][0]
    session = hold(campaign, tree.xa, on=8, absent=[first])
    make_up(session, on=20)
    made = report()
    url = rows_of(get, made, "chua-hoc-bu")[tree.xa.name][2]
    assert [name for name, _state in people_of(get("base_officer", url))] == [first.full_name]

    session.refresh_from_db()
    withdraw_session(session=session, reason="Ghi nhầm", by=None, at=LATER, version=session.version)
    page = get("base_officer", url)
    assert (page.context["number"], page.context["today"], people_of(page)) == ("1", "0", [])


def test_the_reading_is_recorded_and_only_who_may_know_names_comes_so_far(get, report, campaign, tree, members, cast, week, cut_off):
    hold(campaign, tree.xa, on=8)
    made = report()
    url = rows_of(get, made, "da-hoc")[tree.xa.name][2]
    page = get("base_officer", url)

    assert page.status_code == 200
    assert Entry.objects.get(action="reports.evidence.members_read").details == {"figure": "Đã học", "of": tree.xa.name, "names": 3}
    assert {who: get(who, url).status_code for who in ("officer", "leader", "inspector", "secretary_a", "secretary_z", "stranger")} == {
        "officer": 403, "leader": 403, "inspector": 403, "secretary_a": 404, "secretary_z": 404, "stranger": 403,
    }
    whole = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=cut_off)
    rows = get("officer", reverse("reports:evidence", args=[whole.pk, "toan-dang-bo-da-hoc", "tong"]))
    assert {text[2] for row in rows.context["rows"] for text in row["numbers"]} == {""}
    assert rows.context["members_url"] == ""
    assert get("base_officer", reverse("reports:evidence_members", args=[made.pk, "don-doc", "tong"])).status_code == 404
    assert get("base_officer", url.replace(f"unit={tree.xa.pk}", f"unit={tree.ya.pk}")).status_code == 404
    assert get("base_officer", url.replace(f"unit={tree.xa.pk}", "unit=x")).status_code == 404


def test_names_stop_where_the_right_to_know_them_stops(get, campaign, tree, members, cast, week, cut_off):
    """An officer of the committee who keeps one base besides sees the names of that base in the committee's number."""
    Appointment.objects.create(user=cast.officer, unit=tree.x, role=Role.BASE_OFFICER, valid_from="2015-01-01")
    hold(campaign, tree.xa, on=8)
    hold(campaign, tree.ya, on=8)
    whole = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=cut_off)

    page = get("officer", reverse("reports:evidence_members", args=[whole.pk, "toan-dang-bo-da-hoc", "tong"]))

    assert (page.context["number"], {person.unit for person in page.context["people"]}) == ("3", {tree.xa.name})
    hidden = get("officer", page.wsgi_request.path, unit=tree.ya.pk)
    assert hidden.status_code == 404


@pytest.mark.parametrize("slug, queries", [("toan-dang-bo-da-hoc", 30), ("phai-hoc", 31), ("vang", 30), ("da-nop", 33)])
@pytest.mark.parametrize("cells", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(get, report, campaign, tree, members, cells, slug, queries, django_assert_num_queries):
    for number, unit in enumerate([tree.xa, tree.xb, tree.xs1]):
        named = members[unit.code] if number < cells else []
        more = [make_member(unit, f"77{unit.pk}{n}") for n in range(4 * cells)]
        RosterEntry.objects.bulk_create(RosterEntry(duty=campaign.duties.get(unit=unit), member=member) for member in more)
        hold(campaign, unit, on=8, absent=named[:1], unnamed=1 - len(named[:1]))
        for member in named[1:]:
            hand_in(campaign, member, on=9)
    url = reverse("reports:evidence_members", args=[report().pk, slug, "tong"])
    get("base_officer", url)

    with django_assert_num_queries(queries):
        page = get("base_officer", url)
    assert len(page.context["people"])


def test_each_row_of_what_is_missing_leads_to_its_own_rows(get, campaign, tree, as_of="2018-01-12T16:00"):
    hold(campaign, tree.xa, on=8)
    page = get("officer", reverse("campaigns:outstanding", args=[campaign.pk]), as_of=as_of).content.decode()
    urls = [url.replace("&amp;", "&") for url in re.findall(r'href="([^"]+/vi-sao/[^"]+/don-vi/[^"]+)"', page)]

    answers = [get("officer", url) for url in urls]
    shown = {answer.context["figure"].key: answer.context["answer"].words for answer in answers if answer.context["line"] == tree.x.name}
    assert shown == {"heads": "9", "cells": "3", "reminders": "0"}
    assert {answer.context["as_of"] for answer in answers} == {"16:00 12/01/2018"}
    assert {answer.context["line"] for answer in answers} == {tree.x.name, tree.y.name, tree.z.name}


def leaves(campaign, member, on):
    member.left_on = day(on)
    member.save()
    ledger.change_heads(campaign=campaign, members=[member], on=day(on), reason="Chuyển đi", by=None, at=LATER)


def test_who_left_before_the_class_stands_in_no_list_of_it(get, report, campaign, tree, members):
    gone, _stayed, left_later = members[tree.xa.code]
    leaves(campaign, gone, 5)
    leaves(campaign, left_later, 20)
    hold(campaign, tree.xa, on=8, heads=2)
    made = report()

    found = {slug: people_of(get("base_officer", rows_of(get, made, slug)[tree.xa.name][2])) for slug in ("trieu-tap", "phai-hoc")}
    assert {slug: gone.full_name in dict(people) for slug, people in found.items()} == {"trieu-tap": False, "phai-hoc": False}
    assert {slug: len(people) for slug, people in found.items()} == {"trieu-tap": 2, "phai-hoc": 2}


def test_the_ledger_behind_a_number_ends_with_the_day_of_its_moment(get, report, campaign, tree, members):
    for number, on in enumerate((5, 12, 13)):
        leaves(campaign, members[tree.xa.code][number], on)
    leaves(campaign, members[tree.xb.code][0], 5)
    Unit.objects.filter(pk=tree.xa.pk).update(search_text=unit_derived(code="", name=tree.xa.name)["search_text"])
    page = get("base_officer", reverse("reports:evidence", args=[report().pk, "phai-hoc", "don-vi"]), of=tree.xa.code)
    rows = get("base_officer", f"{reverse('campaigns:ledger', args=[campaign.pk])}?{page.context['ledger_query']}").context["rows"]

    assert [(row.effective_on, row.unit) for row in rows] == [("12/01/2018", tree.xa.name), ("05/01/2018", tree.xa.name)]
