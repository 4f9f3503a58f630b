from django import forms
from django.utils.translation import gettext_lazy as _

from units.forms.units import DatedForm
from units.models import Member, Unit, UnitKind
from units.screens.picker import UnitField


_WITH_UNITS_BELOW = [UnitKind.COMMITTEE, UnitKind.BASE, UnitKind.SECTION]


class MoveForm(DatedForm):
    above = UnitField(Unit.objects.none(), label=_("New unit above it"))

    field_order = ["form_key", "above"]

    def __init__(self, *args, unit, places, **kwargs):
        super().__init__(*args, **kwargs)
        inside = Unit.objects.within(unit).values("pk")
        self.fields["above"].queryset = places.exclude(pk__in=inside).filter(kind__in=_WITH_UNITS_BELOW)


class MergeForm(DatedForm):
    """Others into this unit, or this one and others into a new unit."""

    others = UnitField(Unit.objects.none(), multiple=True, label=_("Units to merge with it"))
    code = forms.CharField(
        label=_("Code of a new unit"), max_length=40, required=False,
        help_text=_("Leave code and name empty where the merged units go into this one."),
    )
    name = forms.CharField(label=_("Name of the new unit"), max_length=250, required=False)

    field_order = ["form_key", "others", "code", "name"]

    def __init__(self, *args, unit, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["others"].queryset = places.exclude(pk=unit.pk)

    def clean(self):
        data = super().clean()
        if bool(data.get("code")) != bool(data.get("name")):
            missing = "name" if data.get("code") else "code"
            self.add_error(missing, _("A new unit needs both a code and a name."))
        return data


class SplitForm(DatedForm):
    code = forms.CharField(label=_("Code of the new unit"), max_length=40)
    name = forms.CharField(label=_("Name of the new unit"), max_length=250)
    members = forms.ModelMultipleChoiceField(
        Member.objects.none(), label=_("Members who go to the new unit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    below = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("Units below that go to the new unit"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ["form_key", "code", "name", "on", "decision"]

    def __init__(self, *args, unit, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = Member.objects.present().filter(unit=unit).in_people_order()
        self.fields["below"].queryset = Unit.objects.directly_below(unit).filter(valid_to=None)
        for name in ("members", "below"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]


class EndForm(DatedForm):
    def __init__(self, *args, unit, places, **kwargs):
        super().__init__(*args, **kwargs)
