"""Long work asked for by somebody whose appointment ended before it ran: it gives him nothing.

Every kind of job has its rule here: asked for by nobody, or how one of it is ordered.
"""
from campaigns.escalation import KIND as STEP_LADDERS
from campaigns.letter_jobs import DRAW as DRAW_LETTERS, ISSUE as ISSUE_LETTERS
from campaigns.nightly import KIND as CHECK_PROGRESS
from essays.binding.job import KIND as BIND
from essays.filing.job import KIND as READ_SCAN
from essays.models import FileState, ScanFile
from essays.printing.job import KIND as PRINT
from files.services.intake import CHECK as CHECK_FILE
from jobs.models import Job
from portal.workbook.kinds import APPLY, CHECK as CHECK_WORKBOOK, EXPORT, UNDO
from portal.workbook.models import ImportState, WorkbookImport
from privacy.services.retention import KIND as RETENTION
from reports.work import COMPILE, DRAW, ISSUE
from units.notices import KIND as MAIL

# Asked for by the schedule alone; an upload is looked into for the portal, not for who sent it.
UNASKED = {STEP_LADDERS, CHECK_PROGRESS, RETENTION, CHECK_FILE}
# The row that says how it stands with the work is put back, so that somebody else may go on.
MAY_STILL_WRITE = {APPLY: {"portal_workbookimport"}, UNDO: {"portal_workbookimport"}}

_UNIT, _WHO = "1", "base_officer"


def order(kind, world):
    """A job of the kind, asked for by the officer of base 1 while he is in office."""
    things, user = world.things, world.people[_WHO].user
    args = _ARGS[kind](things, user)
    return Job.objects.create(kind=kind, key=f"ordered-{kind}", args=args, owner=user, unit_path=world.units[_UNIT].path, title="Ordered")


def _letters(**more):
    return lambda things, user: {"round": things["letters"][_UNIT].pk, "copy_to_sign": True, **more}


def _issue(things, user):
    today = things["duty"][_UNIT].campaign.starts_on.isoformat()
    return {"number": 7, "issued_on": today, "signer": things["signer"][_UNIT].pk, "version": 0}


def _scan(things, user):
    ScanFile.objects.filter(pk=things["scan_file"][_UNIT].pk).update(state=FileState.WAITING)
    return {"file": things["scan_file"][_UNIT].pk}


def _workbook(state):
    def args(things, user):
        WorkbookImport.objects.filter(pk=things["import"][_UNIT].pk).update(state=state, by=user, applied_at="2026-01-05T00:00:00Z")
        return {"import": things["import"][_UNIT].pk}
    return args


def _campaign(things):
    return things["duty"][_UNIT].campaign_id


def _mail(things, user):
    type(user).objects.filter(pk=user.pk).update(email="officer@example.vn")
    return {"user": user.pk, "subject": "A", "lines": ["B"], "url": "/"}


_ARGS = {
    DRAW_LETTERS: _letters(),
    ISSUE_LETTERS: lambda things, user: _letters()(things, user) | _issue(things, user),
    BIND: lambda things, user: {"duty": things["duty"][_UNIT].pk, "form": "one", "unit": _UNIT},
    PRINT: lambda things, user: {
        "campaign": _campaign(things), "duty": things["duty"][_UNIT].pk, "what": "essays", "unit": _UNIT, "pages": 1, "members": None, "anew": False,
    },
    READ_SCAN: _scan,
    CHECK_WORKBOOK: _workbook(ImportState.UPLOADED),
    APPLY: _workbook(ImportState.APPLYING),
    UNDO: _workbook(ImportState.UNDOING),
    EXPORT: lambda things, user: {"campaign": _campaign(things)},
    COMPILE: lambda things, user: {
        "campaign": _campaign(things), "unit": things["unit"][_UNIT].pk, "week": things["report"][_UNIT].week.name, "final": False,
    },
    DRAW: lambda things, user: {"report": things["report"][_UNIT].pk, "copy_to_sign": False},
    ISSUE: lambda things, user: {"report": things["report"][_UNIT].pk, **_issue(things, user)},
    MAIL: _mail,
}
ORDERED = set(_ARGS)
