"""Signing in as people meet it: slip, second step, a lost telephone, a lock, and a device signed out from another. No camera."""
import base64
import datetime
import io
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from django.conf import settings as django_settings
from django.test import Client
from django_otp.oath import TOTP
from PIL import Image
from playwright.sync_api import expect

from accounts.models import User, UserSession
from accounts.services.codes import issue_one_time_code
from accounts.services.users import change_password
from lib.clock import now
from portal.tests.browser.conftest import PASSWORD
from units.models import Role
from units.services.accounts import create_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
_NEW_PASSWORD = "dòng sông Trà mùa nước nổi"


class Telephone:
    """An app that makes numbers, given its secret by the square on the page. A number is good once, so it shows the next."""

    def __init__(self, page):
        picture = Image.open(io.BytesIO(page.locator(".code-picture svg").screenshot()))
        (found,) = zxingcpp.read_barcodes(picture)
        terms = parse_qs(urlsplit(found.text).query)
        assert found.text.startswith("otpauth://totp/") and terms["digits"] == ["6"]
        self.secret, self.used = terms["secret"][0], 0

    def number(self):
        padded = self.secret + "=" * (-len(self.secret) % 8)
        totp = TOTP(base64.b32decode(padded))
        totp.time = time.time() + 30 * self.used
        self.used += 1
        return f"{totp.token():06d}"


@pytest.fixture
def committee(transactional_db, tree, settings):
    """The officer of the committee, who has a password; the officer of a base and a secretary, who have slips."""
    settings.SECOND_FACTOR = True
    start, at = datetime.date(2015, 1, 1), now()
    codes = {}
    for name, unit, role in [
        ("truong", tree.committee, Role.OFFICER), ("coso", tree.x, Role.BASE_OFFICER), ("bithu", tree.xa, Role.SECRETARY),
    ]:
        user = create_account(full_name=f"Đồng chí {name}", username=name, phone="", unit=unit, role=role, valid_from=start, by=None, at=at)
        codes[name] = issue_one_time_code(user=user, by=None, at=at)
    change_password(user=User.objects.get(username="truong"), password=PASSWORD, at=at)
    return codes


def type_in(person, username, password):
    person.go("/accounts/sign-in/")
    person.page.fill("input[name=username]", username)
    person.page.fill("input[name=password]", password)
    person.page.press("input[name=password]", "Enter")


def give_number(person, number):
    person.page.fill("input[name=number]", number)
    person.page.press("input[name=number]", "Enter")


def set_up(person):
    """The second step, from the page one is led to; returns (telephone, backup codes)."""
    person.page.wait_for_url("**/accounts/second-step/")
    telephone = Telephone(person.page)
    give_number(person, telephone.number())
    codes = person.page.locator(".backup-codes code").all_inner_texts()
    assert len(codes) == 10
    person.page.get_by_role("link", name="Tôi đã cất giữ").click()
    person.page.wait_for_url(f"{person.address}/")
    return telephone, codes


def sign_out(person):
    person.page.context.clear_cookies()


def test_the_ways_in_and_back_in(committee, someone):
    officer, other = someone(1280), someone(360, 640)

    # A slip, then a password of one's own, then the second step, without which nothing opens.
    type_in(other, "coso", committee["coso"])
    other.page.wait_for_url("**/accounts/password/")
    other.page.fill("input[name=new_password1]", _NEW_PASSWORD)
    other.page.fill("input[name=new_password2]", _NEW_PASSWORD)
    other.page.press("input[name=new_password2]", "Enter")
    telephone, _codes = set_up(other)

    # The next day: password and number.
    sign_out(other)
    type_in(other, "coso", _NEW_PASSWORD)
    other.page.wait_for_url("**/accounts/second-step/number/**")
    give_number(other, telephone.number())
    other.page.wait_for_url(f"{other.address}/")

    # The telephone is lost: the level above takes the step back, the password stays, another telephone is set up.
    type_in(officer, "truong", PASSWORD)
    own_telephone, own_codes = set_up(officer)
    account = User.objects.get(username="coso").pk
    officer.go(f"/accounts/{account}/")
    officer.page.get_by_role("link", name="Huỷ bước này").click()
    officer.page.get_by_role("button", name="Huỷ bước này").click()
    officer.reads("chưa thiết lập")
    sign_out(other)
    type_in(other, "coso", _NEW_PASSWORD)
    set_up(other)
    assert other.go("/to-chuc/").status == 200

    # Signed in on two devices: one signs the other out.
    sign_out(other)
    type_in(other, "truong", PASSWORD)
    other.page.wait_for_url("**/accounts/second-step/number/**")
    give_number(other, own_codes[0])
    other.page.wait_for_url(f"{other.address}/")
    other.go("/accounts/sessions/")
    other.page.locator("main table button").click()
    other.reads("Đã đăng xuất 1 thiết bị")
    officer.go("/to-chuc/")
    expect(officer.page).to_have_url(f"{officer.address}/accounts/sign-in/?next=/to-chuc/")
    assert UserSession.objects.filter(user__username="truong").count() == 1

    # Eight wrong passwords: what to do stands there, the user name is kept, the right password waits too.
    sign_out(other)
    for _attempt in range(django_settings.AXES_FAILURE_LIMIT - 1):
        Client().post("/accounts/sign-in/", {"username": "bithu", "password": "không phải"})
    type_in(other, "bithu", "không phải")
    type_in(other, "bithu", committee["bithu"])
    other.reads("Vui lòng thử lại sau 15 phút, hoặc đề nghị cấp trên cấp mã mới")
    assert other.page.input_value("input[name=username]") == "bithu"
    account = User.objects.get(username="bithu")
    fresh = issue_one_time_code(user=account, by=None, at=now())
    type_in(other, "bithu", fresh)
    other.page.wait_for_url("**/accounts/password/")
