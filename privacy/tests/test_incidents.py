"""Incidents: the 72 hours in words, what is ticked, the draft of the report, the end."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lib.clock import at_hour, now
from privacy.due import clock_state, clock_words, due_of
from privacy.models import Incident, IncidentStep
from privacy.services.incidents import add_incident, change_incident, close_incident, reopen_incident, tick_incident
from privacy.services.responsible import name_responsible
from units.screens.forms import KeyedForm

FOUND = at_hour(datetime.date(2026, 3, 2), datetime.time(9))
_HOUR = datetime.timedelta(hours=1)


def key():
    return str(KeyedForm().fields["form_key"].initial())


def take_down(unit, by, **facts):
    facts = {"what": "Bỏ quên danh sách điểm danh", "data_kinds": ["roster", "study"], "found_at": FOUND, **facts}
    return add_incident(unit=unit, by=by, at=FOUND + _HOUR, **facts)


@pytest.mark.parametrize("hours, words, state", [
    (30 + 2 / 3, "Còn 41 giờ 20 phút để báo cáo", "wait"), (72, "Còn 0 giờ 0 phút để báo cáo", "wait"),
    (75 + 1 / 12, "Đã quá hạn 3 giờ 5 phút: báo cáo ngay", "overdue"),
])
def test_the_clock_says_what_is_left_of_72_hours(tree, cast, hours, words, state):
    row = take_down(tree.committee, cast.officer)
    at = FOUND + hours * _HOUR

    assert (clock_words(row, at=at), clock_state(row, at=at)) == (words, state)
    assert [words for _row, _state, words in due_of(cast.officer, at=at).clocks] == [words]
    assert due_of(cast.base_officer, at=at).clocks == due_of(cast.stranger, at=at).clocks == []


def test_the_tick_of_the_report_stops_the_clock_and_taken_off_it_runs_on(tree, cast):
    row = take_down(tree.committee, cast.officer)
    with pytest.raises(ValidationError):
        close_incident(row=row, outcome="Xong", by=cast.officer, at=FOUND + _HOUR)

    row = tick_incident(row=row, version=row.version, tasks=["stopped", "reported"], by=cast.officer, at=FOUND + 73 * _HOUR)
    assert clock_words(row, at=now()) == "Đã báo cáo lúc 10:00 05/03/2026, sau 72 giờ"
    row = tick_incident(row=row, version=row.version, tasks=["stopped"], by=cast.officer, at=FOUND + 74 * _HOUR)
    assert row.is_on_the_clock and IncidentStep.objects.filter(task="reported").exclude(undone_at=None).count() == 1
    row = tick_incident(row=row, version=row.version, tasks=["stopped", "reported", "people"], by=cast.officer, at=FOUND + 75 * _HOUR)
    assert row.people_told_at == FOUND + 75 * _HOUR and row.steps.filter(undone_at=None).count() == 3

    row = close_incident(row=row, outcome="Đã thu lại danh sách", by=cast.officer, at=FOUND + 80 * _HOUR)
    with pytest.raises(ValidationError):
        tick_incident(row=row, version=row.version, tasks=[], by=cast.officer, at=FOUND + 81 * _HOUR)
    assert reopen_incident(row=row, by=cast.officer, at=FOUND + 82 * _HOUR).is_open


def test_what_need_not_be_reported_says_why_and_is_not_ticked_as_reported(tree, cast):
    row = take_down(tree.committee, cast.officer, no_report_because="Danh sách chỉ có số lượng")
    assert not due_of(cast.officer, at=FOUND + 80 * _HOUR)
    with pytest.raises(ValidationError):
        tick_incident(row=row, version=row.version, tasks=["reported"], by=cast.officer, at=FOUND + _HOUR)
    row = change_incident(row=row, version=row.version, no_report_because="", by=cast.officer, at=FOUND + _HOUR)
    row = tick_incident(row=row, version=row.version, tasks=["reported"], by=cast.officer, at=FOUND + _HOUR)
    with pytest.raises(ValidationError):
        change_incident(row=row, version=row.version, no_report_because="Nghĩ lại", by=cast.officer, at=FOUND + _HOUR)
    with pytest.raises(ValidationError):
        take_down(tree.committee, cast.officer, found_at=FOUND + 2 * _HOUR)


def test_an_incident_from_the_form_to_the_paper(client, cast, tree):
    name_responsible(
        unit=tree.committee, version=0, full_name="Nguyễn Thị Lan", office="Phó Trưởng ban", phone="0912345678", by=None, at=now()
    )
    client.force_login(cast.base_officer)
    found = now() - _HOUR
    form = {"what": "Gửi nhầm danh sách vắng", "found_on": f"{found:%d/%m/%Y}", "found_hour": "", "data_kinds": ["study"], "people": "12"}
    page = client.post(reverse("privacy:incident_add"), {**form, "form_key": key()})
    assert page.context["form"].errors["found_hour"] and "Gửi nhầm danh sách vắng" in page.content.decode()

    found = found.astimezone(FOUND.tzinfo)
    sent = {**form, "found_on": f"{found:%d/%m/%Y}", "found_hour": f"{found:%H:%M}", "form_key": key()}
    answer = client.post(reverse("privacy:incident_add"), sent)
    assert client.post(reverse("privacy:incident_add"), sent).url == answer.url
    row = Incident.objects.get()
    assert (row.unit, row.people, row.report_due_at - row.found_at) == (tree.x, 12, 72 * _HOUR)
    assert "giờ" in client.get(answer.url).content.decode()
    client.post(answer.url, {"tasks": ["stopped", "leader"], "version": row.version, "form_key": key()})
    # Ticks of a page that is older than somebody else's are asked about, and take none off.
    assert client.post(answer.url, {"tasks": [], "version": row.version, "form_key": key()}).status_code == 409

    paper = client.get(reverse("privacy:incident_paper", args=[row.pk])).content.decode()
    assert all(word in paper for word in ("Điều 23", "Gửi nhầm danh sách vắng", "12", "Nguyễn Thị Lan", "0912345678", "Đã báo cáo trưởng ban", "……"))
    # What the committee above sees is the same row; its home names the clock.
    client.force_login(cast.officer)
    assert answer.url in client.get(reverse("home")).content.decode()
    version = {"version": 1, "form_key": key(), **{name: sent[name] for name in sent if name != "form_key"}}
    assert client.post(reverse("privacy:incident_change", args=[row.pk]), {**version, "measures": "Thu hồi thư"}).status_code == 409
