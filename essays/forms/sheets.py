"""Forms of printing: for whom, how many pages, how many blank ones, and who was given which."""
from django import forms
from django.utils.translation import gettext_lazy as _

from essays.printing.cell_file import DEFAULT_PAGES
from units.models import Member
from units.screens.fields import CountField
from units.screens.forms import KeyedForm

_MOST_PAGES, _MOST_BLANK = 20, 500


class MembersForm(KeyedForm):
    """Tick the members; without `members` there is nobody to tick, and all of them are meant."""

    members = forms.ModelMultipleChoiceField(
        label=_("For whom"), queryset=Member.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, members=None, **kwargs):
        super().__init__(*args, **kwargs)
        if members is None:
            del self.fields["members"]
        else:
            self.fields["members"].queryset = members

    def content(self):
        content = super().content()
        chosen = content.pop("members", None)
        return {**content, "members": None if chosen is None else sorted(member.pk for member in chosen)}


class PrintForm(MembersForm):
    pages = CountField(label=_("Pages for each member"), min_value=1, max_value=_MOST_PAGES, initial=DEFAULT_PAGES)
    anew = forms.BooleanField(
        label=_("New sheets with new numbers"), required=False,
        help_text=_("Only if the printed ones are lost: pages of the old numbers are then no longer accepted."),
    )


class MorePagesForm(MembersForm):
    pages = CountField(label=_("Further pages for each member"), min_value=1, max_value=_MOST_PAGES, initial=2)


class BlankForm(KeyedForm):
    count = CountField(label=_("How many sheets"), min_value=1, max_value=_MOST_BLANK, initial=5)
    pages = CountField(label=_("Pages of each sheet"), min_value=1, max_value=_MOST_PAGES, initial=DEFAULT_PAGES)


class AssignForm(KeyedForm):
    member = forms.ModelChoiceField(label=_("Who writes on it"), queryset=Member.objects.none())

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
