"""Days off: public holidays and what a committee enters; where they are named."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaigns.chasing import sensible_reply_day
from campaigns.days_off import DaysOff, days_off_of
from campaigns.models import DayOff
from campaigns.services.days_off import add_days_off, change_days_off, withdraw_days_off
from campaigns.tests.test_sessions import campaign  # noqa: F401 (a fixture)
from lib.clock import at_hour
from units.screens.forms import KeyedForm

day = datetime.date
AT = at_hour(day(2018, 2, 1), datetime.time(9))


def enter(unit, first, last=None, name="Nghỉ Tết thêm", kind="off"):
    return add_days_off(unit=unit, kind=kind, starts_on=first, ends_on=last, name=name, by=None, at=AT)


def key():
    return str(KeyedForm().fields["form_key"].initial())


def test_days_on_holidays_are_named_on_the_campaigns_page(client, cast, campaign):  # noqa: F811
    assert days_off_of(campaign) == []
    campaign.study_due_on, campaign.starts_on, campaign.ends_on = day(2018, 2, 16), day(2018, 1, 2), day(2018, 2, 25)
    campaign.save()

    words = days_off_of(campaign)

    # The deadline, and the cut-off of that Friday; the one before and the one after fall on working days.
    assert [("16/02/2018" in text, "Mùng một Tết" in text) for text in words] == [(True, True)] * 2
    client.force_login(cast.officer)
    page = client.get(reverse("campaigns:detail", args=[campaign.pk])).content.decode()
    assert all(text in page for text in words)
    client.force_login(cast.secretary_a)
    assert words[0] not in client.get(reverse("campaigns:detail", args=[campaign.pk])).content.decode()


def test_what_a_committee_enters_counts_for_it_and_all_below(tree):
    enter(tree.committee, day(2018, 2, 21), day(2018, 2, 23))
    enter(tree.committee, day(2018, 2, 20), kind="working", name="Trực Tết")
    off, other = DaysOff(tree.xa), DaysOff(tree.oxa)

    assert [off.name(day(2018, 2, i)) for i in (19, 20, 21, 23, 24)] == [
        "Mùng bốn Tết Nguyên Đán", "", "Nghỉ Tết thêm", "Nghỉ Tết thêm", ""
    ]
    assert [other.name(day(2018, 2, i)) for i in (20, 21)] == ["Mùng năm Tết Nguyên Đán", ""]
    # What a unit enters itself stands before what those above it entered.
    enter(tree.x, day(2018, 2, 22), kind="working", name="Làm bù")
    assert [DaysOff(unit).name(day(2018, 2, 22)) for unit in (tree.xa, tree.z)] == ["", "Nghỉ Tết thêm"]


def test_days_off_that_follow_each_other_stand_together(tree):
    enter(tree.committee, day(2018, 2, 21), day(2018, 2, 22))

    first, last = DaysOff(tree.committee).stretches(day(2018, 1, 1), day(2018, 2, 28))

    assert first.words == "01/01/2018: Tết Dương lịch"
    assert (last.first, last.last, len(last.names)) == (day(2018, 2, 14), day(2018, 2, 22), 8)


def test_a_saturday_worked_in_exchange_is_a_working_day(tree):
    enter(tree.committee, day(2018, 2, 24), kind="working", name="Làm bù")

    off = DaysOff(tree.committee)

    assert [off.is_working(day(2018, 2, i)) for i in (16, 23, 24, 25)] == [False, True, True, False]
    assert off.working_day_from(day(2018, 2, 14)) == day(2018, 2, 21)
    assert sensible_reply_day(AT, unit=tree.xa) == day(2018, 2, 8)
    assert sensible_reply_day(AT + datetime.timedelta(days=6), unit=tree.xa) == day(2018, 2, 21)


def test_a_day_is_entered_once_and_may_be_changed_and_taken_back(tree, cast):
    row = enter(tree.committee, day(2018, 2, 21), day(2018, 2, 23))
    for first, last in [(day(2018, 2, 23), None), (day(2018, 2, 20), day(2018, 2, 25)), (day(2018, 3, 2), day(2018, 3, 1)),
                        (day(2018, 3, 1), day(2018, 6, 1))]:
        with pytest.raises(ValidationError):
            enter(tree.committee, first, last)
    enter(tree.other, day(2018, 2, 23))

    facts = {"kind": "off", "starts_on": day(2018, 2, 21), "ends_on": day(2018, 2, 22), "name": "Nghỉ Tết"}
    change_days_off(row=row, version=1, by=cast.officer, at=AT, **facts)
    enter(tree.committee, day(2018, 2, 23), kind="working", name="Làm bù")
    withdraw_days_off(row=row, by=cast.officer, at=AT)

    assert DaysOff(tree.committee).name(day(2018, 2, 21)) == ""
    assert DayOff.objects.get(pk=row.pk).withdrawn_at == AT
    assert row.events.count() == 3


def test_an_officer_enters_them_on_a_page_and_a_plan_on_such_a_day_is_warned_of(client, cast, campaign, tree):  # noqa: F811
    client.force_login(cast.officer)
    facts = {"form_key": key(), "kind": "off", "starts_on": "24/01/2018", "ends_on": "26/1/2018", "name": "Nghỉ thêm", "version": ""}
    page = client.post(reverse("campaigns:days_off_add"), facts, follow=True).content.decode()
    assert "Nghỉ thêm" in page
    # The Friday within is a cut-off; the campaign's page says so.
    assert [text for text in days_off_of(campaign) if "26/01/2018" in text]

    duty = campaign.duties.get(unit=tree.xa)
    client.force_login(cast.secretary_a)
    plan = {"form_key": key(), "version": 0, "planned_on": "2018-01-25", "part": "", "place": "", "delay_reason": "", "programme": ""}
    page = client.post(reverse("campaigns:plan", args=[duty.pk]), plan, follow=True).content.decode()

    assert "Ngày 25/01/2018 là ngày nghỉ: Nghỉ thêm." in page
    assert client.get(reverse("campaigns:days_off")).status_code == 403
    # The paper of the week names the occasion beside the day.
    assert "Nghỉ thêm" in client.get(reverse("campaigns:week_sheet") + "?week=2018-01-24").content.decode()


def test_the_campaigns_form_lists_the_days_off_of_its_period_before_it_is_saved(client, cast, campaign, tree):  # noqa: F811
    enter(tree.committee, day(2018, 1, 19), name="Nghỉ thêm")
    enter(tree.committee, day(2018, 3, 19), name="Ngoài đợt")
    enter(tree.committee, day(2018, 1, 20), name="Làm bù thứ Bảy", kind="working")
    client.force_login(cast.officer)

    page = client.get(reverse("campaigns:change", args=[campaign.pk])).content.decode()

    assert [words in page for words in ("19/01/2018: Nghỉ thêm", "01/01/2018: Tết Dương lịch", "20/01/2018: Làm bù", "Ngoài đợt")] == [
        True, True, True, False
    ]
    # What was typed decides, also where the form comes back with an error.
    typed = {"form_key": key(), "starts_on": "01/03/2018", "ends_on": "31/3/2018", "study_due_on": "hôm qua"}
    page = client.post(reverse("campaigns:add"), typed).content.decode()
    assert ["Ngoài đợt" in page, "Nghỉ thêm" in page] == [True, False]
    assert client.get(reverse("campaigns:add")).status_code == 200
    assert client.post(reverse("campaigns:add"), {"starts_on": "9999-12-31", "ends_on": "0001-01-01"}).status_code == 200
