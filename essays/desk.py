"""The marking desk of a unit in a campaign: which essay is next, and what lies before whoever marks it."""
from dataclasses import dataclass
from functools import cached_property

from essays.models import Essay, EssayState, ScanPage, StepKind


class Desk:
    """Essays of the unit and of all below it that the user marks, in people order; `cadres`: those managed above the cells."""

    def __init__(self, duty, user, *, cadres=False):
        self.duty, self.user, self.cadres = duty, user, cadres

    def all_below(self):
        within = self.duty.campaign.duties.within(self.duty).order_by()
        return Essay.objects.filter(campaign=self.duty.campaign_id, unit__in=within.values("unit"))

    def essays(self):
        essays = self.all_below().marked_by(self.user)
        return essays.exclude(member__managed_by=None) if self.cadres else essays

    @cached_property
    def row(self):
        """`[(pk, state)]` in the order of the register."""
        order = ("unit__path", "member__sort_key", "member__card_number")
        return list(self.essays().order_by(*order).values_list("pk", "state"))

    @cached_property
    def unmarked(self):
        return [pk for pk, state in self.row if state == EssayState.HANDED_IN]

    def place_of(self, pk):
        return [one for one, _state in self.row].index(pk)

    def beside(self, pk, by):
        """The essay `by` places away; None at either end."""
        place = self.place_of(pk) + by
        return self.row[place][0] if 0 <= place < len(self.row) else None

    def next_unmarked(self, pk):
        """The unmarked one that follows; behind the last one the first, None where no other waits."""
        place = self.place_of(pk)
        others = [one for one in self.row[place + 1:] + self.row[:place] if one[1] == EssayState.HANDED_IN]
        return others[0][0] if others else None


@dataclass
class Writing:
    """One writing of an essay: its pages as scanned, and why and until when it was given back."""

    edition: int
    handed_in_on: object
    pages: list
    returned_on: object = None
    reason: str = ""
    due_on: object = None


def writings_of(essay):
    """The writings of an essay, the latest first; two queries."""
    writings = []
    for step in essay.steps.filter(withdrawn_at=None).order_by("on", "pk"):
        if step.kind == StepKind.HANDED_IN:
            writings.append(Writing(len(writings) + 1, step.on, []))
        elif step.kind == StepKind.RETURNED:
            writings[-1].returned_on, writings[-1].reason, writings[-1].due_on = step.on, step.reason, step.due_on
    pages = ScanPage.objects.of_essay(essay).filter(superseded_at=None, erased_at=None).exclude(picture="")
    for page in pages.order_by("essay_page", "copy"):
        if page.edition <= len(writings):
            writings[page.edition - 1].pages.append(page)
    return writings[::-1]
