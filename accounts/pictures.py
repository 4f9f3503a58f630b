"""The square picture a telephone reads."""
import io

import segno
from django.utils.safestring import mark_safe


def square_of(text, *, scale=5):
    """An SVG of the text as a QR code."""
    svg = io.BytesIO()
    segno.make(text, error="m").save(svg, kind="svg", scale=scale, border=4, xmldecl=False, svgns=False, omitsize=False, nl=False)
    return mark_safe(svg.getvalue().decode())  # noqa: S308 drawn here, from squares alone
