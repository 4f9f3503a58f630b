"""Assignments to inspect for the world of the access matrix: one for every unit, all given to the cast's inspector."""
import datetime

from essays.models import PageGrant


def lay_grants(world):
    """`grant` of each unit with a duty; of the other committee's too, where the inspector has no reach."""
    week = datetime.timedelta(days=7)
    for code, duty in world.things["duty"].items():
        world.things["grant"][code] = PageGrant.objects.create(
            inspector=world.cast.inspector, campaign=duty.campaign, unit=duty.unit, decision=f"SECRET-{code}",
            valid_from=world.today - week, valid_to=world.today + week, granted_at=world.at,
        )
