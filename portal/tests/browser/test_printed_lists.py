"""Lists an officer prints from the browser: A4, in black, every font in the file, nothing of the screen on them."""
import pytest

from campaigns.models import Campaign
from documents.tests.printed import page_sizes, text_of_pages
from documents.tests.printed_ink import colours_of, fonts_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_call_sheet_calendar_and_list_print_in_black_on_a4(an_lac, someone):
    person = someone(1280).sign_in("tuyengiao")
    campaign = Campaign.objects.get()
    lists = {
        f"/dot-hoc-tap/{campaign.pk}/don-doc/phieu-goi/": "Phiếu gọi điện", "/lich-lop/tuan/": "Lịch lớp tuần tới",
        "/lich-lop/": "Lịch lớp học", f"/dot-hoc-tap/{campaign.pk}/tien-do/": "chưa tổ chức học tập",
    }

    for path, title in lists.items():
        person.go(path)
        content = person.page.pdf(prefer_css_page_size=True)
        fonts, text = fonts_of(content), "".join("".join(text_of_pages(content)).split())
        assert fonts and all(fonts.values()), (path, fonts)
        assert colours_of(content) == set(), path
        assert {tuple(sorted(size)) for size in page_sizes(content)} == {(210, 297)}, path
        # Who printed it, when, and its title; the menu and what a number leads to stay on the screen.
        assert all(words in text for words in ("".join(title.split()), "ĐảngbộhuyệnAnLạc", "inlúc09:0015/01/2018")), path
        assert "vìsaocósốnày" not in text.lower() and "Đăngxuất" not in text, path
