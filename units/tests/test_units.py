import datetime

import pytest
from django.core.exceptions import ValidationError

from audit.actions import sentence_of
from audit.models import Entry
from lib.clock import at_hour
from lib.conflict import StaleVersion
from units.models import Unit, UnitChangeKind, UnitKind
from units.services import add_unit, change_unit, rename_unit
from units.services.units import name_on

DAY = datetime.date(2026, 3, 2)
AT = at_hour(DAY, datetime.time(9))


def add(tree, cast, **fields):
    defaults = {"code": "1-09", "name": "Chi bộ thôn 9", "kind": UnitKind.CELL, "above": tree.x, "by": cast.officer}
    return add_unit(**{**defaults, **fields}, at=AT)


def change(unit, cast, **fields):
    same = {
        "version": unit.version, "block": unit.block, "kind": unit.kind, "secretary_name": unit.secretary_name,
        "phone": unit.phone,
    }
    return change_unit(unit=unit, by=cast.officer, at=AT, **{**same, **fields})


def test_a_unit_is_set_up_below_another(tree, cast):
    unit = add(tree, cast, name="  Chi bộ   Hoà Bình ", secretary_name="Lê An", phone="0912 345 678")

    assert Unit.objects.directly_below(tree.x).last() == unit
    assert (unit.name, unit.search_text) == ("Chi bộ Hoà Bình", "1-09 chi bo hoa binh")
    assert [(c.kind, c.on, c.other) for c in unit.changes.all()] == [(UnitChangeKind.ADDED, DAY, tree.x)]


def test_setting_up_is_told_in_the_audit(tree, cast):
    unit = add(tree, cast)

    entry = Entry.objects.get(action="units.unit.added")
    assert (entry.actor_id, entry.unit_path, entry.details["code"]) == (cast.officer.pk, unit.path, "1-09")
    assert "Chi bộ thôn 9" in sentence_of(entry)


@pytest.mark.parametrize(
    "fields, field",
    [
        ({"code": "1-01"}, "code"),
        ({"code": "1 09"}, "code"),
        ({"code": ""}, "code"),
        ({"code": "a/b"}, "code"),
        ({"name": ""}, "name"),
        ({"phone": "gọi sau"}, "phone"),
        ({"valid_from": DAY + datetime.timedelta(1)}, "valid_from"),
        ({"kind": UnitKind.COMMITTEE}, "above"),
    ],
)
def test_a_wrong_unit_is_refused_at_the_field(tree, cast, fields, field):
    with pytest.raises(ValidationError) as refusal:
        add(tree, cast, **fields)

    assert list(refusal.value.error_dict) == [field]


def test_a_cell_has_no_units_below_it(tree, cast):
    with pytest.raises(ValidationError) as refusal:
        add(tree, cast, above=tree.xa)

    assert list(refusal.value.error_dict) == ["above"]


def test_data_of_a_unit_are_changed(tree, cast):
    unit = change(tree.xa, cast, secretary_name="Trần  Bình", phone="0912345678", block=None)

    unit.refresh_from_db()
    assert (unit.secretary_name, unit.phone, unit.block, unit.version) == ("Trần Bình", "0912345678", None, 2)
    assert Entry.objects.get(action="units.unit.changed").details["fields"] == ", ".join(
        str(Unit._meta.get_field(name).verbose_name) for name in ("block", "secretary_name", "phone")
    )


def test_the_second_editor_is_told(tree, cast):
    change(tree.xa, cast, phone="0912345678")

    with pytest.raises(StaleVersion):
        change(tree.xa, cast, phone="0987654321")


def test_a_unit_with_units_below_does_not_become_a_cell(tree, cast):
    with pytest.raises(ValidationError) as refusal:
        change(tree.x, cast, kind=UnitKind.CELL)

    assert list(refusal.value.error_dict) == ["kind"]


def test_a_new_name_leaves_the_old_one_with_its_day(tree, cast):
    before = tree.xa.name
    unit = rename_unit(unit=tree.xa, version=1, name="Chi bộ thôn Đông", on=DAY, by=cast.officer, at=AT)

    assert (unit.name, unit.search_text) == ("Chi bộ thôn Đông", "1-01 chi bo thon dong")
    assert name_on(unit, DAY - datetime.timedelta(1)) == before
    assert name_on(unit, DAY) == "Chi bộ thôn Đông"


@pytest.mark.parametrize(
    "name, on, field",
    [
        ("Chi bộ CANARY-1-01", DAY, "name"),
        ("Chi bộ mới", DAY + datetime.timedelta(1), "on"),
        ("", DAY, "name"),
    ],
)
def test_a_wrong_new_name_is_refused(tree, cast, name, on, field):
    with pytest.raises(ValidationError) as refusal:
        rename_unit(unit=tree.xa, version=1, name=name, on=on, by=cast.officer, at=AT)

    assert list(refusal.value.error_dict) == [field]


def test_names_follow_each_other_in_time(tree, cast):
    rename_unit(unit=tree.xa, version=1, name="Chi bộ Một", on=DAY, by=cast.officer, at=AT)

    with pytest.raises(ValidationError) as refusal:
        rename_unit(unit=tree.xa, version=2, name="Chi bộ Hai", on=DAY, by=cast.officer, at=AT)

    assert list(refusal.value.error_dict) == ["on"]
