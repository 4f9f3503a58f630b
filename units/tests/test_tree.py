import datetime

import pytest
from django.core.exceptions import ValidationError

from lib.clock import at_hour
from units.models import Member, MemberChange, Unit, UnitChangeKind
from units.services import end_unit, merge_units, move_unit, restore_unit, split_unit

DAY = datetime.date(2026, 3, 2)
AT = at_hour(DAY, datetime.time(9))
BEFORE = DAY - datetime.timedelta(1)
AFTER = DAY + datetime.timedelta(1)


def codes_below(unit):
    return [u.code for u in Unit.objects.below(Unit.objects.get(pk=unit.pk)).order_by("code")]


def refused_at(call, **arguments):
    """The fields at which the service refuses."""
    with pytest.raises(ValidationError) as refusal:
        call(**arguments)
    return list(getattr(refusal.value, "error_dict", {"": 0}))


def test_a_branch_moves_with_all_below_it(tree, cast):
    moved = move_unit(unit=tree.xs, above=tree.y, on=DAY, decision="12-QĐ/HU", by=cast.officer, at=AT)

    assert codes_below(tree.y) == ["1-03", "1-031", "10-01"]
    assert codes_below(tree.x) == ["1-01", "1-02"]
    assert [(c.kind, c.other, c.decision) for c in moved.changes.all()] == [
        (UnitChangeKind.MOVED, tree.y, "12-QĐ/HU")
    ]
    assert Unit.objects.find_problems() == ([], [], [], [], [])


def test_a_move_changes_who_sees_the_branch(tree, cast):
    assert Unit.objects.permitted(cast.base_officer, "units.view").filter(pk=tree.xs1.pk).count() == 1

    move_unit(unit=tree.xs, above=tree.y, on=DAY, by=cast.officer, at=AT)

    assert Unit.objects.permitted(cast.base_officer, "units.view").filter(pk=tree.xs1.pk).count() == 0


def test_impossible_moves_are_refused(tree, cast):
    rest = {"on": DAY, "by": cast.officer, "at": AT}

    assert refused_at(move_unit, unit=tree.x, above=tree.xs, **rest) == ["above"]
    assert refused_at(move_unit, unit=tree.x, above=tree.x, **rest) == ["above"]
    assert refused_at(move_unit, unit=tree.xa, above=tree.x, **rest) == ["above"]
    assert refused_at(move_unit, unit=tree.xa, above=tree.z, **rest) == ["above"]
    assert refused_at(move_unit, unit=tree.xa, above=tree.y, **{**rest, "on": AFTER}) == ["on"]


def test_steps_follow_each_other_in_time(tree, cast):
    move_unit(unit=tree.xa, above=tree.y, on=DAY, by=cast.officer, at=AT)

    assert refused_at(move_unit, unit=tree.xa, above=tree.x, on=BEFORE, by=cast.officer, at=AT) == ["on"]


def test_merged_units_hand_over_members_and_units_below(tree, members, cast):
    merge_units(units=[tree.y], into=tree.x, on=DAY, by=cast.officer, at=AT)

    y = Unit.objects.get(pk=tree.y.pk)
    assert (y.valid_to, y.succeeded_by) == (DAY, tree.x)
    assert codes_below(tree.x) == ["1-01", "1-02", "1-03", "1-031", "10-01"]
    assert Unit.objects.find_problems() == ([], [], [], [], [])


def test_two_cells_become_one(tree, members, cast):
    merge_units(units=[tree.xa, tree.xb], into=tree.xa, on=DAY, decision="5-QĐ/ĐU", by=cast.officer, at=AT)

    assert Member.objects.filter(unit=tree.xa).count() == 6
    assert [(c.member, c.from_unit, c.to_unit, c.on) for c in MemberChange.objects.order_by("member__card_number")] == [
        (member, tree.xb, tree.xa, DAY) for member in members["1-02"]
    ]
    assert [(c.kind, c.other) for c in tree.xb.changes.all()] == [(UnitChangeKind.MERGED, tree.xa)]


def test_appointments_of_a_merged_unit_end_with_it(tree, members, cast):
    merge_units(units=[tree.xb], into=tree.xa, on=DAY, by=cast.officer, at=AT)

    assert cast.secretary_b.appointments.get().valid_to == DAY
    assert cast.secretary_a.appointments.get().valid_to is None


def test_impossible_mergers_are_refused(tree, cast):
    rest = {"on": DAY, "by": cast.officer, "at": AT}

    assert refused_at(merge_units, units=[tree.xa], into=tree.xa, **rest) == ["units"]
    assert refused_at(merge_units, units=[tree.x], into=tree.xs, **rest) == ["into"]
    assert refused_at(merge_units, units=[tree.y], into=tree.z, **rest) == ["into"]
    assert refused_at(merge_units, units=[tree.xb], into=tree.xa, **{**rest, "on": AFTER}) == ["on"]


def test_a_refused_merger_changes_nothing(tree, members, cast):
    end_unit(unit=restless(tree, cast), on=DAY, by=cast.officer, at=AT)
    tree.ya.refresh_from_db()

    refused_at(merge_units, units=[tree.xb, tree.ya], into=tree.xa, on=DAY, by=cast.officer, at=AT)

    assert Member.objects.filter(unit=tree.xb).count() == 3


def restless(tree, cast):
    """Cell ya, emptied."""
    Member.objects.filter(unit=tree.ya).update(left_on=BEFORE)
    return tree.ya


def test_a_unit_splits_in_two(tree, members, cast):
    first = members["1-01"][0]

    new = split_unit(
        unit=tree.xa, code="1-04", name="Chi bộ thôn 4", members=[first], on=DAY, by=cast.officer, at=AT
    )

    assert (new.kind, new.block, new.valid_from, Unit.objects.get_parent(new)) == (tree.xa.kind, tree.xa.block, DAY, tree.x)
    assert list(Member.objects.filter(unit=new)) == [first]
    assert [(c.kind, c.other) for c in new.changes.order_by("pk")] == [
        (UnitChangeKind.ADDED, tree.x), (UnitChangeKind.SPLIT, tree.xa),
    ]


def test_a_base_splits_by_its_cells(tree, members, cast):
    new = split_unit(unit=tree.x, code="3", name="Đảng bộ mới", below=[tree.xs], on=DAY, by=cast.officer, at=AT)

    assert codes_below(new) == ["1-03", "1-031"]
    assert codes_below(tree.x) == ["1-01", "1-02"]


def test_impossible_splits_are_refused(tree, members, cast):
    rest = {"on": DAY, "by": cast.officer, "at": AT}

    assert refused_at(split_unit, unit=tree.xa, code="1-04", name="Mới", **rest) == ["members"]
    assert refused_at(split_unit, unit=tree.xa, code="1-04", name="Mới", members=members["1-02"], **rest) == ["members"]
    assert refused_at(split_unit, unit=tree.x, code="3", name="Mới", below=[tree.ya], **rest) == ["below"]
    assert refused_at(split_unit, unit=tree.xa, code="1-02", name="Mới", members=members["1-01"], **rest) == ["code"]
    assert refused_at(split_unit, unit=tree.committee, code="AM", name="Mới", below=[tree.x], **rest) == [""]


def test_only_an_empty_unit_ends(tree, members, cast):
    assert refused_at(end_unit, unit=tree.xa, on=DAY, by=cast.officer, at=AT) == [""]
    assert refused_at(end_unit, unit=tree.xs, on=DAY, by=cast.officer, at=AT) == [""]

    end_unit(unit=restless(tree, cast), on=DAY, by=cast.officer, at=AT)

    assert list(Unit.objects.directly_below(tree.y).existing_on(DAY)) == []
    assert list(Unit.objects.directly_below(tree.y).existing_on(BEFORE)) == [tree.ya]


def test_an_ended_unit_comes_back(tree, members, cast):
    end_unit(unit=restless(tree, cast), on=DAY, by=cast.officer, at=AT)
    restore_unit(unit=tree.ya, on=DAY, by=cast.officer, at=AT)

    assert list(Unit.objects.directly_below(tree.y).existing_on(DAY)) == [tree.ya]
    assert refused_at(restore_unit, unit=tree.ya, on=DAY, by=cast.officer, at=AT) == [""]
