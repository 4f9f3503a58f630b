"""The figures of a report, counted from the records as of a moment."""
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaigns.progress import days_overdue
from lib.clock import local_day, start_of_day
from reports.figures import records
from reports.figures.attending import attending_groups
from reports.figures.places import Places
from reports.figures.shapes import (
    Before,
    Conference,
    Correction,
    Counts,
    Figures,
    JointClasses,
    Line,
    NotHeld,
)
from reports.weeks import Week
from reports.wording.names import NO_BLOCK, TOTAL
from units.models import UnitKind
from units.services.units import name_on


@dataclass(frozen=True)
class Counted:
    """The figures with what they were counted from: whoever asks why (`basis.py`) looks at the same records."""

    figures: Figures
    places: Places
    # `{unit id: Group}` of the units that attended a class.
    groups: dict


def figures_of(campaign, *, unit, at, week=None):
    """Figures of the unit's report of the campaign as of the moment.

    `week`: the week reported on, where its cut-off is not the moment (a week that is not closed yet).
    """
    return count(campaign, unit=unit, at=at, week=week).figures


def count(campaign, *, unit, at, week=None):
    """The figures with the places and the groups they come from."""
    scope = _scope_of(campaign, unit, at)
    places = Places(scope)
    groups = attending_groups(places)
    figures = _figures(campaign, unit, week or Week.of(local_day(at)), places, groups)
    return Counted(figures, places, groups)


def _figures(campaign, unit, week, places, groups):
    at = places.scope.at
    lines = _lines(places, groups)
    own, ended = _own_counts(places, groups), _ended_counts(places, groups)
    not_held = _not_held(places, groups)
    return Figures(
        campaign=campaign.code,
        unit=name_on(unit, places.scope.day),
        week=week.name,
        at=records.local(at),
        closed=at >= week.cut_off(campaign),
        of_base=bool(places.scope.path),
        only_cells=bool(places.units) and all(_is_cell(row) for row in places.units),
        **_days(campaign, week),
        lines=lines,
        total=_total(places, groups, lines, own + ended),
        own=own,
        ended=ended,
        joint=_joint_classes(places, groups),
        before=_before(places, campaign, week),
        not_held=not_held,
        conferences=_conferences(places.scope, unit),
        studied_in_progress=sum(row.studied for row in not_held),
        unnamed=_unnamed(places, groups),
        corrections=_corrections(places, campaign, week),
    )


def _days(campaign, week):
    """The deadlines the sentences speak of, and the days of the week to come."""
    return {
        "study_due_on": campaign.study_due_on,
        "essay_due_on": campaign.essay_due_on,
        "marking_due_on": campaign.marking_due_on or campaign.ends_on,
        "next_cut_off_on": local_day(week.following.cut_off(campaign)),
        "next_monday": week.following.monday,
    }


def _scope_of(campaign, unit, at):
    if unit.pk == campaign.unit_id:
        return records.Scope(campaign, "", at)
    duty = records.own_duty(campaign, unit, at)
    if duty is None:
        raise ValidationError({"unit": _("%(unit)s does not owe the campaign its study.") % {"unit": unit.name}})
    return records.Scope(campaign, duty.path, at)


def _is_cell(row):
    return row.unit__kind in (UnitKind.CELL, UnitKind.BASE_CELL)


def _groups_by_line(places, groups):
    """`{path of the unit in whose line they stand: [groups]}`, whether it has held or not."""
    by_line = {}
    for group in groups.values():
        by_line.setdefault(places.line_path(group.path), []).append(group)
    return by_line


def _lines(places, groups):
    """One line per block; in a base's report one per unit."""
    by_line = _groups_by_line(places, groups)
    if places.scope.path:
        shared = any(group.path == places.scope.path for group in by_line.get(places.scope.path, ()))
        return tuple(
            _line(row.unit_name, [row], places, by_line, shared=shared and not by_line.get(row.path))
            for row in places.units
        )
    blocks = {}
    for row in places.units:
        blocks.setdefault(row.unit__block__name or NO_BLOCK, []).append(row)
    return tuple(_line(name, rows, places, by_line) for name, rows in blocks.items())


def _line(name, rows, places, by_line, *, shared=False):
    held = [row for row in rows if row.path in places.held_paths]
    counted = [group for row in held for group in by_line.get(row.path, ())]
    return Line(
        name=name,
        code=rows[0].unit__code if places.scope.path else "",
        units=len(rows),
        held=len(held),
        classes=_number_of_classes(counted),
        heads=sum(places.heads[row.path] for row in rows),
        counts=sum((group.counts() for group in counted), Counts()),
        shared=shared,
    )


def _own_counts(places, groups):
    """Of the base's own classes; nothing in the report of a committee."""
    own = [group for group in groups.values() if places.scope.path and group.path == places.scope.path]
    return sum((group.counts() for group in own), Counts())


def _ended_counts(places, groups):
    """Of a base's cells that have no line any more."""
    base = places.scope.path
    ended = [group for group in groups.values() if base and group.path != base and places.line_path(group.path) == base]
    return sum((group.counts() for group in ended), Counts())


def _total(places, groups, lines, own):
    counted = _counted(places, groups)
    heads = places.heads[places.scope.path] if places.scope.path else sum(line.heads for line in lines)
    return Line(
        name=TOTAL,
        units=len(places.units),
        held=len(places.held_paths),
        classes=_number_of_classes(counted),
        heads=heads,
        counts=sum((line.counts for line in lines), own),
    )


def _counted(places, groups):
    """Groups of units that have held, and of the base itself."""
    return [
        group for group in groups.values()
        if (line := places.line_path(group.path)) in places.held_paths or (line and line == places.scope.path)
    ]


def _number_of_classes(groups):
    return len({row.session_id for group in groups for row in group.rows})


def _joint_classes(places, groups):
    """Classes attended by two or more units that have held."""
    by_session = {}
    for group in _counted(places, groups):
        for row in group.rows:
            by_session.setdefault(row.session_id, set()).add(places.line_path(group.path))
    joint = [paths for paths in by_session.values() if len(paths - {places.scope.path}) > 1]
    paths = set().union(*joint) - {places.scope.path}
    rows = [row for row in places.units if row.path in paths]
    blocks = dict.fromkeys(row.unit__block__name or NO_BLOCK for row in rows)
    return JointClasses(classes=len(joint), units=len(rows), blocks=tuple(blocks))


def _before(places, campaign, week):
    """How it stood at the cut-off before; None where that lies before the campaign."""
    at = week.preceding.cut_off(campaign)
    if at < start_of_day(campaign.starts_on):
        return None
    units = places.units_on(local_day(at))
    return Before(at=records.local(at), held=sum(places.is_held(row, at) for row in units), units=len(units))


def _not_held(places, groups):
    rows = [row for row in places.units if row.path not in places.held_paths]
    plans = records.plans([row.id for row in rows])
    reminders = records.reminders([row.id for row in rows], places.scope.at)
    by_line = _groups_by_line(places, groups)
    overdue = days_overdue(places.scope.campaign.study_due_on, places.scope.day)
    return tuple(
        _not_held_row(
            row, places, plans.get(row.id), reminders.get(row.id, 0), overdue,
            sum(group.studied for group in by_line.get(row.path, ())),
        )
        for row in rows
    )


def _not_held_row(row, places, plan, reminders, overdue, studied):
    cells_held, cells = places.lowest[row.path]
    return NotHeld(
        name=row.unit_name,
        code=row.unit__code,
        block=row.unit__block__name or NO_BLOCK,
        heads=places.heads[row.path],
        cells_held=cells_held,
        cells=cells,
        studied=studied,
        overdue_days=overdue,
        planned_on=plan.planned_on if plan else None,
        reason=plan.delay_reason if plan else "",
        reminders=reminders + (plan.earlier_reminders if plan else 0),
    )


def _conferences(scope, unit):
    found = {}
    for row in records.conferences(scope, unit):
        before = found.get(row.pk)
        summoned, attended = row.attendances__summoned or 0, row.attendances__present or 0
        found[row.pk] = Conference(
            held_on=row.held_on,
            format=row.format,
            summoned=summoned + (before.summoned if before else 0),
            attended=attended + (before.attended if before else 0),
        )
    return tuple(found.values())


def _unnamed(places, groups):
    """Names of the units of the report whose lists of absentees are not complete, in the order of its table."""
    paths = {places.line_path(group.path) for group in _counted(places, groups) if group.is_unnamed}
    return tuple(row.unit_name for row in places.units if row.path in paths)


def _corrections(places, campaign, week):
    """Ledger rows dated up to the cut-off before but entered after it, up to this one."""
    before = week.preceding.cut_off(campaign)
    return tuple(
        Correction(
            unit=row.unit_name, kind=row.kind, effective_on=row.effective_on, heads_delta=row.heads_delta
        )
        for row in places.ledger
        if row.effective_on <= local_day(before) and before < row.entered_at <= places.scope.at
    )
