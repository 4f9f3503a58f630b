"""The minutes of a class: what stands on the paper, whose names, and what people type into them."""
import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdf import PdfReader

from audit.models import Entry
from campaigns.minutes.payload import minutes_payload
from campaigns.models import Resolution
from campaigns.screens.session_pages import attendance_rows
from campaigns.services.attendance import NamedAbsence, all_present_but
from campaigns.services.minutes import change_minutes
from campaigns.services.sessions import withdraw_session
from campaigns.tests.test_sessions import campaign, held  # noqa: F401 (a fixture)
from documents.paper import paper_html
from lib import clock
from lib.clock import at_hour

NOW = at_hour(datetime.date(2018, 1, 12), datetime.time(16))


@pytest.fixture(autouse=True)
def _stopped_clock(settings):
    settings.CLOCK_SHIFT_SECONDS = (NOW - clock.timezone.now()).total_seconds()


@pytest.fixture
def session(campaign, tree, members):  # noqa: F811
    with_reason, without = members[tree.xa.code][:2]
    absences = [NamedAbsence(with_reason, excused=True), NamedAbsence(without)]
    session = held(campaign, [tree.xa], rows=[all_present_but(tree.xa, heads=3, absences=absences)], place="Nhà văn hoá", speakers="Lê Văn Nói")
    session.resolutions.add(Resolution.objects.get())
    return session


def write(session, **facts):
    said = {"chair": "Trần Văn Chủ", "chair_post": "Bí thư", "minute_taker": "Lê Thị Ghi", **facts}
    return change_minutes(session=session, version=facts.pop("version", 0), by=None, at=NOW, **{k: v for k, v in said.items() if k != "version"})


def payload_for(user, session, minutes, **options):
    rows = attendance_rows(user, session, names_wanted=False)
    return minutes_payload(session=session, minutes=minutes, rows=rows, hidden=False, **options)


def words_of(response):
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    return " ".join(text.split())


def test_the_paper_is_drawn_from_the_record_with_who_signs_left_and_right(client, cast, tree, members, session):
    write(session, discussion="Đồng chí A: nhất trí.\nĐồng chí B: đề nghị có tài liệu.", ends_at=datetime.time(21, 15))
    client.force_login(cast.secretary_a)

    words = words_of(client.get(reverse("campaigns:minutes_paper", args=[session.pk])))

    with_reason, without = (member.full_name for member in members[tree.xa.code][:2])
    for said in (
        "BIÊN BẢN", "-BB/CB", "ngày 04 tháng 01 năm 2018", "vào buổi tối", "Địa điểm: Nhà văn hoá.", "Báo cáo viên: Lê Văn Nói.",
        "Triệu tập: 03 đảng viên; có mặt: 01; vắng có lý do: 01; vắng không lý do: 01.", f"Vắng có lý do: {with_reason}.",
        f"Vắng không lý do: {without}.", "18-NQ/TW", "Đồng chí B: đề nghị có tài liệu.", "21 giờ 15", "NGƯỜI GHI BIÊN BẢN",
    ):
        assert said in words
    assert words.index("NGƯỜI GHI BIÊN BẢN") < words.index("CHỦ TRÌ HỘI NGHỊ")


def test_what_nobody_entered_is_left_to_the_pen_and_a_base_writes_as_its_committee(cast, tree, campaign, session):  # noqa: F811
    for unit, name in ((tree.xa, "Chi bộ thôn 1"), (tree.x, "Đảng bộ xã Tân Lập"), (tree.y, "Đảng bộ xã Phú Sơn")):
        unit.name = name
        unit.save()
    session.refresh_from_db()

    cell = payload_for(cast.secretary_a, session, None)
    of_base = payload_for(cast.officer, held(campaign, [tree.y], rows=[all_present_but(tree.y, heads=3)]), None)

    lines = [block["text"] for block in cell["blocks"] if block["kind"] == "paragraph"]
    assert [line.rstrip(".") for line in lines if line.endswith("....")] == ["Chủ trì: ", "Người ghi biên bản: "]
    assert [(one["superior"], one["body"], one["symbol"]) for one in (cell, of_base)] == [
        ("Đảng bộ xã Tân Lập", "Chi bộ thôn 1", "CB"), (tree.committee.name, "Đảng uỷ xã Phú Sơn", "ĐU")
    ]


def test_names_stand_on_it_only_for_who_may_see_them_and_above_the_base_the_look_is_recorded(client, cast, tree, members, session):
    write(session)
    absent = members[tree.xa.code][0].full_name
    url = reverse("campaigns:minutes_paper", args=[session.pk])

    def names(user, query=""):
        client.force_login(user)
        return absent in words_of(client.get(url + query))

    assert (names(cast.base_officer), names(cast.officer), names(cast.officer, "?names=1")) == (True, False, True)
    assert list(Entry.objects.filter(action="campaigns.minutes.exported").order_by("pk").values_list("details__names", flat=True)) == [2, 0, 2]
    assert Entry.objects.filter(action="campaigns.absences.read", actor_id=cast.officer.pk).count() == 1
    for user, status in ((cast.secretary_b, 404), (cast.leader, 403), (cast.inspector, 403)):
        client.force_login(user)
        assert client.get(url).status_code == status


def test_pages_of_tags_marks_and_pictures_are_drawn_as_text(client, cast, session):
    line = "Ý kiến <script>alert(1)</script> \u202eđảo chiều\u202c 👍🏽👨‍👩‍👧 nhất trí 中 với nghị quyết; cần cụ thể hoá ở chi bộ. "
    minutes = write(session, discussion="\n".join([line * 4] * 50)[:20_000])
    client.force_login(cast.secretary_a)

    answer = client.get(reverse("campaigns:minutes_paper", args=[session.pk]))

    words = words_of(answer)
    assert "Ý kiến <script>alert(1)</script> đảo chiều nhất trí (?) với nghị quyết" in words
    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert 5 < len(pages) < 14
    last = " ".join(pages[-1].extract_text().split())
    assert ("CHỦ TRÌ HỘI NGHỊ" in last, "thống nhất thông qua" in last) == (True, True)
    assert minutes.discussion.startswith("Ý kiến <script>")


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(client, cast, session):
    client.force_login(cast.secretary_a)
    url = reverse("campaigns:minutes", args=[session.pk])
    form = client.get(url).context["form"]
    data = {"form_key": form["form_key"].value(), "version": 0, "chair": "Trần Văn Chủ", "minute_taker": "Lê Thị Ghi", "begins_at": "19:00", "ends_at": "18:00"}

    answer = client.post(url, data)
    assert (list(answer.context["form"].errors), answer.context["form"]["chair"].value()) == (["ends_at"], "Trần Văn Chủ")
    assert client.post(url, data | {"ends_at": "20:30"}).status_code == 302
    session.refresh_from_db()
    assert (session.minutes.chair, session.minutes.ends_at, session.minutes.version) == ("Trần Văn Chủ", datetime.time(20, 30), 1)

    fresh = client.get(url).context["form"]["form_key"].value()
    assert client.post(url, data | {"ends_at": "", "form_key": fresh, "chair": "Người khác"}).status_code == 409
    withdraw_session(session=session, reason="Ghi nhầm", version=session.version, by=None, at=NOW)
    with pytest.raises(ValidationError):
        write(session, version=1)


def test_a_paper_without_a_left_signature_is_drawn_as_before(cast, session):
    payload = payload_for(cast.secretary_a, session, None)
    del payload["left_signature"]
    html, _css = paper_html(payload)
    assert '<table class="closing"><tr>\n<td class="recipients"></td>\n<td class="signature"><p class="authority">' in html
