"""Forms of the printed sheets: find one, revoke one."""
import re

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essays.models import SheetAssignment, SheetKind
from units.models import Member
from units.screens.forms import KeyedForm
from units.screens.lists import FilterForm
from units.search import members_matching


class RevokeForm(KeyedForm):
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Kept in the record, shown to nobody."))


class SheetFilter(FilterForm):
    """Names of people stay out of the URL."""

    private = ("q",)

    q = forms.CharField(label=_("Number of the sheet, or name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind of sheet"), choices=[("", _("all kinds")), *SheetKind.choices])
    state = forms.ChoiceField(label=_("State"), choices=[("", _("valid")), ("revoked", _("revoked")), ("all", _("all"))])

    def narrow(self, rows):
        state = self.value("state")
        if state != "all":
            rows = rows.exclude(revoked_at=None) if state == "revoked" else rows.standing()
        if self.value("kind"):
            rows = rows.filter(kind=self.value("kind"))
        return self._matching(rows, self.value("q"))

    @staticmethod
    def _matching(rows, text):
        """By the number, wherever on the sheet it is read from: the line beside a code goes on with page and signature."""
        if not text:
            return rows
        if number := re.match(r"\d{8}", text.replace(" ", "")):
            return rows.filter(number=number[0])
        if text.isdigit():
            return rows.filter(number__endswith=text)
        found = members_matching(Member.objects.all(), text).order_by()
        given = SheetAssignment.objects.filter(member__in=found, withdrawn_at=None)
        return rows.filter(Q(member__in=found) | Q(pk__in=given.values("sheet")))
