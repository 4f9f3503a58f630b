"""Finds the two codes of a sheet in a picture."""
import re
from dataclasses import dataclass

import numpy as np
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

# What a code of ours looks like; whether it is signed is asked where the keys are, outside of this process.
_FORM = re.compile(r"[1-9][0-9]{9}[A-Z2-7]{8}")
_WHOLE_TRIES = 2600


@dataclass(frozen=True)
class Found:
    """A code: its text, and its corners as (x, y), beginning at its own top left and going clockwise."""

    text: str
    corners: tuple

    @property
    def is_ours(self):
        return _FORM.fullmatch(self.text) is not None


def find_codes(grey):
    """The codes of the page; further tries are made only while none of ours is found."""
    found = []
    for picture, scale in _tries(grey):
        found = _read(picture, scale) or found
        if any(code.is_ours for code in found):
            break
    return found


def find_second(grey, codes):
    """The codes with the one added which the first look missed: once more, at 2×, in the opposite corner."""
    if len(codes) != 1 or not codes[0].is_ours:
        return codes
    box = _opposite(grey.size, codes[0])
    part = grey.crop(box)
    part = part.resize((part.width * 2, part.height * 2), Image.Resampling.BILINEAR)
    return [*codes, *(code for code in _read(part, 2.0, box[:2]) if code.is_ours)]


def _tries(grey):
    """As it is, at 2×, and then what helps against blur, faintness and strokes, in the four turns."""
    yield grey, 1.0
    scale = min(2.0, max(1.0, 2 * _WHOLE_TRIES / max(grey.size)))
    twice = _resized(grey, scale)
    yield twice, scale
    even = _even(grey)
    yield _without_strokes(even, 5), 1.0
    yield _without_strokes(twice, 11), scale
    yield _without_strokes(twice, 9), scale
    for changed in (
        _without_strokes(even, 3),
        even.filter(ImageFilter.UnsharpMask(radius=2, percent=200, threshold=0)),
        even.filter(ImageFilter.GaussianBlur(1.2)),
        even.point(lambda value: 255 if value > 150 else 0),
        even.filter(ImageFilter.MedianFilter(3)).point(lambda value: 255 if value > 110 else 0),
        even.filter(ImageFilter.GaussianBlur(0.8)).point(lambda value: 255 if value > 190 else 0),
    ):
        yield changed, 1.0
    yield _resized(grey, 0.5), 0.5
    yield _resized(even.filter(ImageFilter.UnsharpMask(radius=3, percent=150, threshold=0)), 1.5), 1.5


def _resized(grey, scale):
    return grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))), Image.Resampling.BICUBIC)


def _without_strokes(picture, width):
    """Dark strokes thinner than `width` points are gone; a module, about 6 points at 180 dpi, stays."""
    return picture.filter(ImageFilter.MaxFilter(width)).filter(ImageFilter.MinFilter(width))


def _even(grey):
    """The picture with its paper made white everywhere: shadows gone, faint ink stretched."""
    small = grey.reduce(8) if min(grey.size) >= 64 else grey
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.BoxBlur(6)).resize(grey.size)
    ink = np.asarray(grey, np.float32) / np.maximum(np.asarray(paper, np.float32), 1) * 255
    return ImageOps.autocontrast(Image.fromarray(np.clip(ink, 0, 255).astype(np.uint8)), cutoff=(0.5, 0))


def _read(picture, scale, offset=(0, 0)):
    results = zxingcpp.read_barcodes(np.asarray(picture), formats=zxingcpp.BarcodeFormat.QRCode, try_invert=False)
    return [Found(result.text.strip(), _corners_of(result.position, scale, offset)) for result in results if result.valid]


def _corners_of(position, scale, offset):
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((point.x / scale + offset[0], point.y / scale + offset[1]) for point in points)


def _opposite(size, code):
    """The corner of the picture that lies across from the code."""
    (width, height), (x, y) = size, [sum(values) / 4 for values in zip(*code.corners, strict=True)]
    wide, high = round(width * 0.35), round(height * 0.25)
    left, top = 0 if x > width / 2 else width - wide, 0 if y > height / 2 else height - high
    return left, top, left + wide, top + high
