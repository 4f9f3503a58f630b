"""Any sequence of transfers, mergers, splits, moves, exemptions and classes keeps every sum and every `held_at`."""
import datetime
import random

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from campaigns.models import Campaign, CampaignResolution, Resolution
from campaigns.services import ledger
from campaigns.services.attendance import AttendanceRow
from campaigns.services.launch import launch_campaign
from campaigns.services.sessions import record_session, withdraw_session
from campaigns.tests.ledger_sums import assert_sums_hold
from lib.clock import at_hour, start_of_day
from units import services
from units.models import Member, Unit

LAUNCH = datetime.date(2017, 12, 1)
HOUR = datetime.time(20)


class History:
    """Days go by; on each, something happens to the units, the members or the classes of a campaign."""

    def __init__(self, campaign, officer, seed):
        self.campaign, self.officer, self.chance = campaign, officer, random.Random(seed)
        self.day = LAUNCH
        self.done = []

    def go_on(self):
        self.day += datetime.timedelta(self.chance.randint(0, 2))
        happening = self.chance.choice([
            self.transfer, self.transfer, self.leave, self.merge, self.split, self.move, self.exempt, self.restore,
            self.hold, self.hold, self.withdraw,
        ])
        try:
            with transaction.atomic():
                happening()
            self.done.append(happening.__name__)
        except ValidationError:
            pass  # what the portal refuses must not change anything either: the sums are checked all the same

    @property
    def when(self):
        return {"on": self.day, "by": self.officer, "at": at_hour(self.day, HOUR)}

    @property
    def step(self):
        return {"campaign": self.campaign, "reason": "thử", **self.when}

    def unit(self):
        return self.chance.choice(list(Unit.objects.below(self.campaign.unit).order_by("path")))

    def transfer(self):
        member = self.chance.choice(list(Member.objects.present().order_by("card_number")))
        services.transfer_member(member=member, to_unit=self.unit(), **self.when)
        ledger.change_heads(members=[member], **self.step)

    def leave(self):
        member = self.chance.choice(list(Member.objects.present().order_by("card_number")))
        services.end_member(member=member, **self.when)
        ledger.change_heads(members=[member], **self.step)

    def merge(self):
        units, into = [self.unit()], self.unit()
        services.merge_units(units=units, into=into, **self.when)
        ledger.merge_duties(units=units, into=into, **self.step)

    def split(self):
        unit = self.unit()
        some = {
            "members": list(Member.objects.present().filter(unit=unit)[:1]),
            "below": list(Unit.objects.directly_below(unit).filter(valid_to=None)[:1]),
        }
        new = services.split_unit(unit=unit, code=f"N{len(self.done)}", name="Chi bộ mới", **some, **self.when)
        ledger.split_duties(unit=unit, new=new, **self.step)

    def move(self):
        unit = self.unit()
        services.move_unit(unit=unit, above=self.unit(), **self.when)
        ledger.move_duty(unit=unit, **self.step)

    def exempt(self):
        ledger.exempt_duty(unit=self.unit(), **self.step)

    def restore(self):
        ledger.restore_duty(unit=self.unit(), **self.step)

    def hold(self):
        duty = self.chance.choice(list(self.campaign.duties.filter(until=None).order_by("path")))
        row = AttendanceRow(unit=duty.unit, summoned=1, present=1)
        record_session(
            campaign=self.campaign, host=duty.unit, held_on=self.day, rows=[row], resolutions=[], by=None,
            at=at_hour(self.day, HOUR), part="evening",
        )

    def withdraw(self):
        session = self.campaign.sessions.filter(withdrawn_at=None).order_by("pk").first()
        if session:
            withdraw_session(session=session, version=session.version, reason="Nhầm", by=None, at=at_hour(self.day, HOUR))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_the_sums_hold(tree, members, cast, seed):
    campaign = Campaign.objects.create(
        unit=tree.committee, code="TW6", title="Đợt", starts_on=LAUNCH, created_at=start_of_day(LAUNCH),
        ends_on=datetime.date(2018, 3, 31), study_due_on=datetime.date(2018, 1, 5),
    )
    resolution = Resolution.objects.create(unit=tree.committee, symbol="18-NQ/TW", title="Nghị quyết")
    CampaignResolution.objects.create(campaign=campaign, resolution=resolution)
    history = History(launch_campaign(campaign=campaign, by=None, at=start_of_day(LAUNCH)), cast.officer, seed)

    for _step in range(15):
        history.go_on()
        assert_sums_hold(campaign)

    assert len(history.done) >= 3
