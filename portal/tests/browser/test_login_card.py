"""A printed card, a telephone pointed at it, and what the telephone may do the next day."""
import datetime
import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from accounts.models import User, UserSession
from accounts.sessions import FULL_USED

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
_ANDROID = "Mozilla/5.0 (Linux; Android 13; SM-A047F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"


def an_hour_later():
    row = UserSession.objects.get(is_kept=True)
    session = UserSession.get_session_store_class()(row.session_key)
    session[FULL_USED] = (datetime.datetime.fromisoformat(session[FULL_USED]) - datetime.timedelta(minutes=61)).isoformat()
    session.save()


def test_a_card_lets_in_once_and_the_telephone_is_remembered(an_lac, someone):
    officer = someone(1280).sign_in("tuyengiao")
    officer.go(f"/accounts/slips/?user={User.objects.get(username='gachtantien').pk}")
    officer.page.get_by_role("button", name="Thẻ QR, 8 thẻ một tờ").click()
    picture = officer.page.locator(".login-card-picture svg").screenshot()
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert code.text.startswith(f"{officer.address}/accounts/card/?key=")

    secretary = someone(360, 640, has_touch=True, user_agent=_ANDROID)
    secretary.page.goto(code.text)
    assert secretary.page.url == f"{secretary.address}/accounts/card/"
    secretary.page.get_by_label("Đây là điện thoại riêng của tôi").check()
    secretary.tap(secretary.page.get_by_role("button", name="Vào sổ"))
    expect(secretary.page.get_by_role("link", name="Đã học xong")).to_be_visible()

    stranger = someone(360, 640)
    stranger.page.goto(code.text)
    stranger.reads("Thẻ này đã dùng rồi")
    stranger.reads("in thẻ mới")

    an_hour_later()
    secretary.go("/")
    secretary.reads("để ghi lớp học và đánh dấu")
    secretary.tap("text=Đã học xong")
    secretary.tap(secretary.page.get_by_role("button", name="Ghi nhận lớp học"))
    secretary.reads("Đã ghi nhận lớp học")
    secretary.go("/audit/")
    secretary.reads("Đồng chí chưa có mật khẩu")
