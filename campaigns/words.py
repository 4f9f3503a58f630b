"""Progress in words, the same on every page."""
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.status import Status


def progress_words(progress):
    """"in progress, 6/12 cells", "held", "not yet held"."""
    if progress.status == Status.IN_PROGRESS:
        return _("in progress, %(held)d/%(all)d cells") % {"held": progress.lowest_held, "all": progress.lowest}
    if progress.status == Status.HELD_WITH_ABSENTEES:
        left = progress.absentees_left
        return ngettext(
            "held, %(left)d absentee left to make up", "held, %(left)d absentees left to make up", left
        ) % {"left": left}
    if progress.status == Status.EXEMPT:
        return str(progress.duty.get_end_reason_display() or progress.status.label)
    if progress.status == Status.HELD:
        return str(progress.status.label)
    if progress.status == Status.PLANNED:
        return _("planned")
    return _("no class recorded yet")


def overdue_words(days):
    """"7 days overdue"; empty before the deadline."""
    return ngettext("%(days)d day overdue", "%(days)d days overdue", days) % {"days": days} if days else ""
