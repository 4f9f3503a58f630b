"""The members behind a number, or behind one of its rows: for whoever may know those of the unit by name, and recorded."""
from django.http import Http404
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from audit.record import record
from documents.wording import thousands
from reports.evidence.members import class_of, concerns_members, number_of, people_behind, place_of
from reports.screens.evidence import OfCampaign, OfReport, units_named
from reports.screens.words import moment_words
from units.screens.lists import ListState


class OfMembers:
    """`?unit=` and `?class=` name the row; without them the members of all rows of units the reader may know by name."""

    permission = "names.view"
    template_name = "reports/evidence_members.html"

    def load(self):
        super().load()
        if not concerns_members(self.figure):
            raise Http404
        asked = [self.request.GET.get(name, "") for name in ("unit", "class")]
        if any(text and not text.isdecimal() for text in asked):
            raise Http404
        self.unit_asked, self.class_asked = (int(text) if text else None for text in asked)
        self.named = units_named(self.request.user, [*self.answer.rows, *self.answer.rows_now])
        self.counted_rows = self.narrowed(self.answer.rows)
        if self.unit_asked and not self.counted_rows:
            raise Http404

    def narrowed(self, rows):
        return [
            row for row in rows if place_of(row) in self.named and self.unit_asked in (None, place_of(row))
            and (self.class_asked is None or class_of(self.figure, row) == self.class_asked)
        ]

    def get_context_data(self, **kwargs):
        answer, state = self.answer, ListState(self.request)
        rows_now = self.narrowed(answer.rows_now)
        people = people_behind(answer.counted, self.figure, rows_now) if rows_now else []
        number, today = self.sum_of(self.counted_rows), self.sum_of(rows_now)
        whose = self.whose()
        record(
            "reports.evidence.members_read", self.subject, by=self.request.user, unit=self.unit, figure=self.figure.label,
            of=whose or self.unit.name, names=len(people),
        )
        back_url, back_word = self.back()
        return {
            **kwargs, "campaign": self.campaign, "report": self.report, "unit": self.unit, "figure": self.figure, "whose": whose,
            "as_of": moment_words(answer.basis.at), "people": state.page_of(people), "state": state, "number": thousands(number),
            "classes": len(self.counted_rows) if self.unit_asked and len(self.counted_rows) > 1 else 0,
            "today": thousands(today) if today != number else "", "difference": difference_words(today - len(people), self.figure),
            "rows_url": self.rows_url(), "back_url": back_url, "back_word": back_word,
        }

    def sum_of(self, rows):
        return sum(number_of(self.figure, row) for row in rows)

    def whose(self):
        """The unit (and class) of the row asked for, else the line of the number."""
        if not self.unit_asked:
            return self.answer.selection.name(self.answer.basis)
        places = [text for text in self.counted_rows[0].texts if not isinstance(text, str)]
        unit = next(text.text for text in places if text.kind == "unit")
        classes = [text.text for text in places if text.kind == "class"] if self.class_asked else []
        return " – ".join([unit, *classes])

    def rows_url(self):
        kept = self.request.GET.copy()
        for name in ("unit", "class", "page", "size", "print"):
            kept.pop(name, None)
        return f"{self.address('evidence')}?{kept.urlencode()}" if kept else self.address("evidence")


def difference_words(missing, figure):
    """Why the list has not as many names as the number; empty where it has."""
    if missing > 0:
        return ngettext(
            "%(n)s more is counted whom no record names.", "%(n)s more are counted whom no record names.", missing
        ) % {"n": thousands(missing)}
    if missing < 0:
        return ngettext(
            "The list has %(n)s name more than the number: somebody counted as absent has not been named, or fewer were called than the roster has.",
            "The list has %(n)s names more than the number: people counted as absent have not been named, or fewer were called than the roster has.",
            -missing,
        ) % {"n": thousands(-missing)}
    return ""


class ReportMembers(OfMembers, OfReport, TemplateView):
    pass


class CampaignMembers(OfMembers, OfCampaign, TemplateView):
    pass
