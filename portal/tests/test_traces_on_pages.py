"""Every address once, as whoever may: names and files of people leave a line of their reading; a thing's page its history."""
import logging

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.utils.translation import gettext

from portal.tests.access_checking import NAME, address, expected, send, signed_in
from portal.tests.access_opened import text_of
from portal.tests.access_world import World, people_of
from portal.tests.test_access_matrix import RULES

# Those above the base first: who handles names every day is not written down for each of them.
_ASKED_BY = ("officer", "inspector", "leader", "base_officer", "secretary_a")

# Names without a line, each with its reason; any other page that shows one to who asks from above must leave one.
NAMES_WITHOUT_A_LINE = {
    "essays:proposal_add": "a line would tell which cell was about to ask for something (decision 045)",
    "own_data:erase": "asks once before the erasure, which stands in the journal",
    "privacy:requests": "the register of requests, kept by whom the law names",
    "privacy:request_add_for": "begins the member's own request, which stands in its register",
}
_PAPER = "an official paper: it names units, and its issue stands in the journal"
_MADE = "the job that made it left the line; whoever ordered it fetches it, for a day"
# What is taken out as a file without a line of its own.
FILES_WITHOUT_A_LINE = {
    "health": "says nothing of anybody",
    "workbook:template": "an empty form",
    **dict.fromkeys(
        ("campaigns:letter_copy", "campaigns:letter_docx", "campaigns:letter_draft", "documents:body_preview", "documents:docx",
         "documents:file", "documents:xlsx", "reports:copy_docx", "reports:copy_xlsx", "reports:draft_docx", "reports:draft_xlsx",
         "reports:issued_paper"), _PAPER,
    ),
    **dict.fromkeys(("essays:bound_file", "essays:sheets_file", "workbook:export_file"), _MADE),
    "essays:small_picture": "too small to be read; the picture itself leaves a line (decision 043)",
    **dict.fromkeys(("files:page", "files:thumb", "files:download"), "belongs to the page of the class it stands on; its original leaves a line"),
}
_LIST = "a list of many things: each has its own page and history"
_PART = "a piece of a page, or a paper drawn from it"
# Pages for reading of one thing without its history.
WITHOUT_HISTORY = {
    **dict.fromkeys(
        ("campaigns:call_sheet", "campaigns:charts", "campaigns:chat_texts", "campaigns:desk", "campaigns:ledger", "campaigns:letters",
         "campaigns:outstanding", "documents:book", "essays:aside", "essays:campaign_proposal_groups", "essays:campaign_proposals",
         "essays:proposal_groups", "essays:proposals", "essays:register", "essays:unit_batches", "reports:campaign_evidence",
         "reports:campaign_evidence_members", "reports:cut_offs", "reports:evidence", "reports:evidence_members"), _LIST,
    ),
    **dict.fromkeys(
        ("privacy:incident_paper", "reports:copy", "reports:draft", "campaigns:session_units", "essays:batch_progress",
         "essays:bound_ready", "essays:sheets_ready", "files:fragment", "jobs:progress",
         "units:tree_below", "workbook:export_ready"), _PART,
    ),
    **dict.fromkeys(
        ("audit:looked_campaign", "audit:looked_essay", "audit:looked_file", "audit:looked_member", "audit:looked_page"),
        "the other half of the journal: who read it",
    ),
    "own_data:show": "all that is kept of a member, gathered for his request; his card has the history",
    "essays:inspected_essay": "the inspector's look at the pages; the essay's own page has its history",
    "essays:proposal_group": "of a small cell a line might tell who asked (decision 045)",
    "jobs:show": "shows each of its steps itself",
}


# As if the disk were full at that very moment.
_JOURNAL_REFUSES = """
CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the journal is full'; END $$;
CREATE TRIGGER journal_refuses BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION journal_refuses();
"""


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker, tmp_path_factory):
    """`{address: (rule, answer, tables written)}` of a GET by the first of the cast who may."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    logging.disable(logging.ERROR)
    with django_db_blocker.unblock(), media, transaction.atomic():
        world = World()
        world.people = people_of(world)
        clients = {name: signed_in(world.people[name]) for name in _ASKED_BY}
        found = dict(_asked(world, clients))
        with connection.cursor() as cursor:
            cursor.execute(_JOURNAL_REFUSES)
        found["without a journal"] = {
            name: _get(clients[who], response.wsgi_request.get_full_path())
            for name, (rule, response, writes, who) in found.items() if "audit_entry" in writes
        }
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
    return found


def _asked(world, clients):
    for name, rule in RULES.items():
        if "GET" not in rule.methods:
            continue
        objects = world.things[rule.thing] if rule.thing else {"": None}
        for who in _ASKED_BY:
            mine = [
                thing for code, thing in objects.items()
                if expected(rule, world.people[who].posts, world.units.get(code), "GET") == "ok"
            ]
            if mine and who not in rule.nothing_for:
                response, writes = send(clients[who], "GET", address(name, rule, mine[0]), rule)
                yield name, (rule, response, writes, who)
                break


def _get(client, url):
    """The answer where the database may refuse in the middle of it."""
    point = transaction.savepoint()
    response = client.get(url)
    response.text_seen = text_of(response)
    connection.needs_rollback = False
    transaction.savepoint_rollback(point)
    return response


@pytest.fixture(scope="module")
def pages(answers):
    return {name: answer for name, answer in answers.items() if name != "without a journal"}


@pytest.mark.asvs("16.2.1", "14.2.4")
def test_names_and_files_leave_a_line(pages):
    silent = {name: response for name, (_rule, response, writes, _who) in pages.items() if "audit_entry" not in writes}
    named = {name for name, response in silent.items() if NAME.search(response.text_seen)}
    files = {name for name, response in silent.items() if response.status_code == 200 and not _is_page(response)}

    assert sorted(named ^ set(NAMES_WITHOUT_A_LINE)) == []
    assert sorted(files ^ set(FILES_WITHOUT_A_LINE)) == []


def test_what_leaves_no_line_is_not_shown(answers):
    """Reading and line are one: where the line cannot be written, nothing is given."""
    refused = answers["without a journal"]

    assert len(refused) > 15
    assert {name for name, response in refused.items() if response.status_code != 500 or NAME.search(response.text_seen)} == set()


def test_a_page_of_one_thing_shows_its_history(pages):
    of_one = {
        name: response.text_seen for name, (rule, response, _writes, _who) in pages.items()
        if rule.thing and rule.methods == ("GET",) and _is_page(response)
    }
    nothing = gettext("Nothing recorded yet.")

    without = {name for name, text in of_one.items() if 'class="history"' not in text and nothing not in text}
    assert sorted(without ^ set(WITHOUT_HISTORY)) == []


def _is_page(response):
    return response.headers.get("Content-Type", "").startswith("text/html")
