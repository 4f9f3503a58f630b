"""The chasing desk for the access matrix: the rules of its pages; a step and a round of letters of each unit with a duty."""
from campaigns.letter_jobs import payloads_to_draw
from campaigns.models import EscalationStep, LetterRound, LetterUnit, ReminderLetter, Rung
from documents.kept_drawings import digest_of, path_of
from documents.tests.sample import paper
from lib.durable import write_durably
from portal.tests.access_proposals import forms
from portal.tests.access_rules import Rule, lineage

CHASING_RULES = {
    "campaigns:desk": Rule("reminders.log", "campaign", seen_from=lineage),
    "campaigns:call_sheet": Rule("reminders.log", "campaign", seen_from=lineage),
    "campaigns:chat_texts": Rule("reminders.log", "campaign", seen_from=lineage),
    "campaigns:ladder": forms("campaigns.manage", "campaign"),
    "campaigns:letter_add": forms("reports.compile", "campaign", seen_from=lineage),
    "campaigns:letters": Rule("reports.view", "campaign", seen_from=lineage),
    "campaigns:call": forms("reminders.log", "duty", argument="duty_id"),
    "campaigns:step_answer": forms("reminders.log", "step"),
    # As the reports of the unit that sends them.
    "campaigns:letter": Rule("reports.view", "letters"),
    "campaigns:letter_draft": Rule("reports.view", "letters"),
    "campaigns:letter_docx": Rule("reports.view", "letter"),
    "campaigns:letter_request": forms("reports.compile", "letters"),
    "campaigns:letter_restore": forms("reports.compile", "letters"),
    "campaigns:letter_list_again": forms("reports.compile", "letters"),
    "campaigns:letter_discard": forms("reports.compile", "letters"),
    "campaigns:letter_send": forms("reports.compile", "letters"),
    "campaigns:letter_take_back": forms("reports.compile", "letters"),
    "campaigns:letter_answer": forms("reports.agree", "letters"),
    "campaigns:letter_copy": Rule("reports.issue", "letters"),
    "campaigns:letter_copy_make": forms("reports.issue", "letters"),
    "campaigns:letter_issue": forms("reports.issue", "letters"),
}


def lay_chasing(world):
    """`step`, `letters` (a round, with its copy to sign) and `letter` of each unit with a duty, sent by the unit itself."""
    for code, duty in world.things["duty"].items():
        world.things["step"][code] = EscalationStep.objects.create(
            duty=duty, rung=Rung.UNIT, at=world.at, overdue_days=1, reminders=0
        )
        round_ = LetterRound.objects.create(
            campaign=duty.campaign, unit=duty.unit, finish_by=world.today, created_at=world.at, listed_at=world.at, copied_at=world.at
        )
        payload = paper(
            type_code="CV", type_name="CÔNG VĂN", addressees=[f"SECRET-{code}"], appendices=[], draft=None, copy_to_sign=True,
            blocks=[{"kind": "paragraph", "text": text} for text in ("Còn chưa tổ chức.", "Đề nghị tổ chức.")],
        )
        letter = ReminderLetter.objects.create(round=round_, addressed=duty, payload=payload)
        LetterUnit.objects.create(letter=letter, duty=duty)
        for copy_to_sign in (False, True):
            drawing = payloads_to_draw(round_, copy_to_sign=copy_to_sign)
            write_durably(path_of(digest_of(*drawing)), f"SECRET-{code}".encode())
        world.things["letters"][code], world.things["letter"][code] = round_, letter
