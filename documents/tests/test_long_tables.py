"""A long appendix is drawn by another engine: the looks are the same, every row is there, the bytes stay."""
import io
import itertools
import subprocess

import pikepdf
import pytest

from documents import pdf
from documents.pdf import render_pdf
from documents.tests.printed import page_sizes, runs_of_pages, text_of_pages
from documents.tests.sample import paper, unit_rows


@pytest.fixture
def all_long(monkeypatch):
    """Every table counts as long."""
    monkeypatch.setattr(pdf, "LONG_ROWS", 1)



def test_both_engines_draw_the_same_pages(all_long, monkeypatch):
    """Where each line of each cell stands; faces are told apart by their end, since each engine names them its own way."""
    payload = paper()
    payload["appendices"][1]["rows"] = unit_rows(45)
    payload["appendices"][1]["note"] = "Ghi chú dưới bảng."
    by_row = render_pdf(payload)
    monkeypatch.setattr(pdf, "LONG_ROWS", 1000)
    at_once = render_pdf(payload)

    assert page_sizes(by_row) == page_sizes(at_once)
    for drawn, expected in zip(runs_of_pages(by_row), runs_of_pages(at_once), strict=True):
        pairs = list(zip(
            *(sorted(runs, key=lambda run: (run.text, round(run.base), run.left)) for runs in (drawn, expected)), strict=True
        ))
        assert [(a.text, a.size, a.face.partition("-")[2]) for a, b in pairs] == [
            (b.text, b.size, b.face.partition("-")[2]) for a, b in pairs
        ]
        assert max(abs(a.base - b.base) for a, b in pairs) < 0.6
        assert max(abs(a.left - b.left) for a, b in pairs) < 1


@pytest.mark.parametrize("own", [True, False])
def test_a_long_paper_has_every_row_its_numbers_and_one_set_of_faces(own):
    payload = paper(settings={"appendix_own_page_numbers": own}, blocks=[])
    payload["appendices"][0]["rows"] = unit_rows_of_blocks(210)
    payload["appendices"][1]["rows"] = unit_rows(3)
    payload["appendices"].append({**payload["appendices"][1], "rows": unit_rows(220)})
    content = render_pdf(payload)
    pages = runs_of_pages(content)
    labels = [number for number, runs in enumerate(pages) if any(run.text.startswith("PHỤ LỤC") for run in runs)]
    printed = [next((run.text for run in runs if run.text.isdigit() and run.base < 20), "") for runs in pages]

    if own:
        counted = [str(n - max(i for i in [0, *labels] if i <= n) + 1) for n in range(len(pages))]
        assert printed == ["" if number == "1" else number for number in counted]
    else:
        assert printed == ["", *map(str, range(2, len(pages) + 1))]
    rows = [run.text for runs in pages[labels[2]:] for run in runs if run.text.startswith("Chi bộ thôn")]
    assert [int(row.split()[3]) for row in rows] == list(range(1, 221))
    with pikepdf.open(io.BytesIO(content)) as whole:
        faces = sum(1 for thing in whole.objects if isinstance(thing, pikepdf.Stream) and "/Length1" in thing)
        assert str(whole.docinfo["/Title"]).startswith("Báo cáo tiến độ")
    # Three faces for each of four parts, however many pages they have.
    assert faces <= 20


def unit_rows_of_blocks(count):
    return [[str(i), f"Khối {i}", *["0"] * 17] for i in range(1, count + 1)]


def test_strange_cells_break_no_page(all_long):
    payload = paper(blocks=[])
    rows = unit_rows(3)
    rows[0][7] = "Một lý do rất dài. " * 400
    rows[1][1] = "x" * 200
    rows[2][4] = "<script> & 🙂 \u202eTân\u00a0Lập\nxuống dòng"
    payload["appendices"][1]["rows"] = rows
    content = render_pdf(payload)
    pages = runs_of_pages(content)
    text = "".join("".join(text_of_pages(content)).split())

    assert render_pdf(payload) == content
    assert max(run.right for runs in pages[2:] for run in runs) <= 297 - 15
    assert max(run.base for runs in pages[2:] for run in runs) <= 210 - 20
    assert (text.count("Mộtlýdorấtdài."), text.count("x" * 12) > 0) == (400, True)
    assert "<script>&" in text and "xuốngdòng" in text
    assert all(a.base <= b.base for a, b in itertools.pairwise(sorted(pages[-1], key=lambda run: run.base)))


def test_all_faces_are_embedded(all_long, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(render_pdf(paper()))
    listed = subprocess.run(["pdffonts", tmp_path / "paper.pdf"], capture_output=True, text=True, check=True).stdout
    lines = listed.splitlines()[2:]

    assert lines and all(line.split()[-5] == "yes" for line in lines)
