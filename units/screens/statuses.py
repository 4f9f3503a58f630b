"""How a state looks: a tone, an icon and a word. Every room's states come here by their stored value."""
from django.utils.translation import gettext_lazy as _

# code: (tone, icon, word). The colour only repeats what icon and word say.
STATUSES = {
    # a duty
    "held": ("good", "check-circle-fill", _("Held")),
    "held_with_absentees": ("good", "person-dash", _("Held, absentees left")),
    "in_progress": ("wait", "hourglass-split", _("In progress")),
    "planned": ("calm", "calendar-check", _("Planned")),
    "no_plan": ("plain", "calendar-x", _("No plan yet")),
    "overdue": ("bad", "exclamation-triangle-fill", _("Overdue")),
    "not_due": ("plain", "clock-history", _("Not due yet")),
    "exempt": ("plain", "slash-circle", _("Exempt")),
    # an essay
    "not_handed_in": ("plain", "dash-circle", _("Not handed in")),
    "handed_in": ("calm", "inbox", _("Handed in, not marked")),
    "returned": ("wait", "arrow-counterclockwise", _("Returned")),
    "passed": ("good", "check-circle-fill", _("Passed")),
    "not_passed": ("bad", "x-circle-fill", _("Not passed")),
    # the second look at a mark
    "agrees": ("good", "check-lg", _("agrees with the mark")),
    "differs": ("wait", "exclamation-triangle-fill", _("would mark it differently")),
    # a scanned page
    "page_filed": ("good", "check-circle-fill", _("filed")),
    "page_queued": ("wait", "hourglass-split", _("to be looked at")),
    "page_set_aside": ("plain", "dash-circle", _("set aside")),
    # an assignment to inspect
    "grant_running": ("good", "check-circle-fill", _("runs now")),
    # a proposal
    "in_group": ("plain", "list-check", _("in a group")),
    "sent_up": ("calm", "send", _("sent up, not answered")),
    "answered": ("good", "check-circle-fill", _("answered")),
    # a paper, a campaign
    "draft": ("wait", "pencil", _("Draft")),
    "agreed": ("good", "check-lg", _("Agreed to")),
    "issued": ("good", "file-earmark-check", _("Issued")),
    "superseded": ("plain", "slash-circle", _("Superseded")),
    "paper_withdrawn": ("bad", "x-circle-fill", _("Paper withdrawn")),
    "running": ("calm", "hourglass-split", _("Running")),
    "closed": ("plain", "lock", _("Closed")),
    "withdrawn": ("plain", "slash-circle", _("Withdrawn")),
    # a long job
    "queued": ("plain", "clock-history", _("Waiting for its turn")),
    "done": ("good", "check-circle-fill", _("Done")),
    "failed": ("bad", "x-circle-fill", _("Failed")),
    # a row of a workbook
    "new": ("good", "plus-lg", _("New")),
    "changed": ("wait", "pencil", _("Changed")),
    "same": ("plain", "check-lg", _("Unchanged")),
    "wrong": ("bad", "exclamation-triangle-fill", _("Wrong")),
    # a workbook
    "import_uploaded": ("plain", "hourglass-split", ""),
    "import_checked": ("wait", "list-check", ""),
    "import_refused": ("bad", "x-circle-fill", ""),
    "import_applying": ("calm", "hourglass-split", ""),
    "import_applied": ("good", "check-circle-fill", ""),
    "import_undoing": ("calm", "hourglass-split", ""),
    "import_undone": ("plain", "arrow-counterclockwise", ""),
    "import_dropped": ("plain", "slash-circle", ""),
    # an account, a unit, a file
    "active": ("good", "person-check", _("Active")),
    "inactive": ("plain", "person-dash", _("Locked")),
    "ended": ("plain", "slash-circle", _("Ended")),
    "waiting": ("plain", "hourglass-split", _("Being checked")),
    "clean": ("good", "check-lg", _("Checked")),
    "refused": ("bad", "x-circle-fill", _("Refused")),
}
_UNKNOWN = ("plain", "info-circle-fill", "")


def look_of(code):
    """`(tone, icon, word)` of the state; a state not listed shows its word plainly."""
    return STATUSES.get(str(code), _UNKNOWN)
