"""A small campaign of the fixed cast: three members in every cell, one week of work."""
import datetime

import pytest

from campaigns.models import Campaign, CampaignResolution, Resolution
from campaigns.services.launch import launch_campaign
from documents.models import IssuingBody, Signer
from lib.clock import start_of_day
from reports.weeks import Week


@pytest.fixture
def week():
    """The week whose cut-off is 12/01/2018 16:00."""
    return Week.parse("2018-W02")


@pytest.fixture
def campaign(tree, members):
    campaign = Campaign.objects.create(
        unit=tree.committee, code="TW6-XII", title="Học tập, quán triệt các nghị quyết CANARY-AL",
        basis="Kế hoạch số 52-KH/HU", starts_on=datetime.date(2018, 1, 1), ends_on=datetime.date(2018, 1, 31),
        study_due_on=datetime.date(2018, 1, 10), essay_due_on=datetime.date(2018, 1, 25),
        created_at=start_of_day(datetime.date(2018, 1, 1)),
    )
    resolution = Resolution.objects.create(unit=tree.committee, symbol="18-NQ/TW", title="Một số vấn đề")
    CampaignResolution.objects.create(campaign=campaign, resolution=resolution)
    return launch_campaign(campaign=campaign, by=None, at=start_of_day(campaign.starts_on))


@pytest.fixture
def signer(tree):
    body = IssuingBody.objects.create(
        unit=tree.committee, superior_name="Huyện uỷ An Lạc", name="Ban Tuyên giáo", symbol="BTGHU", place="An Lạc",
        committee_name="Huyện uỷ", organisation_name="Đảng bộ huyện", recipients="Thường trực Huyện uỷ\nLưu",
    )
    return Signer.objects.create(body=body, authority="K/T TRƯỞNG BAN", post="PHÓ TRƯỞNG BAN", full_name="Nguyễn Văn A")


@pytest.fixture
def cut_off(campaign, week):
    return week.cut_off(campaign)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    """No drawing of an earlier run is found."""
    settings.MEDIA_ROOT = tmp_path / "files"
