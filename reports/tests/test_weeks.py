import datetime
from types import SimpleNamespace

import pytest

from lib.clock import at_hour
from reports.weeks import Week, begun_weeks, closed_weeks, first_week, last_week, weeks_to_report


def _day(text):
    return datetime.datetime.strptime(text, "%d/%m/%Y").date()


def _at(text):
    moment = datetime.datetime.strptime(text, "%d/%m/%Y %H:%M")
    return at_hour(moment.date(), moment.time())


def _campaign(**changes):
    facts = {
        "pk": None, "starts_on": _day("30/11/2017"), "ends_on": _day("31/01/2018"), "study_due_on": _day("05/01/2018"),
        "essay_due_on": _day("25/01/2018"), "marking_due_on": None, "report_due_on": None, "cut_off_weekday": 5,
        "cut_off_hour": datetime.time(16), "closed_at": None, "created_at": _at("30/11/2017 00:00"),
    }
    return SimpleNamespace(**{**facts, **changes})


@pytest.mark.parametrize(
    ("day", "name"),
    [("12/01/2018", "2018-W02"), ("01/01/2027", "2026-W53"), ("31/12/2018", "2019-W01"), ("14/01/2018", "2018-W02")],
)
def test_a_week_bears_the_iso_name_of_its_days(day, name):
    assert Week.of(_day(day)).name == name


def test_a_name_leads_back_to_the_week():
    assert Week.parse("2018-W02") == Week(_day("08/01/2018"))


@pytest.mark.parametrize("name", ["2018-2", "2018-W54", "W02-2018", "", "2018-W02x"])
def test_what_names_no_week_is_refused(name):
    with pytest.raises(ValueError):
        Week.parse(name)


def test_the_cut_off_is_the_day_and_hour_of_the_campaign():
    assert Week.parse("2018-W02").cut_off(_campaign()) == _at("12/01/2018 16:00")
    assert Week.parse("2018-W02").cut_off(_campaign(cut_off_weekday=7)) == _at("14/01/2018 16:00")


def test_a_late_sunday_belongs_to_the_week_of_the_office_not_of_greenwich():
    moment = datetime.datetime(2018, 1, 14, 17, 30, tzinfo=datetime.UTC)

    assert closed_weeks(_campaign(cut_off_weekday=1, cut_off_hour=datetime.time(0, 15)), moment)[-1].name == "2018-W03"


def test_the_first_week_is_the_first_whose_cut_off_follows_the_beginning():
    assert first_week(_campaign()).name == "2017-W48"
    assert first_week(_campaign(starts_on=_day("02/12/2017"))).name == "2017-W49"


def test_a_week_closes_at_its_cut_off():
    names = [[week.name for week in closed_weeks(_campaign(), _at(text))] for text in ("08/12/2017 15:59", "08/12/2017 16:00")]

    assert names == [["2017-W48"], ["2017-W48", "2017-W49"]]
    assert [week.name for week in begun_weeks(_campaign(), _at("04/12/2017 00:00"))] == ["2017-W48", "2017-W49"]


def test_nothing_is_reported_unasked_after_the_last_deadline_or_from_before_the_entry():
    campaign = _campaign(created_at=_at("12/01/2018 16:01"))

    assert last_week(campaign).name == "2018-W05"
    assert [week.name for week in weeks_to_report(campaign, _at("01/06/2018 00:00"))] == ["2018-W03", "2018-W04", "2018-W05"]


def test_a_closed_campaign_has_no_weeks_after_its_close():
    campaign = _campaign(closed_at=_at("13/12/2017 09:00"))

    assert [week.name for week in begun_weeks(campaign, _at("01/06/2018 00:00"))] == ["2017-W48", "2017-W49", "2017-W50"]
