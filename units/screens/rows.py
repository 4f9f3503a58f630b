"""Rows of units and members as the pages show them: text, formatted once."""
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.counts import members_with_below
from units.models import Unit, UnitChange, UnitChangeKind
from units.screens.lists import figure


@dataclass(frozen=True)
class UnitRow:
    url: str
    code: str
    name: str
    kind: str
    block: str
    above: str
    members: str
    members_url: str
    secretary: str
    phone: str
    phone_link: str
    ended: str


@dataclass(frozen=True)
class MemberRow:
    url: str
    name: str
    card_number: str
    kind: str
    unit: str
    remarks: str
    has_left: bool


@dataclass(frozen=True)
class StepRow:
    on: str
    what: str
    other: str
    decision: str


# Steps of another unit that are told of this one too.
_SEEN_FROM_HERE = {
    UnitChangeKind.MERGED: gettext_lazy("took in another unit"),
    UnitChangeKind.SPLIT: gettext_lazy("another unit was split off"),
}


def step_rows(unit):
    """The dated steps of the unit, and of others that went into it or came out of it; the latest first."""
    steps = UnitChange.objects.filter(Q(unit=unit) | Q(other=unit, kind__in=_SEEN_FROM_HERE))
    return [_step_row(step, unit) for step in steps.select_related("unit", "other").order_by("-on", "-pk")]


def _step_row(step, unit):
    is_own = step.unit_id == unit.pk
    other = step.other if is_own else step.unit
    return StepRow(
        on=f"{step.on:%d/%m/%Y}", what=step.get_kind_display() if is_own else str(_SEEN_FROM_HERE[step.kind]),
        other=other.name if other else "", decision=step.decision,
    )


def unit_rows(units):
    """Rows of the units; their blocks come with them. Three queries for any number."""
    units = list(units)
    counts = members_with_below(units)
    names = dict(
        Unit.objects.filter(path__in={unit.path[: -Unit.steplen] for unit in units}).values_list("path", "name")
    )
    return [_unit_row(unit, counts[unit.path], names.get(unit.path[: -Unit.steplen], "")) for unit in units]


def _unit_row(unit, members, above):
    return UnitRow(
        url=reverse("units:detail", args=[unit.pk]), code=unit.code, name=unit.name,
        kind=unit.kind_name or unit.get_kind_display(), block=unit.block.name if unit.block else "", above=above,
        members=figure(members), members_url=reverse("units:members", args=[unit.pk]), secretary=unit.secretary_name,
        phone=unit.phone, phone_link=phone_link(unit.phone), ended=f"{unit.valid_to:%d/%m/%Y}" if unit.valid_to else "",
    )


def phone_link(phone):
    """What a telephone dials: digits and a leading plus."""
    return "".join(c for c in phone if c.isdigit() or c == "+")


def member_rows(members):
    """Rows of the members; their units come with them. No query."""
    return [
        MemberRow(
            url=reverse("units:member", args=[member.pk]), name=member.full_name, card_number=member.card_number,
            kind=member.get_kind_display(), unit=member.unit.name, remarks="; ".join(remarks_on(member)),
            has_left=member.left_on is not None,
        )
        for member in members
    ]


def remarks_on(member):
    if member.left_on is not None:
        yield _("off the roster since %(day)s") % {"day": f"{member.left_on:%d/%m/%Y}"}
    if member.exempt_from_activity:
        yield _("exempt from Party activity")
    if member.exempt_from_essay:
        yield _("exempt from the essay")
