"""What a telephone that is only remembered gets to see, address by address; everything else leads to the password."""
from django.urls import reverse
from django.utils import timezone

from accounts.sessions import KEPT
from portal.tests.access_checking import address, expected, send
from portal.tests.access_rules import ANYBODY

# Classes and ticks of the own cell, written out: whoever opens a further page to it sees this list first.
OPEN = {
    "home", "unit_page", "units:list", "units:tree", "units:tree_below", "units:search", "units:detail",
    "campaigns:list", "campaigns:detail", "campaigns:ledger", "campaigns:resolutions",
    "campaigns:session_list", "campaigns:session", "campaigns:session_add", "campaigns:session_units", "campaigns:session_amend",
    "campaigns:session_withdraw", "campaigns:session_restore", "campaigns:session_answer", "campaigns:session_attach",
    "campaigns:attachment_remove", "campaigns:make_up", "campaigns:made_up_elsewhere", "campaigns:make_up_undo", "campaigns:minutes",
    "campaigns:plan", "campaigns:calendar", "campaigns:week_sheet", "campaigns:speaker_ask", "campaigns:speaker_withdraw",
    "essays:list", "essays:register", "essays:hand_in", "essays:mark",
    "files:show", "files:fragment", "files:page", "files:thumb", "files:download",
    "accounts:sign_out", "accounts:ask_again", "accounts:second_factor_check",
    "privacy:notice", "privacy:responsible",
}
_ASK = reverse("accounts:ask_again")


def on_kept_phone(client):
    """The client's session as it is the day after its telephone was remembered."""
    session = client.session
    session[KEPT] = timezone.now().isoformat()
    session.save()
    return client


def faults_of(world, rules, client, posts):
    """Every address of the portal, asked for what the secretary himself may see: open by the list, or to the password."""
    send(client, "GET", reverse("home"), rules["home"])         # what the sign-in wrote is counted with the first request
    for name, rule in sorted(rules.items()):
        if rule.permission == ANYBODY:
            continue
        # A form that is open is open as a page; one that is not is asked for by every way into it.
        for method in rule.methods[:1] if name in OPEN else rule.methods:
            allowed, url = _own_address(world, name, rule, posts, method)
            response, writes = send(client, method, url, rule, counted=name not in OPEN)
            led = _is_led(response, method)
            if allowed and name in OPEN:
                wanted = rule.post_ok if method == "POST" else (*rule.ok, 200)
                if led or response.status_code not in wanted:
                    yield f"{method} {name}: {response.status_code}, should be open"
            elif allowed and not led:
                yield f"{method} {name}: {response.status_code}, should lead to the password"
            elif not allowed and response.status_code in (200, 302) and not led:
                yield f"{method} {name}: {response.status_code}, is nobody's of the cell"
            if writes and (led or not allowed):
                yield f"{method} {name}: refused, and yet {writes}"


def _own_address(world, name, rule, posts, method):
    """The address of an object the role may reach with the password, else of any."""
    objects = world.things[rule.thing] if rule.thing else {"": None}
    for code, thing in objects.items():
        if expected(rule, posts, world.units.get(code), method) == "ok":
            return True, address(name, rule, thing)
    return False, address(name, rule, next(iter(objects.values())))


def _is_led(response, method):
    if response.headers.get("Location", "").startswith(_ASK):
        return True
    return method != "GET" and response.status_code == 403 and f'action="{_ASK}"' in response.text_seen
