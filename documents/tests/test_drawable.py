"""What typed text becomes on paper: read as it was meant, with nothing the paper's faces would show as an empty box."""
import pytest

from documents.docx import render_docx
from documents.drawable import drawable
from documents.pdf import render_pdf
from documents.tests.printed import text_of_pages
from documents.tests.sample import paper
from documents.tests.test_docx import _written


@pytest.mark.parametrize(("typed", "drawn"), [
    ("Đảng u\u0309y xã", "Đảng ủy xã"), ("Số 07\u2011BC/BTGHU", "Số 07-BC/BTGHU"), ("\uff11\uff12 \u2103 \u33a1", "12 °C m2"),
    ("Tân\u202eLập\u200b \u200f\ufeff", "TânLập "), ("thu\xadhoạch", "thuhoạch"), ("một\u2028hai\x0bba", "một\nhai\nba"),
    ("tốt 👍🏽👨\u200d👩\u200d👧 ❤\ufe0f", "tốt  "), ("tên 中 và \U00020000", "tên (?) và (?)"), ("“ôn” – …; 50%, 3 ≤ 5", "“ôn” – …; 50%, 3 ≤ 5"),
    ("a\tb\nc", "a\tb\nc"), ("\ud800\x00", ""), ("]^\\-[", "]^\\-["),
])
def test_what_typed_text_becomes(typed, drawn):
    assert drawable(typed) == drawn


def test_pdf_and_word_say_it_alike_and_nothing_is_missing_from_the_face(caplog):
    payload = paper(appendices=[], blocks=[{"kind": "lead", "text": "Ý kiến 中 👍🏽 của chi bộ, số 07\u2011KH\u2028đã \u202eghi."}])

    # The last line has the edges of the page between its words in the PDF: the letters are compared.
    for said in (_written(render_docx(payload)), "".join("".join(text_of_pages(render_pdf(payload))).split())):
        assert "Ýkiến(?)củachibộ,số07-KHđãghi." in said
    assert not [record for record in caplog.records if "notdef" in record.getMessage()]
