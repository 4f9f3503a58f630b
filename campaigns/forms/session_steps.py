"""Small forms about a class: withdraw, restore, ask the unit to check, answer."""
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import AttachmentKind, MadeUpHow
from files.forms import UploadField
from units.screens.fields import DayField
from units.screens.forms import KeyedForm


class WithdrawForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why is the class withdrawn?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RestoreForm(KeyedForm):
    pass


class AskCheckForm(KeyedForm):
    question = forms.CharField(
        label=_("What is the unit to look at?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerCheckForm(KeyedForm):
    answer = forms.CharField(label=_("Answer of the unit"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class MadeUpForm(KeyedForm):
    """Made up elsewhere or at a make-up class, by one or several of the absent."""

    on = DayField(label=_("Day"))
    how = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    absences = forms.ModelMultipleChoiceField(label=_("Who"), queryset=None, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, absences, ways, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["absences"].queryset = absences
        self.fields["absences"].label_from_instance = lambda absence: absence.member.full_name
        self.fields["how"].choices = ways

    def content(self):
        content = super().content()
        content["absences"] = list(content["absences"])
        return content


class ElsewhereForm(KeyedForm):
    how = forms.ChoiceField(
        label=_("Where"), widget=forms.RadioSelect,
        choices=[(way.value, way.label) for way in (MadeUpHow.CONFERENCE, MadeUpHow.ELSEWHERE)],
    )
    on = DayField(label=_("Day"))


class AttachForm(KeyedForm):
    """Photos of the class or of its list, or the signed minutes."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=AttachmentKind.choices, initial=AttachmentKind.PHOTO, widget=forms.RadioSelect)
    uploads = UploadField(label=_("Files"), multiple=True)
