"""Sets a page upright by its codes: which way it was turned, how far askew, and the perspective of a photo."""
import math
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from essays.reading import layout

_TRANSPOSE = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
# Under this, in parts of the sheet's width, the corners of both codes lie where a flat scan has them.
_FLAT = 0.004
# Under this many degrees, 1.5 mm on the width of the page, what needs no shrinking stays as the scanner gave it.
_STRAIGHT = 0.4
_RECTIFIED = (1240, 1754)  # A4 at 150 dpi, what is kept of a page


@dataclass(frozen=True)
class Upright:
    picture: Image.Image
    turn: int = 0
    skew: float = 0.0
    rectified: bool = False


def set_upright(picture, codes):
    """The picture as the sheet was written, no larger than it is kept; without a code it stays as it lies."""
    if not codes:
        return Upright(_shrunk(picture))
    angle = _angle(codes)
    turn = int(round(-angle / 90) * 90) % 360
    skew = (-angle - turn + 180) % 360 - 180
    plane = _plane(codes) if len(codes) == 2 else None
    if plane is not None:
        return Upright(_fetched(picture, _RECTIFIED, plane), turn, round(skew, 2), rectified=True)
    if abs(skew) < _STRAIGHT and _scale(picture) == 1:
        picture = picture.transpose(_TRANSPOSE[turn]) if turn else picture
    else:
        picture = _turned(picture, angle, lying=turn in (90, 270))
    return Upright(picture, turn, round(skew, 2))


def _scale(picture):
    scale = max(_RECTIFIED) / max(picture.size)
    return scale if scale < 0.95 else 1.0


def _shrunk(picture):
    scale = _scale(picture)
    if scale == 1:
        return picture
    size = tuple(max(1, round(side * scale)) for side in picture.size)
    return Image.fromarray(cv2.resize(np.asarray(picture), size, interpolation=cv2.INTER_AREA))


def _turned(picture, angle, *, lying):
    """Turned about its middle and made smaller, at once."""
    scale = _scale(picture)
    wide, high = (max(1, round(side * scale)) for side in (picture.size[::-1] if lying else picture.size))
    along, across = math.cos(math.radians(angle)) / scale, math.sin(math.radians(angle)) / scale
    fetch = np.array([
        [along, -across, picture.width / 2 - along * wide / 2 + across * high / 2],
        [across, along, picture.height / 2 - across * wide / 2 - along * high / 2],
        [0, 0, 1],
    ])
    return _fetched(picture, (wide, high), fetch)


def _fetched(picture, size, fetch):
    """The picture of which every point (x, y, 1) lies at `fetch` @ (x, y, 1) of this one."""
    # OpenCV counts from the middle of the first point, we from its corner.
    middle = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    return Image.fromarray(cv2.warpPerspective(
        np.asarray(picture), np.linalg.inv(middle) @ fetch @ middle, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT, borderValue=_paper(picture),
    ))


def _angle(codes):
    """Degrees clockwise by which the codes stand turned in the picture, over all their edges."""
    direction = 0j
    for code in codes:
        one, two, three, four = (complex(*corner) for corner in code.corners)
        direction += (two - one) + (three - four) + ((four - one) + (three - two)) * -1j
    return math.degrees(math.atan2(direction.imag, direction.real))


def _plane(codes):
    """For a photo, the matrix by which the flat sheet is fetched from the picture; None for a flat scan."""
    seen = np.array([complex(*corner) for code in codes for corner in code.corners])
    fits = [(_unlike(places, seen), places) for places in _places()]
    error, places = min(fits, key=lambda fit: fit[0])
    if error < _FLAT or error > 0.5:
        return None
    scale = _RECTIFIED[0] / layout.WIDTH
    return _homography([place * scale for place in places], seen)


def _places():
    """Where the eight corners lie on the sheet in millimetres, in either order of the two codes."""
    top, bottom = (_square(*place) for place in (layout.TOP_CODE, layout.BOTTOM_CODE))
    return [top + bottom, bottom + top]


def _square(left, top):
    size = layout.CODE
    return [complex(left + x, top + y) for x, y in ((0, 0), (size, 0), (size, size), (0, size))]


def _unlike(places, seen):
    """How far, in parts of the sheet's width, the corners are from those of a sheet merely turned and scaled."""
    places = np.array(places)
    equations = np.stack([places, np.ones_like(places)], axis=1)
    (turned, shifted), *_rest = np.linalg.lstsq(equations, seen, rcond=None)
    if abs(turned) < 1e-6:
        return math.inf
    return float(np.abs(places * turned + shifted - seen).max() / (abs(turned) * layout.WIDTH))


def _homography(places, seen):
    rows, values = [], []
    for place, point in zip(places, seen, strict=True):
        x, y, u, v = place.real, place.imag, point.real, point.imag
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    solution, *_rest = np.linalg.lstsq(np.array(rows), np.array(values), rcond=None)
    return np.append(solution, 1).reshape(3, 3)


def _paper(picture):
    """The colour of the paper, to fill what turning leaves open."""
    small = np.asarray(picture.reduce(16) if min(picture.size) > 160 else picture)
    level = np.percentile(small.reshape(-1, len(picture.getbands())), 75, axis=0)
    colour = tuple(int(value) for value in level)
    return colour if picture.mode == "RGB" else colour[0]
