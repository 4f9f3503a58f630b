"""The chasing desk for the access matrix: the rules of its pages; a step and a letter of each unit with a duty."""
import uuid

from campaigns.letter_jobs import path_of
from campaigns.models import EscalationStep, LetterUnit, ReminderLetter, Rung
from lib.durable import write_durably
from portal.tests.access_proposals import forms
from portal.tests.access_rules import Rule, lineage

CHASING_RULES = {
    "campaigns:desk": Rule("reminders.log", "campaign", seen_from=lineage),
    "campaigns:call_sheet": Rule("reminders.log", "campaign", seen_from=lineage),
    "campaigns:chat_texts": Rule("reminders.log", "campaign", seen_from=lineage),
    "campaigns:ladder": forms("campaigns.manage", "campaign"),
    "campaigns:letter_add": forms("reports.issue", "campaign", seen_from=lineage),
    "campaigns:call": forms("reminders.log", "duty", argument="duty_id"),
    "campaigns:step_answer": forms("reminders.log", "step"),
    "campaigns:letter": Rule("reports.issue", "letter"),
    "campaigns:letter_file": Rule("reports.issue", "letter"),
    "campaigns:letter_issue": forms("reports.issue", "letter"),
}


def lay_chasing(world):
    """`step` and `letter` of each unit with a duty, the letter sent by the unit itself."""
    for code, duty in world.things["duty"].items():
        world.things["step"][code] = EscalationStep.objects.create(
            duty=duty, rung=Rung.UNIT, at=world.at, overdue_days=1, reminders=0
        )
        letter = ReminderLetter.objects.create(
            campaign=duty.campaign, sender=duty.unit, finish_by=world.today, created_at=world.at, batch=uuid.uuid4()
        )
        LetterUnit.objects.create(letter=letter, duty=duty)
        write_durably(path_of(letter.batch), f"SECRET-{duty.unit.code}".encode())
        world.things["letter"][code] = letter
