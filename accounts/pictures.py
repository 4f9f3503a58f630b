"""The square picture a telephone reads."""
import io

import segno
from django.utils.safestring import mark_safe


def square_of(text, *, scale=5):
    """An SVG of the text as a QR code; where the page gives it another width it is drawn smaller, not cut off."""
    code, svg = segno.make(text, error="m"), io.BytesIO()
    code.save(svg, kind="svg", scale=scale, border=4, xmldecl=False, svgns=False, omitsize=False, nl=False)
    width, height = code.symbol_size(scale=scale, border=4)
    drawn = svg.getvalue().decode().replace("<svg ", f'<svg viewBox="0 0 {width} {height}" ', 1)
    return mark_safe(drawn)  # noqa: S308 drawn here, from squares alone
