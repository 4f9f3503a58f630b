"""The tables of a PDF read back: the rules of a page as a grid, and what stands in each cell of it."""
import ctypes

import pypdfium2
import pypdfium2.raw as raw

from documents.tests.printed import MM, letters_of_page

_THIN = 2.5  # points


def rows_of_page(content, number):
    """Rows of the page's table, each a list of the cells' letters without spaces; [] without rules."""
    upright, level = grid_of_page(content, number)
    rows = [[[] for _cell in upright[1:]] for _row in level[1:]]
    for letter in letters_of_page(content, number):
        column = _between(upright, letter.middle)
        row = _between(level, letter.base)
        if column is not None and row is not None:
            rows[row][column].append(letter)
    return [[_read(cell) for cell in row] for row in rows]


def rows_of_pages(content, numbers, heads):
    """The rows of a table over pages, its `heads` rows only once; every page must repeat them."""
    whole = []
    for number in numbers:
        rows = rows_of_page(content, number)
        assert not whole or rows[:heads] == whole[:heads], f"page {number} repeats another head"
        whole += rows[heads:] if whole else rows
    return whole


def grid_of_page(content, number):
    """`(edges of the columns, edges of the rows)` in millimetres from the left and from the top."""
    upright, level = [], []
    for left, bottom, right, top in _strokes(content, number):
        if right - left < _THIN < top - bottom:
            upright.append((left + right) / 2)
        elif top - bottom < _THIN < right - left:
            level.append((top + bottom) / 2)
    height = pypdfium2.PdfDocument(content)[number - 1].get_size()[1]
    return _edges(upright), _edges([height - y for y in level]) if upright else []


def _strokes(content, number):
    """Boxes of all straight strokes of the page; one path may hold many."""
    page = pypdfium2.PdfDocument(content)[number - 1]
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = thing.get_bounds()
        if min(right - left, top - bottom) < _THIN:
            yield left, bottom, right, top
            continue
        points, matrix = _points(thing), thing.get_matrix()
        for (x, y, _start), (x_end, y_end, starts) in zip(points, points[1:], strict=False):
            if not starts:
                a, b = matrix.on_point(x, y), matrix.on_point(x_end, y_end)
                yield min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _points(path):
    """`(x, y, whether the pen is lifted to come here)`"""
    found = []
    for i in range(raw.FPDFPath_CountSegments(path)):
        segment, x, y = raw.FPDFPath_GetPathSegment(path, i), ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        found.append((x.value, y.value, raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO))
    return found


def _edges(places):
    edges = []
    for place in sorted(place / MM for place in places):
        if not edges or place - edges[-1] > 1:
            edges.append(place)
    return edges


def _between(edges, place):
    return next((i for i, (low, high) in enumerate(zip(edges, edges[1:], strict=False)) if low <= place < high), None)


def _read(letters):
    """Letters of a cell in the order of reading: by lines, then from the left."""
    return "".join(letter.text for letter in sorted(letters, key=lambda letter: (round(letter.base, 1), letter.left)))
