"""The final report: as of a moment that has come, in its own words, with a line for each unit."""
import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from fontTools.ttLib import TTFont

from campaigns.models import StudyPlan
from documents.payload import check_payload
from jobs.runs import run_job
from lib import clock
from lib.clock import at_hour
from reports.figures import from_payload
from reports.paper import payload_of
from reports.services import choose_extras, compile_final_report, compile_weekly_report, issue_report
from reports.tests.recording import day, hand_in, hold
from reports.work import submit_compile

END = at_hour(datetime.date(2018, 2, 5), datetime.time(9))


@pytest.fixture
def done(campaign, tree, members):
    hold(campaign, tree.ya, on=9)
    hold(campaign, tree.z, tree.x, on=11, heads=3)
    hand_in(campaign, members["2"][0], on=20, marked_on=22)
    duty = campaign.duties.get(unit=tree.z)
    StudyPlan.objects.update_or_create(duty=duty, defaults={"programme": "Số 12-CTr/ĐU, ngày 26/12/2017"})
    return campaign


def final(campaign, *, at=END, early=False):
    return compile_final_report(campaign=campaign, unit=campaign.unit, cut_off=at, early=early, by=None, at=END)


def test_it_stands_beside_the_weeks_and_each_unit_has_its_line(done, tree, cut_off, week):
    compile_weekly_report(campaign=done, unit=tree.committee, week=week, by=None, at=cut_off)
    report = final(done)
    payload, figures = payload_of(report), from_payload(report.figures)
    check_payload(payload)
    table = payload["appendices"][-1]
    units = [row for row in table["rows"] if row[0].isdigit()]

    assert (final(done).pk, done.weekly_reports.count(), len(units)) == (report.pk, 2, figures.total.units)
    assert payload["abstract"][0].startswith("kết quả học tập") and "chưa hết hạn" not in payload["abstract"][-1]
    assert "báo cáo kết quả tại" in payload["blocks"][0]["text"]
    for place in (6, 7, 8, 14, 15):
        assert sum(int(row[place]) for row in units if row[place] != "–") == int(table["total"][place])
    assert [table["rows"][place][0] for place in table["groups"]] == ["I", "II"]
    assert [row[18] for row in units if row[18] != "–"] == ["Số 12-CTr/ĐU, ngày 26/12/2017"]


def test_a_draft_that_records_have_overtaken_is_brought_up_to_date_as_a_final_report(done, tree, members):
    report = final(done)
    hand_in(done, members["2"][1], on=21, marked_on=22)
    job = submit_compile(campaign=done, unit=tree.committee, week=report.week, again=":c1", final=True)
    run_job(job.pk)
    report.refresh_from_db()

    assert (done.weekly_reports.count(), from_payload(report.figures).total.counts.essay_submitted) == (1, 2)


def test_before_the_stages_are_over_it_is_asked_for_and_the_paper_says_so(done, cut_off):
    with pytest.raises(ValidationError) as refused:
        final(done, at=cut_off)
    assert list(refused.value.message_dict) == ["early"]
    with pytest.raises(ValidationError):
        final(done, at=END + datetime.timedelta(hours=1), early=True)

    assert "khi các bước của đợt học chưa hết hạn" in payload_of(final(done, at=cut_off, early=True))["abstract"][-1]


def test_it_is_issued_like_any_paper_and_supersedes_no_week(done, signer, week, cut_off, tree):
    weekly = compile_weekly_report(campaign=done, unit=tree.committee, week=week, by=None, at=cut_off)
    issue_report(report=weekly, number=7, issued_on=day(12), signer=signer, by=None, at=cut_off, version=weekly.version)
    report = final(done)
    issued = issue_report(report=report, number=8, issued_on=END.date(), signer=signer, by=None, at=END, version=report.version)
    weekly.refresh_from_db()

    assert (str(issued.document), weekly.document.superseded_by) == ("08-BC/BTGHU", None)
    assert final(done).pk == report.pk


def test_cells_and_charts_are_frozen_with_the_draft_and_follow_it(done, week, cut_off, tree):
    report = compile_weekly_report(campaign=done, unit=tree.committee, week=week, by=None, at=cut_off)
    report = choose_extras(report=report, version=report.version, codes=["charts", "cells"], by=None, at=cut_off)
    cells, charts = payload_of(report)["appendices"][-2:]
    check_payload(payload_of(report))

    assert [row[0] for row in cells["rows"]] == ["I", "1", "2", "3", "II", "1"]
    assert [row[2:] for row in charts["rows"]] == [["1", "1"], ["2", "3"]]
    assert [drawing["kind"] for drawing in charts["drawings"]] == ["curve", "bars"]
    report = choose_extras(report=report, version=report.version, codes=[], by=None, at=cut_off)
    assert report.extras == {}


def test_an_officer_asks_for_it_by_a_page(done, cast, client, settings):
    settings.CLOCK_SHIFT_SECONDS = (END - clock.timezone.now()).total_seconds()
    client.force_login(cast.officer)
    url = reverse("reports:compile_final")
    form = client.get(url).context["form"]
    data = {"form_key": form["form_key"].value(), "unit": done.unit_id, "day": "04/02/2018", "hour": "16:00"}
    page = client.post(url, data, follow=True).content.decode()

    assert "Báo cáo kết quả đợt học tập" in page
    assert "Thống kê kết quả học tập, quán triệt của từng đơn vị" in page


def test_no_number_day_or_word_of_the_statistics_breaks(done):
    """At nine points on the narrowest landscape page, that of 11-HD: 297 mm less 35 and 15."""
    columns = payload_of(final(done))["appendices"][-1]["columns"]
    room = {one["label"]: one["weight"] * 247 / sum(other["weight"] for other in columns) - _BESIDE for one in columns}
    texts = {
        "Hình thức": ["Trực tiếp"], "Ngày học": ["09/01/2018;"], "Báo cáo viên": ["Báo cáo viên"], "TT": ["60"],
        "Chương trình hành động": ["Số 160-CTr/ĐU,", "ngày 26/12/2017"],
    }
    # In bold where a line sums up, and in the heads.
    bold = {
        "Tỷ lệ học (%)": ["100,00"], "Số lớp": ["120"],
        **dict.fromkeys(["ĐV phải học", "Triệu tập", "Dự học", "Phải viết", "Đã nộp", "Đạt"], ["4.511"]),
        **dict.fromkeys(["Vắng có lý do", "Vắng không lý do", "Học bù", "Quần chúng", "Chưa đạt"], ["180"]),
    }
    widths = [(label, text, width(text, "Regular")) for label, found in texts.items() for text in found]
    widths += [(label, text, width(text, "Bold")) for label in room for text in [*label.split(), *bold.get(label, [])]]
    assert [row for row in widths if row[2] > room[row[0]]] == []


# Room beside the text of a cell and its rule (templates/documents/paper.css), in millimetres.
_BESIDE = (2 * 2.5 + 0.5) * 25.4 / 72


def width(text, face):
    font = TTFont(Path(settings.BASE_DIR) / f"static/fonts/paper/LiberationSerif-{face}.ttf")
    glyphs, sizes = font.getBestCmap(), font["hmtx"]
    return sum(sizes[glyphs[ord(letter)]][0] for letter in text) * 9 / font["head"].unitsPerEm * 25.4 / 72
