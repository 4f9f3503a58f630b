"""The texts of a workbook: how long each is that is kept once for all cells, before a reader copies it into every cell that shows
it; and whether words stand anywhere in it."""
import array
import posixpath
import re
import zipfile
import zlib

from lib.spreadsheet.container import Limits, UnreadableWorkbook, check_container, cut_at_tag, read_part

_PART = "xl/sharedstrings.xml"
_TEXT = re.compile(rb"<(?:\w+:)?si(?=[\s/>])")


def lengths_of_texts(path, limits=Limits()):
    """An array of the bytes of each text, its markup included; empty where the workbook keeps none."""
    try:
        with zipfile.ZipFile(path) as archive:
            # Wherever a reader may look for it, without regard to case; two of them are one too many.
            found = [name for name in archive.namelist() if posixpath.basename(name).lower() == posixpath.basename(_PART)]
            if len(found) > 1:
                raise UnreadableWorkbook("damaged")
            return _lengths(archive, found[0], limits) if found else array.array("Q")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise UnreadableWorkbook("damaged") from error


def _lengths(archive, name, limits):
    lengths, begun, read, rest = array.array("Q"), None, 0, b""
    for piece in read_part(archive, name, limits):
        text, rest = cut_at_tag(rest + piece)
        for match in _TEXT.finditer(text):
            if begun is not None:
                lengths.append(read + match.start() - begun)
            begun = read + match.start()
        if len(lengths) > limits.cells:
            raise UnreadableWorkbook("unpacks_too_large")
        read += len(text)
    if begun is not None:
        lengths.append(read + len(rest) - begun)
    return lengths


def says_any(path, words, limits=Limits()):
    """Whether one of the words, bytes as XML has them, stands in a part; UnreadableWorkbook where the bounds let nobody look."""
    check_container(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            return any(_says(archive, name, words, limits) for name in archive.namelist() if name.endswith(".xml"))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise UnreadableWorkbook("damaged") from error


def _says(archive, name, words, limits):
    longest, last = max(map(len, words)), b""
    for piece in read_part(archive, name, limits):
        if any(word in last + piece for word in words):
            return True
        last = piece[-longest:]
    return False
