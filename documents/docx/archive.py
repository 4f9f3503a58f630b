"""The zip around the parts: no moment of its making, so that the same content gives the same bytes."""
import io
import zipfile

_NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def packed(package, *, long_part, pieces):
    """Bytes of the package; the XML of `long_part` is taken from `pieces`, which need not be in memory together."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts_of(package):
            with archive.open(_entry(name), "w") as entry:
                for piece in pieces if name == long_part else [content]:
                    entry.write(piece)
    return target.getvalue()


def _parts_of(package):
    """`(name, bytes)`, the table of content types first, as Word writes them."""
    plain = io.BytesIO()
    package.save(plain)
    with zipfile.ZipFile(plain) as archive:
        for name in sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            yield name, archive.read(name)


def _entry(name):
    entry = zipfile.ZipInfo(name, _NO_MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    entry.create_system = 0
    return entry
