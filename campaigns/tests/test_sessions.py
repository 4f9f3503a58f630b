"""Logging classes against the small committee of the cast."""
import datetime

import pytest
from django.core.exceptions import ValidationError

from campaigns.models import Campaign, CampaignResolution, Resolution, SessionKind
from campaigns.progress import count_held, duties_out_of_date, lowest_held
from campaigns.services.attendance import AttendanceRow, NamedAbsence, all_present_but
from campaigns.services.launch import launch_campaign
from campaigns.services.sessions import amend_session, record_session, restore_session, rows_of, withdraw_session
from campaigns.status import Status, progress_of
from lib.clock import at_hour, start_of_day
from lib.conflict import StaleVersion

DAY = datetime.date(2018, 1, 4)
NOW = at_hour(datetime.date(2018, 1, 12), datetime.time(16))


@pytest.fixture
def campaign(tree, members):
    campaign = Campaign.objects.create(
        unit=tree.committee, code="TW6", title="Đợt", starts_on=datetime.date(2017, 12, 1), created_at=NOW,
        ends_on=datetime.date(2018, 1, 31), study_due_on=datetime.date(2018, 1, 5),
    )
    resolution = Resolution.objects.create(unit=tree.committee, symbol="18-NQ/TW", title="Nghị quyết")
    CampaignResolution.objects.create(campaign=campaign, resolution=resolution)
    return launch_campaign(campaign=campaign, by=None, at=start_of_day(campaign.starts_on))


def held(campaign, units, *, on=DAY, rows=None, **facts):
    rows = rows or [AttendanceRow(unit=unit, summoned=3, present=3) for unit in units]
    return record_session(
        campaign=campaign, host=units[0], held_on=on, rows=rows, resolutions=[], by=None, at=NOW, part="evening", **facts
    )


def held_of(campaign, unit):
    return campaign.duties.get(unit=unit).held_at


def test_launch_freezes_duties_and_heads_of_every_unit_below(campaign, tree):
    rows = campaign.duties.order_by("path").values_list("unit__code", "heads", "parent__unit__code")

    assert list(rows) == [
        ("1", 9, None), ("1-01", 3, "1"), ("1-02", 3, "1"), ("1-03", 3, "1"), ("1-031", 3, "1-03"),
        ("10", 3, None), ("10-01", 3, "10"), ("2", 3, None),
    ]


def test_a_joint_class_fulfils_the_duty_of_every_unit_in_it(campaign, tree):
    held(campaign, [tree.xa, tree.z])

    moment = at_hour(DAY, datetime.time(19))
    assert [held_of(campaign, unit) for unit in (tree.xa, tree.z, tree.xb)] == [moment, moment, None]
    assert count_held(campaign, at=NOW) == (1, 3)


def test_a_base_is_in_progress_until_its_last_cell_has_held(campaign, tree):
    held(campaign, [tree.xa, tree.xb])
    duty = campaign.duties.get(unit=tree.x)

    assert lowest_held([duty], NOW) == {duty.pk: (2, 3)}
    assert progress_of([duty], campaign=campaign, at=NOW)[0].status == Status.IN_PROGRESS

    held(campaign, [tree.xs1], on=datetime.date(2018, 1, 8))

    assert held_of(campaign, tree.x) == at_hour(datetime.date(2018, 1, 8), datetime.time(19))
    assert duties_out_of_date(campaign) == []


def test_a_conference_fulfils_nobodys_duty(campaign, tree):
    held(campaign, [tree.z], kind=SessionKind.CONFERENCE)

    assert held_of(campaign, tree.z) is None


def test_withdrawing_takes_the_duty_back_and_restoring_gives_it_again(campaign, tree):
    session = held(campaign, [tree.z])
    session = withdraw_session(session=session, reason="Ghi nhầm", version=1, by=None, at=NOW)
    assert held_of(campaign, tree.z) is None

    restore_session(session=session, by=None, at=NOW)
    assert held_of(campaign, tree.z) == at_hour(DAY, datetime.time(19))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"summoned": 3, "present": 4}, "more than the 3 summoned"),
        ({"summoned": 3, "present": 1, "absent_excused": 1}, "do not make the 3 summoned"),
        ({"summoned": 4, "present": 4}, "more than the 3 members who are to study"),
        ({"summoned": 3, "present": 0, "absent_excused": 3}, "nobody was present"),
    ],
)
def test_counts_that_cannot_be_are_refused_at_the_field(campaign, tree, row, sentence, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(ValidationError) as refused:
        held(campaign, [tree.z], rows=[AttendanceRow(unit=tree.z, **row)])

    assert sentence in refused.value.message_dict["attendance"][0]


def test_a_base_and_its_cell_are_not_counted_for_the_same_people(campaign, tree):
    held(campaign, [tree.xa])

    with pytest.raises(ValidationError) as refused:
        held(campaign, [tree.x], rows=[AttendanceRow(unit=tree.x, summoned=9, present=9)], on=datetime.date(2018, 1, 5))

    assert list(refused.value.message_dict) == ["attendance"]


def test_the_same_class_from_a_second_telephone_is_refused(campaign, tree):
    held(campaign, [tree.xa])

    with pytest.raises(ValidationError) as refused:
        held(campaign, [tree.xa])

    assert list(refused.value.message_dict) == ["held_on"]


@pytest.mark.parametrize("day", [datetime.date(2018, 1, 13), datetime.date(2017, 11, 30)])
def test_a_day_in_the_future_or_outside_the_campaign_is_refused(campaign, tree, day):
    with pytest.raises(ValidationError) as refused:
        held(campaign, [tree.z], on=day)

    assert list(refused.value.message_dict) == ["held_on"]


def test_absent_named_must_be_on_the_roster(campaign, tree, members):
    stranger = members[tree.xb.code][0]

    with pytest.raises(ValidationError):
        held(campaign, [tree.xa], rows=[all_present_but(tree.xa, heads=3, absences=[NamedAbsence(stranger)])])


def test_amending_an_older_version_is_refused_and_keeps_what_stands(campaign, tree, members):
    absent = NamedAbsence(members[tree.xa.code][0], excused=True)
    session = held(campaign, [tree.xa], rows=[all_present_but(tree.xa, heads=3, absences=[absent])])
    said = {"held_on": DAY, "rows": rows_of(session), "resolutions": [], "by": None, "at": NOW}
    amend_session(session=session, version=1, place="Nhà văn hoá", **said)

    with pytest.raises(StaleVersion) as stale:
        amend_session(session=session, version=1, place="Hội trường", **said)

    assert stale.value.current.place == "Nhà văn hoá"
    assert rows_of(session)[0].absences == (absent,)


def test_recording_a_class_takes_the_same_queries_for_one_unit_and_for_three(campaign, tree, django_assert_num_queries):
    with django_assert_num_queries(23):
        held(campaign, [tree.z])
    with django_assert_num_queries(23):
        held(campaign, [tree.xa, tree.xb, tree.ya])


def test_an_evening_class_is_not_logged_in_the_afternoon_before_it(campaign, tree):
    with pytest.raises(ValidationError) as refused:
        held(campaign, [tree.z], on=datetime.date(2018, 1, 12))

    assert list(refused.value.message_dict) == ["part"]
