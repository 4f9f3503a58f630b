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
        names = {unit.pk: unit for unit in Unit.objects.filter(pk__in=_changed(before, after))}
        transaction.set_rollback(True)
    return [CampaignEffect(campaign, _effects(campaign, before, after, names)) for campaign in campaigns]


def _state(campaigns):
    """`{(campaign id, unit id): (heads, held at, path)}` of the duties in force."""
    rows = Duty.objects.filter(campaign__in=campaigns, until=None)
    return {
        (campaign, unit): (heads, held_at, path)
        for campaign, unit, heads, held_at, path in rows.values_list("campaign", "unit", "heads", "held_at", "path")
    }


def _changed(before, after):
    return {key[1] for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _effects(campaign, before, after, units):
    rows = []
    for key in before.keys() | after.keys():
        was, is_now = before.get(key, (None, None, "")), after.get(key, (None, None, ""))
        if key[0] == campaign.pk and was != is_now:
            rows.append((was[2] or is_now[2], UnitEffect(units[key[1]], was[0], is_now[0], was[1], is_now[1])))
    return [effect for _path, effect in sorted(rows, key=lambda row: row[0])]
