"""The two jobs of a workbook: look at it, write it."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jobs.kinds import register_kind
from lib.clock import now
from portal.workbook.kinds import APPLY, CHECK
from portal.workbook.models import ImportState, WorkbookImport
from portal.workbook.services import look_at, write_import
from units.scope import has_permission

_ROWS = gettext_noop("rows")


def check_job(run):
    sent = WorkbookImport.objects.get(pk=run.args["import"])
    if sent.state == ImportState.UPLOADED and _still_may(sent):
        with run.effect(last=True):
            look_at(sent, at=now(), by=sent.by, progress=_progress(run))


def apply_job(run):
    with run.effect(last=True):
        sent = WorkbookImport.objects.select_for_update().get(pk=run.args["import"])
        if sent.state == ImportState.APPLYING and _still_may(sent):
            write_import(sent, at=now(), by=sent.by, progress=_progress(run))


def _still_may(sent):
    """The scope is asked again when the job runs: the sender may have lost his office meanwhile."""
    return sent.by is None or has_permission(sent.by, "workbook.import")


def _progress(run):
    return lambda done, total: run.progress(done, total, _ROWS)


def _result_url(job):
    return reverse("workbook:show", args=[job.args["import"]])


def register():
    register_kind(CHECK, work=check_job, label=_("Look at a workbook"), result_url=_result_url)
    register_kind(APPLY, work=apply_job, label=_("Write a workbook"), result_url=_result_url)
