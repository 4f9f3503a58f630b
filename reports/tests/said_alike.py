"""What a report says on paper, in Word and on screen, taken out of each for comparison."""
import io
import re

import docx
import lxml.html
from docx.oxml.ns import qn

from documents.tests.printed import runs_of_pages
from documents.tests.printed_tables import rows_of_pages


def letters(text):
    """Without spaces and case: lines break elsewhere, and the title of a section is in capitals on paper."""
    return "".join(text.split()).casefold()


def said_by_pdf(content, tables):
    """`(head, text, closing, tables)`; `tables`: how many rows the head of each has."""
    pages = runs_of_pages(content)
    begins = [number for number, runs in enumerate(pages) if runs[0].text.startswith("PHỤ LỤC")]
    text = "\n".join(run.text for runs in pages[: begins[0]] for run in runs if not _is_page_number(run))
    head, body, closing = re.fullmatch(r"(.*?)-----(.*)(Nơi nhận:.*)", text, re.DOTALL).groups()
    ends = [*begins[1:], len(pages)]
    rows = [rows_of_pages(content, range(a + 1, b + 1), heads) for a, b, heads in zip(begins, ends, tables, strict=True)]
    return letters(head), letters(body), letters(closing), _folded(rows)


def _is_page_number(run):
    return run.text.isdigit() and run.base < 20


def said_by_docx(content):
    """`(all before the appendices, tables)` of the Word file itself."""
    document = docx.Document(io.BytesIO(content))
    whole = "".join(text.text for text in document.element.body.iter(qn("w:t")))
    tables = [
        [["".join(p.text for p in cell.paragraphs) for cell in row.cells] for row in table.rows]
        for table in document.tables if table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    ]
    return letters(whole[: whole.index("PHỤ LỤC")]), _folded(tables)


def said_by_screen(page):
    """`(text, tables)` of the report's page; what only a screen reader hears and the tools of an editor left out."""
    tree = lxml.html.fromstring(page)
    for aside in tree.xpath("//*[%s]" % " or ".join(map(_has, ["visually-hidden", "report-tools", "muted"]))):
        aside.drop_tree()
    [text] = tree.xpath(f"//*[{_has('report-text')}]")
    tables = [
        [[cell.text_content() for cell in row.xpath("th|td")] for row in table.iter("tr")]
        for table in tree.xpath(f"//table[{_has('report-table')}]")
    ]
    return letters(text.text_content()), _folded(tables)


def _has(name):
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


def _folded(tables):
    return [[[letters(cell) for cell in row] for row in table] for table in tables]
