"""Whose is a proposal? The cell's; of a small cell its block's, in the nearest unit above where that hides the cell."""
from django.utils.translation import gettext as _

from campaigns.models import Duty
from units.models import Unit

# On the roster of the campaign. A smaller cell is not named with what it asks for, for everybody would know who did.
FEWEST_OF_A_NAMED_CELL = 10


def is_small(duty):
    return duty.heads < FEWEST_OF_A_NAMED_CELL


def keeper_of(duty):
    """`(unit, block)` to keep with a proposal of the duty's unit; without a block the unit itself asks.

    Of a small cell: the nearest unit above below which small cells of its block, two or more, have ten members together;
    where there is none the committee, without a block.
    """
    if not is_small(duty):
        return duty.unit, None
    top = duty.campaign.unit
    small = _small_cells_like(duty)
    for unit in _units_above(duty, top):
        hidden_among = [heads for path, heads in small if path.startswith(unit.path)]
        if len(hidden_among) > 1 and sum(hidden_among) >= FEWEST_OF_A_NAMED_CELL:
            return unit, duty.unit.block
    return top, None


def _small_cells_like(duty):
    """`[(path of the unit, members)]` of the campaign's small cells of the same block."""
    cells = Duty.objects.filter(
        campaign=duty.campaign, until=None, children=None, heads__lt=FEWEST_OF_A_NAMED_CELL, unit__block=duty.unit.block
    )
    return list(cells.values_list("unit__path", "heads"))


def _units_above(duty, top):
    """From the next unit above up to the committee."""
    if not duty.unit.block_id:
        return []
    paths = [path for path in duty.unit.lineage_paths() if top.path <= path < duty.unit.path]
    return Unit.objects.filter(path__in=paths).order_by("-path")


def is_hidden(proposal, top):
    """True for one of a small cell: it has its week for a day."""
    return proposal.block_id is not None or proposal.unit_id == top.pk


def whose_words(unit, block, top):
    """Who asks, in words: the unit, the block below it, or one of the whole committee."""
    if block is not None:
        return _("a cell of %(unit)s, block %(block)s") % {"unit": unit.name, "block": block.name}
    return _("a cell of %(unit)s") % {"unit": unit.name} if unit == top else unit.name
