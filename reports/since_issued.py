"""Beside the list of what is missing: what has changed since the last issued report, as the next draft would tell it."""
from dataclasses import dataclass

from reports.delta import Delta, unit_changes
from reports.figures import from_payload
from reports.models import WeeklyReport


@dataclass(frozen=True)
class SinceIssued:
    """The paper and the units that stand otherwise by now; figures of people are left to the draft."""

    report: WeeklyReport
    not_held: int
    units: int
    delta: Delta


def since_issued(reports, campaign, unit, *, at):
    """Of the latest issued one of the reports; None without any. Two queries, whatever has changed."""
    report = reports.weekly().in_force().newest_first().select_related("document").defer("document__payload").first()
    if report is None:
        return None
    paper = from_payload(report.figures)
    units = unit_changes(
        campaign, unit, missing={row.code for row in paper.not_held}, then=paper.at, now=at, due_on=campaign.study_due_on
    )
    return SinceIssued(
        report=report, not_held=paper.total.not_held, units=paper.total.units,
        delta=Delta(str(report.document), report.document.issued_on, paper.at, supersedes=False, **units),
    )
