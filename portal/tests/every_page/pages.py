"""Every page of the portal with a real object: what a browser gets of it, read once for all the tests that look at pages."""
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from lxml import html

from portal.tests.access_checking import address, expected
from portal.tests.test_access_matrix import RULES

# Who may most comes first; whoever of them gets in shows the page.
_RICHEST = ("officer", "base_officer", "secretary_a", "leader", "inspector", "nobody")


# Units of which everything is laid, a cell and its base.
_FULLEST = {"1-01": 0, "1": 1}


@dataclass
class Form:
    """A form of a page: where it is sent and what it carries unseen."""

    action: str
    method: str
    fields: dict = field(default_factory=dict)


@dataclass
class Page:
    """A page as somebody got it."""

    name: str
    url: str
    who: str
    body: str
    headers: dict

    @property
    def tree(self):
        return html.document_fromstring(self.body)

    def forms(self):
        for form in self.tree.iter("form"):
            yield Form(urljoin(self.url, form.get("action") or self.url), form.get("method", "get").lower(), _fields_of(self.tree, form))

    def addresses(self):
        """All that leads on from the page: links, actions, pictures, what a script asks for."""
        for element in self.tree.iter():
            for name, value in element.attrib.items():
                if name in ("href", "src", "action", "formaction") or name.startswith(("hx-get", "hx-post", "data-")) and value.startswith("/"):
                    yield value


def _fields_of(tree, form):
    inside = form.xpath(".//*[@name]")
    if form.get("id"):
        inside += tree.xpath(f"//*[@name and @form='{form.get('id')}']")
    return {element.get("name"): element.get("value", "") for element in inside}


def name_of(url):
    """The name of the address, without its namespace's dots; "" where it leads out of the portal's addresses."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def page_of(world, name, who):
    """The page of the address as this person gets it, with the first object that gives him one; None where none does."""
    rule, person = RULES[name], world.people[who]
    objects = world.things[rule.thing] if rule.thing else {"": None}
    for code in sorted(objects, key=lambda code: (_FULLEST.get(code, 2), code)):
        if expected(rule, person.posts, world.units.get(code), "GET") == "ok":
            url = address(name, rule, objects[code])
            answer = world.clients[who].get(url)
            if answer.status_code == 200 and not answer.headers["Content-Type"].startswith("text/html"):
                return None
            if answer.status_code == 200 and b"<html" in answer.content:
                return Page(name, url, who, answer.content.decode(), dict(answer.headers))
    return None


def richest_page(world, name):
    return next(filter(None, (page_of(world, name, who) for who in _RICHEST)), None)
