"""Forms sent as a browser sends them: what is drawn, with some fields filled in otherwise."""
import uuid
from urllib.parse import urljoin

from django.test import Client
from lxml import html

from audit.models import Entry
from lib.tests.at_once import at_once

THREADS = 8


def drawn(client, url, action=None):
    """The form of the page that is sent to the address (to the page's own where none is named): `(address, values)`."""
    answer = client.get(url)
    assert answer.status_code == 200, f"{url}: {answer.status_code}"
    for form in html.document_fromstring(answer.content.decode()).forms:
        target = urljoin(url, form.get("action") or url)
        values = _values_of(form)
        if form.method == "POST" and "form_key" in values and target.split("?")[0] == (action or url).split("?")[0]:
            return target, values
    raise AssertionError(f"{url} draws no form with a key")


def _values_of(form):
    values = {}
    for element in form.xpath(".//*[@name]"):
        if element.get("type") in ("submit", "file") or element.tag == "button" or element.get("disabled") is not None:
            continue
        if element.get("type") in ("radio", "checkbox"):
            found = [element.get("value", "on")] if element.get("checked") is not None else []
        elif element.tag == "select":
            chosen = [option for option in element.iter("option") if option.get("selected") is not None]
            # Of a list of which one must be chosen the browser sends the first.
            chosen = chosen or ([] if element.get("multiple") is not None else list(element.iter("option"))[:1])
            found = [option.get("value") for option in chosen]
        elif element.tag == "textarea":
            found = [(element.text or "").removeprefix("\n")]
        else:
            found = [element.get("value", "")]
        if found:
            values.setdefault(element.get("name"), []).extend(found)
    return values


def send(client, target, values):
    answer = client.post(target, values)
    return answer.status_code, answer.headers.get("Location", "")


def send_at_once(client, sendings):
    """Each of `(address, values)` from a browser of the same session, all at the same moment; the answers in their order."""
    def sender(target, values):
        own = Client(raise_request_exception=True)
        own.cookies = client.cookies.copy()
        return lambda: send(own, target, values)

    return at_once(*[sender(*one) for one in sendings])


def with_fresh_key(values):
    return {**values, "form_key": str(uuid.uuid4())}


def count_entries():
    """How many effects there were so far: every change is recorded in the journal, and so is every reading."""
    return Entry.objects.count()
