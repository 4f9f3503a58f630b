"""Writes a page anew: a plain JPEG, a small one for lists, and what tells it from others."""
import hashlib
import io

import numpy as np
from PIL import Image, ImageChops

THUMBNAIL = 360
_QUALITY = 70
# Of a grey page even a coloured scan has less than this share of points with a colour.
_COLOURED = 0.002


def has_colour(picture):
    if picture.mode == "L":
        return False
    red, green, blue = picture.reduce(8 if min(picture.size) > 64 else 1).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    spread = np.asarray(ImageChops.subtract(most, least))
    # What all the paper has (a yellowish lamp) is no colour of the writing.
    return float((spread > np.median(spread) + 40).mean()) > _COLOURED


def as_jpeg(picture):
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()


def thumbnail_of(picture):
    small = picture.reduce(2) if min(picture.size) > THUMBNAIL * 2 else picture.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return as_jpeg(small)


def sha256_of(content):
    return hashlib.sha256(content).hexdigest()


def hash_of(grey):
    """A difference hash of 256 bits: the same page scanned again differs in few of them."""
    grey = grey.reduce(4) if min(grey.size) > 256 else grey
    small = np.asarray(grey.resize((17, 16), Image.Resampling.BOX))
    return np.packbits(small[:, 1:] > small[:, :-1]).tobytes().hex()
