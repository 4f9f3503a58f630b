"""How wide words are in the paper's faces, which have the metrics of those Word sets them in; where lines end by that."""
import functools

from fontTools.ttLib import TTFont

from documents.fonts import FONT_FOLDER


def width_of(words, *, face, size):
    """In points; a letter the face does not hold counts as wide as the face makes what is missing."""
    advances, missing, unit = _advances(face)
    return sum(advances.get(ord(letter), missing) for letter in words) * size / unit


def balanced_lines(words, *, face, size, room):
    """As few lines as the room allows, about equally long; where a word alone is wider, the words in one piece."""
    words = words.split()
    wide = [width_of(word, face=face, size=size) for word in words]
    if not words or max(wide) > room:
        return [" ".join(words)]
    space = width_of(" ", face=face, size=size)
    fewest = len(_lines(wide, space, room))
    # The narrowest room that needs no line more; a point less is not seen.
    while room > max(wide) and len(_lines(wide, space, room - 1)) == fewest:
        room -= 1
    ends = _lines(wide, space, room)
    return [" ".join(words[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _lines(wide, space, room):
    """How many words are set when each line ends."""
    ends, filled = [], 0
    for number, width in enumerate(wide):
        if filled and filled + space + width > room:
            ends.append(number)
            filled = 0
        filled += width + (space if filled else 0)
    return [*ends, len(wide)]


@functools.cache
def _advances(face):
    with TTFont(FONT_FOLDER / f"LiberationSerif-{face}.ttf", lazy=True) as font:
        widths = font["hmtx"]
        advances = {code: widths[name][0] for code, name in font.getBestCmap().items()}
        return advances, widths[".notdef"][0], font["head"].unitsPerEm
