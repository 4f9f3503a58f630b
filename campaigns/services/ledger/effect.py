"""What would a change of units or members do to the running campaigns? Tried for real, and taken back."""
import datetime
from dataclasses import dataclass

from django.db import transaction

from campaigns.models import Campaign, Duty
from units.models import Unit


@dataclass(frozen=True)
class UnitEffect:
    """One unit's duty before and after; None for heads where it does not owe."""

    unit: Unit
    heads_before: int | None
    heads_after: int | None
    held_before: datetime.datetime | None
    held_after: datetime.datetime | None

    @property
    def held_changes(self):
        return (self.held_before is None) != (self.held_after is None)


@dataclass(frozen=True)
class CampaignEffect:
    campaign: Campaign
    units: list[UnitEffect]


def preview_effect(campaigns, act):
    """CampaignEffects of calling `act`, which is undone again; errors of `act` come through."""
    campaigns = list(campaigns)
    before = _state(campaigns)
    with transaction.atomic():
        act()
        after = _state(campaigns)
        units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={key[1] for key in _changed(before, after)})}
        transaction.set_rollback(True)
    return [CampaignEffect(campaign, _effects(campaign, before, after, units)) for campaign in campaigns]


def _state(campaigns):
    """`{(campaign id, unit id): (heads, held at)}` of the duties in force, in the order of their tree."""
    rows = Duty.objects.filter(campaign__in=campaigns, until=None).order_by("path")
    return {
        (campaign, unit): (heads, held_at)
        for campaign, unit, heads, held_at in rows.values_list("campaign", "unit", "heads", "held_at")
    }


def _changed(before, after):
    """The keys that differ: first those that were there before, then what is new."""
    return [key for key in {**before, **after} if before.get(key) != after.get(key)]


def _effects(campaign, before, after, units):
    gone = (None, None)
    rows = [(key[1], before.get(key, gone), after.get(key, gone)) for key in _changed(before, after) if key[0] == campaign.pk]
    return [UnitEffect(units[unit], was[0], now[0], was[1], now[1]) for unit, was, now in rows]
