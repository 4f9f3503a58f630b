"""Speakers, the calendar, days off and minutes for the access matrix: the rules of their pages, and one of each for every unit."""
import datetime

from campaigns.models import DayOff, SessionMinutes, Speaker, SpeakerRequest
from portal.tests.access_rules import Rule


def forms(permission, thing, **options):
    return Rule(permission, thing, methods=("GET", "POST"), **options)


CALENDAR_RULES = {
    "campaigns:calendar": Rule("plans.view"),
    "campaigns:week_sheet": Rule("plans.view"),
    "campaigns:days_off": Rule("campaigns.manage"),
    "campaigns:days_off_add": forms("campaigns.manage", ""),
    "campaigns:days_off_change": forms("campaigns.manage", "days_off"),
    "campaigns:days_off_withdraw": forms("campaigns.manage", "days_off"),
    "campaigns:speakers": Rule("speakers.manage"),
    "campaigns:speaker_add": forms("speakers.manage", ""),
    "campaigns:speaker_change": forms("speakers.manage", "speaker"),
    "campaigns:speaker_retire": forms("speakers.manage", "speaker"),
    "campaigns:speaker_back": forms("speakers.manage", "speaker"),
    "campaigns:speaker_ask": forms("plans.edit", "duty", argument="duty_id"),
    "campaigns:speaker_assign": forms("speakers.manage", "speaker_request"),
    "campaigns:speaker_refuse": forms("speakers.manage", "speaker_request"),
    "campaigns:speaker_withdraw": forms("plans.edit", "speaker_request"),
    "essays:planned_list": forms("names.print", "duty", argument="duty_id"),
    "campaigns:minutes": forms("sessions.log", "session"),
    "campaigns:minutes_paper": Rule("names.print", "session", costly=True),
}


def lay_calendar(world):
    """A planned day, a request and minutes for each unit with a plan; a speaker and a day off for every unit. All meet: nothing may name the others."""
    for code, unit in world.units.items():
        name = f"SECRET-{code}"
        world.things["speaker"][code] = Speaker.objects.create(
            unit=unit, full_name=name, sort_key=name, search_text=name.lower()
        )
        day = world.today + datetime.timedelta(days=1)
        world.things["days_off"][code] = DayOff.objects.create(unit=unit, starts_on=day, ends_on=day, name=name)
    for code, plan in world.things["plan"].items():
        plan.planned_on, plan.part, plan.place = world.today, "morning", "Hội trường chung"
        plan.save()
        world.things["speaker_request"][code] = SpeakerRequest.objects.create(
            plan=plan, wish=f"SECRET-{code}", asked_at=world.at
        )
        SessionMinutes.objects.create(
            session=world.things["session"][code], chair=f"SECRET-{code}", minute_taker="Thư ký", discussion=f"SECRET-{code}",
            changed_at=world.at,
        )
