"""Uploads, good and bad, made by programs so that each says what is wrong with it."""
import io
import struct
import zipfile
import zlib

import pillow_heif
import pypdf
from PIL import Image

pillow_heif.register_heif_opener()


def picture(size=(64, 48), mode="RGB", colour=(200, 30, 30)):
    image = Image.new(mode, size, colour)
    image.paste((20, 90, 20) if mode == "RGB" else colour, (0, 0, size[0] // 2, size[1] // 2))
    return image


def saved(image, image_format, **options):
    buffer = io.BytesIO()
    image.save(buffer, image_format, **options)
    return buffer.getvalue()


def jpeg(**options):
    return saved(picture(**options), "JPEG", quality=90)


def png(**options):
    return saved(picture(**options), "PNG")


def noisy_jpeg():
    return saved(Image.effect_noise((600, 400), 80).convert("RGB"), "JPEG", quality=95)


def photo_of_a_telephone():
    """Held upright (the camera turned by 90°), with a place in its metadata."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "CANARY-camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.0), 3: "E", 4: (105.0, 51.0, 12.0)})
    return saved(picture((64, 48)), "JPEG", exif=exif, comment=b"CANARY-comment")


def png_declaring(width, height):
    """A PNG whose head promises a huge picture and holds none of it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0" * 64)) + _chunk(b"IEND", b"")


def png_bomb(side):
    """One colour, honestly compressed: a small file, a huge picture."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (side + 7) // 8)
    body = b"".join(packer.compress(row) for _row in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def png_with_a_wrong_sum():
    good = bytearray(png())
    good[-20] ^= 0xFF
    return bytes(good)


def png_with_text_bomb():
    """A compressed comment that unpacks to thirty times what one may be."""
    text = b"Comment\0\0" + zlib.compress(b"A" * 30_000_000, 9)
    good = png()
    return good[:33] + _chunk(b"zTXt", text) + good[33:]


def animated(image_format):
    frames = [picture(colour=(i * 80, 0, 0)) for i in range(3)]
    return saved(frames[0], image_format, save_all=True, append_images=frames[1:], duration=100)


def polyglot():
    """A photo that is an archive too."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("run.html", "<script>CANARY</script>")
    return jpeg() + archive.getvalue()


def pdf(pages=1, width=595, height=842):
    writer = pypdf.PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width, height)
    return _written(writer)


def pdf_with_script():
    """Runs a script when opened, carries a program, names its author."""
    names = b"<< /Names [(p) << /Type /Filespec /F (program.exe) /EF << /F 4 0 R >> >>] >>"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> "
            b"/Names << /EmbeddedFiles " + names + b" >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            stream(b"/Type /EmbeddedFile", b"MZ CANARY"),
        ]
    )


def pdf_locked():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer)


def pdf_of_loops():
    """A page whose content calls itself over and over, deeper and deeper."""
    depth = 40
    body = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    body.append(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /X 5 0 R >> >> >>"
    )
    body.append(stream(b"", b"/X Do /X Do"))
    for number in range(5, 5 + depth):
        inner = b"/Resources << /XObject << /X %d 0 R >> >>" % (number + 1)
        body.append(stream(b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + inner, b"/X Do " * 4))
    body.append(stream(b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]", b"0 0 595 842 re f"))
    return pdf_of(body)


def pdf_of(objects):
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def stream(head, content):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def _written(writer):
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
