"""Forms of the register of requests, and what the list is narrowed by."""
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lib.clock import today
from lib.vietnamese import fold
from privacy.models import Channel, RequestKind, RequestState
from units.screens.fields import DayField
from units.screens.forms import KeyedForm
from units.screens.lists import FilterForm


class RequestFactsForm(KeyedForm):
    """What is asked, and how it came; of a member known already."""

    kind = forms.ChoiceField(label=gettext_lazy("What is wanted"), choices=RequestKind.choices)
    wish = forms.CharField(
        label=gettext_lazy("In the words of whoever asks"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )
    received_on = DayField(label=gettext_lazy("Received on"), help_text=gettext_lazy("The days the law gives run from then."))
    channel = forms.ChoiceField(label=gettext_lazy("How it came"), choices=Channel.choices, widget=forms.RadioSelect)


class RequestForm(RequestFactsForm):
    """... or of somebody named here: by the card number, or in words."""

    field_order = ["card_number", "asker", "kind", "wish", "received_on", "channel"]

    card_number = forms.CharField(
        label=gettext_lazy("Card number of the member"), max_length=20, required=False,
        help_text=gettext_lazy("Where a member asks about his own data. The name comes from the roster."),
    )
    asker = forms.CharField(
        label=gettext_lazy("Or the name of whoever asks"), max_length=150, required=False,
        help_text=gettext_lazy("Where it is nobody on the roster: a user, somebody who has left, an heir."),
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = members

    def clean(self):
        data = super().clean()
        card, asker = data.pop("card_number", "").strip(), data.get("asker", "").strip()
        data["member"] = self.members.filter(card_number=card).first() if card else None
        if card and data["member"] is None:
            self.add_error("card_number", _("No member of your units has this card number."))
        elif bool(card) == bool(asker):
            raise ValidationError({"asker": _("Write who asks: either the card number of a member or a name.")})
        return data


class RequestChangeForm(RequestFactsForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReplyForm(KeyedForm):
    on = DayField(label=gettext_lazy("Answered on"))


class ExtendForm(KeyedForm):
    reason = forms.CharField(
        label=gettext_lazy("Why it takes longer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tell whoever asked before the day is over."),
    )


class CloseForm(KeyedForm):
    state = forms.ChoiceField(
        label=gettext_lazy("How it ended"), widget=forms.RadioSelect,
        choices=[choice for choice in RequestState.choices if choice[0] != RequestState.OPEN],
    )
    outcome = forms.CharField(
        label=gettext_lazy("What was done, or why it was refused"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
    )


class RequestFilter(FilterForm):
    """Names of people stay out of the URL."""

    private = ("q",)

    q = forms.CharField(label=gettext_lazy("Who asks: name or card number"), max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("What is wanted"), choices=[("", gettext_lazy("all")), *RequestKind.choices])
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=[
        ("", gettext_lazy("all")), ("open", gettext_lazy("being handled")), ("overdue", gettext_lazy("overdue")), ("closed", gettext_lazy("closed")),
    ])

    def narrow(self, rows):
        if text := self.value("q"):
            rows = rows.filter(Q(asker__icontains=text) | Q(member__search_text__contains=fold(text)) | Q(member__card_number__startswith=text))
        if self.value("kind"):
            rows = rows.filter(kind=self.value("kind"))
        state = self.value("state")
        if state == "open":
            return rows.open()
        if state == "closed":
            return rows.exclude(state=RequestState.OPEN)
        return rows.overdue(today()) if state == "overdue" else rows
