"""Reads a scan page by page: the door of this package."""
from pathlib import Path

from essays.reading.children import Child, Died
from essays.reading.limits import SLICE
from essays.reading.pages import ReadPage, Suggestion
from essays.reading.reasons import PAGE, ScanRefused
from files.kinds import HEAD, kind_of_bytes, kind_of_name
from lib.signed_codes import read_code

ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def kind_of_scan(name, path):
    """The decoder for the scan: the name's ending and the first bytes must agree; ScanRefused otherwise."""
    with open(path, "rb") as file:
        head = file.read(HEAD)
    if not head:
        raise ScanRefused("empty")
    named = "zip" if name.lower().endswith(".zip") else _decoder(kind_of_name(name))
    found = "zip" if head.startswith(ZIP_HEADS) else _decoder(kind_of_bytes(head))
    if not named:
        raise ScanRefused("kind_unknown")
    if not found:
        raise ScanRefused("content_unknown")
    if named != found:
        raise ScanRefused("content_differs")
    return found


def _decoder(kind):
    return kind.decoder if kind else ""


def count_pages(path, *, name):
    """How many pages the scan has; ScanRefused where it cannot be read at all."""
    with Child(kind_of_scan(name, path), path) as child:
        child.begin(1, 0)
        return _total(child)


def read_scan(path, *, name, keys, first=1):
    """A generator of ReadPage, in order, from the page `first` on; ScanRefused where nothing can be read.

    `keys` are those lib.signed_codes knows a code by. Every page of the scan is yielded exactly once, read or failed;
    pictures live no longer than their page is held.
    """
    path, kind = Path(path), kind_of_scan(name, path)
    total, again = None, 0
    with Child(kind, path) as child:
        while total is None or first <= total:
            begun = first
            try:
                child.begin(begun, SLICE)
                total = _total(child)
                for said in child.pages():
                    first = said["page"] + 1
                    yield _page(said, child, keys, alone=kind not in ("pdf", "zip"))
            except Died as death:
                if total is None and again:
                    raise ScanRefused("too_heavy" if death.reason == "stopped" else death.reason) from None
                if total is None or death.from_outside and again != first:
                    again = first  # stopped from outside: that says nothing about the page, until it happens twice
                    continue
                if first <= min(total, begun + SLICE - 1):
                    yield _failed(first, death.reason, alone=kind not in ("pdf", "zip"))
                    first += 1


def _total(child):
    said = child.line()
    if "refused" in said:
        raise ScanRefused(said["refused"])
    return said["pages"]


def _failed(page, reason, *, alone, member=""):
    """A failed page; a picture sent alone is refused as a whole, like any other scan of which nothing can be read."""
    if alone:
        raise ScanRefused(reason)
    return ReadPage(page=page, member=member, failure=reason if reason in PAGE else "broken")


def _page(said, child, keys, *, alone):
    page, member = said["page"], said["member"]
    if "failure" in said:
        return _failed(page, said["failure"], alone=alone, member=member)
    code, reason = code_of(said["texts"], keys=keys)
    picture, thumbnail = child.take(page)
    return ReadPage(
        page=page, member=member, code=code, reason=reason, turn=said["turn"], skew=said["skew"],
        rectified=said["rectified"], picture=picture, thumbnail=thumbnail, width=said["width"], height=said["height"],
        sha256=said["sha256"], picture_hash=said["picture_hash"],
        suggestions=tuple(Suggestion(*suggestion) for suggestion in said["suggestions"]),
    )


def code_of(texts, *, keys):
    """`(code, reason)` of the codes found on a page: one is enough, two must agree, none is believed unsigned."""
    read = {read_code(text, keys=keys) for text in texts}
    signed = read - {None}
    if len(signed) > 1:
        return None, "codes_differ"
    if signed:
        return signed.pop(), ""
    return None, "foreign_code" if texts else "no_code"
