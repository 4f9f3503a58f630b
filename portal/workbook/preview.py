"""What a read workbook would change, as a page and a command show it: plain values, ready for JSON."""
import hashlib
import json

from lib.spreadsheet.forms import Outcome

_ROWS_SHOWN = 10
_PROBLEMS_SHOWN = 200


def preview_of(read):
    """The preview of a ReadWorkbook."""
    problems, warnings = read.all_problems(), read.all_warnings()
    return {
        "sheets": [_sheet(sheet) for sheet in read.read_sheets()],
        "unknown_sheets": read.unknown_sheets,
        "missing_sheets": read.missing_sheets,
        "problems": [_problem(problem) for problem in problems[:_PROBLEMS_SHOWN]],
        "problem_count": len(problems),
        "warnings": [_problem(warning) for warning in warnings[:_PROBLEMS_SHOWN]],
        "warning_count": len(warnings),
        "proposals": [proposal.as_preview() for proposal in read.book.proposals[:_PROBLEMS_SHOWN]],
        "proposal_count": len(read.book.proposals),
    }


def digest_of_changes(read):
    """SHA-256 over everything that would be written, and over what it would replace."""
    digest = hashlib.sha256()
    for sheet in read.read_sheets():
        for row in sheet.rows:
            if row.outcome != Outcome.SAME:
                fact = [sheet.name, row.number, row.outcome, {k: _text(v) for k, v in row.changes.items()}]
                digest.update(json.dumps(fact, ensure_ascii=False, sort_keys=True).encode())
    digest.update(json.dumps([proposal.as_preview() for proposal in read.book.proposals], ensure_ascii=False).encode())
    return digest.hexdigest()


def _sheet(sheet):
    counts = {outcome.value: sum(row.outcome == outcome for row in sheet.rows) for outcome in Outcome}
    shown = [
        row for outcome in (Outcome.CHANGED, Outcome.NEW)
        for row in [row for row in sheet.rows if row.outcome == outcome][:_ROWS_SHOWN]
    ]
    return {
        "name": sheet.name,
        "columns": [column.label for column in sheet.form.columns],
        **counts,
        "unknown_columns": sheet.unknown_columns,
        "rows": [_row(sheet, row) for row in shown],
    }


def _row(sheet, row):
    columns = sheet.form.columns
    return {
        "number": row.number,
        "outcome": row.outcome.value,
        "cells": [column.kind.show(row.values[column.name]) for column in columns],
        "changes": [
            {"label": c.label, "before": c.kind.show(row.changes[c.name]), "after": c.kind.show(row.values[c.name])}
            for c in columns if c.name in row.changes
        ],
    }


def _problem(problem):
    return {"sheet": problem.sheet, "row": problem.row, "address": problem.address, "reason": problem.reason}


def _text(value):
    return list(map(str, value)) if isinstance(value, (tuple, list)) else str(value)
