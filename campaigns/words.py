"""Progress in words, the same on every page."""
from django.utils.text import capfirst
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


def slot_words(plan, *, day=True):
    """"Sáng 15/01/2018" of a plan, as far as it says; without the day "Sáng"."""
    part = plan.get_part_display()
    when = f"{plan.planned_on:%d/%m/%Y}" if day and plan.planned_on else ""
    return capfirst(" ".join(filter(None, [part, when])))
