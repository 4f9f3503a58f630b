"""A change of a layout in words: the labels of its form, the values as people type them."""
from django.utils.translation import gettext as _

from audit.changes import register_told
from documents.layout import layout_from_settings
from documents.layout_limits import LIMITS, SPELLINGS


def tell_settings(before, after):
    """What an office set otherwise: (label, before, after)."""
    before, after = (layout_from_settings("history", settings) for settings in (before, after))
    for name, limit in LIMITS.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{limit.label} ({limit.unit})" if limit.unit else str(limit.label), _figure(old), _figure(new)
    for name, (label, choices) in SPELLINGS.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield str(label), _spelling(choices, old), _spelling(choices, new)


def tell_regulation(before, after):
    yield _("Regulation"), before or "–", after or "–"


def tell_start(before, after):
    yield _("Holds from"), *(f"{day:%d/%m/%Y}" if day else "–" for day in (before, after))


def register():
    register_told("documents.LayoutProfile", "settings", tell_settings)
    register_told("documents.LayoutProfile", "regulation", tell_regulation)
    register_told("documents.LayoutProfile", "starts_on", tell_start)


def _figure(value):
    return f"{value:g}".replace(".", ",")


def _spelling(choices, value):
    value = {True: "yes", False: "no"}.get(value, value)
    return str(dict(choices).get(value, value)) or "–"
