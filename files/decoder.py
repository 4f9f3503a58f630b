"""Draws one upload as clean page pictures. Run as a program of its own, under limits, and imports nothing of ours
but the look into Word files beside it, of which no page is drawn.

    python -I decoder.py KIND SOURCE FOLDER FIRST COUNT

writes 0001.jpg, 0002.jpg … (and thumb.jpg beside the first) into FOLDER and one line of JSON to its output:
{"pages": how many there are in all} or {"refused": code}. Whoever sent the file may have made it to break this
program; so it has little memory, little time, no secrets in its environment, and only pictures leave it.
"""
import json
import resource
import sys
import warnings
from pathlib import Path

MEMORY = 1_200 * 1024 * 1024
CPU_SECONDS = 20
LARGEST_FILE = 64 * 1024 * 1024
MAX_PIXELS = 80_000_000
MAX_PAGES = 300
# Enough to read a page of handwriting and to find its printed codes.
LONGEST_SIDE = 3200
PDF_LONGEST_SIDE = 2340
PDF_DPI = 150
THUMB = 360


class Refused(Exception):
    pass


def limit_resources():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def main(kind, source, folder, first, count):
    limit_resources()
    try:
        pages = _DRAW[kind](source, Path(folder), int(first), int(count))
        answer = {"pages": pages}
    except Refused as error:
        answer = {"refused": str(error)}
    except MemoryError:
        answer = {"refused": "too_heavy"}
    print(json.dumps(answer))


def draw_picture(image_format):
    def draw(source, folder, first, count):
        from PIL import Image, ImageFile  # after the limits are set

        ImageFile.LOAD_TRUNCATED_IMAGES = False
        Image.MAX_IMAGE_PIXELS = MAX_PIXELS
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        if image_format == "HEIF":
            import pillow_heif

            pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
        with _errors_told(Image), Image.open(source, formats=[image_format]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Refused("too_many_pixels")
            if image_format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
                raise Refused("animated")
            # JPEG is decoded at an eighth, a quarter or half where that is enough: less memory, less time.
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            image.load()
            plain = _on_white(Image, image)
            plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            turn = _turn_of(Image, image)
            _write(Image, plain if turn is None else plain.transpose(turn), folder, 1)
        return 1

    return draw


def draw_pdf(source, folder, first, count):
    import pypdfium2 as pdfium  # after the limits are set
    from PIL import Image

    try:
        pdf = pdfium.PdfDocument(source)
        pages = len(pdf)
    except pdfium.PdfiumError as error:
        raise Refused("pdf_locked" if "assword" in str(error) or "ecurity" in str(error) else "broken") from None
    if not pages:
        raise Refused("pdf_empty")
    if pages > MAX_PAGES:
        raise Refused("too_many_pages")
    for number in range(first, min(first + count, pages + 1)):
        try:
            page = pdf[number - 1]
            scale = min(PDF_DPI / 72, PDF_LONGEST_SIDE / max(*page.get_size(), 1))
            # Forms and their scripts are never set up: what is drawn is the page alone.
            picture = page.render(scale=scale, may_draw_forms=False).to_pil()
        except pdfium.PdfiumError:
            raise Refused("broken") from None
        _write(Image, picture.convert("RGB"), folder, number)
        page.close()
    return pages


def look_into_word(source, folder, first, count):
    """A Word file is looked into and handed out as it is; no page is drawn of it."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("word_package", Path(__file__).with_name("word_package.py"))
    word_package = module_from_spec(spec)
    spec.loader.exec_module(word_package)
    refusal = word_package.refusal_of(source)
    if refusal:
        raise Refused(refusal)
    return 0


class _errors_told:
    """Turns whatever a decoder raises about its input into a reason."""

    def __init__(self, image_module):
        self.bombs = (image_module.DecompressionBombError, image_module.DecompressionBombWarning)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None or isinstance(error, (Refused, MemoryError)):
            return False
        if isinstance(error, self.bombs):
            raise Refused("too_many_pixels") from None
        if isinstance(error, Exception):
            # A decoder answers crafted input with whatever comes: OSError, SyntaxError, ValueError, struct.error …
            raise Refused("broken") from None
        return False


def _turn_of(image_module, image):
    """How the telephone was held; metadata that cannot be read is no reason to refuse the picture."""
    try:
        orientation = image.getexif().get(0x0112)
    except Exception:
        return None
    turns = image_module.Transpose
    return {
        2: turns.FLIP_LEFT_RIGHT, 3: turns.ROTATE_180, 4: turns.FLIP_TOP_BOTTOM, 5: turns.TRANSPOSE,
        6: turns.ROTATE_270, 7: turns.TRANSVERSE, 8: turns.ROTATE_90,
    }.get(orientation)


def _on_white(image_module, image):
    """The picture in plain colours, transparent parts white, without profile and metadata."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        sheet = image_module.new("RGB", image.size, "white")
        sheet.paste(image, mask=image.getchannel("A"))
        return sheet
    plain = image.convert("RGB")
    plain.info = {}
    return plain


def _write(image_module, picture, folder, number):
    clean = image_module.new("RGB", picture.size)
    clean.paste(picture)
    clean.save(folder / f"{number:04d}.jpg", "JPEG", quality=82, optimize=True)
    if number == 1:
        clean.thumbnail((THUMB, THUMB))
        clean.save(folder / "thumb.jpg", "JPEG", quality=75, optimize=True)


_DRAW = {
    "jpeg": draw_picture("JPEG"), "png": draw_picture("PNG"), "webp": draw_picture("WEBP"),
    "heic": draw_picture("HEIF"), "pdf": draw_pdf, "docx": look_into_word,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
