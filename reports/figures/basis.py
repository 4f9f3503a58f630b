"""The rows behind the figures: what each of them was counted from, without anybody's name."""
import dataclasses
import datetime
import typing
from dataclasses import dataclass
from functools import cached_property

from lib.clock import local_day
from reports.figures import records
from reports.figures.payload import plain, rebuild
from reports.weeks import Week
from reports.wording.names import NO_BLOCK

# In whose line the base's own classes stand: in no unit's, in the total only.
OWN = ""


@dataclass(frozen=True)
class UnitRow:
    """A unit of the report that owes its study on the day; `held_at` only where that came by the moment."""

    unit: int
    code: str
    name: str
    block: str
    launched: int
    heads: int
    held_at: datetime.datetime | None
    cells_held: int
    cells: int
    overdue_days: int = 0
    planned_on: datetime.date | None = None
    reason: str = ""
    reminders: int = 0


@dataclass(frozen=True)
class LeftOut:
    """A unit of the launch (or added since) that does not owe its study on the day, and why."""

    unit: int
    code: str
    name: str
    why: str
    since: datetime.date | None
    until: datetime.date | None


@dataclass(frozen=True)
class ClassRow:
    """A unit at a class. `line`: code of the unit in whose line it stands; `counted`: that unit has held."""

    session: int
    code: str
    held_on: datetime.date
    unit: int
    name: str
    line: str
    counted: bool
    summoned: int
    attended: int
    excused: int
    unexcused: int
    made_up: int
    guests: int


@dataclass(frozen=True)
class WriterRow:
    """The essays of an attending unit with all below it; `unnamed`: so many absentees are counted but not named."""

    unit: int
    name: str
    line: str
    counted: bool
    unnamed: int
    studied: int
    owed: int
    handed_in: int
    by_hand: int
    on_a4: int
    passed: int
    failed: int
    pending: int


@dataclass(frozen=True)
class Step:
    """A unit that stands otherwise than at the cut-off before: one more held, or one less."""

    unit: int
    code: str
    name: str
    block: str
    change: int
    owes: bool


@dataclass(frozen=True)
class ConferenceRow:
    session: int
    code: str
    held_on: datetime.date
    summoned: int
    attended: int


@dataclass(frozen=True)
class CellRow:
    """One of the lowest units below a unit in progress."""

    unit: int
    code: str
    name: str
    line: str
    held_at: datetime.datetime | None


@dataclass(frozen=True)
class ChangeRow:
    """A row of the ledger with effect by the moment."""

    unit: int
    name: str
    line: str
    kind: str
    effective_on: datetime.date
    entered_at: datetime.datetime
    heads_delta: int


@dataclass(frozen=True)
class Basis:
    """All rows behind the figures of one report, as of its moment. `own_*`: heads of the base that no unit of it has."""

    at: datetime.datetime
    of_base: bool
    unit: int
    name: str
    own_launched: int
    own_heads: int
    units: tuple[UnitRow, ...]
    left_out: tuple[LeftOut, ...]
    classes: tuple[ClassRow, ...]
    writers: tuple[WriterRow, ...]
    steps: tuple[Step, ...]
    conferences: tuple[ConferenceRow, ...]
    cells: tuple[CellRow, ...]
    changes: tuple[ChangeRow, ...]

    @cached_property
    def block_of(self):
        """`{code of a unit: name of its block}`."""
        return {row.code: row.block for row in self.units}


def basis_of(counted, *, campaign, unit, week=None):
    """The rows of the figures just counted; asks for the names of units and classes besides, nothing anew."""
    places, figures = counted.places, counted.figures
    code_at = {row.path: row.unit__code for row in places.units}
    named = {row.unit_id: row.unit_name for row in places.duties}
    units = _units(places, figures)
    scope_row = next((row for row in places.duties if row.path == places.scope.path), None)
    return Basis(
        at=figures.at, of_base=figures.of_base, unit=unit.pk, name=figures.unit,
        own_launched=scope_row.launched_heads - sum(row.launched for row in units) if scope_row else 0,
        own_heads=figures.heads - sum(row.heads for row in units),
        units=units, left_out=_left_out(places),
        classes=tuple(_classes(counted, code_at, named)), writers=tuple(_writers(counted, code_at, named)),
        steps=_steps(places, campaign, week or Week.of(local_day(figures.at))),
        conferences=_conferences(places.scope, unit), cells=_cells(places, code_at), changes=_changes(places, code_at),
    )


def _units(places, figures):
    missing = {row.code: row for row in figures.not_held}
    return tuple(_unit(row, places, missing.get(row.unit__code)) for row in places.units)


def _unit(row, places, missing):
    held, cells = places.lowest[row.path]
    said = ("overdue_days", "planned_on", "reason", "reminders") if missing else ()
    return UnitRow(
        unit=row.unit_id, code=row.unit__code, name=row.unit_name, block=row.unit__block__name or NO_BLOCK,
        launched=row.launched_heads, heads=places.heads[row.path], held_at=None if missing else records.local(row.held_at),
        cells_held=held, cells=cells, **{name: getattr(missing, name) for name in said},
    )


def _left_out(places):
    owing = {row.unit_id for row in places.units}
    rows = [row for row in places.duties if len(row.path) == places.scope.steps and row.unit_id not in owing]
    return tuple(
        LeftOut(row.unit_id, row.unit__code, row.unit_name, row.end_reason, row.since, row.until) for row in rows
    )


def _standing(counted, code_at):
    """`(group, unit id, code of its line, counted)` of the groups that stand in a line or are the base's own."""
    places = counted.places
    for unit_id, group in counted.groups.items():
        line = places.line_path(group.path)
        if line is not None:
            own = line == places.scope.path
            yield group, unit_id, OWN if own else code_at[line], own or line in places.held_paths


def _classes(counted, code_at, named):
    for group, unit_id, line, is_counted in _standing(counted, code_at):
        for row in group.rows:
            yield ClassRow(
                session=row.session_id, code=row.session__code, held_on=row.session__held_on, unit=unit_id,
                name=named[unit_id], line=line, counted=is_counted, summoned=row.summoned, attended=row.present,
                excused=row.absent_excused, unexcused=row.absent_unexcused, made_up=group.made_up_of.get(row.id, 0),
                guests=row.non_members,
            )


def _writers(counted, code_at, named):
    for group, unit_id, line, is_counted in _standing(counted, code_at):
        c = group.counts()
        yield WriterRow(
            unit=unit_id, name=named[unit_id], line=line, counted=is_counted, unnamed=max(0, group.absent - group.named),
            studied=c.studied, owed=c.essay_required, handed_in=c.essay_submitted, by_hand=c.essay_handwritten,
            on_a4=c.essay_on_a4, passed=c.essay_passed, failed=c.essay_failed, pending=c.essay_pending,
        )


def _steps(places, campaign, week):
    before = week.preceding.cut_off(campaign)
    held_before = {row.unit_id: row for row in places.units_on(local_day(before)) if places.is_held(row, before)}
    held_now = {row.unit_id: row for row in places.units if row.path in places.held_paths}
    owing = {row.unit_id for row in places.units}
    changes = [(row, 1) for pk, row in held_now.items() if pk not in held_before]
    changes += [(row, -1) for pk, row in held_before.items() if pk not in held_now]
    return tuple(
        Step(row.unit_id, row.unit__code, row.unit_name, row.unit__block__name or NO_BLOCK, change, row.unit_id in owing)
        for row, change in changes
    )


def _conferences(scope, unit):
    found = {}
    for row in records.conferences(scope, unit):
        before = found.get(row.pk)
        found[row.pk] = ConferenceRow(
            row.pk, row.code, row.held_on, (row.attendances__summoned or 0) + (before.summoned if before else 0),
            (row.attendances__present or 0) + (before.attended if before else 0),
        )
    return tuple(found.values())


def _cells(places, code_at):
    """Of the units in progress only: of the others all have held, or none."""
    half_way = {row.path for row in places.units if row.path not in places.held_paths and places.lowest[row.path][0]}
    return tuple(
        CellRow(row.unit_id, row.unit__code, row.unit_name, code_at[line], records.local(row.held_at) if places.is_held(row) else None)
        for row in places.lowest_owing if (line := row.path[: places.scope.steps]) in half_way
    )


def _changes(places, code_at):
    return tuple(
        ChangeRow(
            row.duty__unit_id, row.unit_name, code_at.get(row.duty__path[: places.scope.steps], OWN), row.kind,
            row.effective_on, records.local(row.entered_at), row.heads_delta,
        )
        for row in places.ledger
    )


def basis_as_json(basis):
    """Plain JSON; rows as lists under the names of their fields, written once."""
    return {name: _table(value) if isinstance(value, tuple) else plain(value) for name, value in _fields(basis)}


def basis_from_json(value):
    hints = typing.get_type_hints(Basis)
    return Basis(**{name: _rows(hints[name], one) if isinstance(one, dict) else rebuild(hints[name], one) for name, one in value.items()})


def _fields(row):
    return [(field.name, getattr(row, field.name)) for field in dataclasses.fields(row)]


def _table(rows):
    names = [field.name for field in dataclasses.fields(rows[0])] if rows else []
    return {"fields": names, "rows": [[plain(getattr(row, name)) for name in names] for row in rows]}


def _rows(hint, table):
    kind = typing.get_args(hint)[0]
    return tuple(rebuild(kind, dict(zip(table["fields"], row, strict=True))) for row in table["rows"])
