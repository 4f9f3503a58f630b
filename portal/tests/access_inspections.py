"""Pages of essays for the access matrix: their rules; an assignment to inspect for every unit, all given to the cast's inspector."""
import datetime

from essays.models import PageGrant
from portal.tests.access_proposals import forms
from portal.tests.access_rules import Rule

PAGE_RULES = {
    "essays:pages_said": forms("essays.mark", "essay"),
    "essays:essay_page_turn": Rule("essays.mark", "scan_page_filed", methods=("POST",), data=(("degrees", 90),), post_ok=(302,)),
    "essays:essay_pdf": Rule("names.handle", "essay"),
    "essays:erase": forms("essays.erase", "essay"),
    "essays:grant": forms("essays.grant", "duty", argument="duty_id"),
    "essays:grants": Rule("essays.grant"),
    "essays:grant_withdraw": forms("essays.grant", "grant"),
    "essays:inspections": Rule("essays.inspect"),
    "essays:inspection": Rule("essays.inspect", "grant", shows_names=True),
    "essays:inspected_essay": Rule("essays.inspect", "essay", shows_names=True),
    "essays:inspected_picture": Rule("essays.inspect", "scan_page_filed"),
}


def lay_grants(world):
    """`grant` of each unit with a duty; of the other committee's too, where the inspector has no reach."""
    week = datetime.timedelta(days=7)
    for code, duty in world.things["duty"].items():
        world.things["grant"][code] = PageGrant.objects.create(
            inspector=world.cast.inspector, campaign=duty.campaign, unit=duty.unit, decision=f"SECRET-{code}",
            valid_from=world.today - week, valid_to=world.today + week, granted_at=world.at,
        )
