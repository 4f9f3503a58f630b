"""An Lạc's report of its cut-off is issued; the next week's draft says what came since and what the paper must set right."""
import hashlib
import html
import re

import pytest
from django.db import transaction
from django.urls import reverse

from campaigns.models import Absence
from campaigns.services.sessions import withdraw_session
from conftest import make_user
from documents.models import Document, Signer
from documents.pdf import render_pdf
from essays.models import Essay
from reports.delta import delta_from
from reports.services import compile_weekly_report, issue_report
from reports.tests.an_lac import load_an_lac
from reports.tests.recording import LATER, day, hold
from reports.weeks import Week
from units.models import Role, Unit

WEEK, NEXT = Week.parse("2018-W02"), Week.parse("2018-W03")


@pytest.fixture(scope="module")
def an_lac(django_db_setup, django_db_blocker):
    """Issued as Số 07-BC/BTGHU, 12/01/2018; taken away after this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        campaign = load_an_lac()
        cut_off = WEEK.cut_off(campaign)
        report = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=WEEK, by=None, at=cut_off)
        signer = Signer.objects.get(body__unit=campaign.unit)
        issue_report(report=report, number=7, issued_on=day(12), signer=signer, by=None, at=cut_off, version=report.version)
        yield campaign
        transaction.set_rollback(True)


@pytest.fixture
def draft(an_lac, db):
    """Of the week after, compiled when asked for: what has happened by then is recorded first."""
    return lambda: compile_weekly_report(campaign=an_lac, unit=an_lac.unit, week=NEXT, by=None, at=LATER)


# As the workbook records them: day by day what the ten units the paper names did in the week after it.
_HELD = [("102", 15), ("219", 12), ("220", 16), ("302", 12), ("303", 13), ("311", 17), ("401", 12)]
_PEOPLE = 119 + 7 + 9 + 26 + 24 + 18 + 22          # at the classes of those units held after the cut-off
_SINCE = (
    "Từ Báo cáo số 07-BC/BTGHU, ngày 12/01/2018, đến nay, có thêm 07 đơn vị đã tổ chức học tập, quán triệt (Đảng bộ xã Tân Lập; "
    "Chi bộ Trạm Khuyến nông; Chi bộ Hạt Kiểm lâm; Đảng bộ Trường THPT An Lạc B; Chi bộ Trường THCS Đồng Tâm; Chi bộ Trường "
    "Mầm non Hoa Sen; Chi bộ Công ty May Đại Phát); thêm {studied} đảng viên đã học và thêm {essays} bài thu hoạch đã nộp."
)


def said(report, key):
    return report.paragraphs.get(key=key).text


def of_total(delta):
    return {change.figure: (change.was, change.now) for change in delta.totals}


def made_up_after(campaign, *codes):
    """Absentees of before the cut-off who made up between the two; of the classes given, or of all."""
    rows = Absence.objects.filter(
        attendance__session__campaign=campaign, attendance__session__moment__lte=WEEK.cut_off(campaign),
        made_up_on__gt=day(12), made_up_on__lte=day(19),
    )
    return (rows.filter(attendance__session__code__in=codes) if codes else rows).count()


def page_of(client, campaign, report):
    client.force_login(make_user("officer-al", Role.OFFICER, campaign.unit))
    page = client.get(reverse("reports:show", args=[report.pk])).content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_next_draft_tells_progress_and_nothing_to_set_right(an_lac, draft):
    report = draft()
    delta = delta_from(report.delta)

    assert [(unit.code, unit.day.day) for unit in delta.held] == _HELD
    assert (delta.late, delta.joined, delta.left, delta.has_corrections) == ((), (), (), False)
    assert delta.studied == _PEOPLE + made_up_after(an_lac)
    assert (said(report, "since"), said(report, "corrections")) == (_SINCE.format(studied=delta.studied, essays=delta.handed_in), "")


def test_a_class_entered_late_is_a_correction_and_no_progress(an_lac, draft, client):
    before = delta_from(draft().delta)
    hold(an_lac, Unit.objects.get(code="404"), on=11, heads=8)
    report = draft()
    delta = delta_from(report.delta)

    assert (delta.held, delta.studied, delta.handed_in) == (before.held, before.studied, before.handed_in)
    assert [(unit.code, unit.day.day) for unit in delta.had_held] == [("404", 11)]
    assert (delta.had_not_held, of_total(delta)) == ((), {
        "held": (50, 51), "classes": (40, 41), "summoned": (4174, 4182), "attended": (3970, 3978), "essay_required": (3830, 3838),
    })
    assert said(report, "since") == _SINCE.format(studied=delta.studied, essays=delta.handed_in)
    assert said(report, "corrections") == (
        "Số liệu tại Báo cáo số 07-BC/BTGHU, ngày 12/01/2018 (tính đến 16 giờ ngày 12/01/2018) được đính chính như sau. Bổ sung 01 "
        "đơn vị đã tổ chức trước thời điểm đó nhưng cập nhật sau (Chi bộ Quỹ tín dụng Bình An, ngày 11/01/2018). Số đơn vị đã tổ "
        "chức từ 50 thành 51; số lớp từ 40 thành 41; số đảng viên được triệu tập từ 4.174 thành 4.182; số đảng viên dự học từ "
        "3.970 thành 3.978; số phải viết thu hoạch từ 3.830 thành 3.838."
    )
    page = page_of(client, an_lac, report)
    assert "Từ báo cáo số 07-BC/BTGHU, ngày 12/01/2018" in page
    assert "Mới tổ chức: 7 – Đảng bộ xã Tân Lập (15/01/2018); Chi bộ Trạm Khuyến nông (12/01/2018); " in page
    assert "Đã tổ chức trước đó, cập nhật sau: 1 – Chi bộ Quỹ tín dụng Bình An (11/01/2018)" in page
    assert "Tổng cộng Số đơn vị đã tổ chức 50 51 Tổng cộng Số lớp 40 41" in page
    assert "Doanh nghiệp Số đơn vị đã tổ chức 5 6" in page


def test_a_class_withdrawn_takes_its_unit_off_the_paper(an_lac, draft, client):
    session = an_lac.sessions.get(code="L301")
    made_up = made_up_after(an_lac, "L301")
    before = delta_from(draft().delta)
    written = Essay.objects.filter(
        campaign=an_lac, unit__code__startswith="301", handed_in_on__lte=day(12), member__exempt_from_essay=False
    ).count()
    withdraw_session(session=session, reason="Ghi nhầm", by=None, at=LATER, version=session.version)
    report = draft()
    delta = delta_from(report.delta)

    assert [(unit.code, unit.day) for unit in delta.had_not_held] == [("301", None)]
    assert (delta.held, delta.had_held, delta.studied) == (before.held, (), before.studied - made_up)
    changed = of_total(delta)
    assert {name: changed[name] for name in ("held", "classes", "summoned", "attended", "excused")} == {
        "held": (50, 49), "classes": (40, 39), "summoned": (4174, 4118), "attended": (3970, 3916), "excused": (173, 171),
    }
    assert changed["essay_submitted"] == (3473, 3473 - written)
    assert "Chuyển 01 đơn vị sang chưa tổ chức tại thời điểm đó (Đảng bộ Trường THPT An Lạc A)." in said(report, "corrections")
    assert "Số đơn vị đã tổ chức từ 50 thành 49; số lớp từ 40 thành 39;" in said(report, "corrections")
    assert "Khi đó chưa tổ chức: 1 – Đảng bộ Trường THPT An Lạc A" in page_of(client, an_lac, report)


def test_the_issued_paper_is_drawn_the_same_after_its_records_changed(an_lac, draft):
    paper = Document.objects.get()
    hold(an_lac, Unit.objects.get(code="404"), on=11, heads=8)
    session = an_lac.sessions.get(code="L301")
    withdraw_session(session=session, reason="Ghi nhầm", by=None, at=LATER, version=session.version)
    Unit.objects.filter(code="102").update(name="Đảng bộ xã Tân Lập mới")
    draft()
    paper.refresh_from_db()

    assert hashlib.sha256(render_pdf(paper.payload)).hexdigest() == paper.sha256
