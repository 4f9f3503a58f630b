from django import forms
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.kept_phones import kept_phones_of
from accounts.unused import NOTICE, unused
from lib.vietnamese import fold
from units.delegation import PERMISSION, roles_to_give, units_to_give
from units.models import Appointment, Role, Unit
from units.screens.fields import DayField, PhoneField
from units.screens.forms import KeyedForm
from units.screens.lists import FilterForm
from units.screens.picker import UnitField
from units.typing_help import USUAL


class UnitsChoice(forms.ModelMultipleChoiceField):
    """Units ticked in a table."""


class AccountFilter(FilterForm):
    """What a list of accounts can be narrowed by. A search for people stands in no URL."""

    private = ("q",)

    STATES = [
        ("", _("all")), ("new", _("not signed in yet")), ("active", _("in use")), ("fading", _("soon suspended")),
        ("suspended", _("suspended")), ("closed", _("closed")),
    ]
    q = forms.CharField(label=_("Name, telephone or unit"), max_length=100)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("all")), *Role.choices])
    state = forms.ChoiceField(label=_("State"), choices=STATES)

    def __init__(self, *args, actor, day, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.appointments = Appointment.objects.permitted(actor, PERMISSION)
        self.day, self.at = day, at

    def narrow(self, users):
        for word in fold(self.value("q") or "").split():
            of_units = self.appointments.filter(Q(unit__search_text__contains=word) | Q(unit__code__iexact=word))
            users = users.filter(Q(search_text__contains=word) | Q(pk__in=of_units.values("user")))
        if role := self.value("role"):
            running = self.appointments.running_on(self.day).filter(role=role)
            users = users.filter(pk__in=running.values("user"))
        if state := self.value("state"):
            fading = Q(pk__in=unused(at=self.at + NOTICE).values("pk"))
            users = users.filter(fading if state == "fading" else _STATES[state])
        return users


_STATES = {
    "new": Q(is_active=True, last_login=None),
    "active": Q(is_active=True, last_login__isnull=False),
    "suspended": Q(is_active=False, suspended_at__isnull=False),
    "closed": Q(is_active=False, suspended_at=None),
}


class NamesForm(KeyedForm):
    """Who the person is and how he signs in."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    phone = PhoneField(label=_("Telephone"), required=False)
    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("Best the telephone number: nobody forgets it.")
    )


class AppointmentForm(KeyedForm):
    """A role for a unit from a day on."""

    unit = UnitField(Unit.objects.none(), label=_("Unit"))
    role = forms.ChoiceField(label=_("Role"))
    valid_from = DayField(label=_("From"))
    last_day = DayField(
        label=_("Up to and including"), required=False,
        help_text=_("Who types for a secretary is let in for a time, at most a year. For other roles leave empty where no end is known."),
    )

    def __init__(self, *args, actor, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_to_give(actor, day=day)
        self.fields["role"].choices = [(role.value, role.label) for role in roles_to_give(actor)]
        self.fields["role"].initial = Role.SECRETARY
        self.fields["valid_from"].initial = day
        if self.initial.get("role") == Role.HELPER:
            self.fields["last_day"].initial = day + USUAL


class AccountForm(NamesForm, AppointmentForm):
    """A person and his first appointment."""

    field_order = ["full_name", "phone", "unit", "role", "valid_from", "last_day", "username"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["username"].help_text = _("Left empty: the telephone number, or the code of the unit.")


class EndForm(KeyedForm):
    """The first day on which the appointment no longer holds."""

    valid_to = DayField(label=_("No longer in this role from"))


class OneBase(forms.ModelChoiceField):
    """A base or section, with its code, since names repeat from base to base."""

    def label_from_instance(self, unit):
        return f"{unit.code} · {unit.name}"


class BulkFilter(FilterForm):
    """One base, or section, with all that lies below it; offered are those with some of the units below them."""

    above = OneBase(label=_("Base or section"), queryset=Unit.objects.none(), empty_label=_("all units"))

    def __init__(self, *args, places, units, **kwargs):
        super().__init__(*args, **kwargs)
        above = {path for unit in units for path in unit.lineage_paths()}
        self.fields["above"].queryset = places.filter(path__in=above, numchild__gt=0).order_by("path")

    def narrow(self, units):
        """Of a base that is not, or no longer, among those offered: none, rather than all."""
        if not self.data.get("above"):
            return units
        above = self.value("above")
        return [unit for unit in units if above and unit.is_within(above)]


class SlipsFilter(BulkFilter):
    """The people of one base; those too who have a password already."""

    everyone = forms.BooleanField(label=_("also those who get in already"))

    def narrow_users(self, users):
        """Users with the path of their unit."""
        if not self.data.get("above"):
            return users
        above = self.value("above")
        return [user for user in users if above and user.path.startswith(above.path)]


class BulkForm(KeyedForm):
    """The units whose secretaries get an account."""

    units = UnitsChoice(
        label=_("Units"), queryset=Unit.objects.none(), error_messages={"required": _("Please tick at least one unit.")}
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units


class SlipsForm(KeyedForm):
    """The people for whom codes or cards are printed."""

    CODES, CARDS, SINGLE_CARDS = "codes", "cards", "single_cards"

    users = forms.ModelMultipleChoiceField(
        label=_("Accounts"), queryset=User.objects.none(),
        error_messages={"required": _("Please tick at least one account.")},
    )
    # Which button was pressed.
    what = forms.ChoiceField(choices=[(CODES, ""), (CARDS, ""), (SINGLE_CARDS, "")], required=False)

    def clean_what(self):
        return self.cleaned_data["what"] or self.CODES

    def __init__(self, *args, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["users"].queryset = users


class PhoneForm(KeyedForm):
    """Which of the remembered telephones."""

    phone = forms.ChoiceField(label=_("Telephone"))

    def __init__(self, *args, account, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phone"].choices = [(str(phone.handle), _words_of(phone)) for phone in kept_phones_of(account, at=at)]


def _words_of(phone):
    return _("%(device)s, remembered until %(day)s") % {"device": phone.device, "day": f"{localtime(phone.expire_date):%d/%m/%Y}"}
