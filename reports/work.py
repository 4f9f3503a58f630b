"""Long work on reports as jobs: compiling, drawing, issuing."""
import datetime

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from documents.kept_drawings import draw, job_key
from documents.models import Signer
from documents.payload import issued_payload
from documents.pdf import render_pdf
from jobs.reasons import Refused
from jobs.submission import submit
from lib.clock import now, today
from lib.conflict import StaleVersion
from reports.models import ReportKind, WeeklyReport
from reports.paper import payload_of
from reports.services import compile_final_report, compile_weekly_report, issue_report
from reports.weeks import Week
from units.models import Unit
from units.notices import notify, users_at
from units.scope import may

COMPILE, DRAW, ISSUE = "reports.compile", "reports.render", "reports.issue"


def submit_compile(*, campaign, unit, week, by=None, again="", final=False):
    """Ask for the week's report; `again` tells one asking from the other where it was compiled before."""
    key = f"report:{campaign.code}:{unit.code}:{'final' if final else week.name}{again}"
    return submit(
        kind=COMPILE, key=key, args={"campaign": campaign.pk, "unit": unit.pk, "week": week.name, "final": final}, by=by,
        unit_path=unit.path, title=_title(campaign, unit, week),
    )


def submit_drawing(*, report, copy_to_sign, payload, by=None):
    return submit(
        kind=DRAW, key=job_key(payload), args={"report": report.pk, "copy_to_sign": copy_to_sign}, by=by,
        unit_path=report.unit.path, title=_title(report.campaign, report.unit, report.week),
    )


def submit_issue(*, report, number, issued_on, signer, version, by):
    args = {
        "report": report.pk, "number": number, "issued_on": issued_on.isoformat(), "signer": signer.pk, "version": version,
    }
    key = f"issue:{report.pk}:{version}:{number}:{issued_on:%Y%m%d}:{signer.pk}"
    return submit(
        kind=ISSUE, key=key, args=args, by=by, unit_path=report.unit.path,
        title=_title(report.campaign, report.unit, report.week),
    )


def compile_job(run):
    campaign = Campaign.objects.select_related("unit").get(pk=run.args["campaign"])
    unit = Unit.objects.get(pk=run.args["unit"])
    _check_scope(run, "reports.compile", unit)
    with run.effect(last=True) as result:
        try:
            report = _compile(campaign, unit, run)
        except ValidationError:
            raise Refused("reports.not_compiled") from None
        if run.by is None:
            tell_officers(report)
        result["report"] = report.pk


def tell_officers(report):
    """A draft is there without anybody asking: whoever prepares the unit's reports is told, once a report."""
    if report.cut_off > now():
        return
    notify(
        users_at(report.unit, "reports.compile", on=today()), key=f"draft:{report.pk}", unit=report.unit,
        subject=_("The draft of the weekly report is ready"), lines=[_("Please open the portal to read it.")],
        url=reverse("reports:show", args=[report.pk]),
    )


def _compile(campaign, unit, run):
    if not run.args.get("final"):
        return compile_weekly_report(campaign=campaign, unit=unit, week=Week.parse(run.args["week"]), by=run.by, at=now())
    draft = campaign.weekly_reports.filter(unit=unit, kind=ReportKind.FINAL).newest_first().first()
    # Whoever began it said so where stages were not over.
    return compile_final_report(campaign=campaign, unit=unit, cut_off=draft.cut_off, early=True, by=run.by, at=now())


def draw_job(run):
    report = _report(run)
    _check_scope(run, "reports.view", report.unit)
    draw(payload_of(report, copy_to_sign=run.args["copy_to_sign"]))
    return {"report": report.pk, "copy_to_sign": run.args["copy_to_sign"]}


def issue_job(run):
    report, signer = _report(run), Signer.objects.select_related("body").get(pk=run.args["signer"])
    _check_scope(run, "reports.issue", report.unit)
    terms = {
        "number": run.args["number"], "issued_on": datetime.date.fromisoformat(run.args["issued_on"]), "signer": signer,
    }
    # The slow part outside of the transaction; a draft that changed meanwhile is refused by its version.
    pdf = render_pdf(issued_payload(payload_of(report), **terms))
    with run.effect(last=True) as result:
        try:
            issue_report(report=report, **terms, by=run.by, at=now(), version=run.args["version"], pdf=pdf)
        except StaleVersion:
            raise Refused("reports.changed_meanwhile") from None
        except ValidationError:
            raise Refused("reports.not_issued") from None
        result["report"] = report.pk


def _report(run):
    return WeeklyReport.objects.select_related("campaign", "unit").get(pk=run.args["report"])


def _check_scope(run, permission, unit):
    """What the portal does unasked needs no permission; what somebody asked for needs his, also when it runs."""
    if run.by is not None and not may(run.by, permission, unit):
        raise Refused("reports.not_permitted")


def _title(campaign, unit, week):
    return f"{unit.name}: {week.monday:%d/%m/%Y} – {week.sunday:%d/%m/%Y} ({campaign.code})"
