"""Drawings of an appendix: numbers frozen in the payload, drawn the same way each time, black ink on white."""
from django.utils.safestring import mark_safe

from documents.wording import as_day
from lib.charts import Mark, block_bars, held_curve, in_black

KINDS = {
    "curve": {"kind", "title", "total", "first", "last", "points", "marks"},
    "bars": {"kind", "title", "rows", "done_word", "left_word"},
}


def picture_of(drawing, ident):
    """The drawing as SVG text for paper."""
    return mark_safe(in_black(_DRAW[drawing["kind"]](drawing, ident), font="Paper"))  # noqa: S308 escaped where it is drawn


def _curve(drawing, ident):
    last = as_day(drawing["last"])
    points = [(as_day(day), count) for day, count in drawing["points"]]
    # The line goes on to the day of the report.
    if points and points[-1][0] < last:
        points.append((last, points[-1][1]))
    return held_curve(
        points, total=drawing["total"], title=drawing["title"], description=drawing["title"], ident=ident,
        marks=[Mark(as_day(day), label) for day, label in drawing["marks"]], first=as_day(drawing["first"]), last=last,
    )


def _bars(drawing, ident):
    return block_bars(
        [tuple(row) for row in drawing["rows"]], title=drawing["title"], description=drawing["title"], ident=ident,
        done_word=drawing["done_word"], left_word=drawing["left_word"],
    )


_DRAW = {"curve": _curve, "bars": _bars}
