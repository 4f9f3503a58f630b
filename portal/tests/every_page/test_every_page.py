"""Every page with a real object, as whoever of the cast may most gets it: its forms, its addresses, and what a log keeps of it."""
import re
from urllib.parse import unquote

import pytest
from django.db import transaction
from django.urls import reverse

from portal.tests.every_page.leavings import access_line, log_in_production
from portal.tests.every_page.pages import name_of, page_of, richest_page
from portal.tests.every_page.rules import Reader
from portal.tests.every_page.writes import WITHOUT_KEY
from portal.tests.test_access_matrix import RULES, _django_db_marker, world  # noqa: F401 fixtures

# What is no page: files, pictures, parts of pages, and what sends on at once.
NO_PAGES = {
    "health", "accounts:card", "accounts:ask_again", "units:search", "campaigns:outstanding_xlsx", "essays:mark_undo",
    "essays:bound_file", "essays:sheets_file",
    "essays:batch_progress", "essays:page_picture", "essays:page_assign", "essays:page_set_aside", "essays:page_turn",
    "essays:page_take_up", "essays:page_undo", "essays:small_picture", "reports:issued_paper", "workbook:template",
    "workbook:export_file", "workbook:bad_rows", "documents:file", "documents:body_preview", "files:fragment", "files:page",
    "files:thumb", "files:original", "jobs:progress", "accounts:second_factor_check", "reports:evidence_xlsx",
    "reports:campaign_evidence_xlsx", "essays:essay_pdf", "essays:inspected_picture", "campaigns:minutes_paper",
    "campaigns:letter_draft", "campaigns:letter_docx", "campaigns:letter_copy", "documents:docx", "documents:xlsx",
    "reports:draft_docx", "reports:draft_xlsx", "reports:copy_docx", "reports:copy_xlsx", "files:download", "own_data:archive", "own_data:file",
}
_NAME = re.compile(r"(?:CANARY|SECRET)-|Đảng viên|Đồng chí", re.IGNORECASE)
# Searches for people: what is typed stays out of the address that follows.
_SEARCHES = ("units:find_member", "accounts:list", "privacy:requests")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages(world):  # noqa: F811
    """`{name of the address: its page}`; what a look writes is undone."""
    point = transaction.savepoint()
    with log_in_production() as log:
        read = {name: richest_page(world, name) for name, rule in RULES.items() if "GET" in rule.methods}
    world.log = log()
    transaction.savepoint_rollback(point)
    return read


def test_every_page_is_read(pages):
    assert {name for name, page in pages.items() if page is None} - NO_PAGES == set()


def test_every_form_that_writes_carries_its_key(pages):
    sent = [(page.name, name_of(form.action), form) for page in pages.values() if page for form in page.forms() if form.method == "post"]
    without = {(page, name) for page, name, form in sent if name not in WITHOUT_KEY and "form_key" not in form.fields}

    assert len(sent) > 200 and without == set()
    assert [name for _page, name, _form in sent if "POST" not in RULES[name].methods] == []


@pytest.mark.asvs("14.2.1")
def test_no_address_holds_a_name(pages):
    found = [(page.name, address) for page in pages.values() if page for address in page.addresses() if _NAME.search(unquote(address))]

    assert found == []


@pytest.mark.asvs("14.2.1")
@pytest.mark.parametrize("name", _SEARCHES)
def test_whoever_is_searched_for_stands_in_no_address(world, name):  # noqa: F811
    answer = world.clients["officer"].post(reverse(name), {"q": "Đảng viên 0 SECRET-1-01"})

    assert answer.status_code == 302 and not _NAME.search(unquote(answer.url))
    found = world.clients["officer"].get(answer.url)
    assert not [line for line in re.findall(r'(?:href|action)="([^"]*)"', found.content.decode()) if _NAME.search(unquote(line))]


@pytest.mark.asvs("16.2.5", "14.2.1")
def test_the_log_of_all_pages_names_nobody(world, pages):  # noqa: F811
    assert _NAME.findall(world.log) == []


@pytest.mark.asvs("16.2.5")
def test_the_web_server_writes_no_query_down(world):  # noqa: F811
    answer = world.clients["officer"].get(reverse("units:list"), {"q": "SECRET-1"}, HTTP_REFERER="http://x/?q=SECRET-1")

    assert access_line(answer) == "GET /to-chuc/ 200 0 ms"


@pytest.fixture(params=[1280, 360])
def reader(request, chromium):
    reader = Reader(chromium, request.param)
    yield reader
    reader.close()


@pytest.mark.full
def test_every_page_keeps_the_rules_of_wcag(pages, reader):
    assert {page.name: broken for page in pages.values() if page and (broken := reader.broken_rules(page))} == {}


@pytest.mark.full
def test_every_page_of_everybody_keeps_the_rules_of_wcag(world, reader):  # noqa: F811
    found = {}
    for name, rule in RULES.items():
        for who in world.people if "GET" in rule.methods else ():
            page = page_of(world, name, who)
            if page and (broken := reader.broken_rules(page)):
                found[name, who] = broken

    assert found == {}
