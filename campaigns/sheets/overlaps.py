"""No more present than there are people, and nobody counted once in a cell's row and once in that of the base."""
from django.utils.translation import gettext as _

from campaigns.models import SessionKind


class PeopleCounted:
    """The rows of classes so far: those of the database, then those of the file in its order."""

    def __init__(self, book):
        self._book = book
        self._present = {}
        # Units with rows themselves, and units with rows somewhere below: {(campaign, unit): code of the unit with the row}
        self._own = {}
        self._below = {}

    def add(self, session_code, unit, present):
        session = self._book.known.sessions.get(session_code)
        if session is None or session.kind != SessionKind.CLASS:
            return
        campaign = session.campaign.code
        self._present[campaign, unit] = self._present.get((campaign, unit), 0) + present
        self._own[campaign, unit] = unit
        for above in self._book.known.units.lineage(unit)[1:]:
            self._below.setdefault((campaign, above), unit)

    def check(self, row, duty):
        """Note on the row what does not go with the rows before it."""
        unit, campaign = row["unit"], self._book.known.sessions[row["session"]].campaign.code
        units = self._book.known.units
        before = self._present.get((campaign, unit), 0)
        if before + row["present"] > duty.heads:
            words = {"before": before, "present": row["present"], "heads": duty.heads}
            row.wrong(
                "present",
                (_("%(before)d in classes before and %(present)d here are more than the %(heads)d members who are to study.")
                 if before else _("%(present)d present is more than the %(heads)d members who are to study.")) % words,
            )
        top = units.committee_code
        lines = [self._own.get((campaign, above)) for above in units.lineage(unit)[1:] if above != top]
        other = next(filter(None, [*lines, self._below.get((campaign, unit))]), None)
        if other:
            row.wrong("unit", _("The class is recorded for %(other)s already, for the same people.") % {"other": units.get(other).name})
