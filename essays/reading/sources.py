"""Opens a scan in the child process: how many pages it has, and each as a picture."""
import io
import re
import warnings
import zipfile
from pathlib import PurePosixPath

import pillow_heif
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageFile, ImageOps, ImageStat

from essays.reading.limits import MAX_MEMBER, MAX_PAGES, MAX_PIXELS, MAX_RATIO, MAX_UNPACKED
from files.kinds import HEAD, kind_of_bytes, kind_of_name

DPI = 200
LONGEST_SIDE = 2105   # A4 at 180 dpi, where it must be made smaller
# A JPEG is decoded no smaller than this; what is up to 200 dpi stays as it is, for setting it upright makes it smaller.
SMALLEST_DECODED = (1240, 1754)
LARGEST_KEPT = 2400
# A photo shows more than the page, so its codes are smaller.
LONGEST_PHOTO = 3000
_FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
_ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# What a Mac and Windows put into folders unasked.
_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}
_SCANNED_COLOURS = {"DeviceGray", "DeviceRGB", "CalGray", "CalRGB", "ICCBased"}

ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


class Refused(Exception):
    """The scan as a whole cannot be read."""


class Failed(Exception):
    """One page cannot be read."""


def open_source(path, kind):
    return _SOURCES.get(kind, PictureSource)(path, kind)


class PictureSource:
    """One picture is a scan of one page."""

    def __init__(self, path, kind):
        self.path, self.kind, self.pages = path, kind, 1

    def member(self, number):
        return ""

    def picture(self, number):
        with open(self.path, "rb") as file:
            return picture_from(file, self.kind)


class ZipSource:
    """The pictures of a ZIP in the order of their names, digits read as numbers; nothing is ever unpacked to a file."""

    def __init__(self, path, kind):
        try:
            self.zip = zipfile.ZipFile(path)
        except Exception:
            raise Refused("broken") from None
        self.members = sorted(filter(_is_wanted, self.zip.infolist()), key=lambda member: _natural(member.filename))
        self.pages = len(self.members)
        _check_members(self.members)

    def member(self, number):
        return self.members[number - 1].filename

    def picture(self, number):
        member = self.members[number - 1]
        kind = kind_of_name(member.filename)
        with errors_told(), self.zip.open(member) as packed:
            content = packed.read(MAX_MEMBER + 1)
        if len(content) > MAX_MEMBER:
            raise Failed("too_heavy")
        if content[:4] in _ZIP_HEADS or kind is None or kind.decoder == "pdf" or kind_of_bytes(content[:HEAD]) != kind:
            raise Failed("not_a_picture")
        return picture_from(io.BytesIO(content), kind.decoder)


def _is_wanted(member):
    parts = PurePosixPath(member.filename).parts
    return not member.is_dir() and "__MACOSX" not in parts and bool(parts) and parts[-1].lower() not in _LITTER


def _check_members(members):
    if len(members) > MAX_PAGES:
        raise Refused("too_many_pages")
    for member in members:
        name = member.filename
        if name.startswith("/") or "\\" in name or "\0" in name or ".." in PurePosixPath(name).parts or name[1:2] == ":":
            raise Refused("zip_names")
        if name.lower().endswith(".zip"):
            raise Refused("zip_in_zip")
        if member.flag_bits & 1:
            raise Refused("locked")
        if member.file_size > MAX_RATIO * max(member.compress_size, 1024):
            raise Refused("zip_bomb")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Refused("zip_bomb")


def _natural(name):
    return [
        (int(part), "") if part.isdecimal() and part.isascii() else (-1, part.lower())
        for part in re.split(r"([0-9]{1,18})", name[:300])
    ]


class PdfSource:
    """A page that is one JPEG of a scanner is that JPEG; any other is drawn, without forms and their scripts."""

    def __init__(self, path, kind):
        try:
            self.pdf = pdfium.PdfDocument(path)
            self.pages = len(self.pdf)
        except pdfium.PdfiumError as error:
            raise Refused("locked" if "assword" in str(error) or "ecurity" in str(error) else "broken") from None

    def member(self, number):
        return ""

    def picture(self, number):
        with errors_told():
            page = self.pdf[number - 1]
            try:
                return _scanned_picture(page) or _drawn_picture(page)
            finally:
                page.close()


def _scanned_picture(page):
    """The one JPEG a page consists of, turned as the page is; None where there is more to it."""
    found = list(_objects(page))
    if len(found) != 1 or not isinstance(found[0], pdfium.PdfImage) or not _fills(page, found[0]):
        return None
    image = found[0]
    if image.get_filters() != ["DCTDecode"] or pdfium_c.FPDFPageObj_HasTransparency(image):
        return None
    picture = Image.open(io.BytesIO(bytes(image.get_data(decode_simple=False))), formats=["JPEG"])
    if picture.mode not in ("L", "RGB") or picture.getexif().get(0x0112, 1) != 1 or picture.size != image.get_px_size():
        return None
    picture = plain(picture)
    if _looks_inverted(picture):
        return None
    turn = page.get_rotation()
    return picture.transpose(_CLOCKWISE[turn]) if turn else picture


def _looks_inverted(picture):
    """Dark on the whole: a copier may have stored the negative (/Decode [1 0]), which pdfium knows only in drawing."""
    return ImageStat.Stat(picture.convert("L").reduce(8)).mean[0] < 110


def _objects(page):
    """The objects of the page, two of them at most: more than one is no scan."""
    for count, found in enumerate(page.get_objects(max_depth=1)):
        if count == 2:
            return
        yield found


_CLOCKWISE = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


def _fills(page, image):
    """Whether the image lies on the page as it is, upright, and from edge to edge."""
    a, b, c, d, _e, _f = image.get_matrix().get()
    if a <= 0 or d <= 0 or abs(b) > 1e-3 * a or abs(c) > 1e-3 * d:
        return False
    paper = page.get_cropbox()
    slack = 0.02 * max(paper[2] - paper[0], paper[3] - paper[1])
    return all(abs(one - other) < slack for one, other in zip(image.get_bounds(), paper, strict=True))


def _drawn_picture(page):
    longest = max(*page.get_size(), 1)
    return page.render(scale=min(DPI / 72, LONGEST_SIDE / longest), may_draw_forms=False).to_pil().convert("RGB")


_SOURCES = {"zip": ZipSource, "pdf": PdfSource}


def picture_from(file, kind):
    """The picture of a photo or an image file, upright by its EXIF, in grey or plain colours."""
    with errors_told(), Image.open(file, formats=[_FORMATS[kind]]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise Failed("too_many_pixels")
        if getattr(image, "n_frames", 1) > 1:
            raise Failed("animated")
        turned = _orientation(image)
        picture = plain(image, LONGEST_PHOTO, (LONGEST_PHOTO, LONGEST_PHOTO))
    return ImageOps.exif_transpose(_oriented(picture, turned)) if turned != 1 else picture


def _orientation(image):
    """How the telephone was held; what cannot be read is no reason to refuse the picture. HEIC comes turned already."""
    if image.format == "HEIF":
        return 1
    try:
        turned = image.getexif().get(0x0112, 1)
    except Exception:
        return 1
    return turned if turned in range(1, 9) else 1


def _oriented(picture, turned):
    picture.getexif()[0x0112] = turned
    return picture


def plain(image, longest=LONGEST_SIDE, decoded=SMALLEST_DECODED):
    """Grey or RGB, transparent parts white, no larger than reading needs, without metadata."""
    if image.format == "JPEG":
        # A JPEG is decoded at a half, a quarter or an eighth where that is enough.
        image.draft(None, decoded if image.height >= image.width else decoded[::-1])
    image.load()
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        sheet = Image.new("RGB", image.size, "white")
        sheet.paste(image, mask=image.getchannel("A"))
        image = sheet
    image = image if image.mode in ("L", "RGB") else image.convert("L" if image.mode == "1" else "RGB")
    if max(image.size) > max(longest, LARGEST_KEPT):
        image.thumbnail((longest, longest), Image.Resampling.BILINEAR, reducing_gap=2.0)
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    return clean


class errors_told:
    """Turns whatever a decoder raises about its input into a reason."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None or isinstance(error, Failed | Refused) or not isinstance(error, Exception):
            return False
        if isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning):
            raise Failed("too_many_pixels") from None
        if isinstance(error, MemoryError):
            raise Failed("too_heavy") from None
        # A decoder answers crafted input with whatever comes: OSError, SyntaxError, ValueError, struct.error …
        raise Failed("broken") from None
