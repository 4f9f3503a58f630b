"""Changes of a campaign after its launch: dated, told in the ledger, never silent.

The tree of units and the roster of members change by the services of `units/`; what that means for a running campaign
is entered here, in the same transaction. After every change, for every duty in force on any day:
members to study = launched + ledger rows at and below it = roster entries at and below it.
"""
from campaigns.services.ledger.concerned import campaigns_concerned, campaigns_of_unit
from campaigns.services.ledger.duties import add_duty, end_duty, exempt_duty, restore_duty
from campaigns.services.ledger.effect import CampaignEffect, UnitEffect, preview_effect
from campaigns.services.ledger.heads import change_heads
from campaigns.services.ledger.moves import merge_duties, move_duty, split_duties

__all__ = [
    "CampaignEffect",
    "UnitEffect",
    "add_duty",
    "campaigns_concerned",
    "campaigns_of_unit",
    "change_heads",
    "end_duty",
    "exempt_duty",
    "merge_duties",
    "move_duty",
    "preview_effect",
    "restore_duty",
    "split_duties",
]
