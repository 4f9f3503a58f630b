"""What might be worth a second look on an upright page: figures and their limits. They suggest; a person decides."""
import math

import cv2
import numpy as np

from essays.reading import layout

A4_RATIO = layout.HEIGHT / layout.WIDTH
_LONGEST = 900
LIMITS = {
    "not_a4": 0.05,      # part by which the sides differ from A4
    "dark": 100,         # level of the paper, of 255, below
    "faint": 55,         # how much darker than the paper the darkest ink is, below
    "blurred": 0.22,     # steepest edge, in parts of that difference per point at 90 dpi, below
    "blank": 40,         # points at about 90 dpi that are darker than the paper around them, below
    "printed": 0.62,     # part of the edges that run exactly along or across, above
}
# Fewer edges than this (about two lines of text) say nothing about the hand.
_EDGES_ENOUGH = 2500


def figures_of(grey, *, on_sheet, rectified):
    """`{key: figure}` of every key that can be told of this page; `on_sheet` when it bears the codes of a sheet."""
    small = _small(np.asarray(grey))
    figures = {"dark": _percentile(small, 80)}
    if not rectified:
        figures["not_a4"] = abs(max(grey.size) / max(1, min(grey.size)) / A4_RATIO - 1)
    contrast = _percentile(_without_border(cv2.subtract(_paper_of(small), small)), 99.8)
    written = _writing(small, on_sheet)
    figures["blank"] = float(_ink_points(written, rules=on_sheet))
    if figures["blank"] >= LIMITS["blank"] and contrast > 12:
        figures["faint"] = contrast
        figures["blurred"] = _steepness(_without_border(small)) / contrast
        printed = _straightness(_without_border(written), contrast)
        if printed is not None:
            figures["printed"] = printed
    return figures


def remarkable(figures):
    """`(key, figure, limit)` of what lies beyond its limit."""
    above = {"not_a4", "printed"}
    return [
        (key, round(figure, 3), LIMITS[key]) for key, figure in figures.items()
        if (figure > LIMITS[key] if key in above else figure < LIMITS[key])
    ]


def _paper_of(small):
    """The level of the paper everywhere: the lightest nearby."""
    high, wide = small.shape
    tiny = _smaller(small, 4) if min(small.shape) >= 64 else small
    lightest = cv2.blur(cv2.dilate(tiny, np.ones((3, 3), np.uint8)), (7, 7), borderType=cv2.BORDER_REPLICATE)
    return cv2.resize(lightest, (wide, high), interpolation=cv2.INTER_LINEAR)


def _small(level):
    factor = max(1, round(max(level.shape) / _LONGEST))
    return _smaller(level, factor) if factor > 1 else level


def _smaller(level, factor):
    high, wide = (-(-side // factor) for side in level.shape)
    return cv2.resize(level, (wide, high), interpolation=cv2.INTER_AREA)


def _without_border(level):
    """Without the edges, where copiers leave shadows."""
    high, wide = (max(1, side // 40) for side in level.shape)
    return level[high:-high, wide:-wide] if min(level.shape) > 8 else level


def _percentile(level, part):
    """The level of grey which `part` percent of the points do not exceed."""
    below = np.cumsum(cv2.calcHist([level], [0], None, [256], [0, 256]))
    return float(np.searchsorted(below, below[-1] * part / 100))


def _writing(small, on_sheet):
    """The part of the page people write on: of a sheet, between its codes; of any other, all but the very edge."""
    if on_sheet:
        left, top, right, bottom = layout.WRITING
    else:
        left, top, right, bottom = 6, 6, layout.WIDTH - 6, layout.HEIGHT - 6
    y, x = small.shape[0] / layout.HEIGHT, small.shape[1] / layout.WIDTH
    written = small[round(top * y) : round(bottom * y), round(left * x) : round(right * x)]
    return written if min(written.shape) > 8 else small


def _ink_points(written, *, rules):
    """How many points stand out of the paper around them, noise apart, and apart from lines across the whole page.

    A faint pencil stands out by more than the grain of the paper, and in thousands of points; whatever is in doubt
    counts as ink, so that only a page on which there is nothing is called blank.
    """
    level = cv2.GaussianBlur(written, (5, 5), 0.7, borderType=cv2.BORDER_REPLICATE)
    if rules:
        # Without the ruling, which would hide a faint stroke near it.
        row = np.median(written[:, ::6], axis=1).astype(np.int16)[:, None]
        level = np.clip(level - row + 200, 0, 255).astype(np.uint8)
    around = cv2.blur(level, (17, 17), borderType=cv2.BORDER_REPLICATE)
    depth = cv2.subtract(around, level, dtype=cv2.CV_16S)
    some = depth[::3, ::3]
    grain = 1.4826 * float(np.median(np.abs(some - np.median(some))))
    ink = depth > max(3.0, 4.5 * grain)
    if rules:
        lines = ink.mean(axis=1) > 0.3
        lines[1:] |= lines[:-1].copy()
        lines[:-1] |= lines[1:].copy()
        ink = ink[~lines]
    return int(ink.sum())


def _steepness(level):
    return _percentile(cv2.absdiff(level[:, 1:], level[:, :-1]), 99.8)


def _straightness(level, contrast):
    """The part of the edges that run within 10 degrees of along or across; None where there are too few to tell."""
    right = cv2.absdiff(level[1:-1, 2:], level[1:-1, :-2]).astype(np.float32)
    down = cv2.absdiff(level[2:, 1:-1], level[:-2, 1:-1]).astype(np.float32)
    strong = cv2.magnitude(right, down) > 0.4 * contrast
    strong[strong.mean(axis=1) > 0.4] = False  # the ruling
    right, down = right[strong], down[strong]
    if right.size < _EDGES_ENOUGH:
        return None
    return float((np.minimum(right, down) < math.tan(math.radians(10)) * np.maximum(right, down)).mean())


def grey_of(picture):
    return picture if picture.mode == "L" else picture.convert("L")
