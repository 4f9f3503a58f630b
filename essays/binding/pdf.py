"""Scanned pages as a PDF: each JPEG as it lies on the disk, turned as somebody turned it."""
import pypdfium2 as pdfium

from essays.filing.storage import picture_path

_A4 = (595.28, 841.89)


def write_pages(path, pages):
    """Write a PDF of ScanPages in their order to `path`; a page whose picture is gone is left out. Returns how many it has."""
    pdf = pdfium.PdfDocument.new()
    try:
        for page in pages:
            if (source := picture_path(page)).exists():
                _add(pdf, page, source)
        count = len(pdf)
        if count:
            path.parent.mkdir(parents=True, exist_ok=True)
            pdf.save(str(path))
        return count
    finally:
        pdf.close()


def _add(pdf, page, source):
    image = pdfium.PdfImage.new(pdf)
    image.load_jpeg(str(source), inline=True)
    wide, high = image.get_px_size()
    width, height = _A4 if high >= wide else _A4[::-1]
    scale = min(width / wide, height / high)
    sheet = pdf.new_page(wide * scale, high * scale)
    image.set_matrix(pdfium.PdfMatrix().scale(wide * scale, high * scale))
    sheet.insert_obj(image)
    sheet.gen_content()
    sheet.set_rotation(page.turned)
    sheet.close()
