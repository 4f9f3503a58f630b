"""Asks an address in everybody's name and says what is wrong with the answers.

What is expected is computed from the rule, the page of roles and plain prefixes of paths, never from the views.
"""
import re

from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from portal.roles import PERMISSIONS
from portal.tests.access_opened import text_of
from portal.tests.access_rules import ANYBODY, SIGNED_IN, above

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_CANARY = re.compile(r"(CANARY|SECRET)-([A-Z0-9]+(?:-[0-9]+)?)", re.IGNORECASE)
NAME = re.compile(r"Đảng viên \d SECRET-[0-9-]+")
_NAMES = {"members.view", "names.view", "names.handle"}
# Everybody's session is prolonged by being used; what it was for the history is written down before anything else.
_OF_THE_SESSION = {"accounts_usersession"}
# Nothing of their object is to be read on them: they lead on, or answer in figures.
BARE = {
    "campaigns:session_add", "campaigns:session_ask", "essays:campaign_scan_open", "essays:essay_page_turn", "essays:mark_undo",
    "essays:page_assign", "essays:page_set_aside", "essays:page_take_up", "essays:page_turn", "essays:page_undo", "essays:scan_begin",
    "essays:scan_open", "essays:scan_piece", "jobs:progress", "jobs:run_again", "reports:campaign_evidence_members",
    "reports:campaign_evidence_xlsx", "reports:evidence_xlsx", "campaigns:outstanding_xlsx",
}
# What was counted after the request before is what stands before the next.
_counts = []


def all_views(patterns=None, namespace=""):
    """`(name, view)` of all addresses of the portal."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback
        else:
            yield from all_views(pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)


def all_names():
    return [name for name, _view in all_views()]


def view_of(name):
    return dict(all_views())[name]


def signed_in(person):
    client = Client(raise_request_exception=False)
    if person.user:
        client.force_login(person.user)
    if person.prepare:
        person.prepare(client)
    return client


def check_address(world, name, rule, *, full=False, people=None):
    """Everything that is wrong with the address, asked by all the people or by those named."""
    _counts.clear()
    people = {who: person for who, person in world.people.items() if people is None or who in people}
    objects = world.things[rule.thing] if rule.thing else {"": None}
    if not objects:
        return [f"no object of kind {rule.thing}"]
    wrong, entered, shown = [], set(), set()
    for who, person in people.items():
        for code, method, htmx in requests_of(rule, person, objects, world, full):
            unit = world.units.get(code)
            url = address(name, rule, objects[code])
            answer = wanted_answer(rule, person, unit, method)
            response, writes = send(world.clients[who], method, url, rule, htmx=htmx, counted=answer != "ok")
            if answer == "ok":
                entered |= {who} if method in ("GET", *rule.methods[-1:]) else set()
                shown |= canaries_in(response) & {("SECRET", code), ("CANARY", code)}
            what = f"{who} {method}{' by htmx' if htmx else ''} {url}"
            wrong += faults(world, rule, person, method, answer, response, writes, what)
    wrong += [f"{who}: never got in" for who in sorted(set(may_enter(rule, people)) - entered)]
    if people.keys() == world.people.keys() and any(objects) and not shown and name not in BARE:
        wrong.append("shows nothing of its object: its silence of others proves nothing")
    return wrong


# What is expected, from the table alone

def wanted_answer(rule, person, unit, method):
    """`ok`, the status of the refusal, or `sent on` where a step of signing in is owed."""
    if person.owes and rule.permission != ANYBODY and person.owes not in rule.before:
        return "sent on"
    return expected(rule, person.posts, unit, method)


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


def may_enter(rule, people):
    """Who holds the permission, and so must be seen to get in somewhere."""
    wanted = rule.act_permission or rule.scope_permission or rule.permission
    for who, person in people.items():
        if not person.owes and who not in rule.nothing_for and any(wanted in PERMISSIONS[role] for role, _unit in person.posts):
            yield who


# What is asked

def requests_of(rule, person, objects, world, full=False):
    """`(unit code, method, by htmx)`: in full everything; else a GET (or the only method) of the objects, and the other
    methods and a fragment once for each kind of answer."""
    if full:
        for code in objects:
            yield from ((code, method, htmx) for method in METHODS for htmx in (False, True))
        return
    main = rule.methods[0]
    seen, kinds = set(), set()
    for code in objects:
        unit = world.units.get(code)
        answer = wanted_answer(rule, person, unit, main)
        kind = _sort_of_request(rule, person, answer, unit)
        if kind not in kinds:
            yield code, main, False
        if answer not in seen:
            yield from ((code, method, False) for method in _other_methods(main, answer, person))
            yield from ((code, method, True) for method in _by_htmx(rule, answer, person))
        kinds.add(kind)
        seen.add(answer)


def _other_methods(main, answer, person):
    """All of them where one gets in; of those a page never takes, one for each person where one is refused anyway."""
    strange = METHODS[2:] if answer == "ok" else (METHODS[2 + person.number % 3],)
    return [method for method in ("GET", "POST", *strange) if method != main]


def _by_htmx(rule, answer, person):
    """Fragments go the same way through the code: who is refused is refused them too, by turns of GET and POST."""
    if answer == "ok":
        return ("GET",) if "GET" in rule.methods and not rule.costly and person.number % 3 == 0 else ()
    return (("GET", "POST")[person.number % 2],)


def _sort_of_request(rule, person, answer, unit):
    """Of requests of one sort one is enough: what is not one's own is asked for object by object."""
    if answer == "ok":
        return answer, rule.costly or (unit and unit.kind)         # pages differ by the kind of unit
    if answer == 403 and unit and not rule.act_permission:
        return answer, any(above(post_unit, unit) for _role, post_unit in person.posts)
    if not person.posts or answer == "sent on":
        return answer
    return answer, unit and unit.code


def address(name, rule, thing):
    arguments = {rule.argument: thing.pk} if thing is not None else {}
    return reverse(name, kwargs={**arguments, **dict(rule.extra)})


def send(client, method, url, rule, *, htmx=False, counted=True):
    """The answer, and the tables in which it changed anything, but that of sessions; all of it undone."""
    before = _counts.pop() if _counts else rows_written() if counted else {}
    point, cookies = transaction.savepoint(), client.cookies.copy()
    headers = {"HX-Request": "true"} if htmx else {}
    data = dict(rule.data) if method == "POST" else dict(rule.asks)
    if method in ("GET", "POST"):
        response = getattr(client, method.lower())(url, data, headers=headers)
    else:
        response = client.generic(method, url, headers=headers)
    response.text_seen = text_of(response)
    after = rows_written() if counted else {}
    _counts.extend([after] if counted else [])
    transaction.savepoint_rollback(point)
    transaction.savepoint_commit(point)         # a rollback alone keeps it open, and thousands fill the server's locks
    client.cookies = cookies
    return response, sorted(table for table, count in after.items() if count != before.get(table, 0))


def rows_written():
    """`{table: rows put in, changed or removed}` in this transaction as the server counts them, whatever the statement was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {table: count for table, count in cursor.fetchall() if table not in _OF_THE_SESSION}


# What was answered

def faults(world, rule, person, method, answer, response, writes, what):
    status = response.status_code
    if response.exc_info:
        what = f"{what} [{response.exc_info[0].__name__}: {str(response.exc_info[1])[:120]}]"
    if answer == "sent on":
        target = response.headers.get("HX-Redirect") or (response.headers.get("Location", "") if status == 302 else "")
        if not target.startswith(person.sent_to):
            yield f"{what}: {status}, not sent to {person.sent_to}"
    elif answer == "ok":
        if status not in (rule.post_ok if method == "POST" else rule.ok):
            yield f"{what}: {status}, should get in"
    elif status != answer and not (answer == 405 and status in rule.instead_of_405):
        yield f"{what}: {status}, expected {answer}"
    if answer != "ok" and writes:
        yield f"{what}: refused, and yet wrote {', '.join(writes)}"
    for leak in sorted(leaks(world, person, response, names_allowed=rule.shows_names)):
        yield f"{what}: shows {leak}"


def canaries_in(response):
    return {(kind.upper(), code.upper()) for kind, code in _CANARY.findall(response.text_seen)}


def leaks(world, person, response, *, names_allowed=False):
    """Canaries in the answer from outside the reader's scope, and names of members for who handles none."""
    if names_allowed or any(_NAMES & PERMISSIONS[role] for role, _post in person.posts):
        names = set()
    else:
        names = set(NAME.findall(response.text_seen))
    allowed = allowed_canaries(world, person)
    return names | {f"{kind}-{code}" for kind, code in canaries_in(response) if code not in allowed[kind]}


def allowed_canaries(world, person):
    allowed = {"CANARY": set(), "SECRET": set()}
    for _role, post in person.posts:
        for unit in world.units.values():
            if unit.path.startswith(post.path):
                allowed["SECRET"].add(unit.code)
                allowed["CANARY"].add(unit.code)
            if post.path.startswith(unit.path):
                allowed["CANARY"].add(unit.code)
    return allowed
