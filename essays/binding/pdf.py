"""Scanned pages as a PDF: each JPEG as it lies on the disk, turned as somebody turned it."""
import os

from PIL import Image, UnidentifiedImageError
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from essays.filing.storage import picture_path
from essays.printing.paper import REGULAR, load_fonts

_A4 = (595.28, 841.89)

# A JPEG goes in as the bytes it is, not spelled out in letters a quarter longer.
rl_config.useA85 = 0


def write_pages(path, pages, *, title=""):
    """Write a PDF of ScanPages in their order to `path`; returns how many it has.

    A page whose picture is gone or damaged is left out. Where there are several writers, an outline leads to each.
    """
    pages = [(page, size) for page in pages if (size := _size_of(picture_path(page)))]
    if not pages:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".new-{path.name}")
    load_fonts()
    # No words are drawn: with a face of its own the file names no font that is not in it.
    canvas = Canvas(str(aside), initialFontName=REGULAR)
    canvas.setTitle(title)
    for empty in (canvas.setAuthor, canvas.setSubject, canvas.setCreator, canvas.setProducer):
        empty("")
    has_outline, writer = len({page.essay_id for page, _size in pages}) > 1, None
    for page, size in pages:
        _draw(canvas, page, size)
        if has_outline and page.essay_id != writer:
            canvas.bookmarkPage(str(page.pk))
            canvas.addOutlineEntry(page.member.full_name, str(page.pk))
            writer = page.essay_id
        canvas.showPage()
    canvas.save()
    os.replace(aside, path)
    return len(pages)


def _draw(canvas, page, size):
    wide, high = size
    width, height = _A4 if high >= wide else _A4[::-1]
    scale = min(width / wide, height / high)
    canvas.setPageSize((wide * scale, high * scale))
    # The picture stays as it is; the page is shown turned.
    canvas.setPageRotation(page.turned)
    canvas.drawImage(str(picture_path(page)), 0, 0, wide * scale, high * scale)


def _size_of(path):
    """`(wide, high)`, or None where there is no picture."""
    try:
        with Image.open(path) as picture:
            return picture.size if picture.format == "JPEG" else None
    except (FileNotFoundError, UnidentifiedImageError):
        return None
