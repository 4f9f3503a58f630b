"""The second look of the level above: which essays the lot falls on, and what it says to whoever marked them."""
import math
import random

from django.db.models import Exists, F, OuterRef, Q

from essays.filing.slots import MARKED
from essays.models import Essay, EssayStep, Finding, ReviewedEssay
from units.models import Unit


def drawn_by(seed, pks, percent):
    """Of the essays' numbers those the seed draws: the same for ever, at least one, in the order drawn."""
    pks = sorted(pks)
    return random.Random(seed).sample(pks, max(1, math.ceil(len(pks) * percent / 100))) if pks else []  # noqa: S311 drawn again alike


def essays_to_draw(campaign, unit):
    """Marked essays that were marked below the unit: the level above looks at the work of others, not at its own."""
    essays = Essay.objects.filter(campaign=campaign, state__in=MARKED, unit__in=Unit.objects.below(unit).order_by().values("pk"))
    below = Q(member__managed_by=None) | ~Q(unit__path__startswith=F("member__managed_by__path"))
    return essays.filter(below | Q(member__managed_by__path__gt=unit.path, member__managed_by__path__startswith=unit.path))


def standing_differences(essays):
    """ReviewedEssays that differ from a mark which nobody touched since, the latest first."""
    since = EssayStep.objects.filter(essay=OuterRef("essay"), withdrawn_at=None, recorded_at__gt=OuterRef("found_at"))
    reviewed = ReviewedEssay.objects.filter(essay__in=essays, finding=Finding.DIFFERS, essay__state__in=MARKED)
    return reviewed.filter(~Exists(since)).select_related("by", "sample__unit").order_by("-found_at", "-pk")


def standing_difference(essay):
    return standing_differences([essay.pk]).first()
