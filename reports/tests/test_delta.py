"""What a draft says of the paper issued last: progress is a difference of snapshots, corrections are told apart from it."""
import datetime

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.services.sessions import withdraw_session
from lib.clock import at_hour
from reports.delta import Delta, FigureChange, Snapshot, UnitOf, delta_from, progress_between
from reports.models import WeeklyReport
from reports.paper import payload_of
from reports.schedule import is_overtaken
from reports.services import compile_weekly_report, correct_report, issue_report
from reports.tests.making import VOICE, at, day as on, figures
from reports.tests.recording import day, hold
from reports.weeks import Week
from reports.wording.since import corrections, since

MONDAY, FRIDAY = at_hour(day(15), datetime.time(9)), at_hour(day(19), datetime.time(16))
NEXT = Week.parse("2018-W03")


def unit(code, held_on=None):
    return UnitOf(code, f"Chi bộ {code}", "Cơ quan", held_on)


def snapshot(units, held, moment):
    return Snapshot(moment, {code: unit(code) for code in sorted(units)}, frozenset(held & units))


CODES = st.sets(st.sampled_from("ABCDEF"))


@settings(max_examples=60)
@given(CODES, CODES, CODES, CODES, st.integers(1, 20), st.integers(0, 20))
def test_progress_is_the_set_difference_of_two_snapshots(before, after, held_then, held_now, due, days):
    then, now = snapshot(before, held_then, day(8)), snapshot(after, held_now, day(8) + datetime.timedelta(days))
    found = {name: {row.code for row in rows} for name, rows in progress_between(then, now, due_on=day(due)).items()}

    assert found["joined"] == after - before
    assert found["left"] == before - after
    assert found["held"] == (held_now & after) & (before - held_then)
    late = after - held_now if now.day > day(due) else set()
    late_before = before - held_then if then.day > day(due) else set()
    assert found["late"] == late - late_before


def test_the_delta_is_kept_as_json_and_comes_back():
    delta = Delta("07-BC/BTGHU", day(12), at("12/01/2018 16:00"), False, held=(unit("A", day(13)),))

    assert delta_from(delta.as_json()) == delta
    assert delta_from(None) is None


def test_a_delta_kept_before_units_had_their_number_comes_back():
    kept = Delta("07-BC/BTGHU", day(12), at("12/01/2018 16:00"), False, held=(unit("A", day(13)),)).as_json()
    del kept["held"][0]["unit"]

    assert delta_from(kept).held == (unit("A", day(13)),)


def _delta(**facts):
    return Delta("07-BC/BTGHU", on("12/01/2018"), at("12/01/2018 16:00"), **{"supersedes": False, **facts})


def test_sentences_of_progress():
    assert since(figures(), VOICE, None) == since(figures(), VOICE, _delta()) == ""
    assert since(figures(), VOICE, _delta(held=(unit("A"), unit("B")), studied=12, handed_in=3)) == (
        "Từ Báo cáo số 07-BC/BTGHU, ngày 12/01/2018, đến nay, có thêm 02 đơn vị đã tổ chức học tập, quán triệt (Chi bộ A; "
        "Chi bộ B); thêm 12 đảng viên đã học và thêm 03 bài thu hoạch đã nộp."
    )
    assert since(figures(), VOICE, _delta(late=(unit("A"),), left=(unit("B"),))) == (
        "Từ Báo cáo số 07-BC/BTGHU, ngày 12/01/2018, đến nay, chưa có thêm đơn vị nào tổ chức học tập, quán triệt. "
        "01 đơn vị chuyển sang quá hạn học. 01 đơn vị không còn phải tổ chức (Chi bộ B)."
    )
    many = tuple(unit(code) for code in "ABCDEFGHIJK")
    assert "(khối cơ quan 11)" in since(figures(), VOICE, _delta(held=many))


def test_sentences_of_corrections():
    assert corrections(figures(), VOICE, _delta(held=(unit("A"),))) == ""
    found = _delta(had_held=(unit("A", day(11)),), figures=(FigureChange("Tổng cộng", "held", 50, 51), FigureChange("Cơ quan", "held", 18, 19)))
    assert corrections(figures(), VOICE, found) == (
        "Số liệu tại Báo cáo số 07-BC/BTGHU, ngày 12/01/2018 (tính đến 16 giờ ngày 12/01/2018) được đính chính như sau. "
        "Bổ sung 01 đơn vị đã tổ chức trước thời điểm đó nhưng cập nhật sau (Chi bộ A, ngày 11/01/2018). "
        "Số đơn vị đã tổ chức từ 50 thành 51."
    )


@pytest.fixture
def issued(campaign, week, signer, cut_off, tree):
    hold(campaign, tree.ya, on=9)
    report = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=cut_off)
    return issue_report(report=report, number=7, issued_on=day(12), signer=signer, by=None, at=cut_off, version=report.version)


def _text(report, key):
    return report.paragraphs.get(key=key).text


def test_next_weeks_draft_tells_what_came_apart_from_what_was_entered_late(issued, campaign, tree):
    assert (issued.delta, _text(issued, "since"), _text(issued, "corrections")) == (None, "", "")
    hold(campaign, tree.z, on=11)
    hold(campaign, tree.xa, tree.xb, tree.xs1, on=16)
    report = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=NEXT, by=None, at=FRIDAY)
    delta = delta_from(report.delta)

    assert [[row.code for row in rows] for rows in (delta.held, delta.had_held, delta.had_not_held)] == [["1"], ["2"], []]
    assert (delta.studied, {(row.figure, row.was, row.now) for row in delta.totals} >= {("held", 1, 2), ("attended", 3, 6)}) == (9, True)
    assert "có thêm 01 đơn vị" in _text(report, "since")
    assert "Số đơn vị đã tổ chức từ 01 thành 02" in _text(report, "corrections")
    assert any("Đính chính" in block.get("heading", "") for block in payload_of(report)["blocks"])


def test_a_paper_issued_after_the_draft_overtakes_it_and_a_correction_says_what_it_replaces(
    campaign, week, signer, cut_off, tree, cast
):
    draft = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=NEXT, by=None, at=FRIDAY)
    session = hold(campaign, tree.z, on=11)
    first = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=FRIDAY)
    issued = issue_report(report=first, number=7, issued_on=day(19), signer=signer, by=None, at=FRIDAY, version=first.version)
    assert is_overtaken(WeeklyReport.objects.get(pk=draft.pk), FRIDAY)

    withdraw_session(session=session, reason="Ghi nhầm", version=session.version, by=cast.officer, at=FRIDAY)
    correction = correct_report(report=issued, by=None, at=FRIDAY)
    text = _text(correction, "corrections")
    assert text.startswith("Báo cáo này thay thế Báo cáo số 07-BC/BTGHU, ngày 19/01/2018. Chuyển 01 đơn vị sang chưa tổ chức")
    assert (_text(correction, "since"), "Số đơn vị đã tổ chức từ 01 thành 0" in text) == ("", True)


def test_the_page_shows_both(issued, campaign, tree, cast, client):
    hold(campaign, tree.z, on=11)
    report = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=NEXT, by=None, at=FRIDAY)
    client.force_login(cast.officer)
    page = client.get(reverse("reports:show", args=[report.pk])).content.decode()

    assert "Từ báo cáo số 07-BC/BTGHU, ngày 12/01/2018" in page
    assert "Đã tổ chức trước đó, cập nhật sau: 1" in page


