"""Figures as JSON and back: the snapshot a report keeps, and the keys other programs read."""
import dataclasses
import datetime
import types
import typing

from documents.wording import rate
from reports.figures.shapes import Figures
from reports.wording.names import TOTAL


def as_payload(figures):
    """Plain JSON of all of it; `from_payload` gives the same figures back."""
    return plain(dataclasses.asdict(figures))


def from_payload(payload):
    return rebuild(Figures, payload)


def as_expected_json(figures):
    """The figures under the keys of data/an-lac/expected.json."""
    before = figures.before.held if figures.before else 0
    return {
        "campaign": figures.campaign,
        "cut_off": f"{figures.at:%d/%m/%Y %H:%M}",
        "week": figures.week,
        "blocks": {line.name: _line(line) for line in figures.lines} | {TOTAL: _line(figures.total)},
        "held_rate": rate(figures.total.held, figures.total.units),
        "held_more_than_last_week": figures.total.held - before,
        "members_to_study": figures.heads,
        "studied_in_units_in_progress": figures.studied_in_progress,
        "whole_committee_study_rate": rate(figures.studied_in_all, figures.heads),
        "not_held": [row.name for row in figures.not_held],
        "in_progress": {row.name: f"{row.cells_held}/{row.cells}" for row in figures.in_progress},
        "not_held_with_date": len(figures.planned),
        "not_held_without_date": len(figures.unplanned),
    }


def _line(line):
    counts = line.counts
    return {
        "units": line.units,
        "held": line.held,
        "classes": line.classes,
        "summoned": counts.summoned,
        "attended": counts.attended,
        "excused": counts.excused,
        "unexcused": counts.unexcused,
        "guests": counts.guests,
        "not_held": line.not_held,
        "made_up": counts.made_up,
        "essay_required": counts.essay_required,
        "essay_submitted": counts.essay_submitted,
        "essay_handwritten": counts.essay_handwritten,
        "essay_passed": counts.essay_passed,
        "essay_failed": counts.essay_failed,
        "essay_pending": counts.essay_pending,
        "study_rate": counts.study_rate,
        "essay_rate": counts.essay_rate,
    }


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def rebuild(kind, value):
    """The value of the annotated type: nested dataclasses, tuples of them, days and moments, or as it is."""
    if typing.get_origin(kind) is types.UnionType:
        return None if value is None else rebuild(typing.get_args(kind)[0], value)
    if typing.get_origin(kind) is tuple:
        return tuple(rebuild(typing.get_args(kind)[0], item) for item in value)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{name: rebuild(hints[name], item) for name, item in value.items()})
    return kind.fromisoformat(value) if issubclass(kind, datetime.date) else value
