"""Another cut-off for one week, where the usual one falls on a day off: proposed by the portal, decided by a person."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.cut_offs import cut_off_of, forget_decisions, usual_cut_off
from campaigns.models import Campaign, WeekCutOff
from lib.clock import start_of_day
from lib.conflict import check_version
from lib.dates import format_moment
from reports.models import WeeklyReport
from reports.services.compile import fill_report
from reports.weeks import first_week, last_week


@transaction.atomic
def decide_cut_off(*, campaign, week, moment, version, by, at, reason=""):
    """Let the report of the week count to the moment; None: to the usual one after all. Drafts of the week are counted anew.

    The cut-offs of the weeks keep their order, so that what is new since the last one is counted once.
    """
    campaign = Campaign.objects.select_for_update(of=["self"], no_key=True).select_related("unit").get(pk=campaign.pk)
    _check_week(campaign, week)
    usual = usual_cut_off(campaign, week.monday)
    moment = None if moment == usual else moment
    _check_order(campaign, week, moment or usual)
    drafts = _drafts_of(campaign, week)
    row, _new = WeekCutOff.objects.get_or_create(
        campaign=campaign, monday=week.monday, defaults={"decided_at": at, "instead_of": usual}
    )
    check_version(row, version)
    row.moment, row.instead_of, row.reason, row.decided_at, row.decided_by = moment, usual, reason.strip(), at, by
    row.version += 1
    row.full_clean()
    row.save()
    forget_decisions(campaign)
    _record(campaign, week, moment, usual, by)
    for report in drafts:
        report.campaign, report.cut_off = campaign, moment or usual
        report.save(update_fields=["cut_off"])
        fill_report(report, by=by, at=at)
    return row


def _check_week(campaign, week):
    if not campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    if not first_week(campaign) <= week <= last_week(campaign):
        raise ValidationError(_("The week does not belong to the campaign."))


def _check_order(campaign, week, moment):
    before, after = cut_off_of(campaign, week.preceding.monday), cut_off_of(campaign, week.following.monday)
    if moment <= before:
        raise ValidationError({"day": _("The cut-off of the week before is %(moment)s; this one must come after it.") % {
            "moment": format_moment(before),
        }})
    if moment >= after:
        raise ValidationError({"day": _("The cut-off of the week after is %(moment)s; this one must come before it.") % {
            "moment": format_moment(after),
        }})
    if moment < start_of_day(max(week.monday, campaign.starts_on)):
        raise ValidationError({"day": _("The cut-off comes before the week, or the campaign, begins.")})


def _drafts_of(campaign, week):
    """The week's drafts, locked; a refusal where one is issued or on its way to the signature, or the next is issued."""
    reports = WeeklyReport.objects.weekly().filter(campaign=campaign, week_start__gte=week.monday)
    reports = list(reports.select_for_update(of=["self"]).select_related("unit", "document").defer("document__payload").order_by("week_start", "pk"))
    issued = next((report for report in reports if report.document_id), None)
    if issued is not None:
        raise ValidationError(_("%(paper)s is issued on the week of %(week)s; the cut-off of a week reported on, or before one, stays as it is.") % {
            "paper": issued.document, "week": f"{issued.week_start:%d/%m/%Y}",
        })
    drafts = [report for report in reports if report.week == week]
    if any(report.copied_at or report.is_sent or report.is_agreed for report in drafts):
        raise ValidationError(_("The report of the week is on its way to the signature. Take it back first."))
    return drafts


def _record(campaign, week, moment, usual, by):
    words = {"week": f"{week.monday:%d/%m/%Y}", "usual": format_moment(usual)}
    if moment is None:
        record("reports.cut_off.kept", campaign, by=by, **words)
    else:
        record("reports.cut_off.moved", campaign, by=by, moment=format_moment(moment), **words)
