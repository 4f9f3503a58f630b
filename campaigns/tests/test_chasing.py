"""The chasing desk: promise, snooze and return; the ladder; what is refused."""
import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaigns.chasing import Place, count_places, desk_duties
from campaigns.models import EscalationStep, Reminder, ReminderWay, Rung, StudyPlan
from campaigns.services.escalation import answer_step, step_ladder
from campaigns.services.reminders import record_reminder, withdraw_reminder
from campaigns.tests.ledger_steps import duty_of, held
from lib import clock
from lib.clock import at_hour

MORNING = at_hour(datetime.date(2018, 1, 8), datetime.time(9))
DAY = datetime.timedelta(days=1)
PROMISED = datetime.date(2018, 1, 10)


def places(campaign, at, above=None):
    return {duty.unit.code: duty.place for duty in desk_duties(campaign, above=above, at=at).select_related("unit")}


def test_a_promised_unit_leaves_and_comes_back_on_its_day(campaign, tree, cast):
    duty = duty_of(campaign, tree.z)

    reminder = record_reminder(duty=duty, by=cast.officer, at=MORNING, promised_on=PROMISED, reason="Chờ báo cáo viên")

    assert places(campaign, MORNING) == {"1": Place.TO_CALL, "10": Place.TO_CALL, "2": Place.SNOOZED}
    assert places(campaign, MORNING + DAY)["2"] == Place.SNOOZED
    back = desk_duties(campaign, at=MORNING + 2 * DAY).get(unit=tree.z)
    assert (back.place, back.came_back, back.promised) == (Place.TO_CALL, True, True)
    assert count_places(campaign, at=MORNING) == {"": 3, Place.TO_CALL: 2, Place.SNOOZED: 1, Place.REACHED: 0}
    withdraw_reminder(reminder=reminder, by=cast.officer, at=MORNING)
    plan = StudyPlan.objects.get(duty=duty)
    assert (plan.planned_on, plan.delay_reason, places(campaign, MORNING)["2"]) == (None, "", Place.TO_CALL)


def test_who_was_reached_is_left_alone_until_tomorrow(campaign, tree, cast):
    record_reminder(duty=duty_of(campaign, tree.x), by=cast.officer, at=MORNING)
    record_reminder(duty=duty_of(campaign, tree.y), by=cast.officer, at=MORNING, reached=False)

    assert places(campaign, MORNING) == {"1": Place.REACHED, "10": Place.TO_CALL, "2": Place.TO_CALL}
    assert places(campaign, MORNING + DAY)["1"] == Place.TO_CALL


def test_what_cannot_be_logged_is_refused(campaign, tree, cast):
    duty = duty_of(campaign, tree.z)
    with pytest.raises(ValidationError) as past:
        record_reminder(duty=duty, by=cast.officer, at=MORNING, promised_on=MORNING.date() - DAY)
    assert list(past.value.error_dict) == ["promised_on"]
    with pytest.raises(ValidationError) as long:
        record_reminder(duty=duty, by=cast.officer, at=MORNING, note="x" * 301)
    assert list(long.value.error_dict) == ["note"]
    duty.until, duty.end_reason = MORNING.date(), "merged"
    with pytest.raises(ValidationError):
        record_reminder(duty=duty, by=cast.officer, at=MORNING)
    assert Reminder.objects.count() == 0


def rungs(campaign):
    return {(step.duty.unit.code, step.rung) for step in EscalationStep.objects.filter(duty__campaign=campaign).select_related("duty__unit")}


def test_the_ladder_climbs_by_its_own_grace_and_waits_for_a_promise(campaign, tree, cast):
    held(campaign, tree.xa)
    base, cell = duty_of(campaign, tree.x), duty_of(campaign, tree.xb)
    record_reminder(duty=duty_of(campaign, tree.z), by=cast.officer, at=MORNING - 3 * DAY, promised_on=datetime.date(2018, 1, 7))
    record_reminder(duty=duty_of(campaign, tree.y), by=cast.officer, at=MORNING, promised_on=datetime.date(2018, 1, 30))

    # Due on the 5th: nothing is late on that day.
    assert step_ladder(campaign=campaign, at=at_hour(datetime.date(2018, 1, 5), datetime.time(23))) == 0
    taken = step_ladder(campaign=campaign, at=MORNING)
    again = step_ladder(campaign=campaign, at=MORNING)

    # The cell of the unit that promised is not held still by the promise of its base.
    assert (taken, again) == (5, 0)
    assert rungs(campaign) == {(code, Rung.UNIT) for code in ("1", "1-02", "1-031", "2", "10-01")}
    broken = EscalationStep.objects.get(duty__unit=tree.z)
    assert (broken.overdue_days, broken.reminders, broken.broken_promise) == (3, 1, datetime.date(2018, 1, 7))

    step_ladder(campaign=campaign, at=MORNING + 3 * DAY)
    assert (("1-02", Rung.BASE) in rungs(campaign), ("1", Rung.COMMITTEE) in rungs(campaign)) == (True, False)
    record_reminder(duty=base, by=cast.officer, at=MORNING + 3 * DAY)
    assert set(EscalationStep.objects.unanswered().filter(duty=cell).values_list("rung", flat=True)) == {Rung.UNIT}
    step_ladder(campaign=campaign, at=MORNING + 7 * DAY)
    top = EscalationStep.objects.get(duty=cell, rung=Rung.COMMITTEE)
    assert answer_step(step=top, by=cast.officer, at=MORNING + 7 * DAY).answered_by == cast.officer


@pytest.fixture
def desk(client, cast, campaign, settings):
    settings.CLOCK_SHIFT_SECONDS = (MORNING - clock.timezone.now()).total_seconds()
    client.force_login(cast.officer)
    return reverse("campaigns:desk", args=[campaign.pk])


def test_the_desk_asks_as_much_for_three_units_as_for_one(desk, client, campaign, tree, cast, django_assert_num_queries):
    for unit in (tree.x, tree.xa, tree.y, tree.z):
        record_reminder(duty=duty_of(campaign, unit), by=cast.officer, at=MORNING - 2 * DAY, note="Ghi chú")
    step_ladder(campaign=campaign, at=MORNING)
    # A filtered list is counted; that of a tab stands in its tab.
    for query, queries in (("?unit=1", 16), ("?place=all", 15)):
        with django_assert_num_queries(queries):
            page = client.get(desk + query)
    assert [row["code"] for row in page.context["rows"]] == ["1", "10", "2"]


def test_a_call_is_logged_in_its_row_or_without_a_script(desk, client, campaign, tree, cast):
    duty = duty_of(campaign, tree.z)
    call = reverse("campaigns:call", args=[duty.pk])
    sent = {"form_key": str(uuid.uuid4()), "last_seen": 0, "outcome": "reached", "promised_on": "10/01/2018", "back": desk}

    row = client.post(call, sent, headers={"HX-Request": "true"})
    again = client.post(call, sent)

    assert (row.status_code, row.context["row"]["is_snoozed"], again.url) == (200, True, desk)
    assert Reminder.objects.count() == 1
    client.force_login(cast.base_officer)
    assert client.post(call, sent).status_code == 404


def test_two_officers_who_rang_at_once_are_told(desk, client, campaign, tree, cast):
    duty = duty_of(campaign, tree.z)
    record_reminder(duty=duty, by=cast.leader, at=MORNING, note="Trước")
    call = reverse("campaigns:call", args=[duty.pk])
    sent = {"form_key": str(uuid.uuid4()), "last_seen": 0, "outcome": "not_reached", "note": "Sau"}

    told = client.post(call, sent, headers={"HX-Request": "true"})
    form = told.context["row"]["form"]

    assert ("Đồng chí leader" in str(form.errors), Reminder.objects.count()) == (True, 1)
    client.post(call, sent | {"last_seen": form["last_seen"].value()}, headers={"HX-Request": "true"})
    assert Reminder.objects.count() == 2


def test_a_text_names_units_and_nobody_else_and_a_press_logs_it(desk, client, campaign, tree, members):
    tree.x.name = "Đảng bộ xã " + "rất dài " * 24
    tree.x.save()
    page = client.get(reverse("campaigns:chat_texts", args=[campaign.pk]) + "?unit=1")
    (row,) = page.context["rows"]

    assert (tree.xa.name in row["text"], "Đảng viên CANARY" in row["text"]) == (True, False)
    client.post(row["call_url"], {"form_key": str(uuid.uuid4()), "last_seen": 0, "outcome": "messaged"})
    assert Reminder.objects.get().way == ReminderWay.MESSAGE
    sheet = client.get(reverse("campaigns:call_sheet", args=[campaign.pk]) + "?place=all")
    assert [one["code"] for one in sheet.context["rows"]] == ["1", "10", "2"]


def test_the_ladder_shows_its_days_of_grace(desk, client, campaign):
    assert client.get(reverse("campaigns:ladder", args=[campaign.pk])).context["form"]["base_grace"].value() == 3
