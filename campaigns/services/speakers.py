"""The register of speakers: add, change, retire, bring back."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Speaker
from lib.conflict import check_version
from lib.vietnamese import clean_text, fold, person_sort_key


@transaction.atomic
def add_speaker(*, unit, by, at, **facts):
    """Enter a speaker of the unit: full_name, level, post, phone."""
    speaker = Speaker(unit=unit)
    _fill(speaker, facts)
    record("campaigns.speaker.added", speaker, by=by, name=speaker.full_name)
    return speaker


@transaction.atomic
def change_speaker(*, speaker, version, by, at, **facts):
    """Put a speaker's facts right; raises StaleVersion where somebody else did so since."""
    speaker = _locked(speaker)
    check_version(speaker, version)
    speaker.version += 1
    _fill(speaker, facts)
    record("campaigns.speaker.changed", speaker, by=by, name=speaker.full_name)
    return speaker


@transaction.atomic
def retire_speaker(*, speaker, by, at):
    """He is offered no more; classes for which he was sent wait for somebody else."""
    speaker = _locked(speaker)
    if speaker.retired_at is not None:
        raise ValidationError(_("The speaker has retired already."))
    speaker.retired_at = at
    speaker.version += 1
    speaker.save(update_fields=["retired_at", "version"])
    record("campaigns.speaker.retired", speaker, by=by, name=speaker.full_name)
    return speaker


@transaction.atomic
def bring_speaker_back(*, speaker, by, at):
    speaker = _locked(speaker)
    if speaker.retired_at is None:
        raise ValidationError(_("The speaker has not retired."))
    speaker.retired_at = None
    speaker.version += 1
    speaker.save(update_fields=["retired_at", "version"])
    record("campaigns.speaker.back", speaker, by=by, name=speaker.full_name)
    return speaker


def _locked(speaker):
    return Speaker.objects.select_for_update(of=["self"]).select_related("unit").get(pk=speaker.pk)


def _fill(speaker, facts):
    for name, value in facts.items():
        setattr(speaker, name, clean_text(value))
    speaker.sort_key = person_sort_key(speaker.full_name)
    speaker.search_text = fold(f"{speaker.full_name} {speaker.post}")[:400]
    speaker.full_clean(exclude=["sort_key", "search_text"])
    _check_not_entered(speaker)
    speaker.save()


def _check_not_entered(speaker):
    """Two of one name are told apart by their post."""
    others = Speaker.objects.filter(unit=speaker.unit).exclude(pk=speaker.pk)
    if any(fold(other.full_name) == fold(speaker.full_name) and fold(other.post) == fold(speaker.post) for other in others):
        raise ValidationError(
            {"full_name": _("A speaker of this name and post is in the register already; perhaps among the retired.")}
        )
