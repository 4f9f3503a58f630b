"""An essay that came as a scan and was marked at the desk counts exactly as one that was written down by hand."""
import pytest
from django.db import transaction

from essays.models import Essay, EssayState
from essays.owing import count_register, register_of
from essays.services import register
from essays.services.marking import Decision, settle_essay
from essays.services.scans import open_batch
from essays.services.sheets import sheets_of_members
from essays.tests.piles import lay_pile
from reports.figures import as_expected_json, check_sums, figures_of
from reports.services.compile import compile_weekly_report
from reports.tests.recording import LATER, day, hold

FORM = dict.fromkeys(register.CHECKS, True) | {"handwritten": True, "on_a4": True}


@pytest.fixture
def of_all_kinds(campaign, tree, week, cut_off):
    """What report, figures and register say after `record()`, which is undone again."""
    duty = campaign.duties.select_related("campaign").get(unit=tree.z)

    def read(record):
        point = transaction.savepoint()
        record()
        figures = figures_of(campaign, unit=tree.committee, at=cut_off)
        check_sums(figures)
        report = compile_weekly_report(campaign=campaign, unit=tree.committee, week=week, by=None, at=LATER)
        told = [paragraph.text for paragraph in report.paragraphs.order_by("pk")]
        said = as_expected_json(figures), figures.total.counts, told, count_register(register_of(duty, at=LATER))
        transaction.savepoint_rollback(point)
        return said

    return read


def scanned(campaign, tree, member, decision, on):
    def record():
        duty = campaign.duties.get(unit=tree.z)
        sheet = sheets_of_members(duty=duty, members=[member], pages=2, by=None, at=LATER)[0]
        lay_pile(open_batch(campaign=campaign, unit=tree.z, on=day(9), by=None, at=LATER), [(sheet, 2), (sheet, 1)], at=LATER)
        essay = Essay.objects.get()
        assert essay.state == EssayState.HANDED_IN and essay.scanned_pages.count() == 2
        settle_essay(
            essay=essay, version=essay.version, decision=decision, on=day(on), form=FORM, reason="Thiếu chữ ký", by=None, at=LATER
        )

    return record


def by_hand(campaign, member, decision, on):
    def record():
        essay = register.hand_in(campaign=campaign, member=member, on=day(9), by=None, at=LATER)
        if decision == Decision.RETURN:
            register.return_essay(essay=essay, reason="Thiếu chữ ký", on=day(on), by=None, at=LATER)
        elif decision != Decision.NONE:
            register.mark_essay(essay=essay, passed=decision == Decision.PASS, on=day(on), by=None, at=LATER)

    return record


# The cut-off of the week is on the 12th.
@pytest.mark.parametrize("decision, on, handed_in, passed, failed", [
    (Decision.PASS, 11, 1, 1, 0), (Decision.NOT_PASS, 12, 1, 0, 1), (Decision.RETURN, 11, 0, 0, 0), (Decision.NONE, 11, 1, 0, 0),
    (Decision.PASS, 15, 1, 0, 0),
])
def test_a_scanned_essay_changes_the_report_as_one_by_hand(campaign, tree, members, of_all_kinds, decision, on, handed_in, passed, failed):
    hold(campaign, tree.z, on=3)
    member = members[tree.z.code][0]
    nothing = of_all_kinds(lambda: None)

    with_scan = of_all_kinds(scanned(campaign, tree, member, decision, on))

    assert with_scan == of_all_kinds(by_hand(campaign, member, decision, on))
    assert with_scan != nothing
    counts = with_scan[1]
    assert (counts.essay_submitted, counts.essay_passed, counts.essay_failed) == (handed_in, passed, failed)
