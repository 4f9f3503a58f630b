"""Official paper as PDF: the same payload gives the same bytes."""
import logging

from documents.paper import paper_html

# A line for every page drawn is noise in a worker's log.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)


def render_pdf(payload):
    """The PDF of the payload, as bytes."""
    from documents.drawing import html_to_pdf  # slow import: a second and 40 MB, for those who draw

    html, css = paper_html(payload)
    return html_to_pdf(html, css)
