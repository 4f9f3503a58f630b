"""The two jobs of a workbook: look at it, write it."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from campaigns.models import Campaign
from jobs.kinds import register_kind
from lib.clock import now, today
from portal.workbook.exporting import export_for
from portal.workbook.kinds import APPLY, CHECK, EXPORT, UNDO
from portal.workbook.models import ImportState, WorkbookImport
from portal.workbook import own_data, retention
from portal.workbook.services import leave_unwritten, leave_written, look_at, take_import_back, write_import
from portal.workbook.storage import export_path, written_aside
from units.scope import has_permission

_ROWS = gettext_noop("rows")


def check_job(run):
    sent = WorkbookImport.objects.get(pk=run.args["import"])
    if sent.state == ImportState.UPLOADED and _still_may(sent.by, run.by):
        with run.effect(last=True):
            look_at(sent, at=now(), by=sent.by, progress=_progress(run))


def apply_job(run):
    with run.effect(last=True):
        sent = WorkbookImport.objects.select_for_update().get(pk=run.args["import"])
        if sent.state == ImportState.APPLYING:
            if _still_may(sent.by, run.by):
                write_import(sent, at=now(), by=sent.by, progress=_progress(run))
            else:
                leave_unwritten(sent)


def undo_job(run):
    with run.effect(last=True):
        sent = WorkbookImport.objects.select_for_update().get(pk=run.args["import"])
        if sent.state == ImportState.UNDOING:
            if _still_may(run.by):
                take_import_back(sent, by=run.by, at=now())
            else:
                leave_written(sent)


def export_job(run):
    """Write the workbook of the user's scope; asked again, it is written anew in its place."""
    campaign = Campaign.objects.permitted(run.by, "campaigns.view").get(pk=run.args["campaign"])
    with run.effect(last=True) as result, written_aside(export_path(run.job.pk)) as aside:
        counts = export_for(target=aside, user=run.by, campaign=campaign, at_day=today())
        result["rows"] = sum(counts.values())


def _still_may(*people):
    """The scope is asked again when the job runs: who sent the workbook or who asked for this may have lost his office meanwhile."""
    return all(by is None or has_permission(by, "workbook.import") for by in people)


def _progress(run):
    return lambda done, total: run.progress(done, total, _ROWS)


def _import_url(job):
    return reverse("workbook:show", args=[job.args["import"]])


def _export_url(job):
    return reverse("workbook:export_ready", args=[job.pk])


def register():
    retention.register()
    own_data.register()
    register_kind(CHECK, work=check_job, label=_("Look at a workbook"), result_url=_import_url)
    register_kind(APPLY, work=apply_job, label=_("Write a workbook"), result_url=_import_url)
    register_kind(UNDO, work=undo_job, label=_("Take a workbook back"), result_url=_import_url)
    register_kind(EXPORT, work=export_job, label=_("Export a workbook"), result_url=_export_url)
