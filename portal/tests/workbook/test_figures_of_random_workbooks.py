import datetime

import pytest

from campaigns.models import Campaign
from campaigns.progress import duties_out_of_date
from lib.clock import at_hour
from portal.tests.oracle import Count, read
from portal.tests.workbook.samples import import_file
from portal.tests.workbook.random_workbooks import CAMPAIGN, random_workbook, write_rows
from reports.figures import as_expected_json, figures_of

CUT_OFFS = [datetime.date(2018, 1, 5), datetime.date(2018, 1, 12), datetime.date(2018, 1, 26), datetime.date(2018, 2, 16)]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_the_figures_are_those_counted_by_plain_loops(tmp_path, seed):
    path = write_rows(tmp_path / "random.xlsx", random_workbook(seed))
    import_file(path)
    campaign, count = Campaign.objects.get(code=CAMPAIGN), Count(read(path))

    for day in CUT_OFFS:
        at = at_hour(day, datetime.time(16, 0))
        figures = as_expected_json(figures_of(campaign, unit=campaign.unit, at=at))
        assert figures == count.figures(at.replace(tzinfo=None))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12, 16))
def test_held_at_agrees_with_the_classes(tmp_path, seed):
    import_file(write_rows(tmp_path / "random.xlsx", random_workbook(seed)))

    assert duties_out_of_date(Campaign.objects.get(code=CAMPAIGN)) == []
