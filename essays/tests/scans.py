"""Sheets and scans to read in tests, drawn small and quickly."""
import io
import random
import zipfile
from functools import cache

import numpy as np
import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from essays.reading import layout
from essays.reading.scans import read_scan
from lib.signed_codes import write_code

KEY, FOREIGN = b"k" * 32, b"f" * 32
DPI = 150
MM = DPI / 25.4


@cache
def code_picture(text):
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q", version=2)
    drawn = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)))
    return drawn.resize((round(layout.CODE * MM),) * 2, Image.Resampling.NEAREST)


def sheet(number=10_000_023, page=2, *, key=KEY, texts=None, written=True, ink=30):
    """A ruled sheet with its two codes, written on or not."""
    picture = Image.new("L", (round(layout.WIDTH * MM), round(layout.HEIGHT * MM)), 250)
    pen = ImageDraw.Draw(picture)
    for y in np.arange(50, 255, 8.5):
        pen.line([25 * MM, y * MM, 198 * MM, y * MM], fill=150, width=1)
    for text, place in zip(texts or [write_code(number, page, key=key)] * 2, (layout.TOP_CODE, layout.BOTTOM_CODE), strict=True):
        if text:
            picture.paste(code_picture(text), (round(place[0] * MM), round(place[1] * MM)))
    if written:
        write_on(picture, ink=ink)
    return picture


def write_on(picture, *, ink=30, words=60, width=3):
    chance, pen = random.Random(7), ImageDraw.Draw(picture)
    for _word in range(words):
        x, y = chance.uniform(30, 160) * MM, chance.uniform(50, 250) * MM
        points = [(x + step * 1.6 + 5 * np.cos(step), y - 8 * np.sin(step * 1.1)) for step in np.arange(0, 40, 0.3)]
        pen.line(points, fill=ink, width=width, joint="curve")


def print_on(picture):
    font = ImageFont.load_default(22)
    for y in np.arange(45, 250, 6):
        ImageDraw.Draw(picture).text((30 * MM, y * MM), "THE MEMBERS HAVE ALL HELD IT: FIRST, FIFTH, LITTLE EFFECT 1144", fill=20, font=font)


def grained(picture, sigma=4, seed=1):
    noise = np.random.default_rng(seed).normal(0, sigma, (picture.height, picture.width))
    return Image.fromarray(np.clip(np.asarray(picture, np.float32) + noise, 0, 255).astype(np.uint8))


def bytes_of(picture, image_format="JPEG", **options):
    target = io.BytesIO()
    picture.save(target, image_format, **({"quality": 80} if image_format in ("JPEG", "WEBP") else {}), **options)
    return target.getvalue()


def pdf_of(contents, *, rotate=0, also=None):
    """A PDF as a scanner writes it: a page for each JPEG."""
    pdf = pdfium.PdfDocument.new()
    for content in contents:
        image = pdfium.PdfImage.new(pdf)
        image.load_jpeg(io.BytesIO(content), inline=True)
        wide, high = image.get_px_size()
        page = pdf.new_page(wide * 72 / DPI, high * 72 / DPI)
        image.set_matrix(pdfium.PdfMatrix().scale(*page.get_size()))
        page.insert_obj(image)
        page.set_rotation(rotate)
        page.gen_content()
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def zip_of(members, **options):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", **options) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return target.getvalue()


def read(folder, name, content, *, keys=(KEY,), **options):
    path = folder / "scan"
    path.write_bytes(content)
    return list(read_scan(path, name=name, keys=list(keys), **options))
