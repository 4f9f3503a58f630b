"""Every address, every role, an object of every unit, every method: who gets in, who is told it does not exist.

404 for what is not yours, 403 for what your role may not, 405 for a wrong method, the sign-in page for nobody. No answer
holds a canary from outside the reader's scope, and a refused request writes nothing.
"""
import io
import logging
import re
import zipfile

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver, reverse
from pypdf import PdfReader

from portal.roles import PERMISSIONS
from portal.tests.access_accounts import ACCOUNT_RULES
from portal.tests.access_books import BOOK_RULES
from portal.tests.access_calendar import CALENDAR_RULES
from portal.tests.access_chasing import CHASING_RULES
from portal.tests.access_evidence import EVIDENCE_RULES
from portal.tests.access_helpers import HELPER_RULES
from portal.tests.access_inspections import PAGE_RULES
from portal.tests.access_law import LAW_RULES
from portal.tests.access_office_files import OFFICE_RULES
from portal.tests.access_papers import PAPER_RULES
from portal.tests.access_privacy import PRIVACY_RULES
from portal.tests.access_proposals import PROPOSAL_RULES
from portal.tests.access_rules import ANYBODY, RULES as MAIN_RULES, SIGNED_IN, above
from portal.tests.access_traces import TRACE_RULES
from portal.tests.access_world import World, people_of

RULES = {
    **MAIN_RULES, **ACCOUNT_RULES, **EVIDENCE_RULES, **PAGE_RULES, **PROPOSAL_RULES, **BOOK_RULES, **CALENDAR_RULES, **CHASING_RULES, **OFFICE_RULES,
    **PAPER_RULES, **TRACE_RULES, **PRIVACY_RULES, **HELPER_RULES, **LAW_RULES,
}
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_CANARY = re.compile(r"(CANARY|SECRET)-([A-Z0-9]+(?:-[0-9]+)?)", re.IGNORECASE)
_NAME = re.compile(r"Đảng viên \d SECRET-[0-9-]+")
_NAMES = {"members.view", "names.view", "names.handle"}
_SIGN_IN = "/sign-in/"


def all_names(patterns=None, namespace=""):
    """Names of all addresses of the portal."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            yield from all_names(pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)


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
        world.clients = {name: signed_in(person.user) for name, person in world.people.items()}
        yield world
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


def signed_in(user):
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


# What is expected, from the table alone

def expected(rule, posts, unit, method):
    """`ok`, or the status of the refusal, for whoever holds the posts."""
    if rule.permission == ANYBODY:
        return "ok" if method in rule.methods else 405
    if rule.permission != SIGNED_IN and not any(rule.permission in PERMISSIONS[role] for role, _unit in posts):
        return 403
    wanted = rule.scope_permission or rule.permission
    reach = [post_unit for role, post_unit in posts if wanted in PERMISSIONS[role]]
    if unit is not None and not any(rule.seen_from(post_unit, unit) for post_unit in reach):
        return 404
    acting = [post_unit for role, post_unit in posts if rule.act_permission in PERMISSIONS[role]]
    if rule.act_permission and not any(above(post_unit, unit) for post_unit in acting):
        return 403
    return "ok" if method in rule.methods else 405


def test_every_address_has_a_rule():
    assert set(all_names()) == set(RULES)


@pytest.mark.asvs("8.2.1", "8.2.2", "8.3.1", "8.4.1")
@pytest.mark.parametrize("name", sorted(set(all_names()) & set(RULES)))
def test_access(world, name):
    rule = RULES[name]
    objects = world.things[rule.thing] if rule.thing else {"": None}
    assert objects, f"no object of kind {rule.thing}"
    wrong, entered = [], set()
    for who, person in world.people.items():
        for code, method in requests_of(rule, person, objects, world):
            unit = world.units.get(code)
            url = address(name, rule, objects[code])
            response, writes = send(world.clients[who], method, url, rule)
            answer = wanted_answer(rule, who, person, unit, method)
            if answer == "ok" and method in ("GET", *rule.methods[-1:]):
                entered.add(who)
            wrong += faults(world, rule, person, method, answer, response, writes, f"{who} {method} {url}")
    assert not wrong, "\n".join(wrong)
    assert set(may_enter(rule, world)) - entered == set()


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

    names = _NAME.findall(page.content.decode())
    assert (page.status_code, {name.rpartition("SECRET-")[2] for name in names}) == (status, named)


def wanted_answer(rule, who, person, unit, method):
    if who in ("nobody", "deactivated") and rule.permission != ANYBODY:
        return "sign in"
    return expected(rule, person.posts, unit, method)


def may_enter(rule, world):
    """Who holds the permission, and so must be seen to get in somewhere."""
    wanted = rule.act_permission or rule.scope_permission or rule.permission
    for who, person in world.people.items():
        if who not in rule.nothing_for and any(wanted in PERMISSIONS[role] for role, _unit in person.posts):
            yield who


def requests_of(rule, person, objects, world):
    """A GET (or the only method) of the objects; the other methods once for each answer."""
    main = rule.methods[0]
    seen, kinds = set(), set()
    for code in objects:
        unit = world.units.get(code)
        answer = expected(rule, person.posts, unit, main)
        kind = sort_of_request(rule, person, answer, unit)
        if kind not in kinds:
            yield code, main
        if answer not in seen:
            yield from ((code, method) for method in other_methods(main, answer, person))
        kinds.add(kind)
        seen.add(answer)


def other_methods(main, answer, person):
    """All of them where one gets in; of those a page never takes, one for each person where one is refused anyway."""
    strange = _METHODS[2:] if answer == "ok" else (_METHODS[2 + person.number % 3],)
    return [method for method in ("GET", "POST", *strange) if method != main]


def sort_of_request(rule, person, answer, unit):
    """Of requests of one sort one is enough: what is not one's own is asked for object by object."""
    if answer == "ok":
        return answer, rule.costly or (unit and unit.kind)         # pages differ by the kind of unit
    if answer == 403 and unit and not rule.act_permission:
        return answer, any(above(post_unit, unit) for _role, post_unit in person.posts)
    if not person.posts:
        return answer
    return answer, unit and unit.code


def address(name, rule, thing):
    arguments = {rule.argument: thing.pk} if thing is not None else {}
    return reverse(name, kwargs={**arguments, **dict(rule.extra)})


def send(client, method, url, rule):
    """The answer, and the statements that changed anything but the session; all of it undone."""
    writes = []

    def watch(execute, sql, params, many, context):
        if sql.split(None, 1)[0] in ("INSERT", "UPDATE", "DELETE") and '"accounts_usersession"' not in sql:
            writes.append(sql[:80])
        return execute(sql, params, many, context)

    point, cookies = transaction.savepoint(), client.cookies.copy()
    with connection.execute_wrapper(watch):
        data = dict(rule.data) if method == "POST" else None
        response = client.generic(method, url) if data is None and method != "GET" else getattr(client, method.lower())(url, data)
        response.text_seen = text_of(response)
    transaction.savepoint_rollback(point)
    transaction.savepoint_commit(point)         # a rollback alone keeps it open, and thousands fill the server's locks
    client.cookies = cookies
    return response, writes


def faults(world, rule, person, method, answer, response, writes, what):
    status = response.status_code
    if response.exc_info:
        what = f"{what} [{response.exc_info[0].__name__}: {str(response.exc_info[1])[:120]}]"
    if answer == "sign in":
        if status != 302 or _SIGN_IN not in response.headers.get("Location", ""):
            yield f"{what}: {status}, not sent to the sign-in page"
    elif answer == "ok":
        if status not in (rule.post_ok if method == "POST" else rule.ok):
            yield f"{what}: {status}, should get in"
    elif status != answer and not (answer == 405 and status in rule.instead_of_405):
        yield f"{what}: {status}, expected {answer}"
    if answer != "ok" and writes:
        yield f"{what}: refused, and yet {writes}"
    for leak in sorted(leaks(world, person, response, names_allowed=rule.shows_names)):
        yield f"{what}: shows {leak}"


def leaks(world, person, response, *, names_allowed=False):
    """Canaries in the answer from outside the reader's scope, and names of members for who handles none."""
    allowed = {"CANARY": set(), "SECRET": set()}
    for _role, post in person.posts:
        for unit in world.units.values():
            if unit.path.startswith(post.path):
                allowed["SECRET"].add(unit.code)
                allowed["CANARY"].add(unit.code)
            if post.path.startswith(unit.path):
                allowed["CANARY"].add(unit.code)
    if names_allowed or any(_NAMES & PERMISSIONS[role] for role, _post in person.posts):
        names = set()
    else:
        names = set(_NAME.findall(response.text_seen))
    found = {(kind.upper(), code.upper()) for kind, code in _CANARY.findall(response.text_seen)}
    return names | {f"{kind}-{code}" for kind, code in found if code not in allowed[kind]}


def text_of(response):
    """Headers and body as text; a workbook unpacked, a paper read."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    elif body.startswith(b"%PDF"):
        body = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages).encode()
    return f"{response.headers}\n{body.decode('utf-8', 'replace')}"
