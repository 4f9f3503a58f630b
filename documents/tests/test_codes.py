"""The code on paper: where it stands, that nothing moves for it, and where it leads whom."""
import io
import re
import uuid
import zipfile
from types import SimpleNamespace

import pypdfium2
import pytest
import zxingcpp
from django.core.exceptions import ValidationError
from django.urls import reverse

from documents.codes import LENGTH, SIGNS, as_typed, code_field, code_for, code_of, in_groups
from documents.docx import render_docx
from documents.layout import layout_from_settings
from documents.models import Document
from documents.paper import paper_html
from documents.payload import InvalidPayload, check_payload
from documents.pdf import render_pdf
from documents.services.bodies import change_body
from documents.services.withdraw import withdraw_paper
from documents.tests.printed import runs_of_pages
from documents.tests.sample import PROFILES, paper, unit_rows
from documents.tests.test_issue import AT, DRAFT, issue

CODE = "ACDEFHJKMNPQ"
ADDRESS = f"https://hoctap.example/documents/code/{CODE}/"


@pytest.fixture(autouse=True)
def address(settings):
    settings.PORTAL_URL = "https://hoctap.example/"


def coded(profile="hd36", **changes):
    return {**paper(profile, **changes), **code_field(CODE)}


# The code itself

def test_a_code_is_made_where_the_letterhead_prints_one_and_stays_with_its_copy(settings):
    body = SimpleNamespace(prints_code=True)
    made = {code_for(body) for _ in range(50)}
    assert len(made) == 50 and all(re.fullmatch(f"[{SIGNS}]{{{LENGTH}}}", code) for code in made)
    assert code_for(body, before=CODE) == CODE

    assert code_for(SimpleNamespace(prints_code=False), before=CODE) is None
    assert code_for(None) is None
    settings.PORTAL_URL = ""
    assert code_for(body, before=CODE) is None


def test_no_sign_is_taken_for_another():
    assert len(set(SIGNS)) == 24 and not set(SIGNS) & set("0OI1L8B5S2ZG")


def test_it_is_printed_in_groups_and_typed_as_people_type():
    assert (in_groups(CODE), code_of(code_field(CODE)), code_of({})) == ("ACDE-FHJK-MNPQ", CODE, None)
    assert code_field(CODE)["code"]["address"] == ADDRESS and code_field(None) == {}
    assert {as_typed(text) for text in ("acde-fhjk-mnpq", " ACDE FHJK MNPQ ", CODE)} == {CODE}


# On paper

@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_of_the_text_moves_for_it(profile):
    plain, with_code = (runs_of_pages(render_pdf(payload)) for payload in (paper(profile), coded(profile)))

    added = [run for run in with_code[0] if run not in plain[0]]
    assert [run.text for run in added] == ["Mã tra cứu hiệu lực:", "ACDE-FHJK-MNPQ"]
    assert [run for run in with_code[0] if run in plain[0]] == plain[0] and with_code[1:] == plain[1:]
    layout = layout_from_settings(profile, PROFILES[profile])
    assert all(297 - layout.margin_bottom < run.top and run.bottom < 292 for run in added)


def test_it_is_read_by_a_camera_from_the_print():
    page = pypdfium2.PdfDocument(render_pdf(coded()))[0]
    picture = page.render(scale=200 / 72, grayscale=True).to_pil()

    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [ADDRESS]


def test_it_stands_on_the_copy_to_sign_and_on_no_draft():
    copy = coded(number=None, issued_on=None, copy_to_sign=True)
    draft = coded(number=None, issued_on=None, draft=1)

    assert "ACDE-FHJK-MNPQ" in paper_html(copy)[0] and "ACDE-FHJK-MNPQ" not in "".join(paper_html(draft))


def test_a_paper_without_it_is_drawn_as_ever():
    """What is added for a code is all that differs; a payload of before has none of it."""
    html, css = paper_html(paper())
    coded_html, coded_css = paper_html(coded())

    assert re.sub(r'<div class="code">.*?</div>', "", coded_html, flags=re.S) == html
    assert coded_css.startswith(css.rstrip("\n")) and "code" not in css and "code" not in html


def test_a_margin_without_room_has_none_rather_than_one_nobody_can_read():
    assert "ACDE-FHJK" not in "".join(paper_html(coded(settings={"margin_bottom": 15})))
    assert "width: 12mm" in paper_html(coded(settings={"margin_bottom": 18}))[1]


def test_of_a_paper_drawn_in_parts_the_first_page_alone_bears_it():
    payload = coded()
    payload["appendices"][0]["rows"] = [unit_rows(1)[0][:1] * len(payload["appendices"][0]["columns"])] * 201
    pages = runs_of_pages(render_pdf(payload))

    assert [n for n, runs in enumerate(pages) if any(run.text == "ACDE-FHJK-MNPQ" for run in runs)] == [0]


def test_word_has_it_at_the_foot_of_the_first_page_alone():
    with zipfile.ZipFile(io.BytesIO(render_docx(coded()))) as archive:
        footers = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("word/footer")}
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    with_code = [name for name, text in footers.items() if "ACDE-FHJK-MNPQ" in text]
    assert (len(with_code), len(pictures), len(footers)) == (1, 1, 2)

    with zipfile.ZipFile(io.BytesIO(render_docx(paper()))) as archive:
        assert not [name for name in archive.namelist() if "footer" in name or "media" in name]
        assert "Mã tra cứu" not in archive.read("word/styles.xml").decode()
    assert render_docx(coded()) == render_docx(coded())


@pytest.mark.parametrize("code", [{}, {"address": ADDRESS}, {"address": ADDRESS, "text": 7}, {"address": ADDRESS, "text": "", "more": ""}])
def test_a_payload_says_it_whole(code):
    with pytest.raises(InvalidPayload, match="code"):
        check_payload({**paper(), "code": code})


# Where it leads

@pytest.fixture
def issued(office, cast):
    return issue(office, cast.officer, payload={**DRAFT, **code_field(CODE)})


def ask(client, code=CODE):
    answer = client.get(reverse("documents:standing", args=[code]))
    page = answer.content.decode()
    return answer.status_code, " ".join(page[page.index("<main"):page.index("</main")].split())


def test_the_issued_paper_bears_the_code_of_its_payload(issued):
    assert (issued.code, Document.objects.get(code=CODE)) == (CODE, issued)


@pytest.mark.parametrize(("who", "sees"), [
    ("officer", True), ("leader", True), ("inspector", True), ("base_officer", False), ("secretary_a", False),
    ("stranger", False), ("unitless", False),
])
def test_whoever_may_not_see_the_paper_gets_the_answer_of_a_code_that_is_none(client, cast, issued, who, sees):
    client.force_login(getattr(cast, who))
    status, page = ask(client)
    assert (status, "07-BC/BTGHU" in page, "Đang có hiệu lực" in page) == (200, sees, sees)
    if not sees:
        assert ask(client, "C" + CODE[1:]) == (200, page.replace("ACDE-FHJK", "CCDE-FHJK").replace(CODE, "C" + CODE[1:]))


def test_it_says_superseded_and_withdrawn(client, cast, office, issued):
    client.force_login(cast.leader)
    second = issue(office, cast.officer, number=8, supersedes=issued)
    page = ask(client)[1]
    assert "Đã được thay thế" in page and "08-BC/BTGHU" in page and "Đang có hiệu lực" not in page

    third = issue(office, cast.officer, number=9, payload={**DRAFT, **code_field("C" * LENGTH)})
    withdraw_paper(paper=third, reason="Sai số liệu", by=cast.officer, at=AT)
    page = ask(client, "C" * LENGTH)[1]
    assert "Đã thu hồi" in page and "Sai số liệu" in page and second.code is None


def test_the_code_is_typed_where_there_is_no_camera(client, cast, issued):
    client.force_login(cast.officer)
    answer = client.post(reverse("documents:code"), {"code": "acde fhjk-mnpq"}, follow=True)

    assert "07-BC/BTGHU" in answer.content.decode()
    assert client.post(reverse("documents:code"), {"code": "---"}, follow=True).status_code == 200


def test_one_signs_in_first_and_is_led_on(client, issued):
    url = reverse("documents:standing", args=[CODE])
    answer = client.get(url)
    assert answer.status_code == 302 and "next=" in answer.url and CODE in answer.url


# On the letterhead

def test_it_is_ticked_on_the_letterhead_also_once_papers_were_issued(client, cast, office, issued):
    client.force_login(cast.officer)
    names = ("superior_name", "name", "symbol", "place", "prose_name", "organisation_name", "committee_name", "recipients", "version")
    data = {name: getattr(office.body, name) for name in names}
    url = reverse("documents:body_change", args=[office.body.pk])

    assert client.post(url, {"form_key": str(uuid.uuid4()), **data, "prints_code": "on"}).status_code == 302
    office.body.refresh_from_db()
    assert (office.body.prints_code, office.body.valid_to) == (True, None)
    assert "có in ở trang đầu" in client.get(reverse("documents:body", args=[office.body.pk])).content.decode()

    with pytest.raises(ValidationError, match="theo thể thức này"):
        change_body(body=office.body, version=office.body.version, name="Khác", prints_code=False, by=cast.officer, at=AT)


def test_the_specimen_under_the_letterhead_shows_it(client, cast, office):
    client.force_login(cast.officer)
    office.body.prints_code = True
    office.body.save()

    content = client.get(reverse("documents:body_preview", args=[office.body.pk])).content
    assert any(run.text == "ACDE-FHJK-MNPQ" for run in runs_of_pages(content)[0])
