"""The panel of a report: what has changed since the paper issued last."""
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from documents.wording import date_short, thousands
from reports.delta import delta_from
from reports.wording.since import figure_words


def delta_panel(report):
    """What `_delta.html` shows; nothing where no paper was issued before."""
    delta = delta_from(report.delta)
    if delta is None:
        return {"delta": None}
    paper = {"paper": delta.paper, "day": date_short(delta.issued_on)}
    return {
        "delta": delta,
        "delta_title": _("Since report %(paper)s of %(day)s") % paper,
        "progress": [
            (_("Newly held"), delta.held), (_("Newly overdue"), delta.late),
            (_("Newly owing the study"), delta.joined), (_("No longer owing the study"), delta.left),
        ],
        "corrections": [
            (_("Had held by then, entered later"), delta.had_held), (_("Had not held by then"), delta.had_not_held),
        ],
        "figure_changes": [
            {"line": row.line, "figure": capfirst(figure_words(row.figure, _("units"))), "was": thousands(row.was),
             "now": thousands(row.now)}
            for row in delta.figures
        ],
    }
