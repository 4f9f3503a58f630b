"""What happens around a paper on its way: mail, a campaign closed, a unit renamed or merged."""
import datetime

import pytest
from django.utils import timezone

from campaigns.services.campaigns import close_campaign
from documents.services.signing import agree_to, return_paper, send_for_signature, take_back
from jobs.models import Job
from lib.clock import at_hour
from lib.conflict import StaleVersion
from reports.models import WeeklyReport
from reports.services import compile_weekly_report, correct_report, edit_paragraph, issue_report
from reports.tests.conftest import campaign, cut_off, signer, week  # noqa: F401 (fixtures)
from reports.tests.recording import day, hold
from reports.work import tell_officers
from units.services.mergers import merge_units
from units.services.units import rename_unit

pytestmark = pytest.mark.django_db
_FRIDAY = at_hour(day(12), datetime.time(17))
_LATER = at_hour(day(17), datetime.time(9))


@pytest.fixture
def draft(campaign, tree, week, cast, settings):  # noqa: F811
    hold(campaign, tree.z, on=9)
    return compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=cast.officer, at=_FRIDAY)


def issue(report, signer, cast, **changes):  # noqa: F811
    report.refresh_from_db()
    terms = {"number": 7, "issued_on": day(12), "at": _FRIDAY, "version": report.version}
    return issue_report(report=report, signer=signer, by=cast.officer, **{**terms, **changes})


@pytest.fixture
def addresses(cast, settings):
    """Everybody gave an address; letters are jobs, which nobody runs here."""
    settings.EMAIL_HOST, settings.EMAIL_FROM, settings.PORTAL_URL = "127.0.0.1", "portal@an-lac.example", "https://portal.example/"
    for user in (cast.officer, cast.leader, cast.base_officer, cast.inspector, cast.stranger):
        user.email = f"{user.username}@an-lac.example"
        user.save(update_fields=["email"])


def letters():
    """`[(who, subject)]` of the letters written since the last look, and all their words."""
    jobs = list(Job.objects.filter(kind="notices.mail").order_by("pk"))
    found = [(job.args["user"], job.args["subject"]) for job in jobs], " ".join(line for job in jobs for line in job.args["lines"])
    Job.objects.filter(kind="notices.mail").delete()
    return found


def test_each_step_is_told_to_who_has_to_do_something(draft, cast, cut_off, addresses):  # noqa: F811
    told = []

    def after(paper):
        who, words = letters()
        told.append([(user, subject.split()[-1]) for user, subject in who])
        assert "Nêu rõ" not in words and "01/03" not in words       # no remark, no figure
        return paper

    terms = {"by": cast.officer, "at": cut_off}
    paper = after(send_for_signature(paper=draft, version=draft.version, **terms))
    paper = after(take_back(paper=paper, **terms))
    paper = after(send_for_signature(paper=paper, version=paper.version, **terms))
    paper = after(return_paper(paper=paper, version=paper.version, remark="Nêu rõ lý do.", by=cast.leader, at=cut_off))
    paper = after(send_for_signature(paper=paper, version=paper.version, **terms))
    after(agree_to(paper=paper, version=paper.version, by=cast.leader, at=cut_off))

    to_leader, to_officer = [(cast.leader.pk, told[0][0][1])], [user for step in (told[3], told[5]) for user, _subject in step]
    assert [told[0], told[1], told[2], told[4]] == [to_leader, [], to_leader, to_leader]
    assert to_officer == [cast.officer.pk, cast.officer.pk]


def test_a_draft_made_unasked_is_told_once_and_only_after_the_cut_off(draft, cast, cut_off, addresses, settings):  # noqa: F811
    tell_officers(draft)
    tell_officers(draft)
    assert [who for who, _subject in letters()[0]] == [cast.officer.pk]

    WeeklyReport.objects.filter(pk=draft.pk).update(cut_off=timezone.now() + datetime.timedelta(days=1))
    draft.refresh_from_db()
    tell_officers(draft)
    assert letters() == ([], "")


def test_without_a_mail_server_nobody_is_written_to(draft, cast, cut_off, addresses, settings):  # noqa: F811
    settings.EMAIL_HOST = ""
    send_for_signature(paper=draft, version=draft.version, by=cast.officer, at=cut_off)
    assert letters() == ([], "")


def test_the_report_of_a_campaign_closed_meanwhile_is_issued_and_corrected(draft, campaign, signer, cast):  # noqa: F811
    close_campaign(campaign=campaign, by=cast.officer, at=_LATER)

    issued = issue(draft, signer, cast)
    correction = correct_report(report=issued, by=cast.officer, at=_LATER)

    assert str(issued.document) == "07-BC/BTGHU"
    assert (correction.revision, correction.figures["total"]) == (1, draft.figures["total"])


def test_names_stay_as_of_the_report_when_a_unit_is_renamed_or_merged_later(draft, tree, signer, cast):  # noqa: F811
    old = tree.x.name
    rename_unit(unit=tree.x, version=tree.x.version, name="Chi bộ tên mới", on=day(15), by=cast.officer, at=_LATER)
    tree.y.refresh_from_db()
    merge_units(units=[tree.y], into=tree.x, on=day(16), by=cast.officer, at=_LATER)

    again = compile_weekly_report(
        campaign=draft.campaign, unit=draft.unit, week=draft.week, by=cast.officer, at=_LATER
    )
    payload = issue(again, signer, cast, at=_LATER).document.payload

    cells = {cell for appendix in payload["appendices"] for row in appendix["rows"] for cell in row}
    assert again.figures["total"]["units"] == draft.figures["total"]["units"]
    assert {tree.y.name, old} <= cells and "Chi bộ tên mới" not in cells


def test_figures_counted_again_under_an_editor_tell_him_and_keep_what_he_typed(draft, campaign, tree, cast):  # noqa: F811
    paragraph = draft.paragraphs.get(key="classes")
    hold(campaign, tree.x, on=10)
    compile_weekly_report(campaign=campaign, unit=campaign.unit, week=draft.week, by=None, at=_LATER)

    with pytest.raises(StaleVersion) as stale:
        edit_paragraph(paragraph=paragraph, text="Lời của cán bộ.", version=paragraph.version, by=cast.officer)
    current = stale.value.current
    assert "02/03" in current.text
    edited = edit_paragraph(paragraph=current, text="Lời của cán bộ.", version=current.version, by=cast.officer)
    assert (edited.text, edited.changed_underneath) == ("Lời của cán bộ.", False)
