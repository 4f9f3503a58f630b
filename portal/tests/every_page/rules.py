"""The machine-checkable rules of WCAG 2.2 AA, asked of pages read before: Chromium gets them without a server."""
import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders

_HOST = "http://portal.test"
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


class Reader:
    """One tab of a browser of some width, in which page after page is opened."""

    def __init__(self, chromium, width):
        self.context = chromium.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
        self.tab = self.context.new_page()
        self.tab.route("**/*", self._answer)
        self.shown = None

    def close(self):
        self.context.close()

    def broken_rules(self, page):
        """`[(rule, where)]` of the page."""
        self.shown = page
        self.tab.goto(_HOST + page.url)
        # The bar at the foot of a telephone lies over whatever is scrolled beneath it. On a screen as tall as the page it may
        # lie over nothing.
        height = self.tab.evaluate("document.documentElement.scrollHeight")
        self.tab.set_viewport_size({**self.tab.viewport_size, "height": max(800, height)})
        found = Axe().run(self.tab, options=_RULES).response["violations"]
        return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found]

    def _answer(self, route):
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request():
            route.fulfill(body=self.shown.body, headers=self.shown.headers)
        elif found := path.startswith("/static/") and finders.find(path.removeprefix("/static/")):
            route.fulfill(body=Path(found).read_bytes(), content_type=mimetypes.guess_type(found)[0])
        else:
            # Pictures, and what a script asks for.
            route.fulfill(status=204)
