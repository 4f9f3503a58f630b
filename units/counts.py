"""How many members belong to a unit, with all below it?"""
from django.db.models import Count

from units.models import Member
from units.scope import within_paths

_STEP = 4


def members_with_below(units):
    """`{unit path: members on the rosters of the unit and everything below}` in one query."""
    paths = {unit.path for unit in units}
    if not paths:
        return {}
    own = Member.objects.present().filter(within_paths("unit__path", _outermost(paths))).order_by()
    counts = dict.fromkeys(paths, 0)
    for path, number in own.values_list("unit__path").annotate(number=Count("pk")):
        for length in range(_STEP, len(path) + 1, _STEP):
            if path[:length] in counts:
                counts[path[:length]] += number
    return counts


def _outermost(paths):
    """The paths that lie below none of the others."""
    outer = []
    for path in sorted(paths):
        if not (outer and path.startswith(outer[-1])):
            outer.append(path)
    return outer
