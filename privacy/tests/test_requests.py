"""The register of requests: the days the law gives, the steps, who sees which, what the home page says."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from campaigns.services.days_off import add_days_off
from lib.clock import at_hour, now, today
from lib.conflict import StaleVersion
from privacy.due import due_of, due_state
from privacy.models import DataRequest, RequestKind
from privacy.periods import PERIODS
from privacy.services.requests import add_request, change_request, close_request, extend_request, note_reply, reopen_request
from units.screens.forms import KeyedForm

day = datetime.date
# A Monday.
MONDAY = day(2026, 3, 2)
AT = at_hour(MONDAY, datetime.time(9))


def key():
    return str(KeyedForm().fields["form_key"].initial())


def take_in(unit, by, *, at=AT, received_on=MONDAY, kind="see", asker="Bà Nguyễn Thị Tư", member=None):
    asker = "" if member else asker
    return add_request(unit=unit, member=member, asker=asker, kind=kind, wish="", received_on=received_on, channel="paper", by=by, at=at)


def test_every_kind_has_its_days():
    assert set(PERIODS) == set(RequestKind.values)


@pytest.mark.parametrize("kind, days", [("see", 10), ("correct", 10), ("erase", 20), ("withdraw", 15)])
def test_the_days_the_law_gives_are_kept_with_the_request(tree, cast, kind, days):
    # The answer counts in working days, past the week-end and the days the committee takes off.
    add_days_off(unit=tree.committee, kind="off", starts_on=day(2026, 3, 3), ends_on=None, name="Nghỉ", by=None, at=AT)
    friday = take_in(tree.committee, cast.officer, kind=kind, received_on=day(2026, 2, 27))
    assert (friday.reply_due_on, friday.due_on) == (day(2026, 3, 4), day(2026, 2, 27) + datetime.timedelta(days))


def test_it_is_put_off_once_and_closed_with_an_outcome(tree, cast):
    row = take_in(tree.committee, cast.officer, kind="erase")
    row = note_reply(row=row, on=MONDAY, by=cast.officer, at=AT)
    row = extend_request(row=row, reason="Phải tìm trong hồ sơ giấy", by=cast.officer, at=AT)
    assert row.due_on == MONDAY + datetime.timedelta(40) and row.next_due_on == row.due_on
    with pytest.raises(ValidationError):
        extend_request(row=row, reason="Vẫn chưa xong", by=cast.officer, at=AT)
    with pytest.raises(ValidationError):
        close_request(row=row, state="refused", outcome="  ", by=cast.officer, at=AT)

    row = close_request(row=row, state="refused", outcome="Văn bản đã ban hành không xoá được", by=cast.officer, at=AT)
    assert due_state(row, at=AT)[1] == "từ chối" and row.next_due_on is None
    for step in (lambda: note_reply(row=row, on=MONDAY, by=cast.officer, at=AT),
                 lambda: change_request(row=row, version=row.version, kind="see", by=cast.officer, at=AT)):
        with pytest.raises(ValidationError):
            step()
    row = reopen_request(row=row, by=cast.officer, at=AT)
    assert (row.outcome, row.closed_at, row.due_on) == ("", None, MONDAY + datetime.timedelta(40))
    # What was put right is counted anew, the putting off included; the second of two editors is told.
    with pytest.raises(StaleVersion):
        change_request(row=row, version=1, kind="see", by=cast.officer, at=AT)
    row = change_request(row=row, version=row.version, kind="see", by=cast.officer, at=AT)
    assert row.due_on == MONDAY + datetime.timedelta(20)


def test_days_that_cannot_be_are_refused(tree, cast):
    with pytest.raises(ValidationError):
        take_in(tree.committee, cast.officer, received_on=day(2026, 3, 3))
    with pytest.raises(ValidationError):
        take_in(tree.committee, cast.officer, asker=" ")
    row = take_in(tree.committee, cast.officer)
    for on in (day(2026, 3, 3), day(2026, 3, 1)):
        with pytest.raises(ValidationError):
            note_reply(row=row, on=on, by=cast.officer, at=AT)


def test_home_names_what_is_due_within_two_working_days(tree, cast):
    take_in(tree.xa, cast.base_officer)
    friday = at_hour(day(2026, 3, 6), datetime.time(9))

    assert [(due_of(cast.officer, at=AT).overdue, due_of(cast.officer, at=AT).soon), due_of(cast.secretary_a, at=AT)] == [(0, 1), None]
    assert due_of(cast.officer, at=friday).overdue == 1 and not due_of(cast.stranger, at=friday)
    assert due_state(DataRequest.objects.get(), at=friday) == ("overdue", "Trả lời trước hết ngày 04/03/2026: quá hạn 2 ngày")
    note_reply(row=DataRequest.objects.get(), on=MONDAY, by=cast.officer, at=AT)
    # The tenth day is a Thursday: Friday before is four working days away, Tuesday two.
    assert not due_of(cast.officer, at=friday)
    assert due_of(cast.officer, at=at_hour(day(2026, 3, 10), datetime.time(9))).soon == 1


def test_a_request_from_the_form_to_its_end(client, cast, tree, members):
    member, strangers = members["1-01"][0], members["OT1-01"][0]
    client.force_login(cast.base_officer)
    form = {"kind": "correct", "wish": "Sai năm sinh", "received_on": f"{today():%d/%m/%Y}", "channel": "in_person"}
    add = reverse("privacy:request_add")

    for wrong, field in [({"card_number": strangers.card_number}, "card_number"), ({}, "asker"),
                         ({"card_number": member.card_number, "asker": "Ông Ba"}, "asker")]:
        page = client.post(add, {**form, **wrong, "form_key": key()})
        assert page.context["form"].errors[field] and "Sai năm sinh" in page.content.decode()
    sent = {**form, "card_number": member.card_number, "form_key": key()}
    answer = client.post(add, sent)
    assert client.post(add, sent).url == answer.url and DataRequest.objects.count() == 1
    row = DataRequest.objects.get()
    assert (row.member, row.unit) == (member, tree.xa)

    page = client.get(answer.url).content.decode()
    assert member.full_name in page and Entry.objects.filter(action="privacy.request.read", actor_id=cast.base_officer.pk).exists()
    client.post(reverse("privacy:request_reply", args=[row.pk]), {"on": f"{today():%d/%m/%Y}", "form_key": key()})
    client.post(reverse("privacy:request_close", args=[row.pk]), {"state": "done", "outcome": "Đã sửa năm sinh", "form_key": key()})
    row.refresh_from_db()
    assert (row.state, row.replied_on, row.outcome) == ("done", today(), "Đã sửa năm sinh")
    assert "Đã sửa năm sinh" in client.get(answer.url).content.decode()

    assert reverse("privacy:request_add_for", args=[member.pk]) in client.get(reverse("units:member", args=[member.pk])).content.decode()
    client.post(reverse("privacy:request_add_for", args=[member.pk]), {**form, "form_key": key()})
    assert DataRequest.objects.filter(member=member).count() == 2
    assert client.get(reverse("privacy:request_add_for", args=[strangers.pk])).status_code == 404


def test_the_list_puts_what_is_due_first_and_keeps_names_out_of_the_address(client, cast, tree, members, django_assert_max_num_queries):
    take_in(tree.committee, cast.officer, at=now(), received_on=today(), asker="Ông Sau")
    take_in(tree.committee, cast.officer, at=now(), received_on=today() - datetime.timedelta(30), asker="Ông Quá Hạn")
    closed = take_in(tree.committee, cast.officer, at=now(), received_on=today(), asker="Ông Xong")
    close_request(row=closed, state="done", outcome="Xong", by=cast.officer, at=now())
    for member in members["1-01"]:
        take_in(tree.xa, cast.officer, at=now(), received_on=today(), member=member)
    client.force_login(cast.officer)
    url = reverse("privacy:requests")

    with django_assert_max_num_queries(6):
        page = client.get(url)
    assert [row.who for row, _tone, _words in page.context["rows"]][::5] == ["Ông Quá Hạn", "Ông Xong"]
    assert [row.who for row, *_ in client.get(url, {"state": "overdue"}).context["rows"]] == ["Ông Quá Hạn"]
    found = client.post(url, {"q": "xong", "state": ""})
    assert "q=" not in found.url and [row.who for row, *_ in client.get(found.url).context["rows"]] == ["Ông Xong"]
