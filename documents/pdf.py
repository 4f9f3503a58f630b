"""Official paper as PDF: the same payload gives the same bytes."""
import logging

from documents.paper import html_of, paper_of

# A line for every page drawn, or for a library that was loaded, is noise in a worker's log.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
logging.getLogger("pikepdf").setLevel(logging.WARNING)
# Up to here one drawing by WeasyPrint takes seconds, and the bytes of papers issued earlier stay as they were.
LONG_ROWS = 200


def render_pdf(payload):
    """The PDF of the payload, as bytes."""
    paper, layout = paper_of(payload)
    if any(is_long(appendix) for appendix in paper.appendices):
        from documents.joining import draw_in_parts  # slow import: as the next, and for long papers only

        return draw_in_parts(paper, layout)
    from documents.drawing import html_to_pdf  # slow import: a second and 40 MB, for those who draw

    return html_to_pdf(*html_of(paper, layout))


def is_long(appendix):
    """True for a table that is drawn row by row (`long_tables.py`)."""
    return len(appendix.rows) > LONG_ROWS
