"""What has changed since the last issued report: which of the units it calls missing have held by now?"""
from dataclasses import dataclass

from django.db.models import Q

from reports.models import WeeklyReport


@dataclass(frozen=True)
class SinceIssued:
    """What the paper says, and the duties that stand otherwise by now.

    Compared by unit, not by day: a class of before the cut-off that was logged after the issue is a change too.
    """

    report: WeeklyReport
    not_held: int
    units: int
    held_since: list
    missing_since: list

    @property
    def has_changes(self):
        return bool(self.held_since or self.missing_since)


def since_issued(reports, duties, *, at):
    """The latest issued one of the reports against the duties it counts, as they stand at the moment; None without any."""
    report = reports.weekly().in_force().newest_first().select_related("document").defer("document__payload").first()
    if report is None:
        return None
    total, missing = report.figures["total"], [row["code"] for row in report.figures["not_held"]]
    on_paper, held = Q(unit__code__in=missing), Q(held_at__lte=at)
    changed = duties.filter((on_paper & held) | (~on_paper & (Q(held_at=None) | Q(held_at__gt=at)))).select_related("unit")
    changed = list(changed.order_by("held_at", "unit__code"))
    return SinceIssued(
        report=report,
        not_held=total["units"] - total["held"],
        units=total["units"],
        held_since=[duty for duty in changed if duty.is_held(at)],
        missing_since=[duty for duty in changed if not duty.is_held(at)],
    )
