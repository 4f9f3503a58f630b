from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from audit.record import record
from lib.conflict import check_version
from lib.vietnamese import clean_text, fold
from units.models import UnitBlock


@transaction.atomic
def add_block(*, name, position, by, at):
    """Add a block to the table."""
    block = UnitBlock(name=_checked_name(name), position=position)
    block.full_clean()
    block.save()
    record("units.block.added", block, by=by, name=block.name)
    return block


@transaction.atomic
def change_block(*, block, version, name, position, by, at):
    """Rename a block or give it another place on paper."""
    block = UnitBlock.objects.select_for_update().get(pk=block.pk)
    check_version(block, version)
    before = block.name
    block.name, block.position = _checked_name(name, but=block), position
    block.version += 1
    block.full_clean()
    block.save(update_fields=["name", "position", "version"])
    record("units.block.changed", block, by=by, before=before, name=block.name)
    return block


@transaction.atomic
def remove_block(*, block, by, at):
    """Take an unused block off the table."""
    name, pk = block.name, block.pk
    record("units.block.removed", block, by=by, name=name)
    try:
        UnitBlock.objects.get(pk=pk).delete()
    except ProtectedError as error:
        raise ValidationError(_("The block still has units; please give them another block first.")) from error


def _checked_name(name, but=None):
    name = clean_text(name)
    others = UnitBlock.objects.exclude(pk=but.pk if but else None)
    if any(fold(other.name) == fold(name) for other in others):
        raise ValidationError({"name": _("There is a block of this name already.")})
    return name
