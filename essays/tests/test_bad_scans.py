"""Bad input of the intake: each a clear word, and the rest of the batch goes on."""
import io
import zipfile

import pypdf
from PIL import Image, ImageDraw

from campaigns.tests.test_sessions import campaign  # noqa: F401 (a fixture)
from essays.models import FileState, ScanFile, ScanPage, Went
from essays.tests.scans import bytes_of, zip_of
from essays.tests.test_filing import duty, page_of, sheets  # noqa: F401 (fixtures)
from essays.tests.test_intake import _here, fill, read_all, secretary, send_url, text_of, upload  # noqa: F401 (fixtures)



def many_pages(count):
    pdf = pypdf.PdfWriter()
    for _page in range(count):
        pdf.add_blank_page(595, 842)
    return saved(pdf)


def locked():
    pdf = pypdf.PdfWriter()
    pdf.add_blank_page(595, 842)
    pdf.encrypt("x")
    return saved(pdf)


def saved(pdf):
    target = io.BytesIO()
    pdf.write(target)
    return target.getvalue()


def bomb():
    return zip_of([("a.jpg", b"\0" * 50_000_000)], compression=zipfile.ZIP_DEFLATED)


def cat():
    """A photo of something else."""
    picture = Image.radial_gradient("L").resize((1200, 900))
    ImageDraw.Draw(picture).ellipse([300, 200, 700, 800], fill=40)
    return picture


BAD = [
    ("lớn.pdf", lambda: many_pages(20_000), "too_many_pages"),
    ("khoá.pdf", locked, "locked"),
    ("bom.zip", bomb, "zip_bomb"),
    ("chữ.pdf", lambda: b"only words", "content_unknown"),
    ("nửa.jpg", lambda: bytes_of(Image.new("L", (1240, 1754), 250))[:3000], "broken"),
    ("zip.zip", lambda: zip_of([("b.zip", zip_of([("a.jpg", b"x")]))]), "zip_in_zip"),
    ("to.png", lambda: bytes_of(Image.new("1", (10_000, 10_100), 1), "PNG"), "too_many_pixels"),
    ("mèo.jpg", lambda: bytes_of(cat()), ""),
]


def test_every_bad_file_has_its_word_and_the_rest_goes_on(secretary, send_url, sheets):  # noqa: F811
    bad = [upload(name, make()) for name, make, _reason in BAD]
    answer = fill(secretary, send_url, *bad, upload("tốt.jpg", page_of(sheets[0], 1)))
    read_all()
    reasons = dict(ScanFile.objects.values_list("name", "reason"))
    assert reasons == {**{name: reason for name, _make, reason in BAD}, "tốt.jpg": ""}
    assert ScanPage.objects.get(file__name="tốt.jpg").went == Went.FILED
    assert ScanPage.objects.get(file__name="mèo.jpg").went == Went.QUEUED
    answer = secretary.get(answer.redirect_chain[0][0])
    assert [row.words for row in answer.context["files"] if row.file.state == FileState.REFUSED and not row.words] == []
    assert "hơn 500 trang" in text_of(answer) and "2 trang: 1 đã xếp, 1 chờ xử lý" in text_of(answer)
