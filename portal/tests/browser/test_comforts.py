"""What the script adds to forms that work without it, and that they do work without it."""
import datetime

import pytest
from playwright.sync_api import expect

from accounts.services.users import change_password
from audit.models import Entry
from lib.clock import local_day, now
from portal.tests.browser.conftest import PASSWORD
from units.models import Unit
from units.services.derived import unit_derived

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer(tree, cast, someone):
    """`officer(width=1280, **options)`: the officer, signed in, in a browser of that kind."""
    change_password(user=cast.officer, password=PASSWORD, at=now() - datetime.timedelta(minutes=1))
    for unit in Unit.objects.all():
        Unit.objects.filter(pk=unit.pk).update(search_text=unit_derived(code=unit.code, name=unit.name)["search_text"])

    def sit_down(width=1280, **options):
        return someone(width, **options).sign_in("officer")

    return sit_down


def _errors_of(page):
    found = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_a_refused_form_leads_the_keyboard_to_what_is_wrong(officer):
    person = officer()
    errors = _errors_of(person.page)
    person.go("/to-chuc/them/")
    person.page.locator(".form-actions button").click()

    expect(person.page.locator("[data-error-summary]")).to_be_focused()
    assert errors == []


def test_leaving_with_changes_is_asked_and_sending_is_not(officer):
    person = officer()
    asked = []
    person.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    person.go("/to-chuc/them/")
    person.page.fill("[name=name]", "x")
    person.page.locator(".form-actions button").click()
    expect(person.page.locator("[data-error-summary]")).to_be_visible()
    assert asked == []

    person.page.fill("[name=name]", "y")
    person.go("/")
    assert asked == ["beforeunload"]


def test_a_double_click_sends_once(officer, tree):
    person = officer()
    person.go(f"/to-chuc/{tree.z.pk}/sua/")
    person.page.fill("[name=secretary_name]", "Trần Thị Hoa")
    person.page.locator(".form-actions button").dblclick()
    person.reads("Trần Thị Hoa")

    assert Entry.objects.filter(action="units.unit.changed").count() == 1


@pytest.mark.parametrize("script", [True, False])
def test_two_people_change_one_unit_and_the_second_chooses(officer, tree, script):
    first, second = officer(), officer(360, java_script_enabled=script)
    for person, name in ((first, "Trần Văn Một"), (second, "Lê Thị Hai")):
        person.go(f"/to-chuc/{tree.z.pk}/sua/")
        person.page.fill("[name=secretary_name]", name)
    first.page.locator(".form-actions button").click()
    first.reads("Trần Văn Một")
    second.page.locator(".form-actions button").click()

    second.reads("Trần Văn Một")
    second.page.get_by_text("Lê Thị Hai").click()
    second.page.locator(".form-actions button").click()
    second.reads("Lê Thị Hai")
    tree.z.refresh_from_db()
    assert tree.z.secretary_name == "Lê Thị Hai"


def test_a_unit_is_found_while_one_types(officer, tree):
    person = officer()
    errors = _errors_of(person.page)
    person.go("/to-chuc/them/")
    person.page.locator("#id_above").press_sequentially("canary-1-031")

    expect(person.page.locator("#id_above_found label")).to_have_count(1)
    assert person.page.locator("#id_above_found input").get_attribute("value") == str(tree.xs1.pk)
    assert errors == []


def test_a_unit_is_found_without_a_script(officer, tree):
    person = officer(360, java_script_enabled=False)
    person.go("/to-chuc/them/")
    person.page.fill("#id_above", "canary-1-031")
    person.page.locator("[name=above-find]").click()

    assert person.page.locator("#id_above_found input").get_attribute("value") == str(tree.xs1.pk)


def test_the_ways_of_a_telephone_open_without_a_script(officer):
    person = officer(360, java_script_enabled=False)
    person.page.locator(".nav-foot summary").click()
    person.page.locator(".nav-foot .menu-body a").first.click()

    expect(person.page.locator(".nav-foot summary[data-current]")).to_have_count(1)


def test_nothing_moves_sideways_at_320_pixels(officer, tree):
    person = officer(320)
    for path in ("/", "/to-chuc/", "/to-chuc/them/", f"/to-chuc/{tree.x.pk}/", "/lop-hoc/", "/audit/", "/accounts/", "/no-such-page/"):
        person.go(path)
        assert (path, person.page.evaluate("document.documentElement.scrollWidth")) == (path, 320)


@pytest.mark.parametrize(
    ("language", "kind", "typed"), [("en-US", "text", "5/1/18"), ("vi-VN", "date", "2018-01-05")]
)
def test_no_browser_puts_the_month_first(officer, tree, language, kind, typed):
    person = officer(locale=language)
    person.go(f"/to-chuc/{tree.ya.pk}/doi-ten/")
    day = person.page.locator("[name=on]")
    expect(day).to_have_attribute("type", kind)
    expect(day).to_have_value(f"{local_day(now()):{'%Y-%m-%d' if kind == 'date' else '%d/%m/%Y'}}")

    day.fill(typed)
    person.page.locator("[name=name]").fill("Chi bộ thôn Đông")
    person.page.locator(".form-actions button").click()

    expect(person.page.locator("main")).to_contain_text("Chi bộ thôn Đông")
    assert tree.ya.former_names.get().valid_to == datetime.date(2018, 1, 5)
