"""Further appendices of a report: which there are, the rows of each as of the cut-off, and its table.

The rows are kept with the draft (`WeeklyReport.extras`): what is signed is what is issued.
"""
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from reports.extra_tables.cells import cells_rows, cells_table
from reports.extra_tables.charts import charts_rows, charts_table
from reports.extra_tables.statistics import statistics_rows, statistics_table


@dataclass(frozen=True)
class Extra:
    code: str
    label: str
    # (report, Counted) -> plain JSON; (rows, report) -> appendix of a payload, or None without rows.
    rows: Callable
    table: Callable


STATISTICS = "statistics"
EXTRAS = {
    extra.code: extra
    for extra in (
        Extra(STATISTICS, _("Statistics of each unit"), statistics_rows, statistics_table),
        Extra("cells", _("Cells within bases"), cells_rows, cells_table),
        Extra("charts", _("Charts: units held by day and by block"), charts_rows, charts_table),
    )
}


def chosen_extras(report):
    """Codes of those the report has, in the order of the paper; a final report always has its statistics."""
    always = {STATISTICS} if report.is_final else set()
    return [code for code in EXTRAS if code in always | report.extras.keys()]


def rows_of_extras(report, counted):
    return {code: EXTRAS[code].rows(report, counted) for code in chosen_extras(report)}


def tables_of_extras(report):
    return [EXTRAS[code].table(report.extras[code], report) for code in EXTRAS if code in report.extras]
