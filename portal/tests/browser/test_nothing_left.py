"""What a browser keeps of the portal: no name while one works, nothing at all after signing out."""
import pytest
from playwright.sync_api import expect

from campaigns.models import Duty
from units.models import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_KEPT = """async () => JSON.stringify({
    local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie,
    databases: (await indexedDB.databases()).map(one => one.name),
    caches: "caches" in self ? await caches.keys() : [],
    workers: "serviceWorker" in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""


@pytest.mark.asvs("14.3.1", "14.3.2", "14.3.3")
def test_a_browser_keeps_no_name_and_nothing_after_signing_out(an_lac, someone):
    duty = Duty.objects.get(unit__code="403")
    names = list(Member.objects.filter(unit__code="403").values_list("full_name", flat=True))
    secretary = someone(1280).sign_in("gachtantien")
    page = secretary.page
    for path in ("/", f"/don-vi/{duty.unit_id}/", f"/to-chuc/{duty.unit_id}/dang-vien/", f"/dot-hoc-tap/{duty.campaign_id}/ghi-lop/",
                 f"/thu-hoach/don-vi/{duty.pk}/", f"/thu-hoach/don-vi/{duty.pk}/ban-cham/"):
        assert secretary.go(path).status == 200, path
        assert _names_in([kept(page), _cookies(page)], names) == []
    secretary.go(f"/don-vi/{duty.unit_id}/")
    secretary.reads("Gạch Tân Tiến")

    signed_in = _cookies(page)
    page.locator("form[action$='/sign-out/'] button").first.evaluate("button => button.closest('form').requestSubmit()")
    expect(page.locator("input[name=password]")).to_be_visible()

    # htmx notes the address of the page that is shown, here of the one to sign in.
    assert kept(page) == (
        '{"local":{},"session":{"htmx-current-path-for-history":"/accounts/sign-in/"},"cookies":"","databases":[],"caches":[],"workers":0}'
    )
    assert signed_in and _cookies(page) & signed_in == set()
    page.go_back()
    page.wait_for_load_state()
    expect(page.locator("input[name=password]")).to_be_visible()
    assert "Gạch Tân Tiến" not in page.locator("body").inner_text()


def kept(page):
    """All that scripts may keep."""
    return page.evaluate(_KEPT)


def _cookies(page):
    """The values of the cookies, those that no script sees too."""
    return {cookie["value"] for cookie in page.context.cookies()}


def _names_in(kept_things, names):
    text = str(kept_things)
    return [name for name in names if name in text]
