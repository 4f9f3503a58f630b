import pytest

from documents.pdf import render_pdf
from documents.tests.printed import find_run, runs_of_pages
from documents.tests.sample import paper, unit_rows


def test_a_long_appendix_repeats_its_head_counts_its_own_pages_and_loses_no_row():
    payload = paper()
    payload["appendices"][1]["rows"] = unit_rows(70)

    pages = runs_of_pages(render_pdf(payload))[3:]

    texts = [[run.text for run in runs] for runs in pages]
    assert len(pages) > 3
    assert [runs.count("Ngày dự kiến") for runs in texts] == [1] * len(pages)
    assert [[run.text for run in runs if run.size == 14 and run.text.isdigit()] for runs in pages] == [
        [str(i)] if i > 1 else [] for i in range(1, len(pages) + 1)
    ]
    names = [text for runs in texts for text in runs if text.startswith("Chi bộ thôn")]
    assert [int(name.split()[3]) for name in names] == list(range(1, 71))


def test_a_total_never_stands_alone():
    pages_of = []
    # Around the number of rows that fill the first page; each takes one line.
    for count in range(17, 22):
        payload = paper(blocks=[])
        payload["appendices"] = payload["appendices"][1:]
        payload["appendices"][0]["rows"] = [[str(i), f"Chi bộ thôn {i}", *["–"] * 7] for i in range(count)]
        pages = runs_of_pages(render_pdf(payload))[1:]
        pages_of.append(len(pages))
        assert find_run(pages[-1], "Cộng").text == "Cộng"
        assert [run for run in pages[-1] if run.text.startswith("Chi bộ thôn")] != [], f"{count} rows"
    assert sorted(set(pages_of)) == [1, 2]


# Around the length at which the signature goes over to the second page.
@pytest.mark.parametrize(("length", "counts"), [(40, range(12, 26)), (250, range(3, 10)), (120, range(7, 16))])
def test_signature_never_stands_alone(length, counts):
    """Whatever the length of the text, two lines of it at least stand above the signature."""
    sheets = set()
    line = ("Các đơn vị báo cáo tiến độ trước ngày 12 hằng tháng " * 10)[:length].strip() + "."
    for count in counts:
        blocks = [{"kind": "paragraph", "text": line}] * count
        pages = runs_of_pages(render_pdf(paper(blocks=blocks, appendices=[])))
        last = pages[-1]
        sheets.add(len(pages))
        signed = find_run(last, "K/T TRƯỞNG BAN")
        above = {run.base for run in last if run.base < signed.base and run.base > 20}
        assert len(above) >= min(2, count), f"{count} paragraphs of {length} letters"
        assert find_run(last, "Nguyễn Văn A").base > signed.base
    assert sheets == {1, 2}
