"""The pages of reports: what each role sees, and the way from draft to paper in the browser's requests."""
import datetime

import pytest
from django.test import Client
from django.urls import reverse

from conftest import make_member
from campaigns.models import Campaign, CampaignResolution, Resolution
from campaigns.services.attendance import all_present_but
from campaigns.services.launch import launch_campaign
from campaigns.services.sessions import record_session
from lib.clock import at_hour, start_of_day
from reports.services import compile_weekly_report
from reports.weeks import Week


@pytest.fixture
def report(campaign, cast):
    week = Week.parse("2018-W02")
    return compile_weekly_report(
        campaign=campaign, unit=campaign.unit, week=week, by=cast.officer, at=week.cut_off(campaign)
    )


def test_x(report):
    assert report.figures["total"]["units"] == 3
