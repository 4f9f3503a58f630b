"""Forms of printing: for whom, how many pages, how many blank ones, and who was given which."""
from django import forms
from django.utils.translation import gettext_lazy as _

from essays.printing.cell_file import DEFAULT_PAGES
from units.models import Member
from units.screens.fields import CountField
from units.screens.forms import KeyedForm

_MOST_PAGES, _MOST_BLANK = 20, 500


class PagesField(CountField):
    default_error_messages = {
        "max_value": _("At most %(limit_value)s at a time."), "min_value": _("At least %(limit_value)s."),
    }

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 1, "max_value": _MOST_PAGES, **kwargs})


class RemarkedNames:
    """Each name with the remark on it (`remarks`: member id to text)."""

    remarks = {}

    def label_from_instance(self, member):
        remark = self.remarks.get(member.pk)
        return f"{member.full_name} – {remark}" if remark else member.full_name


class MembersField(RemarkedNames, forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": _("Tick at least one member.")}


class MembersForm(KeyedForm):
    """Tick the members; without `members` there is nobody to tick, and all of them are meant."""

    members = MembersField(label=_("For whom"), queryset=Member.objects.none())

    def __init__(self, *args, members=None, remarks=None, **kwargs):
        super().__init__(*args, **kwargs)
        if members is None:
            del self.fields["members"]
        else:
            self.fields["members"].queryset = members
            self.fields["members"].remarks = remarks or {}

    def content(self):
        content = super().content()
        chosen = content.pop("members", None)
        return {**content, "members": None if chosen is None else sorted(member.pk for member in chosen)}


class PrintForm(MembersForm):
    pages = PagesField(
        label=_("Pages for each member"), initial=DEFAULT_PAGES,
        help_text=_("Who has more pages already gets all of them again; only new sheets are shorter."),
    )
    anew = forms.BooleanField(
        label=_("New sheets with new numbers"), required=False,
        help_text=_("Only if the printed ones are lost: pages of the old numbers are then no longer accepted."),
    )


class MorePagesForm(MembersForm):
    pages = PagesField(label=_("Further pages for each member"), initial=2)


class BlankForm(KeyedForm):
    count = PagesField(label=_("How many sheets to print"), max_value=_MOST_BLANK, initial=5)
    pages = PagesField(label=_("Pages of each sheet"), initial=DEFAULT_PAGES)


class OneMemberField(RemarkedNames, forms.ModelChoiceField):
    pass


class AssignForm(KeyedForm):
    member = OneMemberField(label=_("Who writes on it"), queryset=Member.objects.none(), empty_label=_("choose a name"))

    def __init__(self, *args, members, remarks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        self.fields["member"].remarks = remarks
