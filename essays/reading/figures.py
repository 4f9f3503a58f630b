"""What might be worth a second look on an upright page: figures and their limits. They suggest; a person decides."""
import numpy as np
from PIL import Image, ImageChops, ImageFilter, ImageOps

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
    small = _small(grey)
    figures = {"dark": _percentile(small, 80)}
    if not rectified:
        figures["not_a4"] = abs(max(grey.size) / max(1, min(grey.size)) / A4_RATIO - 1)
    contrast = _percentile(_without_border(ImageChops.subtract(_paper_of(small), small)), 99.8)
    written = _writing(small, on_sheet)
    figures["blank"] = float(_ink_points(written, rules=on_sheet))
    if figures["blank"] >= LIMITS["blank"] and contrast > 12:
        figures["faint"] = contrast
        figures["blurred"] = _steepness(_without_border(small)) / contrast
        printed = _straightness(np.asarray(_without_border(written), np.int32), contrast)
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
    tiny = small.reduce(4) if min(small.size) >= 64 else small
    return tiny.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.BoxBlur(3)).resize(small.size, Image.Resampling.BILINEAR)


def _small(grey):
    factor = max(1, round(max(grey.size) / _LONGEST))
    return grey.reduce(factor) if factor > 1 else grey


def _without_border(picture):
    """Without the edges, where copiers leave shadows."""
    wide, high = (max(1, size // 40) for size in picture.size)
    return ImageOps.crop(picture, (wide, high)) if min(picture.size) > 8 else picture


def _percentile(picture, part):
    """The level of grey which `part` percent of the points do not exceed."""
    below = np.cumsum(picture.histogram())
    return float(np.searchsorted(below, below[-1] * part / 100))


def _writing(small, on_sheet):
    """The part of the page people write on: of a sheet, between its codes; of any other, all but the very edge."""
    if on_sheet:
        left, top, right, bottom = layout.WRITING
    else:
        left, top, right, bottom = 6, 6, layout.WIDTH - 6, layout.HEIGHT - 6
    x, y = small.width / layout.WIDTH, small.height / layout.HEIGHT
    box = round(left * x), round(top * y), round(right * x), round(bottom * y)
    return small.crop(box) if box[2] - box[0] > 8 and box[3] - box[1] > 8 else small


def _ink_points(written, *, rules):
    """How many points stand out of the paper around them, noise apart, and apart from lines across the whole page.

    A faint pencil stands out by more than the grain of the paper, and in thousands of points; whatever is in doubt
    counts as ink, so that only a page on which there is nothing is called blank.
    """
    level = np.asarray(written.filter(ImageFilter.GaussianBlur(0.7)), np.float32)
    if rules:
        # Without the ruling, which would hide a faint stroke near it.
        level = np.clip(level - np.median(np.asarray(written)[:, ::6], axis=1, keepdims=True) + 200, 0, 255)
    around = np.asarray(Image.fromarray(level.astype(np.uint8)).filter(ImageFilter.BoxBlur(8)), np.float32)
    depth = around - level
    some = depth[::3, ::3]
    grain = 1.4826 * float(np.median(np.abs(some - np.median(some))))
    ink = depth > max(3.0, 4.5 * grain)
    if rules:
        lines = ink.mean(axis=1) > 0.3
        lines[1:] |= lines[:-1].copy()
        lines[:-1] |= lines[1:].copy()
        ink = ink[~lines]
    return int(ink.sum())


def _steepness(picture):
    wide, high = picture.size
    return _percentile(ImageChops.difference(picture.crop((1, 0, wide, high)), picture.crop((0, 0, wide - 1, high))), 99.8)


def _straightness(level, contrast):
    """The part of the edges that run within 10 degrees of along or across; None where there are too few to tell."""
    right, down = level[1:-1, 2:] - level[1:-1, :-2], level[2:, 1:-1] - level[:-2, 1:-1]
    strong = right * right + down * down > (0.4 * contrast) ** 2
    strong[strong.mean(axis=1) > 0.4] = False  # the ruling
    count = int(strong.sum())
    if count < _EDGES_ENOUGH:
        return None
    angle = np.degrees(np.arctan2(np.abs(down[strong]), np.abs(right[strong])))
    return float(((angle < 10) | (angle > 80)).mean())


def grey_of(picture):
    return picture if picture.mode == "L" else picture.convert("L")
