"""How wide words are in the paper's faces, which have the metrics of those Word sets them in."""
import functools

from fontTools.ttLib import TTFont

from documents.fonts import FONT_FOLDER


def width_of(words, *, face, size):
    """In points; a letter the face does not hold counts as wide as the face makes what is missing."""
    advances, missing, unit = _advances(face)
    return sum(advances.get(ord(letter), missing) for letter in words) * size / unit


@functools.cache
def _advances(face):
    with TTFont(FONT_FOLDER / f"LiberationSerif-{face}.ttf", lazy=True) as font:
        widths = font["hmtx"]
        advances = {code: widths[name][0] for code, name in font.getBestCmap().items()}
        return advances, widths[".notdef"][0], font["head"].unitsPerEm
