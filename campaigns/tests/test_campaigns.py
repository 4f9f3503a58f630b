"""Campaigns from entering to closing; plans and reminders."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaigns.models import Campaign, Resolution
from campaigns.services.campaigns import add_campaign, change_campaign, close_campaign, facts_to_copy, reopen_campaign
from campaigns.services.launch import check_before_launch, launch_campaign
from campaigns.services.plans import change_plan
from campaigns.services.reminders import record_reminder, withdraw_reminder
from campaigns.status import progress_of
from campaigns.tests.test_sessions import NOW, campaign, held  # noqa: F401 (a fixture)
from lib.conflict import StaleVersion

FACTS = {
    "title": "Đợt mới", "starts_on": datetime.date(2018, 2, 1), "ends_on": datetime.date(2018, 3, 1),
    "study_due_on": datetime.date(2018, 2, 20),
}


@pytest.fixture
def resolution(tree):
    return Resolution.objects.create(unit=tree.committee, symbol="33-NQ/TW", title="Nghị quyết")


def test_the_check_before_launch_counts_what_is_there_and_names_what_is_missing(tree, members, cast, resolution):
    new = add_campaign(unit=tree.committee, code="N", resolutions=[resolution], by=cast.officer, at=NOW, **FACTS)
    empty = members[tree.ya.code]
    for member in empty:
        member.exempt_from_activity = True
        member.save()

    check = check_before_launch(new, at=NOW)

    assert (check.direct_units, check.cells, check.members_to_study) == (3, 5, 12)
    assert [unit.code for unit in check.units_without_members] == ["10", "10-01"]
    assert [unit.code for unit in check.cells_without_account] == ["1-031", "10-01"]
    assert check.errors == []


def test_without_a_resolution_or_units_nothing_is_launched(tree, cast):
    new = add_campaign(unit=tree.committee, code="N", resolutions=[], by=cast.officer, at=NOW, **FACTS)

    with pytest.raises(ValidationError):
        launch_campaign(campaign=new, by=cast.officer, at=NOW)
    assert new.duties.count() == 0


def test_a_unit_with_nobody_to_study_is_exempt(tree, members, cast, resolution):
    for member in members[tree.z.code]:
        member.exempt_from_activity = True
        member.save()
    new = add_campaign(unit=tree.committee, code="N", resolutions=[resolution], by=cast.officer, at=NOW, **FACTS)

    launch_campaign(campaign=new, by=cast.officer, at=NOW)

    duties = new.duties.filter(unit=tree.z).select_related("unit", "plan", "campaign")
    assert [one.status for one in progress_of(duties, campaign=new, at=NOW)] == ["exempt"]
    assert new.duties.owing(NOW).filter(unit=tree.z).count() == 0


@pytest.mark.parametrize(("name", "day"), [("ends_on", datetime.date(2018, 1, 1)), ("study_due_on", datetime.date(2018, 1, 1))])
def test_days_out_of_order_are_refused_at_their_field(tree, cast, resolution, name, day):
    with pytest.raises(ValidationError) as refused:
        add_campaign(unit=tree.committee, code="N", resolutions=[resolution], by=cast.officer, at=NOW, **FACTS | {name: day})

    assert list(refused.value.message_dict) == [name]


def test_a_launched_campaign_keeps_its_code_and_of_two_editors_the_second_is_told(campaign, cast):  # noqa: F811
    resolutions = list(campaign.resolutions.all())
    with pytest.raises(ValidationError) as refused:
        change_campaign(campaign=campaign, version=1, resolutions=resolutions, by=cast.officer, code="ANOTHER")
    assert list(refused.value.message_dict) == ["code"]

    change_campaign(campaign=campaign, version=1, resolutions=resolutions, by=cast.officer, title="Đợt một")
    with pytest.raises(StaleVersion):
        change_campaign(campaign=campaign, version=1, resolutions=resolutions, by=cast.officer, title="Đợt hai")
    assert Campaign.objects.get().title == "Đợt một"


def test_a_closed_campaign_takes_no_records_until_it_is_reopened(campaign, tree, cast):  # noqa: F811
    campaign = close_campaign(campaign=campaign, by=cast.officer, at=NOW)  # noqa: F811
    with pytest.raises(ValidationError):
        held(campaign, [tree.z])

    held(reopen_campaign(campaign=campaign, by=cast.officer), [tree.z])
    assert campaign.sessions.count() == 1


def test_the_next_campaign_takes_over_title_basis_cut_off_and_resolutions(campaign):  # noqa: F811
    assert facts_to_copy(campaign) == {
        "title": "Đợt", "basis": "", "cut_off_weekday": 5, "cut_off_hour": datetime.time(16, 0),
        "resolutions": list(campaign.resolutions.all()),
    }


def test_the_form_of_the_next_campaign_comes_with_its_resolutions_ticked(client, campaign, cast, resolution):  # noqa: F811
    client.force_login(cast.officer)

    page = client.get(reverse("campaigns:add"), {"from": campaign.pk})

    ticked = [choice.data["label"] for choice in page.context["form"]["resolutions"] if choice.data["selected"]]
    assert ticked == ["18-NQ/TW"]


def test_a_promised_day_becomes_the_planned_one_and_withdrawn_reminders_do_not_count(campaign, tree, cast):  # noqa: F811
    duty = campaign.duties.select_related("unit", "campaign").get(unit=tree.z)
    change_plan(duty=duty, version=0, by=cast.secretary_z, at=NOW, delay_reason="Chờ báo cáo viên")
    record_reminder(duty=duty, by=cast.officer, at=NOW, promised_on=datetime.date(2018, 1, 16))
    withdraw_reminder(reminder=record_reminder(duty=duty, by=cast.officer, at=NOW), by=cast.officer, at=NOW)
    duties = campaign.duties.filter(unit=tree.z).select_related("unit", "plan", "campaign")

    (progress,) = progress_of(duties, campaign=campaign, at=NOW)

    assert (progress.planned_on, progress.delay_reason, progress.reminders) == (datetime.date(2018, 1, 16), "Chờ báo cáo viên", 1)
    assert (progress.status, progress.overdue_days) == ("overdue", 7)


def test_before_the_end_of_the_deadlines_day_nothing_is_late(campaign, tree):  # noqa: F811
    duties = campaign.duties.filter(unit=tree.z).select_related("unit", "plan", "campaign")
    last_minute = datetime.datetime.combine(campaign.study_due_on, datetime.time(23, 59), tzinfo=NOW.tzinfo)

    states = [
        (one.status, one.overdue_days)
        for at in (last_minute, last_minute + datetime.timedelta(minutes=1))
        for one in progress_of(duties, campaign=campaign, at=at)
    ]
    assert states == [("no_plan", 0), ("overdue", 1)]
