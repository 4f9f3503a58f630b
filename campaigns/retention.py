"""How long what was said on the telephone about late units is kept."""
from django.db import connection
from django.utils.translation import gettext_lazy as _

from campaigns.models import Reminder
from jobs.retention import Kind, Rows, register_retention


def register():
    register_retention(
        Kind(
            "campaigns.call_notes", _("notes on calls and reminders"), _("after the campaign was closed"),
            _("To go on where the last call ended; of no use afterwards (Law 91/2025/QH15, article 3)."),
            Rows(_with_note, "duty__campaign__closed_at", forget_notes), days=730, least=90, most=1825,
        ),
    )


def _with_note():
    return Reminder.objects.exclude(note="")


def forget_notes(keys, *, before, at):
    """The notes of these reminders, in their history too (a function of the owner's: campaigns/migrations)."""
    gone = Reminder.objects.filter(pk__in=keys).update(note="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT campaigns_forget_call_notes(%s)", [list(keys)])
    return gone
