"""What a cell asks for: noted on a telephone, said together by the base, answered by the committee, printed with the report."""
import datetime
import io
import os
import re
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import expect

from accounts.services.users import change_password
from campaigns.models import Campaign, Duty
from essays.models import Proposal, ProposalGroup
from essays.services.proposals import note_proposal
from lib.clock import at_hour
from portal.tests.browser.conftest import NOW, PASSWORD
from reports.services import compile_weekly_report
from reports.weeks import Week
from units.models import Role, Unit
from units.services.accounts import create_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FRIDAY = at_hour(datetime.date(2018, 1, 12), datetime.time(9))


@pytest.fixture
def files(settings, tmp_path, processes):
    """Web and worker keep their files in one place of the test's own."""
    processes.environment["VAR_DIR"] = str(tmp_path / "var")
    settings.MEDIA_ROOT = tmp_path / "var" / "files"
    processes.worker()


@pytest.fixture
def tan_lap(an_lac):
    """A commune with a large cell (thôn 1), small ones (thôn 2 and 3); its officer is among the accounts of An Lạc: duties by code."""
    for username, (code, role) in {
        "thon1": ("102-01", Role.SECRETARY), "thon2": ("102-02", Role.SECRETARY), "thon3": ("102-03", Role.SECRETARY),
    }.items():
        user = create_account(
            full_name=username, username=username, phone="", unit=Unit.objects.get(code=code), role=role,
            valid_from=datetime.date(2017, 11, 1), by=None, at=NOW,
        )
        change_password(user=user, password=PASSWORD, at=NOW)
    return {duty.unit.code: duty for duty in Duty.objects.filter(unit__code__startswith="102").select_related("unit")}


def shown(person, name):
    """A picture of the page as the person sees it, where somebody wants to look (SHOTS names a folder)."""
    if folder := os.environ.get("SHOTS"):
        width = person.page.viewport_size["width"]
        person.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def fits(person):
    assert person.page.evaluate("document.documentElement.scrollWidth") <= person.page.viewport_size["width"]


def test_a_secretary_notes_proposals_on_a_telephone_without_javascript(tan_lap, someone):
    small = someone(360, 640, java_script_enabled=False).sign_in("thon3")
    small.tap(small.page.get_by_role("link", name="Sổ bài thu hoạch").first)
    small.tap(small.page.get_by_role("link", name="Ghi kiến nghị"))
    small.reads("không lưu gì cho biết là chi bộ nào")
    small.page.fill("textarea[name=text]", "Đề nghị sửa đường liên thôn, xuống cấp đã ba năm.")
    small.page.locator("input[name=named]").check()
    fits(small)
    small.tap(small.page.get_by_role("button", name="Lưu kiến nghị"))
    small.reads("Xin chọn người viết")
    shown(small, "add-error")
    expect(small.page.locator("textarea[name=text]")).to_have_value("Đề nghị sửa đường liên thôn, xuống cấp đã ba năm.")
    small.page.locator("input[name=named]").uncheck()
    small.tap(small.page.get_by_role("button", name="Lưu kiến nghị"))
    small.reads("không lưu gì cho biết là của chi bộ đồng chí")
    shown(small, "register-after")
    proposal = Proposal.objects.get()
    assert (proposal.unit.code, proposal.block.name, proposal.author) == ("102", "Xã, thị trấn", None)

    large = someone(360, 640, java_script_enabled=False).sign_in("thon1")
    large.go(f"/thu-hoach/don-vi/{tan_lap['102-01'].pk}/kien-nghi/ghi/")
    shown(large, "add")
    large.page.fill("textarea[name=text]", "Cần mở lớp tập huấn cho bí thư chi bộ")
    large.tap(large.page.get_by_role("button", name="Lưu kiến nghị"))
    large.go(f"/thu-hoach/don-vi/{tan_lap['102-01'].pk}/kien-nghi/")
    large.reads("Cần mở lớp tập huấn")
    shown(large, "cell-list")
    fits(large)
    large.tap(large.page.get_by_role("link", name=re.compile("^Rút")))
    large.tap(large.page.get_by_role("button", name="Rút kiến nghị"))
    large.reads("Đã rút kiến nghị.")
    expect(large.page.locator("main table")).to_have_count(0)


def test_from_the_base_over_the_committee_back_to_the_cell_and_onto_paper(tan_lap, files, someone):
    for code, text in (
        ("102-01", "Đề nghị sớm sửa đường liên thôn từ thôn 1 đến thôn 3"),
        ("102-04", "Đường liên thôn từ thôn 1 đến thôn 3 xuống cấp, đề nghị sửa sớm"),
        ("102-03", "Đề nghị sửa đường liên thôn từ thôn 1 đi thôn 3"),
        ("102-05", "Hỗ trợ kinh phí mua sách nghị quyết cho tủ sách chi bộ"),
    ):
        note_proposal(duty=tan_lap[code], text=text, by=None, at=FRIDAY)

    base = someone(1280).sign_in("tanlap")
    base.go("/thu-hoach/")
    base.tap(base.page.get_by_role("link", name="Kiến nghị, đề xuất"))
    base.reads("1 chùm kiến nghị có vẻ cùng một ý")
    base.tap(base.page.locator("summary", has_text="chùm kiến nghị"))
    shown(base, "base-list")
    base.tap(base.page.get_by_role("link", name="Xem 3 kiến nghị này cùng nhau"))
    shown(base, "merge")
    base.page.fill("textarea[name=text]", "Sớm sửa chữa đường liên thôn từ thôn 1 đến thôn 3, xã Tân Lập")
    base.tap(base.page.get_by_role("button", name="Gộp thành một nhóm"))
    base.reads("Đã gộp các kiến nghị vào một nhóm.")
    base.reads("Một chi bộ thuộc Đảng bộ xã Tân Lập, khối Xã, thị trấn")
    shown(base, "group")
    base.tap(base.page.get_by_role("link", name="Gửi lên cấp trên"))
    base.tap(base.page.get_by_role("button", name="Gửi lên cấp trên"))
    base.reads("Đã gửi nhóm kiến nghị lên.")
    group = ProposalGroup.objects.get()
    assert (group.unit.code, group.proposals.count()) == ("102", 3)
    ProposalGroup.objects.update(sent_up_at=FRIDAY)

    officer = someone(1280).sign_in("tuyengiao")
    report = compile_weekly_report(
        campaign=Campaign.objects.get(), unit=Unit.objects.get(code="AL"), week=Week.parse("2018-W02"), by=None, at=NOW
    )
    officer.go(f"/bao-cao/{report.pk}/")
    officer.tap(officer.page.get_by_role("link", name="Phụ lục", exact=True))
    officer.tap(officer.page.get_by_label("Kiến nghị, đề xuất đã gửi lên"))
    officer.tap(officer.page.get_by_role("button", name="Lưu lựa chọn"))
    officer.reads("Tổng hợp kiến nghị, đề xuất")
    shown(officer, "report")

    officer.go("/thu-hoach/")
    officer.tap(officer.page.get_by_role("link", name="Kiến nghị, đề xuất"))
    shown(officer, "committee-groups")
    officer.tap(officer.page.locator(".tabs").get_by_role("link", name="Kiến nghị, đề xuất"))
    shown(officer, "committee-list")
    officer.tap(officer.page.locator(".tabs").get_by_role("link", name="Nhóm"))
    officer.tap(officer.page.get_by_role("link", name="Sớm sửa chữa đường liên thôn"))
    officer.tap(officer.page.get_by_role("link", name="Trả lời"))
    officer.page.fill("textarea[name=answer]", "Uỷ ban nhân dân huyện đã bố trí vốn; khởi công trong tháng 3/2018.")
    shown(officer, "answer")
    officer.tap(officer.page.get_by_role("button", name="Trả lời"))
    officer.reads("khởi công trong tháng 3/2018")
    shown(officer, "answered")

    for who in ("thon1", "thon2"):
        cell = someone(360, 640).sign_in(who)
        cell.reads("khởi công trong tháng 3/2018")
        shown(cell, f"home-{who}")
        fits(cell)
    leader = someone(360, 640).sign_in("truongban")
    leader.go(f"/thu-hoach/kien-nghi/nhom/{group.pk}/")
    leader.reads("3 kiến nghị")
    shown(leader, "group-leader")
    fits(leader)

    content = paper_of(officer, report)
    text = " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert "PHỤ LỤC 3 Tổng hợp kiến nghị, đề xuất" in text
    assert "Sớm sửa chữa đường liên thôn từ thôn 1 đến thôn 3, xã Tân Lập" in text
    if folder := os.environ.get("SHOTS"):
        (Path(folder) / "report.pdf").write_bytes(content)


def paper_of(officer, report):
    """The draft's PDF, as soon as it is drawn."""
    url = f"{officer.address}/bao-cao/{report.pk}/draft/"
    for _again in range(120):
        answer = officer.page.context.request.get(url)
        if answer.headers["content-type"] == "application/pdf":
            return answer.body()
        officer.page.wait_for_timeout(500)
    raise AssertionError("the draft was not drawn within a minute")
