import io
import os
import signal
import struct
import zipfile
import zlib
from pathlib import Path

import pillow_heif
import psutil
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from essays.reading import children, reasons
from essays.reading.reasons import ScanRefused
from essays.reading.scans import count_pages, read_scan
from essays.tests.scans import KEY, bytes_of, pdf_of, read, sheet, zip_of


def refusal(folder, name, content):
    with pytest.raises(ScanRefused) as refused:
        read(folder, name, content)
    assert refused.value.words
    return refused.value.reason


def empty_pdf(pages, password=None):
    writer, target = pypdf.PdfWriter(), io.BytesIO()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    writer.write(target)
    return target.getvalue()


def huge_png(side):
    """The beginning of a PNG that says it is enormous."""
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def small():
    return bytes_of(sheet())


@pytest.mark.parametrize(("name", "content", "reason"), [
    ("a.pdf", b"", "empty"), ("a.pdf", b"only words\n" * 9, "content_unknown"), ("a.docx", b"PK\3\4", "kind_unknown"),
    ("a.jpg", b"%PDF-1.7\n", "content_differs"), ("a.zip", b"%PDF-1.7\n", "content_differs"),
    ("a.pdf", b"%PDF-1.7\nnothing follows", "broken"), ("a.zip", b"PK\3\4" + b"x" * 90, "broken"),
    ("a.jpg", b"\xff\xd8\xff\xe0" + b"x" * 90, "broken"), ("a.zip", zip_of([]), "no_pages"),
    ("a.zip", zip_of([("b.zip", zip_of([]))]), "zip_in_zip"), ("a.zip", zip_of([("../b.jpg", b"x")]), "zip_names"),
    ("a.zip", zip_of([("/etc/b.jpg", b"x")]), "zip_names"), ("a.zip", zip_of([("C:\\b.jpg", b"x")]), "zip_names"),
    ("a.zip", zip_of([(f"{number}.jpg", b"") for number in range(501)]), "too_many_pages"),
    ("a.zip", zip_of([("b.png", b"\0" * 5_000_000)], compression=zipfile.ZIP_DEFLATED), "zip_bomb"),
    ("a.png", huge_png(10_000), "too_many_pixels"),
])
def test_bad_input_has_a_clear_word(tmp_path, name, content, reason):
    assert refusal(tmp_path, name, content) == reason


def test_a_password_and_too_many_pages_are_told(tmp_path):
    assert refusal(tmp_path, "a.pdf", empty_pdf(1, password="secret")) == "locked"
    assert refusal(tmp_path, "a.pdf", empty_pdf(20_000)) == "too_many_pages"


def test_a_zip_with_a_password_is_told(tmp_path, small):
    """Nothing here writes one; the bit that says so is set in both heads of the member, as in a locked ZIP."""
    packed = bytearray(zip_of([("b.jpg", small)]))
    for head, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        packed[packed.rindex(head) + place] |= 1
    assert refusal(tmp_path, "a.zip", bytes(packed)) == "locked"


@pytest.mark.parametrize(("name", "kind"), [("a.heic", "HEIF"), ("a.png", "PNG")])
def test_a_picture_of_several_frames_is_refused(tmp_path, name, kind):
    pillow_heif.register_heif_opener()
    frames = io.BytesIO()
    Image.new("RGB", (90, 90)).save(frames, kind, save_all=True, append_images=[Image.new("RGB", (90, 90), "red")])
    assert refusal(tmp_path, name, frames.getvalue()) == "animated"


def test_slices_follow_each_other_and_end_with_the_scan(tmp_path, monkeypatch):
    monkeypatch.setattr("essays.reading.scans.SLICE", 2)
    page = bytes_of(Image.new("L", (300, 420), 255))
    assert [read_page.page for read_page in read(tmp_path, "a.pdf", pdf_of([page] * 5))] == [1, 2, 3, 4, 5]


def test_a_truncated_picture_and_several_frames_are_refused(tmp_path, small):
    frames = io.BytesIO()
    Image.new("RGB", (90, 90)).save(frames, "WEBP", save_all=True, append_images=[Image.new("RGB", (90, 90), "red")])
    assert refusal(tmp_path, "a.jpg", small[: len(small) // 2]) == "broken"
    assert refusal(tmp_path, "a.webp", frames.getvalue()) == "animated"


def test_a_bad_page_costs_only_itself(tmp_path, small):
    members = [("1.jpg", small), ("2.jpg", small[:20_000]), ("3.png", huge_png(9_500)), ("4.jpg", zip_of([])), ("5.jpg", small)]
    pages = read(tmp_path, "a.zip", zip_of(members))
    assert [(page.page, page.failure) for page in pages] == [
        (1, ""), (2, "broken"), (3, "too_many_pixels"), (4, "not_a_picture"), (5, ""),
    ]
    assert all(page.failure in ("", *reasons.PAGE) for page in pages)


def test_pages_are_counted_and_read_from_any_page_on(tmp_path, small):
    (tmp_path / "scan").write_bytes(pdf_of([small] * 3))
    assert count_pages(tmp_path / "scan", name="a.pdf") == 3
    assert [page.page for page in read_scan(tmp_path / "scan", name="a.pdf", keys=[KEY], first=3)] == [3]


def _end(process, how):
    """Kill the child; where it had read all its pages before, it counts as killed all the same."""
    os.kill(process.pid, how)
    process.wait()
    process.returncode = -how


def killed_on(monkeypatch, page, *, how, times):
    """Let the child die before it tells of the page, so many times."""
    true, left = children.Child.pages, [times]

    def pages(self):
        for said in true(self):
            if said["page"] == page and left[0]:
                left[0] -= 1
                _end(self.process, how)
                raise self._death(-how)
            yield said

    monkeypatch.setattr(children.Child, "pages", pages)


@pytest.mark.parametrize(("how", "times", "failures"), [
    (signal.SIGKILL, 1, ["", "", ""]), (signal.SIGKILL, 2, ["", "stopped", ""]),
    (signal.SIGSEGV, 1, ["", "broken", ""]), (signal.SIGXCPU, 1, ["", "too_heavy", ""]),
])
def test_a_child_that_dies_costs_at_most_its_page(tmp_path, monkeypatch, how, times, failures):
    slow = [bytes_of(sheet(page=page)) for page in (1, 2, 3)]
    killed_on(monkeypatch, 2, how=how, times=times)
    pages = read(tmp_path, "a.pdf", pdf_of(slow))
    assert [page.failure for page in pages] == failures
    assert [page.code for page in pages if not page.failure] == [
        (10_000_023, page) for page, failure in zip((1, 2, 3), failures, strict=True) if not failure
    ]


_HOSTILE = """
import os, sys, time
import numpy
sys.path.insert(0, {project!r})
from essays.reading import child
read_page, started, child.limits.CPU_SECONDS = child.read_page, time.monotonic(), 2
def hostile(picture, folder, number):
    if number == 2:
        {deed}
    return read_page(picture, folder, number)
child.read_page = hostile
child.main(*sys.argv[1:])
"""


@pytest.fixture
def on_page_2(tmp_path, monkeypatch):
    """Let the child, limits and all, do this when it comes to page 2."""
    def use(deed):
        program = tmp_path / "program.py"
        program.write_text(_HOSTILE.format(project=str(Path(children.__file__).parents[2]), deed=deed))
        monkeypatch.setattr(children, "_CHILD", program)
    return use


@pytest.mark.parametrize(("deed", "failure"), [
    ("numpy.empty(2 << 30, numpy.uint8)", "too_heavy"),
    ("while time.monotonic() < started + 30: pass", "too_heavy"),
    ("(folder / 'x').write_bytes(bytes(65 << 20))", "broken"),
    ("os.abort()", "broken"),
])
def test_a_page_over_the_limits_costs_only_itself(tmp_path, small, on_page_2, deed, failure):
    on_page_2(deed)
    assert [page.failure for page in read(tmp_path, "a.pdf", pdf_of([small] * 3))] == ["", failure, ""]


def test_a_fork_does_not_outlive_the_child(tmp_path, small, on_page_2):
    on_page_2("time.sleep(60)")
    (tmp_path / "scan").write_bytes(pdf_of([small] * 2))
    with children.Child("pdf", tmp_path / "scan") as child:
        child.begin(1, 2)
        assert (child.line()["pages"], child.line()["page"]) == (2, 1)
        [fork] = psutil.Process(child.process.pid).children()
        child.process.kill()
        child.process.wait()
        assert psutil.wait_procs([fork], timeout=10)[1] == []


def test_nothing_is_left_behind_when_the_reader_stops_early(tmp_path, small, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "scan").write_bytes(pdf_of([small] * 3))
    pages = read_scan(tmp_path / "scan", name="a.pdf", keys=[KEY])
    assert next(pages).page == 1
    pages.close()
    assert [path.name for path in tmp_path.iterdir()] == ["scan"]


def test_the_child_knows_no_secret():
    assert set(children._ENVIRONMENT) == {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MALLOC_ARENA_MAX"}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([("a.pdf", b"%PDF-1.5\n"), ("a.zip", b"PK\3\4"), ("a.png", b"\x89PNG\r\n\x1a\n")]), st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path, kind, rest):
    name, head = kind
    assert refusal(tmp_path, name, head + rest) in {*reasons.SCAN, *reasons.PAGE}
