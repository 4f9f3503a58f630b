"""Units that move, merge and split while a campaign runs: what they held goes along."""
from campaigns.models import ChangeKind, EndReason
from campaigns.progress import count_held, duties_out_of_date
from campaigns.services.ledger import merge_duties, move_duty, split_duties
from campaigns.services.sessions import withdraw_session
from campaigns.tests.ledger_steps import AT, BEFORE, DAY, duty_of, held, ledger
from campaigns.tests.ledger_sums import assert_sums_hold, heads_of
from lib.clock import start_of_day
from units.models import UnitKind
from units.services import add_unit, merge_units, move_unit, split_unit


def test_a_moved_branch_keeps_what_it_held(campaign, tree, step, change):
    session = held(campaign, tree.x, present=9)
    move_unit(unit=tree.xs, above=tree.y, **change)
    move_duty(unit=tree.xs, **step)

    moved = duty_of(campaign, tree.xs)
    assert (moved.parent, moved.heads, moved.since, moved.launched_heads) == (duty_of(campaign, tree.y), 3, DAY, 0)
    assert moved.held_at == start_of_day(DAY)
    assert heads_of(campaign, DAY) == {"1": 6, "1-01": 3, "1-02": 3, "10": 6, "10-01": 3, "1-03": 3, "1-031": 3, "2": 3}
    assert heads_of(campaign, BEFORE)["1"] == 9
    assert_sums_hold(campaign)

    withdraw_session(session=session, version=session.version, reason="Nhầm", by=None, at=AT)
    assert duty_of(campaign, tree.xs).held_at is None
    assert duties_out_of_date(campaign) == []


def test_a_unit_moved_under_another_committee_owes_no_more(campaign, tree, step, change):
    move_unit(unit=tree.xs, above=tree.ox, **change)

    assert move_duty(unit=tree.xs, **step) is None
    assert heads_of(campaign, DAY)["1"] == 6
    assert_sums_hold(campaign)


def test_merged_cells_study_as_one(campaign, tree, step, change):
    held(campaign, tree.xa)
    merge_units(units=[tree.xb], into=tree.xa, **change)
    merge_duties(units=[tree.xb], into=tree.xa, **step)

    assert (duty_of(campaign, tree.xa).heads, duty_of(campaign, tree.xa).is_held(AT)) == (6, True)
    assert campaign.duties.get(unit=tree.xb).end_reason == EndReason.MERGED
    assert heads_of(campaign, DAY)["1"] == 9
    assert_sums_hold(campaign)


def test_two_that_held_make_one_that_has_held(campaign, tree, step, change, cast):
    held(campaign, tree.xa, tree.xb)
    new = add_unit(code="1-09", name="Chi bộ mới", kind=UnitKind.CELL, above=tree.x, by=cast.officer, at=AT)
    merge_units(units=[tree.xa, tree.xb], into=new, on=AT.date(), by=cast.officer, at=AT)
    merge_duties(units=[tree.xa, tree.xb], into=new, **{**step, "on": AT.date()})

    assert (duty_of(campaign, new).heads, duty_of(campaign, new).is_held(AT)) == (6, True)
    assert_sums_hold(campaign)


def test_one_of_two_held_makes_one_that_has_not(campaign, tree, step, change, cast):
    held(campaign, tree.xa)
    new = add_unit(code="1-09", name="Chi bộ mới", kind=UnitKind.CELL, above=tree.x, by=cast.officer, at=AT)
    merge_units(units=[tree.xa, tree.xb], into=new, on=AT.date(), by=cast.officer, at=AT)
    merge_duties(units=[tree.xa, tree.xb], into=new, **{**step, "on": AT.date()})

    assert duty_of(campaign, new).held_at is None


def test_merged_bases_hand_over_their_cells(campaign, tree, step, change):
    merge_units(units=[tree.y], into=tree.x, **change)
    merge_duties(units=[tree.y], into=tree.x, **step)

    assert duty_of(campaign, tree.ya).parent == duty_of(campaign, tree.x)
    assert campaign.duties.get(unit=tree.y).end_reason == EndReason.MERGED
    assert heads_of(campaign, DAY)["1"] == 12
    assert_sums_hold(campaign)


def test_a_split_cell_makes_two_that_have_held(campaign, tree, members, step, change):
    held(campaign, tree.xa)
    new = split_unit(unit=tree.xa, code="1-09", name="Chi bộ mới", members=members["1-01"][:1], **change)
    split_duties(unit=tree.xa, new=new, **step)

    assert [(duty_of(campaign, u).heads, duty_of(campaign, u).is_held(AT)) for u in (tree.xa, new)] == [(2, True), (1, True)]
    assert ("1-09", ChangeKind.ADDED, 0) in ledger(campaign)
    assert_sums_hold(campaign)


def test_a_split_base_takes_cells_along(campaign, tree, step, change):
    new = split_unit(unit=tree.x, code="3", name="Đảng bộ mới", below=[tree.xs], **change)
    split_duties(unit=tree.x, new=new, **step)

    assert [duty_of(campaign, u).heads for u in (tree.x, new, tree.xs1)] == [6, 3, 3]
    assert count_held(campaign, at=AT) == (0, 4)
    assert_sums_hold(campaign)
