"""Where a record belongs: the units of a report, and the unit whose line a cell's record stands in."""
from collections import defaultdict
from functools import cached_property

from campaigns.models import EndReason
from reports.figures import records


class Places:
    """The duties of a report's scope, as of its moment."""

    def __init__(self, scope):
        self.scope = scope
        self.duties = records.duties(scope)
        self.ledger = records.ledger(scope)

    @cached_property
    def units(self):
        """Duties of the units directly below that owe the study, in the order of lists on paper."""
        return self.units_on(self.scope.day)

    def units_on(self, day):
        direct = [row for row in self.duties if len(row.path) == self.scope.steps and records.owes_on(row, day)]
        return sorted(direct, key=_paper_order)

    @cached_property
    def path_of_unit(self):
        """`{unit id: path of its duty}`: the one in force, else that of the unit it was merged into, else the last."""
        in_force = {row.unit_id: row.path for row in self.duties if records.owes_on(row, self.scope.day)}
        ended = {row.unit_id: row for row in self.duties if row.unit_id not in in_force}
        return {unit_id: _path_of_ended(row, ended, in_force) for unit_id, row in ended.items()} | in_force

    @cached_property
    def unit_at(self):
        """`{path: unit id}` of every duty there ever was."""
        return {row.path: row.unit_id for row in self.duties}

    @cached_property
    def paths_of_unit(self):
        """`{unit id: paths of all its duties, the latest first}`."""
        paths = defaultdict(list)
        for row in sorted(self.duties, key=lambda row: -row.id):
            paths[row.unit_id].append(row.path)
        return paths

    @cached_property
    def unit_paths(self):
        return {row.path for row in self.units}

    def line_path(self, path):
        """Path of the unit in whose line the record stands; the scope's own path for what is in no line; None outside.

        What a cell studied before it ended stays its base's, in the base's own report as in the committee's.
        """
        above = path[: self.scope.steps]
        if above in self.unit_paths or above == self.scope.path:
            return above
        return self.scope.path if self.scope.path and path in self.ended_paths else None

    @cached_property
    def ended_paths(self):
        """Of duties that ended without going on elsewhere."""
        went_on = (EndReason.MOVED, EndReason.MERGED)
        return {row.path for row in self.duties if row.until and row.until <= self.scope.day and row.end_reason not in went_on}

    @cached_property
    def heads(self):
        """`{path: members to study as of the day}` of every duty, with all below."""
        heads = {row.path: row.launched_heads for row in self.duties}
        for change in self.ledger:
            if change.effective_on > self.scope.day:
                break
            for path in _lineage(change.duty__path):
                if path in heads:
                    heads[path] += change.heads_delta
        return heads

    @cached_property
    def lowest_owing(self):
        """The duties in force below the units that have none in force below them."""
        owing = [row for row in self.duties if records.owes_on(row, self.scope.day)]
        above = {row.path[:-4] for row in owing}
        return [row for row in owing if row.path not in above and len(row.path) > self.scope.steps]

    @cached_property
    def lowest(self):
        """`{unit path: (held, all)}` of the lowest duties below each unit; (0, 0) where there is none."""
        counts = defaultdict(lambda: (0, 0))
        for row in self.lowest_owing:
            held, number = counts[row.path[: self.scope.steps]]
            counts[row.path[: self.scope.steps]] = held + self.is_held(row), number + 1
        return counts

    def is_held(self, row, at=None):
        return row.held_at is not None and row.held_at <= (at or self.scope.at)

    @cached_property
    def held_paths(self):
        return {row.path for row in self.units if self.is_held(row)}


def _path_of_ended(row, ended, in_force):
    seen = set()
    last = row.path
    while row is not None and row.end_reason == EndReason.MERGED and row.unit_id not in seen:
        seen.add(row.unit_id)
        if row.unit__succeeded_by_id in in_force:
            return in_force[row.unit__succeeded_by_id]
        row = ended.get(row.unit__succeeded_by_id)
    return last


def _paper_order(row):
    """By block, then code; units of no block come last."""
    position = row.unit__block__position
    return position is None, position or 0, row.unit__code


def _lineage(path):
    return [path[:length] for length in range(4, len(path) + 1, 4)]
