"""Who stands behind the rows of a figure: members by name, as of its moment.

A class keeps the names of the absent only; who was present is the roster of its day without them. Where fewer are named
than counted, or the number called differs from the roster, the list and the number differ, and both are shown.
"""
from dataclasses import dataclass, field

from campaigns.models import Absence, RosterEntry
from documents.wording import date_short
from essays.models import Essay, StepKind
from reports.evidence.shapes import SHARE, Linked
from reports.figures import records
from reports.figures.attending import covering_unit, exempt_members
from units.models import Member


@dataclass(frozen=True)
class Person:
    name: str
    unit: str
    state: str


@dataclass
class _Standing:
    """A member in the group of an attending unit."""

    member: int
    absences: list = field(default_factory=list)
    on_roster: bool = False
    still_absent: bool = False
    exempt: bool = False
    essay: object = None

    @property
    def studied(self):
        return self.on_roster and not self.still_absent

    @property
    def owes(self):
        return self.studied and not self.exempt


def _anyone(one):
    return True


# Which absences, or which members of the group, a figure counts.
_OF_ABSENCES = {
    "absent": _anyone, "excused": lambda one: one.excused, "unexcused": lambda one: not one.excused,
    "made_up": lambda one: one.made_up, "absent_left": lambda one: not one.made_up,
}
_OF_CLASSES = {
    "summoned": lambda one: one.on_roster or one.absences, "study_rate": lambda one: one.on_roster or one.absences,
    "attended": lambda one: one.on_roster and not one.absences,
    "studied": lambda one: one.studied, "studied_in_progress": lambda one: one.studied, "studied_in_all": lambda one: one.studied,
}
_OF_ESSAYS = {
    "essay_required": lambda one: one.owes, "essay_rate": lambda one: one.owes, "essay_submitted": lambda one: one.essay,
    "essay_missing": lambda one: one.owes and not one.essay, "essay_handwritten": lambda one: one.essay and one.essay.by_hand,
    "essay_on_a4": lambda one: one.essay and one.essay.a4,
    "essay_passed": lambda one: one.essay and one.essay.step == StepKind.PASSED,
    "essay_failed": lambda one: one.essay and one.essay.step == StepKind.NOT_PASSED,
    "essay_pending": lambda one: one.essay and one.essay.step not in (StepKind.PASSED, StepKind.NOT_PASSED),
}
_OF_HEADS = ("heads", "whole_rate")


def concerns_members(figure):
    return figure.key in (*_OF_ABSENCES, *_OF_CLASSES, *_OF_ESSAYS, *_OF_HEADS)


def place_of(row, kind="unit"):
    """The number of the unit (or of the class) a row is about; None for a base's own row."""
    return next((text.pk for text in row.texts if isinstance(text, Linked) and text.kind == kind), None)


def class_of(figure, row):
    """The class by which members of the row are told apart: absences are named by class, others by unit alone."""
    return place_of(row, "class") if figure.key in _OF_ABSENCES else None


def number_of(figure, row):
    """How many members the row counts; of a share all of them."""
    return row.numbers[1 if figure.measure == SHARE else -1]


def people_behind(counted, figure, rows):
    """Persons behind the rows (of today's count), by unit and in people order; a fixed number of queries."""
    units = {place_of(row) for row in rows} - {None}
    if figure.key in _OF_HEADS:
        found = _heads(counted, units)
    elif figure.key in _OF_ABSENCES:
        found = _absences(counted, figure, rows)
    else:
        found = _members(counted, figure, units & counted.groups.keys())
    return _named(found)


def _named(found):
    """Persons of `[(member id, name of a unit, state)]`, by unit in the order they come, each in people order."""
    members = Member.objects.filter(pk__in={member for member, _unit, _state in found})
    known = {pk: (key, name) for pk, key, name in members.values_list("pk", "sort_key", "full_name")}
    order = {unit: place for place, unit in enumerate(dict.fromkeys(unit for _member, unit, _state in found))}
    found = sorted(found, key=lambda one: (order[one[1]], known[one[0]][0]))
    return [Person(known[member][1], unit, state) for member, unit, state in found]


# Members to study

def _heads(counted, units):
    places = counted.places
    tops = {row.path for row in places.units if row.unit_id in units}
    duties = [row for row in places.duties if row.path[: places.scope.steps] in tops]
    found = _Standings(counted, counted.groups.keys()).found
    studied = {one.member for of_unit in found.values() for one in of_unit.values() if one.studied}
    owing = {entry.member_id: name for entry, name in _entries(duties) if records.owes_on(entry, places.scope.day)}
    return [(member, name, "Đã học" if member in studied else "Chưa ghi nhận học") for member, name in owing.items()]


def _entries(duties):
    """`(roster entry, name of its unit)` of the duties, by place in the tree."""
    name_of = {row.id: row.unit_name for row in duties}
    rows = RosterEntry.objects.filter(duty__in=name_of).order_by("duty__path", "pk")
    return [(row, name_of[row.duty_id]) for row in rows.values_list("member_id", "duty_id", "since", "until", named=True)]


# At classes

class _Standings:
    """`found`: `{attending unit: {member id: _Standing}}`, from the roster of the days of its classes and their absences."""

    def __init__(self, counted, units):
        self.places, self.groups, self.units = counted.places, counted.groups, units
        self.found = {unit: {} for unit in units}
        self._name_of_unit = {row.unit_id: row.unit_name for row in self.places.duties}
        self._name_of_cell = {}
        self._add_roster()
        self._add_absences()

    def of(self, unit, member):
        return self.found[unit].setdefault(member, _Standing(member))

    def name(self, member, unit):
        """The unit whose roster has him, else the one that attended."""
        return self._name_of_cell.get((member, unit)) or self._name_of_unit[unit]

    def _add_roster(self):
        covered = {row.id: covering_unit(self.groups, row.path, self.places) for row in self.places.duties}
        for entry, name in _entries([row for row in self.places.duties if covered[row.id] in self.units]):
            unit = covered[entry.duty_id]
            group = self.groups[unit]
            if any(records.owes_on(entry, day) for day in group.days):
                one = self.of(unit, entry.member_id)
                one.on_roster, one.exempt = True, entry.member_id in group.exempt
                self._name_of_cell[entry.member_id, unit] = name

    def _add_absences(self):
        unit_of = {row.id: unit for unit in self.units for row in self.groups[unit].rows}
        for row in _absences_of(unit_of, self.places.scope.day):
            one = self.of(row.unit, row.member)
            one.absences.append(row)
            one.still_absent = row.member in self.groups[row.unit].still_absent


@dataclass(frozen=True)
class _Absent:
    member: int
    unit: int
    session: int
    excused: bool
    made_up: bool
    words: str


def _absences_of(unit_of, day):
    """The named absences of the attendances `{id: unit}`, as of the day."""
    rows = Absence.objects.filter(attendance__in=unit_of).order_by("attendance__session__moment", "pk")
    fields = ("attendance_id", "attendance__session_id", "member_id", "excused", "made_up_on", "attendance__session__code", "attendance__session__held_on")
    for row in rows.values_list(*fields, named=True):
        made_up = row.made_up_on is not None and row.made_up_on <= day
        words = f"Vắng {'có' if row.excused else 'không'} lý do, {row.attendance__session__code}, {date_short(row.attendance__session__held_on)}"
        if made_up:
            words += f"; đã học bù ngày {date_short(row.made_up_on)}"
        yield _Absent(row.member_id, unit_of[row.attendance_id], row.attendance__session_id, row.excused, made_up, words)


def _absences(counted, figure, rows):
    wanted = {(place_of(row, "class"), place_of(row)) for row in rows}
    units = {unit for _session, unit in wanted} & counted.groups.keys()
    standings, keep = _Standings(counted, units), _OF_ABSENCES[figure.key]
    return [
        (row.member, standings.name(row.member, unit), row.words)
        for unit, found in standings.found.items() for one in found.values() for row in one.absences
        if (row.session, unit) in wanted and keep(row)
    ]


def _members(counted, figure, units):
    standings = _Standings(counted, units)
    if figure.key in _OF_ESSAYS:
        _add_essays(standings, counted)
    keep, words = (_OF_ESSAYS[figure.key], _essay_words) if figure.key in _OF_ESSAYS else (_OF_CLASSES[figure.key], _class_words)
    return [
        (one.member, standings.name(one.member, unit), words(one))
        for unit, found in standings.found.items() for one in found.values() if keep(one)
    ]


def _class_words(one):
    return "; ".join(row.words for row in one.absences) or "Có mặt"


# Essays

def _add_essays(standings, counted):
    """As `attending.py` counts them: the last hand-in by the day, of nobody who is exempt or still absent."""
    places, exempt_now = counted.places, exempt_members(counted.places.scope)
    written_in = [row.unit_id for row in places.duties if covering_unit(counted.groups, row.path, places) in standings.units]
    writers = Essay.objects.filter(campaign=places.scope.campaign, unit__in=written_in).values_list("member_id", flat=True)
    for row in records.essays(places.scope, told_apart=set(writers)):
        found = (covering_unit(counted.groups, path, places) for path in places.paths_of_unit[row.unit_id])
        unit = next((unit for unit in found if unit is not None), None)
        if row.single and unit in standings.units and row.single not in exempt_now | counted.groups[unit].still_absent:
            standings.of(unit, row.single).essay = row


def _essay_words(one):
    if one.essay is None:
        return "Chưa nộp"
    looks = [word for word, is_so in (("viết tay", one.essay.by_hand), ("khổ A4", one.essay.a4)) if is_so]
    mark = {StepKind.PASSED: "đạt", StepKind.NOT_PASSED: "chưa đạt"}.get(one.essay.step, "chưa chấm")
    return f"Đã nộp ({', '.join(looks)}), {mark}" if looks else f"Đã nộp, {mark}"
