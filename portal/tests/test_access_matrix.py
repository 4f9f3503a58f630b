"""Every address, every role, an object of every unit, every method: who gets in, who is told it does not exist.

404 for what is not yours, 403 for what your role may not, 405 for a wrong method, the sign-in page for nobody. No answer
holds a canary from outside the reader's scope, and a refused request writes nothing.
"""
import logging
import re

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from portal.tests.access_accounts import ACCOUNT_RULES
from portal.tests.access_books import BOOK_RULES
from portal.tests.access_calendar import CALENDAR_RULES
from portal.tests.access_checking import NAME, all_names, check_address, signed_in
from portal.tests.access_chasing import CHASING_RULES
from portal.tests.access_evidence import EVIDENCE_RULES
from portal.tests.access_helpers import HELPER_RULES
from portal.tests.access_inspections import PAGE_RULES
from portal.tests.access_kept_phone import faults_of, on_kept_phone
from portal.tests.access_law import LAW_RULES
from portal.tests.access_office_files import OFFICE_RULES
from portal.tests.access_papers import PAPER_RULES
from portal.tests.access_privacy import PRIVACY_RULES
from portal.tests.access_planted import BUGS
from portal.tests.access_proposals import PROPOSAL_RULES
from portal.tests.access_rules import RULES as MAIN_RULES
from portal.tests.access_traces import TRACE_RULES
from portal.tests.access_world import World, people_of

RULES = {
    **MAIN_RULES, **ACCOUNT_RULES, **EVIDENCE_RULES, **PAGE_RULES, **PROPOSAL_RULES, **BOOK_RULES, **CALENDAR_RULES, **CHASING_RULES, **OFFICE_RULES,
    **PAPER_RULES, **TRACE_RULES, **PRIVACY_RULES, **HELPER_RULES, **LAW_RULES,
}

# Asks for a test database ...
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _django_db_marker():
    """... but for no transaction around each test: the world is laid once, in one transaction around the module."""


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    logging.disable(logging.ERROR)          # thousands of refusals, each with its way through the code
    with django_db_blocker.unblock(), media, transaction.atomic():
        world = World()
        world.people = people_of(world)
        world.clients = {name: signed_in(person) for name, person in world.people.items()}
        yield world
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


def test_every_address_has_a_rule():
    assert set(all_names()) == set(RULES)


@pytest.mark.asvs("8.2.1", "8.2.2", "8.3.1", "8.4.1")
@pytest.mark.parametrize("name", sorted(set(all_names()) & set(RULES)))
def test_access(world, name):
    assert check_address(world, name, RULES[name]) == []


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(set(all_names()) & set(RULES)))
def test_access_of_everybody_to_everything_by_every_method(world, name):
    assert check_address(world, name, RULES[name], full=True) == []


@pytest.mark.parametrize("bug", BUGS, ids=str)
def test_a_planted_bug_is_seen(world, monkeypatch, bug):
    """What the matrix would not see, it does not prove."""
    bug.plant(monkeypatch)
    wrong = check_address(world, bug.address, RULES[bug.address], people=bug.who)
    assert any(re.search(bug.seen, line) for line in wrong), wrong


@pytest.fixture
def joint(world):
    point = transaction.savepoint()
    yield world.lay_joint_class(world.tree.xa, world.tree.xb)
    transaction.savepoint_rollback(point)
    transaction.savepoint_commit(point)


@pytest.mark.parametrize("who, status, named", [
    ("secretary_a", 200, {"1-01"}), ("secretary_b", 200, {"1-02"}), ("base_officer", 200, {"1-01", "1-02"}),
    ("officer", 200, set()), ("leader", 200, set()), ("inspector", 200, set()),
    ("secretary_z", 404, set()), ("stranger", 404, set()), ("unitless", 403, set()),
])
def test_of_a_joint_class_each_unit_sees_its_own_absentees(world, joint, who, status, named):
    page = world.clients[who].get(reverse("campaigns:session", args=[joint.pk]))

    names = NAME.findall(page.content.decode())
    assert (page.status_code, {name.rpartition("SECRET-")[2] for name in names}) == (status, named)


@pytest.mark.asvs("7.2.4", "8.2.1")
def test_a_remembered_telephone_opens_the_classes_of_its_cell_and_asks_for_all_the_rest(world):
    person = world.people["secretary_a"]

    assert list(faults_of(world, RULES, on_kept_phone(signed_in(person)), person.posts)) == []
