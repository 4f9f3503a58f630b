"""The figures of An Lạc must be those the office expects."""
import io
import json
from pathlib import Path

import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from conftest import make_user
from documents.docx import render_docx
from documents.models import Signer
from documents.pdf import render_pdf
from documents.storage import open_document_file
from documents.tests.through_office import through_office
from documents.wording import thousands
from reports.figures import as_expected_json, as_payload, check_sums, figures_of, from_payload
from reports.figures.counting import count
from reports.paper import payload_of
from reports.services import compile_weekly_report, edit_paragraph, issue_report, make_copy_to_sign
from reports.tests.an_lac import load_an_lac
from reports.tests.evidence_checks import check_evidence
from reports.tests.said_alike import said_by_docx, said_by_pdf, said_by_screen
from reports.weeks import Week
from units.models import Role, Unit

EXPECTED = Path(__file__).resolve().parents[2] / "data" / "an-lac" / "expected.json"
WEEK = Week.parse("2018-W02")


@pytest.fixture(scope="module")
def an_lac(django_db_setup, django_db_blocker):
    """The campaign, loaded once for this module and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_an_lac()
        transaction.set_rollback(True)


@pytest.fixture
def figures(an_lac, db):
    return figures_of(an_lac, unit=an_lac.unit, at=WEEK.cut_off(an_lac))


def test_the_week_before_last_prints_what_the_office_expects(figures):
    assert as_expected_json(figures) == json.loads(EXPECTED.read_text())


def test_every_sum_is_kept_and_the_snapshot_gives_the_same_figures_back(figures):
    check_sums(figures)

    assert from_payload(json.loads(json.dumps(as_payload(figures)))) == figures


def test_every_number_of_the_paper_and_of_its_bases_leads_to_rows_that_make_it_up(an_lac, db):
    bases = Unit.objects.filter(duties__campaign=an_lac, duties__children__isnull=False).distinct().order_by("path")[:3]
    for unit in [an_lac.unit, *bases]:
        check_evidence(count(an_lac, unit=unit, at=WEEK.cut_off(an_lac)), an_lac, unit)


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ("2018-W01", {"held": 40, "classes": 33, "attended": 3398, "essay_submitted": 0}),
        (
            "2018-W03",
            {
                "held": 57, "classes": 49, "summoned": 4511, "attended": 4300, "made_up": 118, "essay_required": 4190,
                "essay_submitted": 3500, "essay_passed": 3397, "essay_failed": 46, "essay_pending": 57,
            },
        ),
    ],
)
def test_the_weeks_around_count_what_had_happened_by_then(an_lac, db, week, expected):
    figures = figures_of(an_lac, unit=an_lac.unit, at=Week.parse(week).cut_off(an_lac))
    check_sums(figures)
    total = as_expected_json(figures)["blocks"]["Tổng cộng"]

    assert {name: total[name] for name in expected} == expected


def test_the_number_of_queries_does_not_depend_on_the_size(an_lac, django_assert_num_queries):
    committee, base = an_lac.unit, Unit.objects.get(code="302")
    at = WEEK.cut_off(an_lac)

    with django_assert_num_queries(10):
        figures_of(an_lac, unit=committee, at=at)
    with django_assert_num_queries(11):
        figures_of(an_lac, unit=base, at=at)


_SAMPLE = """
lead|Thực hiện Kế hoạch số 52-KH/HU, ngày 20/11/2017 của Ban Thường vụ Huyện uỷ, Ban Tuyên giáo Huyện uỷ báo cáo tiến độ tại các tổ chức cơ sở đảng trực thuộc như sau:
I|Kết quả
1. Hội nghị cán bộ chủ chốt.|Ngày 30/11/2017, cán bộ chủ chốt dự hội nghị trực tuyến; có 205/210 đồng chí dự, đạt 97,62%.
2. Lớp học ở cơ sở.|Có 50/60 đơn vị đã tổ chức học tập, quán triệt, đạt 83,33%, tăng 10 đơn vị so với kỳ trước (16 giờ ngày 05/01/2018: 40/60). Các đơn vị này mở 40 lớp, trong đó có 06 lớp ghép của 18 đơn vị khối cơ quan.
3. Người học.|Ở 50 đơn vị đã tổ chức, có 4.174 đảng viên được triệu tập; dự học 3.970 đồng chí, học bù 77 đồng chí, cộng 4.047 đồng chí, đạt 96,96%. Vắng tại lớp 204 đồng chí (có lý do 173, không có lý do 31), trong đó 77 đồng chí đã học bù, còn 127 đồng chí chưa học bù. Tính cả 105 đồng chí đã học ở 02 đơn vị đang tổ chức, toàn Đảng bộ huyện có 4.152/4.537 đảng viên phải học đã học, đạt 91,51%. Có 1.033 quần chúng cùng dự, không tính vào tỷ lệ.
4. Bài thu hoạch.|Có 3.830 đồng chí phải viết (217 đồng chí đã học được miễn viết); đã nộp 3.473 bài, bằng 90,68%; cả 3.473 bài viết tay trên khổ giấy A4. Đã chấm 3.391 bài: 3.345 bài đạt yêu cầu (98,64% số bài đã chấm), 46 bài chưa đạt, phải viết lại; còn 82 bài chưa chấm. Còn 357 bài chưa nộp, chưa đến hạn (hạn nộp ngày 25/01/2018).
II|Đơn vị chưa tổ chức học tập, quán triệt
|Còn 10/60 đơn vị, đều quá hạn (hạn học ngày 05/01/2018): khối xã, thị trấn 01; khối cơ quan 02; khối trường học 03; khối doanh nghiệp 04. Trong đó, 07 đơn vị đã đăng ký lịch từ ngày 13/01 đến ngày 19/01/2018; 03 đơn vị chưa đăng ký lịch (danh sách tại Phụ lục 2); 02 đơn vị đang tổ chức ở một số chi bộ.
III|Đánh giá
1. Ưu điểm.|Khối lực lượng vũ trang hoàn thành 02/02 đơn vị; 100% đảng viên phải học đã học và đã nộp bài thu hoạch đạt yêu cầu.
2. Hạn chế, nguyên nhân.|Còn 10 đơn vị quá hạn học 07 ngày. Khối doanh nghiệp chậm nhất: 04/09 đơn vị chưa tổ chức (01 đơn vị do bố trí ca sản xuất, 03 đơn vị chưa báo cáo lý do); tỷ lệ nộp bài thấp nhất (75,59%).
IV|Nhiệm vụ tuần tới
1.|10 đơn vị chưa tổ chức hoàn thành trước ngày 20/01/2018; 03 đơn vị chưa có lịch đăng ký trước ngày 16/01/2018.
2.|Ban Tuyên giáo cử báo cáo viên hỗ trợ Đảng bộ xã Tân Lập và 03 đơn vị chưa đăng ký lịch.
3.|Các đơn vị đã tổ chức bố trí học bù cho 127 đồng chí; thu bài thu hoạch đúng hạn (ngày 25/01/2018), chấm xong trước ngày 31/01/2018.
V|Kiến nghị
|Đề nghị Thường trực Huyện uỷ chỉ đạo, đôn đốc các đơn vị quá hạn chưa đăng ký lịch.
"""


@pytest.fixture
def report(an_lac, db):
    return compile_weekly_report(campaign=an_lac, unit=an_lac.unit, week=WEEK, by=None, at=WEEK.cut_off(an_lac))


def _line(block):
    if block["kind"] == "section":
        return f"{block['number']}|{block['title']}"
    return f"{'lead' if block['kind'] == 'lead' else block.get('heading', '')}|{block['text']}"


def test_the_text_is_the_sample_word_for_word(report):
    assert [_line(block) for block in payload_of(report)["blocks"]] == _SAMPLE.strip().split("\n")


def test_the_abstract_breaks_where_the_office_breaks_it(report):
    assert payload_of(report)["abstract"] == [
        "tiến độ học tập, quán triệt các nghị quyết Hội nghị lần thứ sáu",
        "Ban Chấp hành Trung ương Đảng khoá XII",
        "(số liệu tính đến 16 giờ ngày 12/01/2018)",
    ]


def test_the_list_of_units_is_the_sample(report):
    table = payload_of(report)["appendices"][1]

    assert [" | ".join(row) for row in table["rows"]] == [
        "1 | Đảng bộ xã Tân Lập | Xã, thị trấn | 216 | Đang tổ chức, 6/12 chi bộ | 7 | 15/01/2018 | Chờ báo cáo viên | 1",
        "2 | Chi bộ Trạm Khuyến nông | Cơ quan | 7 | Chưa tổ chức | 7 | 16/01/2018 | Ghép lớp với cụm cơ quan | 1",
        "3 | Chi bộ Hạt Kiểm lâm | Cơ quan | 9 | Chưa tổ chức | 7 | 16/01/2018 | Ghép lớp với cụm cơ quan | 1",
        "4 | Đảng bộ Trường THPT An Lạc B | Trường học | 41 | Đang tổ chức, 1/3 chi bộ | 7 | 13/01/2018 | Thi học kỳ | 1",
        "5 | Chi bộ Trường THCS Đồng Tâm | Trường học | 24 | Chưa tổ chức | 7 | 13/01/2018 | Thi học kỳ | 1",
        "6 | Chi bộ Trường Mầm non Hoa Sen | Trường học | 18 | Chưa tổ chức | 7 | 17/01/2018 | Cấp uỷ bận công tác | 1",
        "7 | Chi bộ Công ty May Đại Phát | Doanh nghiệp | 22 | Chưa tổ chức | 7 | 19/01/2018 | Theo ca sản xuất | 2",
        "8 | Chi bộ Hợp tác xã Vận tải Sông Trà | Doanh nghiệp | 6 | Chưa tổ chức | 7 | Chưa đăng ký | Chưa báo cáo | 2",
        "9 | Chi bộ Công ty Gạch Tân Tiến | Doanh nghiệp | 12 | Chưa tổ chức | 7 | Chưa đăng ký | Chưa báo cáo | 3",
        "10 | Chi bộ Quỹ tín dụng Bình An | Doanh nghiệp | 8 | Chưa tổ chức | 7 | Chưa đăng ký | Chưa báo cáo | 2",
    ]
    assert table["total"][3] == "363"


def test_the_command_writes_the_same_figures_and_a_paper_with_all_of_them(an_lac, db, tmp_path):
    paper, figures = tmp_path / "report.pdf", tmp_path / "report.json"
    call_command("compile_report", campaign="TW6-XII", week="2018-W02", pdf=paper, json=figures, stdout=io.StringIO())

    expected = json.loads(EXPECTED.read_text())
    assert json.loads(figures.read_text()) == expected
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(paper).pages).split())
    assert [name for name in expected["not_held"] if name not in text] == []
    total = expected["blocks"]["Tổng cộng"]
    printed = [thousands(value) if isinstance(value, int) else value for value in total.values()]
    assert [value for value in printed if value not in text] == []


def test_pdf_word_and_screen_say_the_same_as_draft_copy_and_issued_paper(an_lac, report, client):
    """Sentence by sentence and cell by cell; the Word file also as LibreOffice prints it."""
    client.force_login(make_user("officer", Role.OFFICER, an_lac.unit))
    said, office = {}, {}
    for state, payload, pdf in _states(an_lac, report):
        page = client.get(reverse("reports:show", args=[report.pk])).content.decode()
        heads = [2 if table["number_columns"] else 1 for table in payload["appendices"]]
        office[state] = render_docx(payload)
        said[state] = said_by_pdf(pdf, heads), said_by_docx(office[state]), said_by_screen(page), heads

    for state, printed in through_office(office).items():
        (head, text, closing, tables), (word_text, word_tables), (shown, shown_tables), heads = said[state]
        assert text == shown and "sửathửmộtcâu" in text, state
        assert tables == shown_tables and len(tables) == 2, state
        assert (word_text, word_tables) == (f"{head}-----{text}{closing}", tables), state
        from_office = said_by_pdf(printed, heads)
        assert (from_office[1], from_office[3]) == (text, tables), state
        assert [sorted(from_office[n]) for n in (0, 2)] == [sorted(head), sorted(closing)], state
    heads = {state: head for state, ((head, *_rest), *_others) in said.items()}
    assert ["dựthảolần1" in head for head in heads.values()] == [True, False, False]
    assert "số-bc/btghu" in heads["copy"] and "số07-bc/btghu" in heads["issued"]


def _states(an_lac, report):
    """`(state, payload, PDF)` of the report on its way; a sentence of the draft is the officer's."""
    at = WEEK.cut_off(an_lac)
    paragraph = report.paragraphs.get(key="request")
    edit_paragraph(paragraph=paragraph, text="Sửa thử một câu; 03 đơn vị.\nCâu thứ hai.", by=None, version=paragraph.version)
    report.refresh_from_db()
    yield "draft", payload_of(report), render_pdf(payload_of(report))
    report = make_copy_to_sign(report=report, by=None, at=at)
    copy = payload_of(report, copy_to_sign=True)
    yield "copy", copy, render_pdf(copy)
    issued = issue_report(
        report=report, number=7, issued_on=at.date(), signer=Signer.objects.get(), by=None, at=at, version=report.version
    )
    yield "issued", issued.document.payload, open_document_file(issued.document).read()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"campaign": "KHONG-CO"}, "KHONG-CO"), ({"unit": "KHONG-CO"}, "KHONG-CO"), ({"week": "2018-W99"}, "2018-W99"),
        ({"week": "2017-W01"}, ""),
    ],
)
def test_the_command_names_what_it_does_not_know(an_lac, db, options, message):
    with pytest.raises(CommandError) as error:
        call_command("compile_report", **{"campaign": "TW6-XII", "week": "2018-W02", **options})
    assert message in str(error.value)
