"""The desk and the appendix of the report name the same units."""
import datetime

from campaigns.chasing import Place, desk_duties
from campaigns.services.reminders import record_reminder
from lib.clock import at_hour
from reports.appendices import units_table
from reports.figures import figures_of
from reports.tests.an_lac import load_an_lac


def test_the_set_of_the_desk_is_appendix_2_of_the_moment(db):
    campaign = load_an_lac()
    at = at_hour(datetime.date(2018, 1, 12), datetime.time(16))
    first, second = desk_duties(campaign, at=at).select_related("campaign", "unit")[:2]
    record_reminder(duty=first, by=None, at=at, promised_on=datetime.date(2018, 1, 16))
    record_reminder(duty=second, by=None, at=at)

    for moment in (at - datetime.timedelta(days=10), at, at + datetime.timedelta(days=5)):
        duties = list(desk_duties(campaign, at=moment).select_related("unit").order_by("unit__block__position", "unit__code"))
        appendix = units_table(figures_of(campaign, unit=campaign.unit, at=moment))
        assert [duty.unit.name for duty in duties] == [row[1] for row in appendix["rows"]]
        assert {duty.place for duty in duties} <= set(Place.values)
