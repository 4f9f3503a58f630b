import datetime

import pytest

from campaigns.models import Campaign, CampaignResolution, Resolution
from campaigns.services.launch import launch_campaign
from campaigns.services.letters import make_letters
from campaigns.tests.ledger_steps import AT, DAY, LAUNCH, duty_of
from campaigns.tests.letter_steps import FINISH, MORNING
from documents.models import IssuingBody, Signer
from lib.clock import start_of_day


@pytest.fixture
def campaign(tree, members):
    campaign = Campaign.objects.create(
        unit=tree.committee, code="TW6", title="Đợt", starts_on=LAUNCH, created_at=AT,
        ends_on=datetime.date(2018, 1, 31), study_due_on=datetime.date(2018, 1, 5),
    )
    resolution = Resolution.objects.create(unit=tree.committee, symbol="18-NQ/TW", title="Nghị quyết")
    CampaignResolution.objects.create(campaign=campaign, resolution=resolution)
    return launch_campaign(campaign=campaign, by=None, at=start_of_day(LAUNCH))


@pytest.fixture
def step(campaign, cast):
    """What every ledger service is told."""
    return {"campaign": campaign, "on": DAY, "reason": "12-QĐ/HU", "by": cast.officer, "at": AT}


@pytest.fixture
def change(cast):
    """What every unit service is told."""
    return {"on": DAY, "by": cast.officer, "at": AT}


@pytest.fixture
def office(tree):
    body = IssuingBody.objects.create(
        unit=tree.committee, superior_name="HUYỆN UỶ AN LẠC", name="BAN TUYÊN GIÁO", prose_name="Ban Tuyên giáo Huyện uỷ",
        symbol="BTGHU", place="An Lạc", recipients="Thường trực Huyện uỷ\nLưu Ban",
    )
    return Signer.objects.create(body=body, authority="TRƯỞNG BAN", full_name="Nguyễn Văn Ký")


@pytest.fixture
def draft(campaign, tree, cast, office):
    """`draft(one_each=…)`: a round to x, y and z."""

    def make(**options):
        duties = [duty_of(campaign, unit) for unit in (tree.x, tree.y, tree.z)]
        return make_letters(
            **{"campaign": campaign, "sender": tree.committee, "duties": duties, "finish_by": FINISH, "by": cast.officer, "at": MORNING, **options}
        )

    return make
