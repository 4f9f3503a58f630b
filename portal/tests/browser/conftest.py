"""A real Chromium against the portal with the An Lạc campaign, a worker and a broker of its own."""
import datetime
import os

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.services.users import change_password
from lib import clock
from lib.clock import at_hour
from portal.tests.kept_rows import put_rows_back, rows_of_tables
from portal.tests.workers.conftest import broker, processes, quick  # noqa: F401 (fixtures)
from units.models import Role, Unit
from units.services.accounts import create_account

WORKBOOK = django_settings.BASE_DIR / "data" / "an-lac" / "workbook.xlsx"
# The Monday after the cut-off of 2018-W02.
NOW = at_hour(datetime.date(2018, 1, 15), datetime.time(9))
PASSWORD = "mua-xuan-tren-song-tra"
ACCOUNTS = {
    "tuyengiao": ("AL", Role.OFFICER), "truongban": ("AL", Role.LEADER), "gachtantien": ("403", Role.SECRETARY),
    "quytindung": ("404", Role.SECRETARY), "tanlap": ("102", Role.BASE_OFFICER),
}


@pytest.fixture
def an_lac(transactional_db, settings):
    """The campaign as the workbook holds it, on the Monday after the cut-off; one account per part in the journey."""
    settings.CLOCK_SHIFT_SECONDS = int((NOW - clock.timezone.now()).total_seconds())
    os.environ["CLOCK_SHIFT_SECONDS"] = str(settings.CLOCK_SHIFT_SECONDS)
    if _imported:
        put_rows_back(_imported, instead=True)
    else:
        _import_an_lac()
        _imported.update(rows_of_tables())
    yield
    del os.environ["CLOCK_SHIFT_SECONDS"]


# The import takes seconds, and many journeys begin with it: done once in a process, its rows kept.
_imported = {}


def _import_an_lac():
    call_command("import_workbook", WORKBOOK, stdout=open(os.devnull, "w"))
    for username, (code, role) in ACCOUNTS.items():
        unit = Unit.objects.get(code=code)
        user = create_account(
            full_name=unit.secretary_name or username, username=username, phone="", unit=unit, role=role,
            valid_from=datetime.date(2017, 11, 1), by=None, at=NOW,
        )
        change_password(user=user, password=PASSWORD, at=NOW)


class Person:
    """Somebody at a screen: signs in, taps (and the taps are counted), reads."""

    def __init__(self, page, address):
        self.page, self.address, self.taps = page, address, 0

    def sign_in(self, username):
        self.page.goto(f"{self.address}/accounts/sign-in/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(f"{self.address}/")
        return self

    def go(self, path):
        return self.page.goto(f"{self.address}{path}")

    def tap(self, what):
        """One touch on what is seen; `what` is a selector or a locator."""
        (self.page.locator(what) if isinstance(what, str) else what).click()
        self.taps += 1

    def press(self, *keys):
        """Keys one after the other; a key pressed before the page's script listens is lost, so the first waits for it."""
        self.page.wait_for_load_state()
        for key in keys:
            self.page.keyboard.press(key)

    def reads(self, text):
        expect(self.page.locator("main")).to_contain_text(text)


@pytest.fixture
def someone(chromium, live_server):
    """`someone(width, height=800)`: a person with a screen of that size and a browser of his own."""
    contexts = []

    def sit_down(width, height=800, **options):
        context = chromium.new_context(**{"viewport": {"width": width, "height": height}, "locale": "vi-VN", **options})
        contexts.append(context)
        context.set_default_timeout(15_000)
        return Person(context.new_page(), live_server.url)

    yield sit_down
    for context in contexts:
        context.close()
