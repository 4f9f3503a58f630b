"""Places in the tree for many units at once, and what a tree of a file may not be."""
from django.utils.translation import gettext as _

from units.models import Unit, UnitKind


def check_tree(known, rows):
    """Every unit hangs on one that exists and may have units below it, and none on itself."""
    for row in rows:
        if row.is_wrong or not row["above"]:
            continue
        above = known.get(row["above"])
        if above is None:
            row.wrong("above", _("There is no unit with the code %(code)s.") % {"code": row["above"]})
        elif above.is_ended:
            row.wrong("above", _("The unit %(code)s has ended.") % {"code": row["above"]})
        elif above.kind in (UnitKind.CELL, UnitKind.BASE_CELL):
            row.wrong("above", _("%(name)s is a cell and has no units below it.") % {"name": above.name})
        elif _hangs_on_itself(known, row["code"]):
            row.wrong("above", _("The unit would stand below itself."))
    known.forget_lineages()


def _hangs_on_itself(known, code):
    seen, above = {code}, known.get(code).above
    while above and known.get(above):
        if above in seen:
            return True
        seen.add(above)
        above = known.get(above).above
    return False


class TreePlaces:
    """Hands out paths below units, after those taken; the caller holds the lock of the tree."""

    def __init__(self):
        self._taken = {}

    def above_first(self, rows):
        """The rows, none before the one it hangs on."""
        waiting = {row["code"]: row for row in rows}
        done = set()
        for code in list(waiting):
            chain = []
            while code in waiting and code not in done:
                chain.append(code)
                done.add(code)
                code = waiting[code]["above"]
            yield from (waiting[code] for code in reversed(chain))

    def next_below(self, path):
        """`(path, depth)` of the next unit directly below."""
        depth = len(path) // Unit.steplen + 1
        if path not in self._taken:
            last = Unit.objects.filter(depth=depth, path__startswith=path).order_by("path").values_list("path", flat=True).last()
            self._taken[path] = Unit._str2int(last[-Unit.steplen:]) if last else 0
        self._taken[path] += 1
        return Unit._get_path(path, depth, self._taken[path]), depth

    def set_child_numbers(self, units):
        """How many units hang on each: in the new rows themselves, in those above them by an update."""
        by_path = {unit.path: unit for unit in units}
        added = {}
        for unit in units:
            above = unit.path[: -Unit.steplen]
            if above in by_path:
                by_path[above].numchild += 1
            elif above:
                added[above] = added.get(above, 0) + 1
        stored = list(Unit.objects.filter(path__in=added))
        for unit in stored:
            unit.numchild += added[unit.path]
        Unit.objects.bulk_update(stored, ["numchild"])


def count_children(paths):
    """Set how many units hang on each of the units at the paths, as the tree stands."""
    units = list(Unit.objects.filter(path__in=paths))
    for unit in units:
        unit.numchild = Unit.objects.filter(depth=unit.depth + 1, path__startswith=unit.path).count()
    Unit.objects.bulk_update(units, ["numchild"])
