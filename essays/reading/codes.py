"""Finds the two codes of a sheet in a picture."""
import itertools
import re
from dataclasses import dataclass

import cv2
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
    """The codes of the page; further tries are made only while none of ours is found, first where codes lie."""
    found = _read(grey, 1.0)
    if not any(code.is_ours for code in found):
        for picture, scale, offset in itertools.chain(_tries_in_corners(grey), _tries(grey)):
            found = _read(picture, scale, offset) or found
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


def _tries_in_corners(grey):
    """Each corner with thin strokes taken out: a third of the page, and what most pages want that are not read at once."""
    corners = [(_even(grey.crop(box)), box[:2]) for box in _corners(grey.size)]
    for width, scale in ((5, 1.0), (9, 2.0), (11, 2.0)):
        for part, offset in corners:
            yield _without_strokes(_resized(part, scale) if scale > 1 else part, width), scale, offset


def _tries(grey):
    """The page at 2×, and then what helps against blur, faintness and strokes, in the four turns."""
    for picture, scale in _whole_tries(grey):
        yield picture, scale, (0, 0)


def _whole_tries(grey):
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
    return Image.fromarray(cv2.morphologyEx(np.asarray(picture), cv2.MORPH_CLOSE, np.ones((width, width), np.uint8)))


def _even(grey):
    """The picture with its paper made white everywhere: shadows gone, faint ink stretched."""
    small = grey.reduce(8) if min(grey.size) >= 64 else grey
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.BoxBlur(6)).resize(grey.size)
    ink = cv2.divide(np.asarray(grey), np.maximum(np.asarray(paper), 1), scale=255)
    return ImageOps.autocontrast(Image.fromarray(ink), cutoff=(0.5, 0))


def _read(picture, scale, offset=(0, 0)):
    results = zxingcpp.read_barcodes(np.asarray(picture), formats=zxingcpp.BarcodeFormat.QRCode, try_invert=False)
    return [Found(result.text.strip(), _corners_of(result.position, scale, offset)) for result in results if result.valid]


def _corners_of(position, scale, offset):
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((point.x / scale + offset[0], point.y / scale + offset[1]) for point in points)


def _opposite(size, code):
    """The corner of the picture that lies across from the code."""
    (width, height), (x, y) = size, [sum(values) / 4 for values in zip(*code.corners, strict=True)]
    return _corner(size, right=x <= width / 2, low=y <= height / 2)


def _corners(size):
    return [_corner(size, right=right, low=low) for right, low in ((True, False), (False, True), (False, False), (True, True))]


def _corner(size, *, right, low):
    """The box of a corner; a page that lies is wider than high, and so is its corner higher than wide."""
    (width, height) = size
    shares = (0.35, 0.25) if height >= width else (0.25, 0.35)
    wide, high = round(width * shares[0]), round(height * shares[1])
    left, top = width - wide if right else 0, height - high if low else 0
    return left, top, left + wide, top + high
