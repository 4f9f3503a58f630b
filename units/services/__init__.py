from units.services.blocks import add_block, change_block, remove_block
from units.services.derived import member_derived, unit_derived
from units.services.members import (
    add_member,
    change_member,
    end_member,
    record_death,
    return_member,
    transfer_member,
)
from units.services.mergers import merge_units, split_unit
from units.services.tree import end_unit, lock_tree, move_unit, restore_unit
from units.services.units import add_unit, change_unit, rename_unit

__all__ = [
    "add_block",
    "add_member",
    "add_unit",
    "change_block",
    "change_member",
    "change_unit",
    "end_member",
    "end_unit",
    "lock_tree",
    "member_derived",
    "merge_units",
    "move_unit",
    "record_death",
    "remove_block",
    "rename_unit",
    "restore_unit",
    "return_member",
    "split_unit",
    "transfer_member",
    "unit_derived",
]
