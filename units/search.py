"""Which units and members does somebody mean who types a few letters, with or without marks?"""
from django.db.models import Q

from lib.vietnamese import fold
from units.models import Member, Unit

_SEPARATOR = " › "


def units_matching(units, text):
    """The units whose code and name hold every typed word, marks and case ignored."""
    for word in fold(text).split():
        units = units.filter(search_text__contains=word)
    return units


def members_matching(members, text):
    """The members whose name and card number hold every typed word, in people's order."""
    for word in fold(text).split():
        members = members.filter(search_text__contains=word)
    return members.in_people_order()


def search_units(user, permission, text, *, day):
    """Standing units within the user's scope that match, in tree order."""
    return units_matching(Unit.objects.permitted(user, permission).existing_on(day), text).order_by("path")


def search_members(user, permission, text):
    """Members on the rosters within the user's scope that match, in people's order."""
    members = Member.objects.permitted(user, permission).present().select_related("unit")
    return members_matching(members, text) if fold(text) else members.none()


def unit_labels(units):
    """`{unit id: "Đảng bộ xã Tân Lập › Chi bộ thôn 3"}`, without the committee on top; one query."""
    units = list(units)
    names = dict(
        Unit.objects.filter(path__in={path for unit in units for path in unit.lineage_paths()}).values_list("path", "name")
    )
    return {unit.pk: _label(unit, names) for unit in units}


def _label(unit, names):
    lineage = unit.lineage_paths()
    return _SEPARATOR.join(names[path] for path in (lineage[1:] or lineage))


def lineage_of(unit, user_paths):
    """The units above, the top first, as far as the caller may see them."""
    within = Q(pk__in=[])
    for path in user_paths:
        within |= Q(path__startswith=path)
    return Unit.objects.above(unit).filter(within).exclude(pk=unit.pk).order_by("path")
