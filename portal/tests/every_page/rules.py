"""The rules of WCAG asked of pages read before: Chromium gets them without a server."""
import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders

from portal.tests.wcag import broken_rules

_HOST = "http://portal.test"


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
        return broken_rules(self.tab)

    def _answer(self, route):
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request():
            route.fulfill(body=self.shown.body, headers=self.shown.headers)
        elif found := path.startswith("/static/") and finders.find(path.removeprefix("/static/")):
            route.fulfill(body=Path(found).read_bytes(), content_type=mimetypes.guess_type(found)[0])
        else:
            # Pictures, and what a script asks for.
            route.fulfill(status=204)
