"""The annex of proposals: rows kept with the draft, so that what is signed is what is issued."""
from documents.wording import date_short
from essays.sent_up import sent_up


def proposals_of(report, *, at):
    """Rows of the annex as plain JSON, as of the cut-off or of the moment before it."""
    groups = sent_up(report.campaign, unit=report.unit, at=min(report.cut_off, at))
    return [
        {
            "text": group.text, "number": group.number, "whose": [_whose(unit, block, report) for unit, block in group.askers],
            "answered": date_short(group.answered_on) if group.answered_on else "",
        }
        for group in groups
    ]


def _whose(unit, block, report):
    """A small cell is told by its block alone."""
    if block is not None:
        return f"chi bộ khối {block.name} thuộc {unit.name}"
    return f"chi bộ thuộc {unit.name}" if unit.pk == report.campaign.unit_id else unit.name
