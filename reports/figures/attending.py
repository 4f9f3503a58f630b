"""What each attending unit adds up to: its classes, its people, the essays it owes and has handed in."""
from collections import defaultdict
from dataclasses import dataclass, field

from essays.models import StepKind
from reports.figures import records
from reports.figures.shapes import Counts


@dataclass
class Group:
    """The rows of one attending unit with the people they cover: its own and all below not covered more closely.

    `path` is where its figures stand as of the moment; a unit that moved or merged took its people along.
    """

    path: str
    rows: list = field(default_factory=list)
    named: int = 0
    # `{row id: made up of those absent from it}`
    made_up_of: dict = field(default_factory=dict)
    still_absent: set = field(default_factory=set)
    exempt: set = field(default_factory=set)
    handed_in: int = 0
    by_hand: int = 0
    a4: int = 0
    passed: int = 0
    failed: int = 0

    @property
    def days(self):
        return {row.session__held_on for row in self.rows}

    @property
    def absent(self):
        return sum(row.absent_excused + row.absent_unexcused for row in self.rows)

    @property
    def made_up(self):
        return sum(self.made_up_of.values())

    @property
    def is_unnamed(self):
        """Fewer absentees are named than counted, so nobody can say which exempt writers studied."""
        return self.named < self.absent

    @property
    def studied(self):
        return sum(row.present for row in self.rows) + self.made_up

    @property
    def owed(self):
        exempt = self.exempt if self.is_unnamed else self.exempt - self.still_absent
        return max(0, self.studied - len(exempt))

    def add_essays(self, row):
        self.handed_in += row.number
        self.by_hand += row.number if row.by_hand else 0
        self.a4 += row.number if row.a4 else 0
        self.passed += row.number if row.step == StepKind.PASSED else 0
        self.failed += row.number if row.step == StepKind.NOT_PASSED else 0

    def counts(self):
        """More papers than known writers (absentees not named): what is surely marked stays as far as it fits."""
        handed_in = min(self.handed_in, self.owed)
        passed = min(self.passed, handed_in)
        failed = min(self.failed, handed_in - passed)
        return Counts(
            summoned=sum(row.summoned for row in self.rows),
            attended=sum(row.present for row in self.rows),
            excused=sum(row.absent_excused for row in self.rows),
            unexcused=sum(row.absent_unexcused for row in self.rows),
            made_up=self.made_up,
            guests=sum(row.non_members for row in self.rows),
            essay_required=self.owed,
            essay_submitted=handed_in,
            essay_handwritten=min(self.by_hand, handed_in),
            essay_on_a4=min(self.a4, handed_in),
            essay_passed=passed,
            essay_failed=failed,
            essay_pending=handed_in - passed - failed,
        )


def attending_groups(places):
    """The groups of the scope by the number of the attending unit."""
    groups = {}
    rows = {row.id: row for row in records.attendances(places.scope)}
    for row in rows.values():
        # The committee itself has no duty: a class row of its own fulfils nobody's.
        if path := places.path_of_unit.get(row.unit_id):
            groups.setdefault(row.unit_id, Group(path)).rows.append(row)
    _add_absences(groups, rows, places)
    exempt_now = _add_exempt(groups, places)
    _add_essays(groups, exempt_now, places)
    return groups


def _add_absences(groups, rows, places):
    made_up = defaultdict(int)
    for absence in records.absences(places.scope):
        group = groups.get(rows[absence.attendance_id].unit_id)
        if group is None:
            continue
        group.named += 1
        if absence.made_up_on is not None and absence.made_up_on <= places.scope.day:
            made_up[absence.attendance_id] += 1
        else:
            group.still_absent.add(absence.member_id)
    for group in groups.values():
        # More may be named than counted; at most the counted made up.
        group.made_up_of = {
            row.id: min(made_up[row.id], row.absent_excused + row.absent_unexcused) for row in group.rows
        }


def _add_exempt(groups, places):
    """Put members exempt from writing as of the day into the groups they studied in; returns all of them."""
    exempt = _entries_of_the_exempt(places.scope)
    for member_id, entries in exempt.items():
        for entry in entries:
            group = _covering(groups, entry.duty__path, places)
            if group is not None and any(records.owes_on(entry, held_on) for held_on in group.days):
                group.exempt.add(member_id)
    return set(exempt)


def exempt_members(scope):
    """Members exempt from writing as of the day."""
    return set(_entries_of_the_exempt(scope))


def _entries_of_the_exempt(scope):
    entries_of = records.roster_of_the_exempt(scope).items()
    return {member_id: entries for member_id, entries in entries_of if not _current(entries, scope.day).writes}


def _current(entries, day):
    """The member's roster entry of the day, else his last before it, else his first."""
    begun = [entry for entry in entries if entry.since is None or entry.since <= day]
    running = [entry for entry in begun if records.owes_on(entry, day)]
    return (running or begun[-1:] or entries[:1])[0]


def _add_essays(groups, exempt_now, places):
    absent = set().union(*(group.still_absent for group in groups.values()))
    for row in records.essays(places.scope, told_apart=exempt_now | absent):
        found = (_covering(groups, path, places) for path in places.paths_of_unit[row.unit_id])
        group = next((group for group in found if group is not None), None)
        if group is None or row.single in exempt_now or row.single in group.still_absent:
            continue
        group.add_essays(row)


def _covering(groups, path, places):
    return groups.get(covering_unit(groups, path, places))


def covering_unit(groups, path, places):
    """The nearest attending unit at the duty's place or above it, or None."""
    while path:
        unit = places.unit_at.get(path)
        if unit in groups:
            return unit
        path = path[:-4]
    return None
