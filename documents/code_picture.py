"""The code as black squares: paths for the PDF, a picture for Word."""
import io

import segno
from django.utils.safestring import mark_safe


def squares_svg(address):
    """The squares as one SVG path, filled as one: no seams between them. The white around it is the paper's own."""
    rows = [list(row) for row in _squares(address).matrix]
    runs = [f"M{first} {y}h{last - first}v1h{first - last}z" for y, row in enumerate(rows) for first, last in _runs(row)]
    side = len(rows)
    return mark_safe(  # noqa: S308 whole numbers alone, from a matrix
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path fill="#000" d="{"".join(runs)}"/></svg>'
    )


def squares_png(address):
    """The squares as a black and white PNG without the white around them."""
    content = io.BytesIO()
    _squares(address).save(content, kind="png", scale=12, border=0)
    return content.getvalue()


def _squares(address):
    # Read though a fold or a stamp covers a seventh of it; the smallest that holds the address.
    return segno.make(address, error="m", micro=False, boost_error=False)


def _runs(row):
    """`(first, behind the last)` of each run of dark squares."""
    first = None
    for x, dark in enumerate([*row, 0]):
        if dark and first is None:
            first = x
        elif not dark and first is not None:
            yield first, x
            first = None
