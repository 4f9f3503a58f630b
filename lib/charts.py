"""Drawings as SVG text: the same picture on screen, on paper and without colour. Knows nothing of the portal.

Only presentation attributes are used (no style), so that a strict content policy and WeasyPrint both take them.
"""
import datetime
import itertools
from dataclasses import dataclass
from html import escape

from django.utils.safestring import mark_safe

_INK, _MUTED, _GRID, _LINE, _TINT = "#241d1a", "#5c524b", "#d9cfc2", "#a3151a", "#f3dcd8"
_FONT = "'Be Vietnam Pro', 'Tinos', sans-serif"
_WIDTH, _HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 24, 34, 44


@dataclass(frozen=True)
class Mark:
    """A day to be seen on a curve: the deadline, the cut-off."""

    day: object
    label: str


def held_curve(points, *, total, title, description, marks=(), first=None, last=None, ident="curve"):
    """A step line of `(day, count)` from 0 to `total`, each count holding until the next day that has one.

    `marks` are upright lines with a word; `first` and `last` widen the days shown.
    """
    points = sorted(points)
    days = [day for day, _count in points] + [mark.day for mark in marks] + [day for day in (first, last) if day]
    if not days:
        return _svg(_WIDTH, _HEIGHT, title, description, [], ident)
    frame = _Frame(min(days), max(days), max(total, max((count for _day, count in points), default=0), 1))
    parts = [*_grid(frame), *_day_words(frame), *_steps(frame, points), *_marks(frame, marks)]
    return _svg(_WIDTH, _HEIGHT, title, description, parts, ident)


def block_bars(rows, *, title, description, done_word, left_word, ident="bars"):
    """A bar for each `(name, done, left)`: done is filled, left is hatched, both with their number."""
    name_width, bar_left, row_height, top = 200, 212, 40, 40
    bar_width = _WIDTH - bar_left - 70
    most = max((done + left for _name, done, left in rows), default=0) or 1
    parts = [_hatching(ident), *_legend(ident, bar_left, done_word, left_word)]
    for i, (name, done, left) in enumerate(rows):
        y = top + i * row_height
        parts.append(_text(name_width, y + 19, _short(name), anchor="end"))
        width = done * bar_width / most
        rest = left * bar_width / most
        parts.append(_rect(bar_left, y, width, 26, _LINE))
        parts.append(_rect(bar_left + width, y, rest, 26, f"url(#{ident}-hatch)", stroke=_INK if left else None))
        parts.append(_text(bar_left + width + rest + 8, y + 19, f"{done}/{done + left}", weight=600))
    return _svg(_WIDTH, top + len(rows) * row_height + 8, title, description, parts, ident)


def in_black(svg, *, font):
    """The drawing for paper: black ink, light grey below the curve, letters of the paper's own font."""
    inks = {_MUTED: "#000", _INK: "#000", _LINE: "#000", _TINT: "#e4e4e4", _GRID: "#bbb", _FONT: font}
    for ink, black in inks.items():
        svg = svg.replace(ink, black)
    return svg


class _Frame:
    """Places of days and counts on the drawing."""

    def __init__(self, first, last, most):
        self.first, self.most = first, most
        self.span = max((last - first).days, 1)

    def x(self, day):
        return _LEFT + (day - self.first).days * (_WIDTH - _LEFT - _RIGHT) / self.span

    def y(self, count):
        return _HEIGHT - _BOTTOM - count * (_HEIGHT - _TOP - _BOTTOM) / self.most


def _grid(frame):
    for count in _round_counts(frame.most):
        y = frame.y(count)
        yield _line(_LEFT, y, _WIDTH - _RIGHT, y, _GRID if count else _INK)
        yield _text(_LEFT - 8, y + 5, str(count), anchor="end", fill=_MUTED)


def _round_counts(most):
    """0 and about four round numbers up to the most."""
    step = next(s for s in _round_steps() if most <= 5 * s)
    return range(0, most + 1, step)


def _round_steps():
    for power in itertools.count():
        yield from (10**power, 2 * 10**power, 5 * 10**power)


def _day_words(frame):
    every = max(1, -(-frame.span // 8))
    for offset in range(0, frame.span + 1, every):
        day = frame.first + datetime.timedelta(days=offset)
        x = frame.x(day)
        yield _line(x, _HEIGHT - _BOTTOM, x, _HEIGHT - _BOTTOM + 5, _INK)
        yield _text(x, _HEIGHT - _BOTTOM + 22, f"{day:%d/%m}", anchor="middle", fill=_MUTED)


def _steps(frame, points):
    if not points:
        return
    x, y = frame.x(points[0][0]), frame.y(points[0][1])
    path = [f"M{_n(x)} {_n(y)}"]
    for day, count in points[1:]:
        x, y = frame.x(day), frame.y(count)
        path.append(f"H{_n(x)}V{_n(y)}")
    start, ground = frame.x(points[0][0]), frame.y(0)
    yield f'<path d="{"".join(path)}V{_n(ground)}H{_n(start)}Z" fill="{_TINT}"/>'
    yield f'<path d="{"".join(path)}" fill="none" stroke="{_LINE}" stroke-width="3" stroke-linejoin="round"/>'
    yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="5" fill="{_LINE}"/>'
    anchor = "end" if x > _WIDTH - 90 else "start"
    yield _text(x - 10 if anchor == "end" else x + 10, max(y - 8, _TOP - 4), str(points[-1][1]), anchor=anchor, weight=700)


def _marks(frame, marks):
    for i, mark in enumerate(sorted(marks, key=lambda mark: mark.day)):
        x = frame.x(mark.day)
        # Words of marks that stand close together go on two lines.
        y = 14 + 15 * (i % 2)
        yield _line(x, y + 4, x, _HEIGHT - _BOTTOM, _INK, dashes="6 4" if i % 2 else "2 4")
        anchor = "end" if x > _WIDTH / 2 else "start"
        yield _text(x - 5 if anchor == "end" else x + 5, y, mark.label, anchor=anchor, size=13)


def _hatching(ident):
    return (
        f'<defs><pattern id="{ident}-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="8" height="8" fill="#fff"/><rect width="2.5" height="8" fill="{_MUTED}"/></pattern></defs>'
    )


def _legend(ident, x, done_word, left_word):
    yield _rect(x, 8, 18, 14, _LINE)
    yield _text(x + 25, 20, done_word, size=14)
    second = x + 60 + 9 * len(done_word)
    yield _rect(second, 8, 18, 14, f"url(#{ident}-hatch)", stroke=_INK)
    yield _text(second + 25, 20, left_word, size=14)


def _short(name, most=24):
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _n(number):
    return f"{number:.1f}".removesuffix(".0")


def _line(x1, y1, x2, y2, stroke, dashes=None):
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{stroke}"{dash}/>'


def _rect(x, y, width, height, fill, stroke=None):
    edge = f' stroke="{stroke}"' if stroke else ""
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"{edge}/>'


def _text(x, y, words, *, anchor="start", fill=_INK, size=14, weight=400):
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" fill="{fill}" font-size="{size}" font-weight="{weight}">'
        f"{escape(words)}</text>"
    )


def _svg(width, height, title, description, parts, ident):
    head = f'<title id="{ident}-title">{escape(title)}</title><desc id="{ident}-desc">{escape(description)}</desc>'
    return mark_safe(  # noqa: S308 every text in it is escaped above
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" role="img" '
        f'aria-labelledby="{ident}-title {ident}-desc" font-family="{_FONT}">{head}{"".join(parts)}</svg>'
    )
