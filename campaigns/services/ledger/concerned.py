"""Which running campaigns does a change of units or members touch?"""
from django.db.models import Q

from campaigns.models import Campaign


def campaigns_concerned(*, units=(), members=()):
    """Running campaigns of any committee at or above one of the units, or with one of the members on the roster."""
    lineage = {path for unit in units for path in unit.lineage_paths()}
    touched = Q(unit__path__in=lineage)
    touched |= Q(duties__unit__in=[unit.pk for unit in units])
    touched |= Q(duties__roster__member__in=[member.pk for member in members], duties__roster__until=None)
    return Campaign.objects.running().filter(pk__in=Campaign.objects.filter(touched).values("pk")).order_by("pk")


def campaigns_of_unit(unit):
    """Running campaigns in which the unit owes or owed a duty."""
    return Campaign.objects.running().filter(pk__in=unit.duties.values("campaign")).order_by("pk")
