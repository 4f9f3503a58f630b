"""Layout profiles: put right while nothing was issued under them, else followed by a new one from a day on."""
import dataclasses

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.layout import Layout, layout_from_settings
from documents.layout_limits import check_limits
from documents.models import Document, LayoutProfile
from documents.services.dated import apply_changes, locked


def departures(code, values):
    """Of complete values, those that differ from the defaults: what a profile keeps."""
    check_limits(values)
    layout_from_settings(code, values)
    usual = {field.name: field.default for field in dataclasses.fields(Layout) if field.name in values}
    return {name: value for name, value in values.items() if value != usual[name]}


def was_used(profile):
    return Document.objects.filter(layout=profile.code).exists()


@transaction.atomic
def add_profile(*, starts_on, regulation, values, order=None, by, at):
    """A layout that holds from the day on, until the next one begins."""
    _check_start(starts_on)
    code = f"tu-{starts_on:%Y-%m-%d}"
    profile = LayoutProfile(code=code, starts_on=starts_on, regulation=regulation)
    profile.settings = {**departures(code, values), **({"order": order} if order else {})}
    profile.full_clean()
    profile.save()
    record("documents.layout.added", profile, by=by, regulation=regulation, day=f"{starts_on:%d/%m/%Y}")
    return profile


@transaction.atomic
def change_profile(*, profile, version, regulation, values, starts_on=None, changes_from=None, by, at):
    """Put a profile right, or follow it from a day on; one that papers were issued under is only followed."""
    profile = locked(profile, version)
    order = profile.settings.get("order")
    kept = {**departures(profile.code, values), **({"order": order} if order else {})}
    if changes_from is not None:
        if profile.starts_on is not None and changes_from <= profile.starts_on:
            raise ValidationError({"changes_from": _("This must come after the first day of the present layout.")})
        _check_start(changes_from, field="changes_from")
        return add_profile(starts_on=changes_from, regulation=regulation, values=values, order=order, by=by, at=at)
    if kept != profile.settings and was_used(profile):
        raise ValidationError({
            "changes_from": _("Papers were issued under this layout. Say from which day the new one holds; the old papers keep theirs.")
        })
    changes = {"regulation": regulation, "settings": kept}
    if profile.starts_on is not None and starts_on is not None and starts_on != profile.starts_on:
        _check_start(starts_on, but=profile)
        changes["starts_on"] = starts_on
    apply_changes(profile, changes)
    record("documents.layout.changed", profile, by=by, regulation=regulation)
    return profile


def _check_start(day, *, but=None, field="starts_on"):
    others = LayoutProfile.objects.filter(starts_on=day)
    if but is not None:
        others = others.exclude(pk=but.pk)
    other = others.first()
    if other is not None:
        raise ValidationError({field: _("The layout “%(name)s” begins on that day.") % {"name": other.regulation}})
