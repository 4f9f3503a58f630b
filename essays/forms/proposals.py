"""Forms of proposals: note one, filter them, say several together, answer."""
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from essays.models import Proposal, ProposalGroup
from units.models import Member, Unit, UnitBlock
from units.screens.forms import KeyedForm
from units.screens.lists import FilterForm
from units.scope import within_paths


class WordsField(forms.CharField):
    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(max_length=1000, **kwargs)


class ProposalForm(KeyedForm):
    text = WordsField(label=_("What is proposed"), help_text=_("In a sentence or two, without names of people. At most 1,000 letters."))
    named = forms.BooleanField(label=_("The writer wishes to be named"), required=False)
    author = forms.ModelChoiceField(label=_("Writer"), queryset=Member.objects.none(), required=False, empty_label=_("not named"))

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["author"].queryset = members
        self.fields["author"].label_from_instance = lambda member: member.full_name

    def clean(self):
        data = super().clean()
        if data.get("named") and not data.get("author") and "author" not in self.errors:
            self.add_error("author", ValidationError(_("Choose the writer, or take the tick off.")))
        if data.get("author") and not data.get("named"):
            self.add_error("named", ValidationError(_("A name is kept by the writer's own wish alone. Tick this, or choose “not named”.")))
        return data

    def content(self):
        return {name: value for name, value in super().content().items() if name != "named"}


class _PlaceFilter(FilterForm):
    """By unit and block, as far as there is a choice."""

    unit = forms.ChoiceField(label=_("Unit"))
    block = forms.ModelChoiceField(label=_("Block"), queryset=UnitBlock.objects.all(), empty_label=_("all blocks"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("all units")), *units]
        if not units:
            del self.fields["unit"], self.fields["block"]

    def places(self):
        """A Q over proposals; an empty one where nothing is chosen."""
        places = Q()
        if code := self.value("unit"):
            places &= within_paths("unit__path", list(Unit.objects.filter(code=code).values_list("path", flat=True)))
        if block := self.value("block"):
            places &= Q(block=block) | Q(block=None, unit__block=block)
        return places


class ProposalFilter(_PlaceFilter):
    state = forms.ChoiceField(label=_("State"), choices=[
        ("", _("all but withdrawn")), ("lone", _("standing alone")), ("grouped", _("in a group")), ("answered", _("answered")),
        ("withdrawn", _("withdrawn")),
    ])
    field_order = ["state", "unit", "block"]

    def narrow(self, rows):
        rows = rows.filter(self.places())
        state = self.value("state")
        if state == "withdrawn":
            return rows.exclude(withdrawn_at=None)
        rows = rows.standing()
        if state == "lone":
            return rows.lone()
        if state == "grouped":
            return rows.filter(group__isnull=False, group__dissolved_at=None)
        if state == "answered":
            return rows.filter(Q(group__answered_at__isnull=False) | Q(group__part_of__answered_at__isnull=False, group__dissolved_at=None))
        return rows


class GroupFilter(_PlaceFilter):
    state = forms.ChoiceField(label=_("State"), choices=[
        ("", _("all that stand")), ("kept", _("not sent up yet")), ("waiting", _("sent up, not answered")), ("answered", _("answered")),
        ("dissolved", _("taken apart")),
    ])
    field_order = ["state", "unit", "block"]

    def narrow(self, rows):
        if places := self.places():
            inside = Proposal.objects.in_group(OuterRef("pk"))
            rows = rows.filter(Exists(inside.filter(places)))
        state = self.value("state")
        if state == "dissolved":
            return rows.exclude(dissolved_at=None)
        rows = rows.on_top()
        if state == "kept":
            return rows.filter(sent_up_at=None, answered_at=None)
        if state == "waiting":
            return rows.filter(sent_up_at__isnull=False, answered_at=None)
        return rows.exclude(answered_at=None) if state == "answered" else rows


class MergeForm(KeyedForm):
    """Ticks of the list, and the words they share."""

    proposals = forms.ModelMultipleChoiceField(
        label=_("Proposals"), queryset=Proposal.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    groups = forms.ModelMultipleChoiceField(
        label=_("Groups"), queryset=ProposalGroup.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = WordsField(label=_("What all of them ask for"), help_text=_("Stands in the list and in the annex of the report. Change the words until they say it for all."))

    def __init__(self, *args, proposals, groups, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in (("proposals", proposals), ("groups", groups)):
            self.fields[name].queryset = rows
            self.fields[name].label_from_instance = lambda row: row.text
            if not rows:
                self.fields[name].widget = forms.MultipleHiddenInput()

    def content(self):
        content = super().content()
        return {**content, "proposals": list(content["proposals"]), "groups": list(content["groups"])}


class GroupTextForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = WordsField(label=_("What all of them ask for"))


class AnswerForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Every cell with a proposal in the group reads it; small cells: all of their block."),
    )


class ConfirmForm(KeyedForm):
    pass
