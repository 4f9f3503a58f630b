"""Changes after the launch: after each of them the heads, the ledger and the rosters say the same."""
import datetime

import pytest
from django.core.exceptions import ValidationError

from campaigns.models import Campaign, ChangeKind, EndReason
from campaigns.progress import count_held
from campaigns.services.ledger import (
    add_duty,
    campaigns_concerned,
    change_heads,
    end_duty,
    exempt_duty,
    merge_duties,
    preview_effect,
    restore_duty,
)
from campaigns.services.sessions import amend_session, rows_of
from campaigns.tests.ledger_steps import AT, BEFORE, DAY, LAUNCH, duty_of, held, ledger, refused_at
from campaigns.tests.ledger_sums import assert_sums_hold, heads_of
from units.models import Member, Unit, UnitKind
from units.services import add_member, add_unit, change_member, end_member, merge_units, transfer_member


def test_a_transfer_is_told_on_both_sides_with_its_day(campaign, tree, members, step, change):
    member = transfer_member(member=members["1-01"][0], to_unit=tree.z, **change)
    assert change_heads(members=[member], **step) == 1

    assert ledger(campaign) == [("1-01", ChangeKind.HEADS, -1), ("2", ChangeKind.HEADS, 1)]
    assert heads_of(campaign, DAY) == {"1": 8, "1-01": 2, "1-02": 3, "1-03": 3, "1-031": 3, "10": 3, "10-01": 3, "2": 4}
    assert heads_of(campaign, BEFORE) == {"1": 9, "1-01": 3, "1-02": 3, "1-03": 3, "1-031": 3, "10": 3, "10-01": 3, "2": 3}
    assert_sums_hold(campaign)


def test_a_class_before_a_transfer_may_still_be_put_right(campaign, tree, members, step, change):
    session = held(campaign, tree.xa)
    member = transfer_member(member=members["1-01"][0], to_unit=tree.xb, **change)
    change_heads(members=[member], **step)

    amended = amend_session(
        session=session, version=session.version, held_on=session.held_on, rows=rows_of(session), resolutions=[], by=None,
        at=AT, place="Nhà văn hoá",
    )

    assert amended.place == "Nhà văn hoá"


def test_the_same_change_twice_is_entered_once(campaign, tree, members, step, change):
    member = transfer_member(member=members["1-01"][0], to_unit=tree.xb, **change)
    change_heads(members=[member], **step)

    assert change_heads(members=[member], **step) == 0
    assert len(ledger(campaign)) == 2


def test_a_new_member_and_one_who_left(campaign, tree, members, step, change, cast):
    new = add_member(unit=tree.xa, card_number="77", full_name="Lê An", by=cast.officer, at=AT)
    gone = end_member(member=members["1-02"][0], **change)
    change_heads(members=[new, gone], **step)

    assert [duty_of(campaign, unit).heads for unit in (tree.x, tree.xa, tree.xb)] == [9, 4, 2]
    assert_sums_hold(campaign)


def test_an_exemption_from_the_essay_changes_no_heads(campaign, tree, members, step, cast):
    member = members["1-01"][0]
    change_member(
        member=member, version=1, card_number=member.card_number, full_name=member.full_name, born="", kind=member.kind,
        exempt_from_activity=False, exempt_from_essay=True, exemption_decision="", managed_by=None, by=cast.officer, at=AT,
    )
    change_heads(members=[member], **step)

    assert [(e.since, e.until, e.writes) for e in member.roster_entries.order_by("pk")] == [
        (None, DAY, True), (DAY, None, False),
    ]
    assert ledger(campaign) == [("1-01", ChangeKind.HEADS, 0)]
    assert_sums_hold(campaign)


def test_a_cell_left_by_all_owes_nothing_until_somebody_comes(campaign, tree, members, step, change, cast):
    for member in members["10-01"]:
        end_member(member=member, **change)
    change_heads(members=members["10-01"], **step)

    assert list(campaign.duties.filter(end_reason=EndReason.NOBODY).values_list("unit__code", flat=True).order_by("path")) == ["10", "10-01"]
    assert count_held(campaign, at=AT) == (0, 2)

    new = add_member(unit=tree.ya, card_number="77", full_name="Lê An", by=cast.officer, at=AT)
    change_heads(members=[new], **step)

    assert [duty_of(campaign, unit).heads for unit in (tree.y, tree.ya)] == [1, 1]
    assert count_held(campaign, at=AT) == (0, 3)
    assert_sums_hold(campaign)


def test_an_exempt_base_takes_its_cells_along_and_comes_back_with_them(campaign, tree, step):
    held(campaign, tree.xa)
    exempt_duty(unit=tree.x, **step)

    assert heads_of(campaign, DAY) == {"10": 3, "10-01": 3, "2": 3}
    assert sum(delta for _code, _kind, delta in ledger(campaign)) == -9
    assert_sums_hold(campaign)

    restore_duty(unit=tree.x, **step)

    assert heads_of(campaign, DAY)["1"] == 9
    assert duty_of(campaign, tree.xa).is_held(AT)
    assert_sums_hold(campaign)


def test_what_cannot_be_is_refused(campaign, tree, step):
    assert refused_at(restore_duty, unit=tree.x, **step) == ["unit"]
    assert refused_at(add_duty, unit=tree.x, **step) == ["unit"]
    assert refused_at(end_duty, unit=tree.ox, **step) == ["unit"]
    assert refused_at(add_duty, unit=tree.ox, **step) == ["unit"]
    assert refused_at(exempt_duty, unit=tree.x, **{**step, "on": datetime.date(2018, 1, 13)}) == ["on"]
    exempt_duty(unit=tree.xa, **step)
    assert refused_at(exempt_duty, unit=tree.x, **{**step, "on": BEFORE}) == ["on"]
    assert refused_at(exempt_duty, unit=tree.xa, **step) == ["unit"]
    Campaign.objects.update(closed_at=AT)
    assert refused_at(exempt_duty, unit=tree.x, **step) == [""]


def test_a_change_before_the_launch_counts_from_the_launch(campaign, tree, step):
    exempt_duty(unit=tree.xa, **{**step, "on": datetime.date(2017, 6, 1)})

    assert campaign.duties.get(unit=tree.xa).until == LAUNCH


def test_a_unit_set_up_later_is_added_with_its_members(campaign, tree, step, cast):
    new = add_unit(code="1-09", name="Chi bộ mới", kind=UnitKind.CELL, above=tree.x, by=cast.officer, at=AT)
    add_member(unit=new, card_number="77", full_name="Lê An", by=cast.officer, at=AT)
    add_duty(unit=new, **step)

    assert heads_of(campaign, DAY)["1"] == 10
    assert ledger(campaign) == [("1-09", ChangeKind.ADDED, 1)]
    assert_sums_hold(campaign)


def test_paths_are_never_used_again(campaign, tree, step):
    exempt_duty(unit=tree.z, **step)
    paths = [restore_duty(unit=tree.z, **step).path]
    exempt_duty(unit=tree.z, **step)
    paths.append(restore_duty(unit=tree.z, **step).path)

    assert paths == ["0004", "0005"]


def test_a_preview_tells_the_effect_and_changes_nothing(campaign, tree, members, step, change):
    held(campaign, tree.xa)

    def act():
        merge_units(units=[tree.xb], into=tree.xa, **change)
        merge_duties(units=[tree.xb], into=tree.xa, **step)

    (effect,) = preview_effect([campaign], act)

    assert [(u.unit.code, u.heads_before, u.heads_after) for u in effect.units] == [("1-01", 3, 6), ("1-02", 3, None)]
    assert Unit.objects.get(pk=tree.xb.pk).valid_to is None
    assert Member.objects.filter(unit=tree.xb).count() == 3
    assert ledger(campaign) == []


def test_a_preview_passes_refusals_on(campaign, tree, step):
    with pytest.raises(ValidationError):
        preview_effect([campaign], lambda: restore_duty(unit=tree.x, **step))


def test_campaigns_concerned_are_those_above_and_those_of_the_members(campaign, tree, members):
    assert list(campaigns_concerned(units=[tree.xa])) == [campaign]
    assert list(campaigns_concerned(members=members["1-01"])) == [campaign]
    assert list(campaigns_concerned(units=[tree.oxa], members=members["OT1-01"])) == []
