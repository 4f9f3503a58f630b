"""Classes planned: speakers asked for and sent, what meets what, and who sees which of it."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaigns.models import DelayReason, RequestState, SpeakerRequest
from campaigns.planned import clashes_among, planned_classes
from campaigns.screens.session_defaults import defaults_for
from campaigns.services.plans import change_plan
from campaigns.services.speaker_requests import ask_for_speaker, assign_speaker, refuse_request
from campaigns.services.speakers import add_speaker, retire_speaker
from campaigns.tests.test_sessions import campaign  # noqa: F401 (a fixture)
from lib import clock
from lib.clock import at_hour

NOW = at_hour(datetime.date(2018, 1, 12), datetime.time(16))
DAY = datetime.date(2018, 1, 16)


@pytest.fixture(autouse=True)
def _stopped_clock(settings):
    settings.CLOCK_SHIFT_SECONDS = (NOW - clock.timezone.now()).total_seconds()


@pytest.fixture
def ask(campaign, cast):  # noqa: F811
    def asked(unit, *, day=DAY, part="evening", place="", **said):
        duty = campaign.duties.get(unit=unit)
        plan = getattr(duty, "plan", None)
        return ask_for_speaker(
            duty=duty, version=plan.version if plan else 0, planned_on=day, part=part, place=place, by=cast.officer, at=NOW, **said
        )

    return asked


@pytest.fixture
def speaker(tree, cast):
    return add_speaker(
        unit=tree.committee, full_name="Nguyễn Văn Báo", level="committee", post="Trưởng ban", phone="0912345678", by=cast.officer, at=NOW
    )


def send(request, speaker, **said):
    request.refresh_from_db()
    return assign_speaker(request=request, version=request.version, speaker=speaker, by=None, at=NOW, **said)


def plan_of(request):
    return planned_classes().get(pk=request.plan_id)


def test_a_speaker_is_asked_for_sent_and_taken_over_by_the_class(tree, campaign, ask, speaker):  # noqa: F811
    reason = DelayReason.objects.get(awaits_speaker=True).text
    request = ask(tree.xa, place="Nhà văn hoá thôn 1")
    duty = campaign.duties.get(unit=tree.xa)
    assert (duty.plan.delay_reason, SpeakerRequest.objects.to_answer().get()) == (reason, request)

    request = send(request, speaker)

    duty.plan.refresh_from_db()
    assert (request.state, duty.plan.delay_reason, SpeakerRequest.objects.to_answer().count()) == ("assigned", "", 0)
    initial = defaults_for(campaign, [duty], at=at_hour(DAY, datetime.time(20)))
    wanted = {"held_on": DAY, "part": "evening", "place": "Nhà văn hoá thôn 1", "speakers": "Nguyễn Văn Báo", "speaker_level": "committee"}
    assert {name: initial[name] for name in wanted} == wanted


def test_a_day_moved_or_a_speaker_retired_waits_for_an_answer_again(tree, campaign, ask, speaker):  # noqa: F811
    moved, left = send(ask(tree.xa), speaker), send(ask(tree.ya, day=DAY + datetime.timedelta(days=1)), speaker)
    plan = plan_of(moved)
    change_plan(duty=plan.duty, version=plan.version, by=None, at=NOW, planned_on=datetime.date(2018, 1, 18))
    assert [one.pk for one in SpeakerRequest.objects.to_answer()] == [moved.pk]

    retire_speaker(speaker=speaker, by=None, at=NOW)

    assert {one.pk for one in SpeakerRequest.objects.to_answer()} == {moved.pk, left.pk}
    with pytest.raises(ValidationError) as refused:
        send(moved, speaker)
    assert list(refused.value.message_dict) == ["speaker"]


def test_one_speaker_at_two_places_is_sent_only_by_who_accepts_it(tree, ask, speaker):
    first, second = ask(tree.xa, place="Nhà văn hoá"), ask(tree.ya, place="Hội trường")
    send(first, speaker)
    with pytest.raises(ValidationError) as refused:
        send(second, speaker)
    assert list(refused.value.message_dict) == ["accept_clash"]

    send(second, speaker, accept_clash=True)

    found = clashes_among(planned_classes())
    assert {pk: [(one.is_speaker, one.other.pk) for one in clashes] for pk, clashes in found.items()} == {
        first.plan_id: [(True, second.plan_id)], second.plan_id: [(True, first.plan_id)],
    }


def test_a_place_is_one_place_within_a_base_and_a_joint_class_meets_nothing(tree, ask, speaker):
    first = ask(tree.xa, place="Nhà văn hoá thôn 3")
    with pytest.raises(ValidationError) as refused:
        ask(tree.xb, place="nhà  văn hóa THÔN 3")
    assert list(refused.value.message_dict) == ["accept_clash"]
    other_base = ask(tree.ya, place="Nhà văn hoá thôn 3")
    other_part = ask(tree.xs1, place="Nhà văn hoá thôn 3", part="morning")
    joint = ask(tree.xb, place="Nhà văn hoá thôn 3", accept_clash=True)
    assert set(clashes_among(planned_classes())) == {first.plan_id, joint.plan_id}

    send(first, speaker), send(joint, speaker)

    assert clashes_among(planned_classes()) == {}
    assert other_base.plan_id != other_part.plan_id


def test_nothing_is_asked_for_where_nothing_is_owed(tree, campaign, cast, ask, speaker):  # noqa: F811
    request = ask(tree.xa)
    with pytest.raises(ValidationError):
        ask(tree.xa)
    with pytest.raises(ValidationError) as refused:
        ask(tree.xb, day=datetime.date(2018, 1, 11))
    assert list(refused.value.message_dict) == ["planned_on"]
    base_speaker = add_speaker(unit=tree.y, full_name="Trần Thị Cơ", level="base", by=None, at=NOW)
    with pytest.raises(ValidationError) as refused:
        send(request, base_speaker)
    assert list(refused.value.message_dict) == ["speaker"]

    campaign.duties.filter(unit=tree.xb).update(until=DAY, end_reason="merged")
    with pytest.raises(ValidationError):
        ask(tree.xb)
    campaign.closed_at = NOW
    campaign.save()
    request = SpeakerRequest.objects.get(pk=request.pk)
    with pytest.raises(ValidationError):
        send(request, speaker)
    assert SpeakerRequest.objects.to_answer().count() == 0


def test_the_unit_reads_the_answer_and_asks_again(client, tree, cast, ask):
    request = ask(tree.xa)
    refuse_request(request=request, version=request.version, answer="Xin chọn tuần sau <b>", by=cast.officer, at=NOW)
    client.force_login(cast.secretary_a)

    page = client.get("/").content.decode()

    assert ("Xin chọn tuần sau &lt;b&gt;" in page, "Đề nghị báo cáo viên" in page) == (True, True)
    assert ask(tree.xa, day=DAY + datetime.timedelta(days=7)).state == RequestState.ASKED


def test_the_calendar_by_day_place_and_speaker_shows_each_their_own(client, tree, cast, ask, speaker):
    send(ask(tree.xa, place="Nhà A"), speaker)
    send(ask(tree.ya, place="Nhà B"), speaker, accept_clash=True)
    ask(tree.z, part="morning", day=DAY + datetime.timedelta(days=1))
    url = reverse("campaigns:calendar")

    def seen(user, query=""):
        client.force_login(user)
        page = client.get(f"{url}?{query}")
        return [(words, [row["unit"].code for row in rows]) for words, _off, rows in page.context["groups"]], page

    by_day, page = seen(cast.officer)
    assert by_day == [("Thứ Ba, 16/01/2018", ["1-01", "10-01"]), ("Thứ Tư, 17/01/2018", ["2"])]
    assert [one["unit"].code for one in page.context["waiting"]] == ["2"]
    assert "1 đơn vị chờ báo cáo viên" in page.content.decode()
    assert seen(cast.officer, "sort=place")[0] == [("Chưa có địa điểm", ["2"]), ("Nhà A", ["1-01"]), ("Nhà B", ["10-01"])]
    assert seen(cast.officer, f"speaker={speaker.pk}&place=nhà b")[0] == [("Thứ Ba, 16/01/2018", ["10-01"])]
    own, page = seen(cast.secretary_a)
    assert own == [("Thứ Ba, 16/01/2018", ["1-01"])]
    assert ("một đơn vị khác" in page.content.decode(), tree.ya.name in page.content.decode()) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_the_calendar_asks_the_same_queries_for_any_number_of_rows(client, tree, cast, ask, speaker, number, django_assert_num_queries):
    for unit in [tree.xa, tree.ya, tree.z][:number]:
        send(ask(unit), speaker, accept_clash=True)
    client.force_login(cast.officer)
    with django_assert_num_queries(11):
        page = client.get(reverse("campaigns:calendar"))
    assert len(page.context["rows"]) == number


def test_the_sheet_of_the_week_to_come_names_units_and_speakers_alone(client, tree, cast, members, ask, speaker):
    send(ask(tree.xa, place="Nhà A"), speaker)
    ask(tree.z, day=datetime.date(2018, 1, 22))
    client.force_login(cast.officer)

    page = client.get(reverse("campaigns:week_sheet"))

    assert [(words, [row["unit"].code for row in rows]) for words, _off, rows in page.context["days"]] == [("Thứ Ba, 16/01/2018", ["1-01"])]
    text = page.content.decode()
    assert ("Lịch lớp tuần tới" in text, "15/01/2018" in text, "Nguyễn Văn Báo" in text) == (True, True, True)
    assert [one.full_name for group in members.values() for one in group if one.full_name in text] == []
