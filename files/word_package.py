"""Looks into a Word file without opening it: a bounded zip of Word parts that runs nothing and fetches nothing.

Loaded by decoder.py under its limits; the standard library alone, nothing of ours.
"""
import lzma
import re
import stat
import zipfile
import zlib
from xml.etree import ElementTree

MAX_ENTRIES = 2_000
MAX_UNPACKED = 128 * 1024 * 1024
# Of one entry of some size: a long table of like rows is packed to a hundredth, a bomb to a thousandth.
MAX_RATIO = 300
RATIO_FROM = 1024 * 1024
_MAX_XML = 64 * 1024 * 1024

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = re.compile(r"macroenabled|vbaproject|vbadata|keymapcustomizations|attachedtoolbars", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"oleobject|activex|webextension|/embeddings/|spreadsheetml|presentationml|\.package$|msword$|/control$|/package$"
    r"|/afchunk$|/subdocument$|/frame$", re.IGNORECASE,
)
# What parts of a Word file are; anything else has no business in one.
_KNOWN_TYPE = re.compile(
    r"(application/xml|text/xml|application/inkml\+xml|application/x-fontdata"
    r"|application/vnd\.openxmlformats-(officedocument|package)\.[\w.+-]+"
    r"|application/vnd\.ms-(word|office)\.[\w.+-]+|image/[\w.+-]+)", re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(png|jpe?g|jfif|gif|bmp|dib|tiff?|emf|wmf|emz|wmz|svg|ico|wdp|hdp|webp)$", re.IGNORECASE)
_LINK = re.compile(r"(https?|mailto|file):|[^:]*$", re.IGNORECASE)
# Fields that fetch or start something when the file is opened.
_FIELD = re.compile(r"(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK)\b", re.IGNORECASE)
_FOREIGN = {"object", "control", "altChunk", "subDoc"}


# What the unpackers and the reader of XML answer crafted input with; of memory and time the limits speak.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, ElementTree.ParseError, EOFError, ValueError, NotImplementedError, OSError,
    RuntimeError,
)


class Refused(Exception):
    pass


def refusal_of(source):
    """The code of why the file is refused (files/verdicts.py), or "" where it is taken."""
    try:
        with zipfile.ZipFile(source) as archive:
            _look(archive)
    except Refused as error:
        return str(error)
    except _UNREADABLE:
        return "word_broken"
    return ""


def _look(archive):
    entries = archive.infolist()
    _check_bounds(entries)
    names = [entry.filename for entry in entries if not entry.is_dir()]
    _check_names(names)
    types = _types_of(archive, names)
    if _MAIN not in types.values():
        everything = " ".join(types.values())
        raise Refused("word_macros" if _MACROS.search(everything) else "word_not")
    for name, kind in types.items():
        _check_part(name, kind)
    for name in types:
        if name.lower().endswith(".rels"):
            _check_relationships(_xml(archive, name))
        elif types[name].endswith("xml"):
            _check_fields(archive, name)
        else:
            _unpack(archive, name)


def _check_bounds(entries):
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused("word_too_large")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused("word_locked")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Refused("word_broken")
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Refused("word_too_large")


def _check_names(names):
    """Each part once, inside the package; Word compares names without regard to case."""
    plain = [name.lower() for name in names]
    odd = any(name.startswith("/") or "\\" in name or "\x00" in name or ".." in name.split("/") for name in plain)
    if odd or len(set(plain)) != len(plain):
        raise Refused("word_broken")
    if any(_MACROS.search(name) for name in plain):
        raise Refused("word_macros")
    if any(_EMBEDDED.search(name) for name in plain):
        raise Refused("word_embedded")


def _types_of(archive, names):
    """`{name: content type}` of every part, as the package itself says."""
    table = "[Content_Types].xml"
    if table not in names:
        raise Refused("word_not")
    root = _xml(archive, table)
    ending = {row.get("Extension", "").lower(): row.get("ContentType", "") for row in root.iter(f"{_TYPES}Default")}
    named = {row.get("PartName", "").lower(): row.get("ContentType", "") for row in root.iter(f"{_TYPES}Override")}
    parts = [name for name in names if name != table]
    return {name: named.get(f"/{name.lower()}") or ending.get(name.rpartition(".")[2].lower(), "") for name in parts}


def _check_part(name, kind):
    if _MACROS.search(kind):
        raise Refused("word_macros")
    if _EMBEDDED.search(kind):
        raise Refused("word_embedded")
    if not _KNOWN_TYPE.fullmatch(kind) or (kind.lower().startswith("image/") and not _PICTURE.search(name)):
        raise Refused("word_odd_part")


def _check_relationships(root):
    for row in root.iter(_RELATIONSHIP):
        kind, target = row.get("Type", ""), row.get("Target", "")
        if _MACROS.search(kind):
            raise Refused("word_macros")
        if row.get("TargetMode", "").lower() == "external":
            if not (kind.endswith("/hyperlink") and _LINK.match(target)):
                raise Refused("word_external")
        elif _EMBEDDED.search(kind):
            raise Refused("word_embedded")


def _check_fields(archive, name):
    """No part asks Word to fetch or to start something; a field may be written in several pieces."""
    said = []
    for element in _xml(archive, name).iter():
        # By their own names: the strict form of the format has other namespaces.
        tag = element.tag.rpartition("}")[2]
        if tag in _FOREIGN:
            raise Refused("word_embedded")
        if tag == "instrText":
            said.append(element.text or "")
        elif tag == "fldChar":
            said.append("\n")
        elif tag == "fldSimple":
            said += ["\n", *(value for key, value in element.items() if key.endswith("instr")), "\n"]
    if any(_FIELD.match(field.strip()) for field in "".join(said).split("\n")):
        raise Refused("word_external")


def _xml(archive, name):
    if archive.getinfo(name).file_size > _MAX_XML:
        raise Refused("word_too_large")
    content = archive.read(name)
    # No part of a Word file declares entities; who does wants them expanded.
    if any("<!DOCTYPE".encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be")):
        raise Refused("word_broken")
    return ElementTree.fromstring(content)  # noqa: S314 no entity gets here, and the limits are set


def _unpack(archive, name):
    """Read to its end, so that a part cut short or longer than it says is found."""
    with archive.open(name) as part:
        while part.read(1024 * 1024):
            pass
