"""The squares of a code, fast: segno draws a few codes once, all others are sums of them.

A QR code under a fixed mask is affine over GF(2): its squares are those of eighteen zeros, with for each bit of its text
the squares this bit turns over. segno, which is exact and takes half a millisecond for one, is asked once per bit.
"""
import functools
import re

import segno

MODULES = 25
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Two characters are eleven bits: 45 times the first and the second.
_PAIR, _PAIRS, _BITS = 45, 9, 11
_MASK = 2


def segno_squares(code):
    """All squares as one number, row by row from the top, as segno draws them."""
    drawn = segno.make(code, version=2, error="q", mode="alphanumeric", mask=_MASK, boost_error=False, micro=False)
    return int("".join("1" if dark else "0" for row in drawn.matrix for dark in row), 2)


def squares_of(code):
    """The same number without segno."""
    squares = _zeros()
    for place in range(_PAIRS):
        squares ^= _turned_by(place, code[2 * place : 2 * place + 2])
    return squares


def path_of(code):
    """The dark squares as one path of unit squares, the origin below at the left: filled as one it has no seams."""
    rows = re.findall(".{25}", f"{squares_of(code):0{MODULES * MODULES}b}")
    return " ".join(
        f"{run.start()} {MODULES - 1 - y} {run.end() - run.start()} 1 re" for y, row in enumerate(rows) for run in re.finditer("1+", row)
    )


@functools.cache
def _zeros():
    return segno_squares("0" * 2 * _PAIRS)


@functools.cache
def _turned_by(place, pair):
    value = _PAIR * _LETTERS.index(pair[0]) + _LETTERS.index(pair[1])
    turned = 0
    for bit in range(_BITS):
        if value >> bit & 1:
            turned ^= _turned_by_bit(place, bit)
    return turned


@functools.cache
def _turned_by_bit(place, bit):
    first, second = divmod(1 << bit, _PAIR)
    pair = _LETTERS[first] + _ALPHANUMERIC[second]
    return segno_squares("0" * 2 * place + pair + "0" * 2 * (_PAIRS - place - 1)) ^ _zeros()


# All a QR code knows; the powers of two need two of those no code of ours has.
_ALPHANUMERIC = _LETTERS + " $%*+-./:"
