"""How long what the rooms below keep is kept: sign-ins, sessions, keys of forms, ended accounts, jobs."""
import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Submission, UserSession
from accounts.services.ended import ended_accounts, forget_accounts
from audit.dropping import drop_readings
from audit.models import Entry
from jobs.models import Job, JobState
from jobs.retention import Kind, Rows, register_retention


def register():
    needed = _("Only as long as it is needed: Law 91/2025/QH15, article 3.")
    register_retention(
        Kind(
            "accounts.attempts", _("failed attempts to sign in (user name, address)"), _("after the attempt"), needed,
            Rows(AccessAttempt.objects.all, "attempt_time"), fixed=settings.AXES_COOLOFF_TIME,
        ),
        Kind(
            "accounts.sessions", _("sessions of signed-in devices"), _("after the session has ended"), needed,
            Rows(UserSession.objects.all, "expire_date"), fixed=datetime.timedelta(0),
        ),
        Kind(
            "accounts.submissions", _("keys of forms sent"), _("after the form was sent"), needed,
            Rows(Submission.objects.all, "at"), days=30, least=7, most=365,
        ),
        Kind(
            "accounts.ended", _("telephone, e-mail and sign-in of closed accounts"), _("after the account was closed"), needed,
            Rows(ended_accounts, "ended_at", forget_accounts), days=90, least=1, most=365,
        ),
        Kind(
            "audit.readings", _("lines of the journal about readings"), _("after the reading"),
            _("Who looked is answered for a term of office; who changed what is kept as long as the portal."),
            Rows(Entry.objects.readings, "at", drop_readings), days=1825, least=730, most=3650,
        ),
        Kind(
            "jobs.done", _("long work that is done"), _("after it was done"), needed,
            Rows(_done, "finished_at"), days=90, least=7, most=365,
        ),
    )


def _done():
    """Failed work stays until somebody runs it again."""
    return Job.objects.filter(state=JobState.DONE)
