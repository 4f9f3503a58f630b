"""Pages as an old office copier or a telephone would give them back: the printed sheets, made worse at random, seeded.

What `Wear.random` may do to a page, each drawn evenly from its range:

    resolution 150, 200, 300 dpi; JPEG quality 30-60; three in four grey; blur 0-0.25 mm; grain up to 9 levels
    askew ±3°, one in four upside-down, shift up to 3 mm
    contrast 100 % down to 35 % (faint copy), paper from 200 to 255, a dark edge of up to 6 mm
    punched holes, staple, a red round stamp of 36 mm over the writing, a fold of 1-2 mm, a corner torn off by 4-12 mm
    20-60 strokes of handwriting over the page, some of 0.3-0.8 mm running into one of the codes by up to 4 mm
    one page in five is a photo: four corners moved by up to 4.5 % of the photo each way, shadow down to 55 %, 1500-3000 points high
"""
import io
import math
import random
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter

from essays.printing.essay_sheets import PrintedSheet, draw_essay_sheets
from lib.signed_codes import grouped, write_code

KEY = b"the key of the benchmark's sheets"
PAGES_OF_A_SHEET = 4
WIDTH, HEIGHT = 210, 297


def printed_sheets(pages):
    """A PDF of as many sheets as make `pages`, and what each of its pages is."""
    sheets, truth = [], []
    for number in range(10_000_001, 10_000_001 + math.ceil(pages / PAGES_OF_A_SHEET)):
        codes = [write_code(number, page, key=KEY) for page in range(1, PAGES_OF_A_SHEET + 1)]
        sheets.append(PrintedSheet(
            name="Nguyễn Thị Hồng", unit="Chi bộ Thôn 3", pages=PAGES_OF_A_SHEET,
            codes=tuple((code, grouped(code)) for code in codes),
        ))
        truth += [(number, page) for page in range(1, PAGES_OF_A_SHEET + 1)]
    target = io.BytesIO()
    draw_essay_sheets(target, sheets, campaign="Học tập, quán triệt nghị quyết")
    return target.getvalue(), truth[:pages]


def drawn(pdf, page, dpi):
    """One page of the PDF as printed and laid on the glass."""
    return pdf[page].render(scale=dpi / 72, may_draw_forms=False).to_pil().convert("RGB")


@dataclass
class Wear:
    """What happened to one page."""

    dpi: int = 200
    quality: int = 60
    grey: bool = True
    blur: float = 0.0
    grain: float = 0.0
    askew: float = 0.0
    upside_down: bool = False
    contrast: float = 1.0
    paper: int = 255
    edge: float = 0.0
    marks: tuple = ()
    strokes: int = 30
    touching: int = 0
    photo: bool = False

    @classmethod
    def random(cls, chance):
        marks = tuple(mark for mark in ("holes", "staple", "stamp", "fold", "torn") if chance.random() < 0.25)
        return cls(
            dpi=chance.choice((150, 200, 300)), quality=chance.randint(30, 60), grey=chance.random() < 0.75,
            blur=chance.uniform(0, 0.25), grain=chance.uniform(0, 9), askew=chance.uniform(-3, 3),
            upside_down=chance.random() < 0.25, contrast=chance.choice((1, 1, chance.uniform(0.35, 1))),
            paper=chance.randint(200, 255), edge=chance.choice((0, 0, chance.uniform(1, 6))), marks=marks,
            strokes=chance.randint(20, 60), touching=chance.randint(0, 3), photo=chance.random() < 0.2,
        )


def worn(picture, wear, chance):
    """The picture after `wear`, in grey or colour."""
    mm = picture.width / WIDTH
    picture = _written_on(picture, wear, chance, mm)
    for mark in wear.marks:
        _MARKS[mark](picture, chance, mm)
    if wear.photo:
        picture = _photographed(picture, chance)
    else:
        picture = picture.rotate(wear.askew, Image.Resampling.BILINEAR, fillcolor=(235, 235, 235),
                                 translate=(round(chance.uniform(-3, 3) * mm), round(chance.uniform(-3, 3) * mm)))
    if wear.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(wear.blur * mm / 2))
    if wear.grey:
        picture = picture.convert("L")
    picture = _copied(picture, wear, chance, mm)
    return picture.transpose(Image.Transpose.ROTATE_180) if wear.upside_down else picture


def as_jpeg(picture, wear):
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=wear.quality, dpi=(wear.dpi, wear.dpi))
    return target.getvalue()


def _written_on(picture, wear, chance, mm):
    pen = ImageDraw.Draw(picture)
    ink = chance.choice(((20, 30, 120), (15, 15, 20), (60, 60, 65)))
    for _stroke in range(wear.strokes):
        x, y = chance.uniform(28, 150), chance.uniform(48, 255)
        _scrawl(pen, chance, mm, x, y, chance.uniform(10, 45), ink)
    for _stroke in range(wear.touching):
        left, top = chance.choice(((176, 10), (14, 265)))
        x, y = chance.choice(((left - 8, top + chance.uniform(0, 22)), (left + chance.uniform(0, 22), top - 8)))
        reach = 8 + chance.uniform(0, 4)
        end = (x + reach, y + chance.uniform(-2, 2)) if x < left else (x + chance.uniform(-2, 2), y + reach)
        pen.line([(x * mm, y * mm), (end[0] * mm, end[1] * mm)], fill=ink, width=max(1, round(chance.uniform(0.3, 0.8) * mm)))
    return picture


def _scrawl(pen, chance, mm, x, y, length, ink):
    """A word: loops of about 3 mm that lean to the right."""
    points, step = [], 0.35
    high, fast, phase = chance.uniform(1.2, 2.4), chance.uniform(1.6, 2.6), chance.uniform(0, 6)
    for count in range(int(length / step)):
        swing = count * step * fast + phase
        rise = high * math.sin(swing) * (1 + 0.5 * math.sin(swing * 0.37))
        points.append(((x + count * step + 0.8 * math.cos(swing) + rise * 0.3) * mm, (y - rise) * mm))
    pen.line(points, fill=ink, width=max(1, round(0.5 * mm)), joint="curve")


def _holes(picture, chance, mm):
    pen = ImageDraw.Draw(picture)
    for y in (HEIGHT / 2 - 40, HEIGHT / 2 + 40):
        x, radius = 12 + chance.uniform(-2, 2), 3
        pen.ellipse([(x - radius) * mm, (y - radius) * mm, (x + radius) * mm, (y + radius) * mm], fill=(25, 25, 25))


def _staple(picture, chance, mm):
    x, y = chance.uniform(8, 20), chance.uniform(8, 20)
    ImageDraw.Draw(picture).line([(x * mm, y * mm), ((x + 9) * mm, (y + 7) * mm)], fill=(70, 70, 70), width=max(1, round(0.8 * mm)))


def _stamp(picture, chance, mm):
    x, y = chance.uniform(40, 170), chance.uniform(60, 250)
    pen = ImageDraw.Draw(picture)
    for radius in (18, 16.5, 10):
        pen.ellipse([(x - radius) * mm, (y - radius) * mm, (x + radius) * mm, (y + radius) * mm], outline=(200, 30, 40), width=max(1, round(0.7 * mm)))


def _fold(picture, chance, mm):
    y = chance.uniform(20, 280) * mm
    ImageDraw.Draw(picture).line([(0, y), (picture.width, y + chance.uniform(-6, 6) * mm)], fill=(185, 185, 185), width=round(chance.uniform(1, 2) * mm))


def _torn(picture, chance, mm):
    size, corner = chance.uniform(4, 12) * mm, chance.randrange(4)
    x, y = (corner % 2) * picture.width, (corner // 2) * picture.height
    inward = (1 if x == 0 else -1, 1 if y == 0 else -1)
    ImageDraw.Draw(picture).polygon([(x, y), (x + inward[0] * size, y), (x, y + inward[1] * size * chance.uniform(0.6, 1))], fill=(60, 60, 60))


_MARKS = {"holes": _holes, "staple": _staple, "stamp": _stamp, "fold": _fold, "torn": _torn}


def _photographed(picture, chance):
    """The page on a table, seen from the side."""
    high = chance.randint(1500, 3000)
    wide = round(high * 0.75)
    room = 0.06
    flat = [(0, 0), (picture.width, 0), (picture.width, picture.height), (0, picture.height)]
    corners = [(wide * x + chance.uniform(-0.045, 0.045) * wide, high * y + chance.uniform(-0.045, 0.045) * high)
               for x, y in ((room, room), (1 - room, room), (1 - room, 1 - room), (room, 1 - room))]
    rows, values = [], []
    for (u, v), (x, y) in zip(flat, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    plane = np.linalg.solve(np.array(rows), np.array(values))
    photo = picture.transform((wide, high), Image.Transform.PERSPECTIVE, tuple(plane), Image.Resampling.BICUBIC, fillcolor=(92, 70, 55))
    shade = np.linspace(chance.uniform(0.55, 1), chance.uniform(0.75, 1), wide)[None, :, None]
    return Image.fromarray((np.asarray(photo) * shade).astype(np.uint8))


def _copied(picture, wear, chance, mm):
    """Contrast, paper, grain and a dark edge of the glass."""
    level = np.asarray(picture, np.float32)
    level = wear.paper - (255 - level) * wear.contrast * wear.paper / 255
    if wear.grain:
        noise = np.random.default_rng(chance.randrange(2**32)).standard_normal(level.shape[:2], dtype=np.float32) * wear.grain
        level += noise if level.ndim == 2 else noise[..., None]
    if wear.edge and not wear.photo:
        level[:, : round(wear.edge * mm)] *= 0.4
    return Image.fromarray(np.clip(level, 0, 255).astype(np.uint8))


def worn_pages(pages, *, seed=1):
    """`(JPEG, (number, page), Wear)` of each page, one after the other."""
    content, truth = printed_sheets(pages)
    pdf = pdfium.PdfDocument(content)
    for place, code in enumerate(truth):
        chance = random.Random(f"{seed}:{place}")
        wear = Wear.random(chance)
        yield as_jpeg(worn(drawn(pdf, place, wear.dpi), wear, chance), wear), code, wear


def pdf_of_scans(pages):
    """A PDF as a scanner writes it: a page for each JPEG, of A4's width."""
    pdf = pdfium.PdfDocument.new()
    for content in pages:
        image = pdfium.PdfImage.new(pdf)
        image.load_jpeg(io.BytesIO(content), inline=True)
        wide, high = image.get_px_size()
        size = (595.0, 595.0 * high / wide)
        page = pdf.new_page(*size)
        image.set_matrix(pdfium.PdfMatrix().scale(*size))
        page.insert_obj(image)
        page.gen_content()
        page.close()
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()
