"""The life of a report: compiled, edited, copied, issued, corrected."""
import datetime

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from campaigns.services.ledger import exempt_duty
from documents.storage import open_document_file
from lib.clock import at_hour
from lib.conflict import StaleVersion
from reports.figures import from_payload
from reports.models import WeeklyReport
from reports.paper import payload_of
from reports.services import (
    compile_weekly_report,
    correct_report,
    edit_paragraph,
    issue_report,
    make_copy_to_sign,
    restore_paragraph,
)
from reports.tests.recording import day, hold
from reports.weeks import Week

_FRIDAY = at_hour(day(12), datetime.time(17))
_MONDAY = at_hour(day(15), datetime.time(9))


@pytest.fixture
def compile_week(campaign, week, cast):
    def compile_week(at=_FRIDAY, unit=None, week=week):
        return compile_weekly_report(campaign=campaign, unit=unit or campaign.unit, week=week, by=cast.officer, at=at)

    return compile_week


def _paragraph(report, key):
    return report.paragraphs.get(key=key)


def _issue(report, signer, cast, number=7, **changes):
    report.refresh_from_db()
    facts = {"issued_on": day(12), "at": _FRIDAY, "version": report.version}
    return issue_report(report=report, number=number, signer=signer, by=cast.officer, **{**facts, **changes})


def test_a_week_has_one_report_however_often_it_is_compiled(compile_week):
    first, second = compile_week(), compile_week(at=_MONDAY)

    assert first.pk == second.pk
    assert (second.compilations, second.version) == (1, 2)
    assert Entry.objects.filter(action="reports.report.compiled").count() == 1


def test_a_record_of_before_the_cut_off_entered_later_is_taken_over(compile_week, campaign, tree):
    compile_week()
    hold(campaign, tree.z, on=11)

    report = compile_week(at=_MONDAY)

    assert (from_payload(report.figures).total.held, report.compilations) == (1, 2)


def test_the_text_of_an_officer_stays_and_is_marked_when_the_figures_change(compile_week, campaign, tree, cast):
    paragraph = _paragraph(compile_week(), "classes")
    edit_paragraph(paragraph=paragraph, text=" Lời của  cán bộ. ", version=paragraph.version, by=cast.officer)
    hold(campaign, tree.z, on=11)
    report = compile_week(at=_MONDAY)

    after = _paragraph(report, "classes")
    assert (after.text, after.changed_underneath) == ("Lời của cán bộ.", True)
    assert after.computed.startswith("Có 01/03 đơn vị đã tổ chức")

    restored = restore_paragraph(paragraph=after, version=after.version, by=cast.officer)
    assert (restored.text, restored.edited) == (after.computed, None)


def test_an_emptied_paragraph_leaves_the_paper_and_the_numbers_close_up(compile_week, cast, campaign, tree):
    hold(campaign, tree.z, on=11)
    report = compile_week()
    paragraph = _paragraph(report, "classes")
    edit_paragraph(paragraph=paragraph, text="", version=paragraph.version, by=cast.officer)

    headings = [block["heading"] for block in payload_of(report)["blocks"] if block["kind"] == "item"]

    assert headings == [
        "1. Người học.", "2. Bài thu hoạch.", "1. Ưu điểm.", "2. Hạn chế, nguyên nhân.", "1.", "2.", "3.",
    ]


def test_the_second_of_two_editors_is_told(compile_week, cast):
    paragraph = _paragraph(compile_week(), "strengths")
    edit_paragraph(paragraph=paragraph, text="Một", version=paragraph.version, by=cast.officer)

    with pytest.raises(StaleVersion) as stale:
        edit_paragraph(paragraph=paragraph, text="Hai", version=paragraph.version, by=cast.officer)
    assert stale.value.current.text == "Một"


def test_an_issued_report_is_frozen(compile_week, campaign, tree, signer, cast):
    report = _issue(compile_week(), signer, cast)
    before = report.figures
    hold(campaign, tree.z, on=11)

    assert compile_week(at=_MONDAY).figures == before
    with pytest.raises(ValidationError):
        edit_paragraph(paragraph=_paragraph(report, "lead"), text="x", version=1, by=cast.officer)
    with pytest.raises(ValidationError):
        _issue(report, signer, cast, number=8)


def test_the_issued_paper_bears_number_day_and_signer_and_its_hash(compile_week, signer, cast):
    report = _issue(compile_week(), signer, cast)
    payload = report.document.payload

    assert str(report.document) == "07-BC/BTGHU"
    assert (payload["number"], payload["issued_on"], payload["signature"]["name"]) == (7, "2018-01-12", "Nguyễn Văn A")
    assert open_document_file(report.document).read().startswith(b"%PDF")


def test_a_correction_supersedes_and_keeps_what_was_written(compile_week, campaign, tree, signer, cast):
    report = compile_week()
    lead = _paragraph(report, "lead")
    edit_paragraph(paragraph=lead, text="Lời dẫn riêng.", version=lead.version, by=cast.officer)
    issued = _issue(report, signer, cast)
    hold(campaign, tree.z, on=11)

    correction = correct_report(report=issued, by=cast.officer, at=_MONDAY)
    assert correct_report(report=issued, by=cast.officer, at=_MONDAY) == correction
    assert (correction.revision, from_payload(correction.figures).total.held) == (1, 1)
    assert _paragraph(correction, "lead").text == "Lời dẫn riêng."

    second = _issue(correction, signer, cast, number=8, issued_on=day(15), at=_MONDAY)
    issued.document.refresh_from_db()
    assert issued.document.superseded_by == second.document
    assert compile_week(at=_MONDAY) == second


def test_a_week_not_closed_says_so_and_cannot_be_issued(compile_week, signer, cast):
    report = compile_week(at=at_hour(day(10), datetime.time(9)))

    assert payload_of(report)["abstract"][-1] == "(số liệu tính đến 9 giờ ngày 10/01/2018, chưa đến giờ chốt tuần)"
    with pytest.raises(ValidationError):
        make_copy_to_sign(report=report, by=cast.officer, at=_FRIDAY)
    with pytest.raises(ValidationError):
        _issue(report, signer, cast)
    assert payload_of(compile_week())["abstract"][-1] == "(số liệu tính đến 16 giờ ngày 12/01/2018)"


@pytest.mark.parametrize("name", ["2017-W51", "2018-W03"])
def test_a_week_outside_what_has_begun_is_refused(compile_week, name):
    with pytest.raises(ValidationError) as refused:
        compile_week(week=Week.parse(name))
    assert list(refused.value.message_dict) == ["week"]


def test_a_day_before_the_cut_off_and_an_old_version_are_refused(compile_week, signer, cast):
    report = compile_week()

    with pytest.raises(ValidationError) as refused:
        _issue(report, signer, cast, issued_on=day(11))
    assert list(refused.value.message_dict) == ["issued_on"]
    with pytest.raises(StaleVersion):
        _issue(report, signer, cast, version=report.version - 1)
    assert not WeeklyReport.objects.filter(state="issued").exists()


def test_the_copy_to_sign_is_the_paper_without_number_and_day(compile_week, signer, cast):
    report = make_copy_to_sign(report=compile_week(), by=cast.officer, at=_FRIDAY)
    payload = payload_of(report, copy_to_sign=True)

    assert (report.copied_at, payload["copy_to_sign"], payload["number"], payload["draft"]) == (_FRIDAY, True, None, None)


def test_changed_figures_and_an_edit_call_the_copy_back(compile_week, campaign, tree, cast):
    report = make_copy_to_sign(report=compile_week(), by=cast.officer, at=_FRIDAY)
    assert compile_week(at=_MONDAY).copied_at == _FRIDAY

    hold(campaign, tree.z, on=11)
    assert compile_week(at=_MONDAY).copied_at is None

    make_copy_to_sign(report=report, by=cast.officer, at=_MONDAY)
    paragraph = _paragraph(report, "lead")
    edit_paragraph(paragraph=paragraph, text="Khác.", version=paragraph.version, by=cast.officer)
    report.refresh_from_db()
    assert report.copied_at is None


def test_a_base_reports_on_its_cells_in_its_own_name(compile_week, campaign, tree):
    hold(campaign, tree.xa, on=5)

    report = compile_week(unit=tree.x)
    payload = payload_of(report)

    assert (payload["superior"], payload["body"]) == ("Đảng bộ huyện CANARY-AL", "Chi bộ CANARY-1")
    assert [appendix["title"] for appendix in payload["appendices"]] == [
        "Thống kê kết quả học tập, quán triệt theo đơn vị", "Danh sách đơn vị chưa tổ chức học tập, quán triệt",
    ]
    assert from_payload(report.figures).total.held == 1


def test_a_unit_that_owes_nothing_has_no_report(compile_week, campaign, tree):
    exempt_duty(campaign=campaign, unit=tree.y, on=day(3), reason="QĐ", by=None, at=_FRIDAY)

    with pytest.raises(ValidationError) as refused:
        compile_week(unit=tree.y)
    assert list(refused.value.message_dict) == ["unit"]
