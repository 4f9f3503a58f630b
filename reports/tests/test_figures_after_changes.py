"""Whatever happens to units and members, every sum of the report holds, as of every day gone by."""
import datetime

import pytest

from campaigns.models import Campaign, CampaignResolution, EndReason, Resolution
from campaigns.progress import count_held
from campaigns.services.launch import launch_campaign
from campaigns.tests.test_ledger_properties import HOUR, LAUNCH, History
from lib.clock import at_hour, start_of_day
from reports.figures.checks import check_sums
from reports.figures.counting import count
from reports.tests.evidence_checks import check_evidence


@pytest.mark.parametrize("seed", range(100, 110))
def test_the_sums_of_the_report_hold_after_transfers_mergers_splits_moves_and_exemptions(tree, members, cast, seed):
    campaign = Campaign.objects.create(
        unit=tree.committee, code="TW6", title="Đợt", starts_on=LAUNCH, created_at=start_of_day(LAUNCH),
        ends_on=datetime.date(2018, 3, 31), study_due_on=datetime.date(2018, 1, 5),
    )
    resolution = Resolution.objects.create(unit=tree.committee, symbol="18-NQ/TW", title="Nghị quyết")
    CampaignResolution.objects.create(campaign=campaign, resolution=resolution)
    history = History(launch_campaign(campaign=campaign, by=None, at=start_of_day(LAUNCH)), cast.officer, seed)
    for _step in range(15):
        history.go_on()

    for days in range((history.day - LAUNCH).days + 1):
        at = at_hour(LAUNCH + datetime.timedelta(days), HOUR)
        counted = count(campaign, unit=tree.committee, at=at)
        figures = counted.figures
        check_sums(figures)
        assert (figures.total.held, figures.total.units) == count_held(campaign, at=at)
        check_evidence(counted, campaign, tree.committee)
    _check_bases(campaign, figures, at)


def _check_bases(campaign, figures, at):
    """Each unit's own report keeps its sums too, and together they count whom the committee counts as having studied."""
    studied = 0
    for duty in campaign.duties.filter(parent=None).owing(at).select_related("unit"):
        counted = count(campaign, unit=duty.unit, at=at)
        studied += counted.figures.studied_in_all
        check_sums(counted.figures)
        check_evidence(counted, campaign, duty.unit)
    # Whom a cell merged into another base counted before, the paper of the committee has in that base's line, its own paper nowhere.
    assert studied == figures.studied_in_all or _merged_across(campaign)


def _merged_across(campaign):
    merged = campaign.duties.filter(end_reason=EndReason.MERGED).select_related("unit")
    top_of = dict(campaign.duties.filter(until=None).values_list("unit", "path"))
    return any(top_of.get(duty.unit.succeeded_by_id, duty.path)[:4] != duty.path[:4] for duty in merged)
