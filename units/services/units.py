"""Units one at a time: set up, changed, renamed. Where they stand in the tree: tree.py, mergers.py."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from audit.record import record
from lib.clock import local_day
from lib.conflict import check_version
from lib.vietnamese import clean_text
from units.models import Unit, UnitChange, UnitChangeKind, UnitKind, UnitName
from units.services.derived import changed_labels, cleaned_texts, unit_derived
from units.services.formats import check_code, check_not_future, check_phone
from units.services.tree import check_may_stand_below, lock_tree


@transaction.atomic
def add_unit(
    *, code, name, kind, above, block=None, kind_name="", secretary_name="", phone="", valid_from=None, decision="",
    by, at,
):
    """Set up a unit below another; without `above` it is the top of a tree of its own."""
    fields = cleaned_texts({
        "code": code, "name": name, "kind_name": kind_name, "secretary_name": secretary_name, "phone": phone,
    })
    lock_tree()
    check_code(fields["code"])
    check_phone(fields["phone"])
    if Unit.objects.filter(code=fields["code"]).exists():
        raise ValidationError({"code": _("There is a unit of this code already.")})
    if valid_from:
        check_not_future(valid_from, at_day=local_day(at), field="valid_from")
    if above:
        above = Unit.objects.get(pk=above.pk)
        check_may_stand_below(above, kind)
    derived = unit_derived(code=fields["code"], name=fields["name"])
    unit = Unit(kind=kind, block=block, valid_from=valid_from, **fields, **derived)
    unit.full_clean(exclude=["path", "depth", "numchild"])
    unit = Unit.objects.add_child(above, instance=unit) if above else Unit.objects.add_root(instance=unit)
    note_change(unit, UnitChangeKind.ADDED, on=valid_from or local_day(at), other=above, decision=decision, at=at)
    record("units.unit.added", unit, by=by, unit=unit, name=unit.name, code=unit.code)
    return unit


@transaction.atomic
def change_unit(*, unit, version, block, kind, kind_name="", secretary_name, phone, by, at):
    """Change what a unit is and whom to ring; its name is changed by rename_unit, with a day."""
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    check_version(unit, version)
    texts = cleaned_texts({"kind_name": kind_name, "secretary_name": secretary_name, "phone": phone})
    check_phone(texts["phone"])
    _check_kind(unit, kind)
    wanted = {"block": block, "kind": kind, **texts}
    changed = changed_labels(unit, wanted)
    for name, value in wanted.items():
        setattr(unit, name, value)
    unit.full_clean(exclude=["path", "depth", "numchild"])
    unit.version += 1
    unit.save(update_fields=[*wanted, "version"])
    record("units.unit.changed", unit, by=by, unit=unit, name=unit.name, fields=changed)
    return unit


@transaction.atomic
def rename_unit(*, unit, version, name, on, decision="", by, at):
    """Give the unit a new name from the day on; the name it bore until then is kept with that day."""
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    check_version(unit, version)
    name, before = clean_text(name), unit.name
    check_not_future(on, at_day=local_day(at))
    if name == before:
        raise ValidationError({"name": _("The unit bears this name already.")})
    if unit.former_names.filter(valid_to__gte=on).exists() or (unit.valid_from and on < unit.valid_from):
        raise ValidationError({"on": _("The unit was named or renamed on or after this day; please give a later one.")})
    UnitName.objects.create(unit=unit, name=before, valid_to=on)
    unit.name = name
    unit.search_text = unit_derived(code=unit.code, name=name)["search_text"]
    unit.full_clean(exclude=["path", "depth", "numchild"])
    unit.version += 1
    unit.save(update_fields=["name", "search_text", "version"])
    record(
        "units.unit.renamed", unit, by=by, unit=unit, before=before, name=name, on=f"{on:%d/%m/%Y}", decision=decision
    )
    return unit


def name_on(unit, day):
    """The name the unit bore on the day."""
    former = unit.former_names.filter(valid_to__gt=day).order_by("valid_to").first()
    return former.name if former else unit.name


def name_as_of(day, unit="unit"):
    """The same for a query: an expression over the unit that the rows reach by `unit`."""
    former = UnitName.objects.filter(unit=OuterRef(f"{unit}_id"), valid_to__gt=day).order_by("valid_to")
    return Coalesce(Subquery(former.values("name")[:1]), F(f"{unit}__name"))


def note_change(unit, kind, *, on, at, other=None, decision=""):
    """Add a dated step to the unit's own history."""
    return UnitChange.objects.create(
        unit=unit, kind=kind, on=on, other=other, decision=clean_text(decision), recorded_at=at
    )


def _check_kind(unit, kind):
    lowest = kind in (UnitKind.CELL, UnitKind.BASE_CELL)
    if lowest and unit.numchild and Unit.objects.below(unit).filter(valid_to=None).exists():
        raise ValidationError({"kind": _("This unit has units below it, so it cannot be a cell.")})
