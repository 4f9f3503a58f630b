"""Walks the forms behind an address as they are when somebody sends them: whose rows they take, and what else.

Three POSTs find out: one empty (which forms there are), one with rows of others in every field, one filled in as the
page proposes with all columns besides that somebody might try.
"""
import contextlib
import uuid
from collections import defaultdict

from django import forms
from django.apps import apps
from django.contrib.auth.forms import UsernameField
from django.db import models, transaction

from campaigns.models import DelayReason, Speaker
from documents.forms_of_layout import MeasureField
from essays.forms.intake import ScanField
from essays.forms.proposals import WordsField
from essays.forms.queue import ChoiceField as WhosePage
from essays.forms.sheets import PagesField
from files.forms import NotSecretField, UploadField, WordField
from portal.tests.access_checking import address, expected, rows_written
from units.models import Unit, UnitBlock
from units.screens.fields import CountField, DayField, PhoneField
from units.screens.picker import UnitField

# From the least scope to the largest: the less is one's own, the more is somebody else's.
_BY_SCOPE = ("secretary_a", "helper", "base_officer", "leader", "inspector", "officer")
# Tables of words, the same for everybody.
_COMMON = {UnitBlock, DelayReason}
_OF_ROWS = (forms.ModelChoiceField, UnitField, WhosePage)
_PLAIN = {
    forms.CharField, forms.BooleanField, forms.IntegerField, forms.UUIDField, forms.DateField, forms.TimeField, forms.DateTimeField,
    forms.SplitDateTimeField, forms.EmailField, forms.DecimalField, forms.FileField, CountField, DayField, PhoneField, UploadField,
    NotSecretField, WordField, ScanField, MeasureField, WordsField, PagesField, UsernameField,
}
# Hidden, and no number of a row: what the page had shown when the form was drawn.
_HIDDEN = {"form_key", "version", "last_seen", "seen", "attendance", "agreed", "outcome", "place"}
# Numbers to choose among: of rows of the model, or (None) plain numbers.
CHOICES = {
    ("CampaignForm", "cut_off_weekday"): None, ("DrawForm", "percent"): None, ("TurnForm", "degrees"): None,
    ("AssignForm", "speaker"): Speaker, ("PlannedListForm", "units"): Unit,
}
# What is sent there no form judges: handles of own sessions, searches, bytes, the steps of signing in that are not owed.
WITHOUT_FORM = {
    "accounts:ask_again", "accounts:card", "accounts:keep_phone", "accounts:list", "accounts:second_factor_check", "accounts:sessions",
    "accounts:sign_in", "accounts:sign_out", "audit:list", "essays:campaign_sheets", "essays:scan_piece", "essays:sheets",
    "privacy:notice", "privacy:requests", "units:find_member", "units:members",
}
# Tells the forms that judge what was sent from those that judge the address.
_MARK = "walked"
# Written with everything: the journal, keys of forms, sessions.
_OF_ALL = ("audit_", "pghistory_", "accounts_submission", "accounts_usersession")


class Walk:
    """One address as one person: the faults, and what was proven."""

    def __init__(self, world, name, rule):
        self.world, self.name, self.rule = world, name, rule
        self.who, self.code = self._asker()
        self.url = address(name, rule, world.things[rule.thing][self.code] if rule.thing else None)
        self.faults, self.forms, self.fields_of_others, self.succeeded = [], [], 0, False
        self._of_unit = _units_of_rows(world)

    def _asker(self):
        objects = self.world.things[self.rule.thing] if self.rule.thing else {"": None}
        for who in _BY_SCOPE:
            for code in objects:
                if expected(self.rule, self.world.people[who].posts, self.world.units.get(code), "POST") == "ok":
                    return who, code
        raise AssertionError(f"{self.name}: nobody may send it")

    def walk(self, *, full=True):
        """The faults. Not in full, a form that only asks whether one is sure is not tried with more than it asks."""
        self.forms = self._send(dict(self.rule.data))[1]
        if not self.forms and self.name not in WITHOUT_FORM:
            self.faults.append("judged by no form")
        for form in self.forms:
            self.faults += [f"{type(form).__name__}.{name}: {fault}" for name, field in form.fields.items() if (fault := self._unknown(form, name, field))]
        self._send_rows_of_others()
        if full or any(set(form.fields) - {"form_key", "version"} for form in self.forms):
            self._send_more_than_asked()
        return [f"{self.name} as {self.who}: {fault}" for fault in self.faults]

    # What the walk knows

    def _unknown(self, form, name, field):
        if isinstance(field, _OF_ROWS):
            rows = self._rows_of_others(field)
            strange = [row for row in field.queryset[:500] if row.pk in rows]
            if strange:
                return f"offers rows of others: {strange[:3]}"
            return "" if rows or field.queryset.model in _COMMON else "no row of others to try"
        if isinstance(field, forms.ChoiceField):
            numbers = [str(key) for key, _label in field.choices if str(key).isdigit()]
            known = (type(form).__name__, name) in CHOICES
            return "" if not numbers or known else f"chooses among numbers {numbers[:5]}: rows of what?"
        if type(field) not in _PLAIN:
            return f"a field of an unknown kind, {type(field).__name__}"
        if isinstance(field.widget, forms.HiddenInput) and name not in _HIDDEN and not isinstance(field, forms.BooleanField):
            return "hidden, and nobody says what for"
        return ""

    def _rows_of_others(self, field):
        """Rows of the field's model that belong to units outside the person's posts."""
        posts = [unit.path for _role, unit in self.world.people[self.who].posts]
        found = self._of_unit[field.queryset.model]
        return [pk for pk, unit in found.items() if not any(unit.path.startswith(path) or path.startswith(unit.path) for path in posts)]

    # Rows of others

    def _send_rows_of_others(self):
        data, tried = {}, []
        for form in self.forms:
            for name, field in form.fields.items():
                value = self._value_of_others(form, name, field)
                if value is not None:
                    data[form.add_prefix(name)] = value
                    tried.append((type(form), name))
        if not tried:
            return
        response, sent, written = self._send(data)
        if written:
            self.faults.append(f"rows of others were taken: {written}")
        errors = {(type(form), name) for form in sent for name in form.errors}
        self.faults += [f"{form.__name__}.{name}: takes {data.get(name)}, which is not his" for form, name in tried if (form, name) not in errors]
        self.fields_of_others += len(tried)

    def _value_of_others(self, form, name, field):
        if isinstance(field, _OF_ROWS):
            rows = self._rows_of_others(field)
            value = f"{rows[-1]}-1" if rows and isinstance(field, WhosePage) else rows[-1] if rows else 999_999_999
        elif isinstance(field, forms.ChoiceField):
            model = CHOICES.get((type(form).__name__, name))
            mine = [unit.path for _role, unit in self.world.people[self.who].posts]
            rows = [pk for pk, unit in self._of_unit[model].items() if not any(unit.path.startswith(path) for path in mine)] if model else []
            value = rows[-1] if rows else 999_999_999
        else:
            return None
        return [value] if isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField) else value

    # More than asked

    def _send_more_than_asked(self):
        page = [form for form in self._drawn() if "form_key" in form.fields]
        data = {key: value for form in page for key, value in filled_in(form).items()} | dict(self.rule.data)
        response, sent, written = self._send(data, keep=self._tables_written)
        if not data or not written or any(form.errors for form in sent):
            return
        self.succeeded = True
        touched = [model for model in apps.get_models() if model._meta.db_table in written]
        asked = {key.split("-")[-1] for key in data} | {name for form in (*page, *self.forms) for name in form.fields}
        more = {name: value for model in touched for name, value in self._columns(model).items() if name.removesuffix("_id") not in asked}
        counts = lambda: {model: _count(model, more) for model in touched}
        plain = self._send(data | {"form_key": uuid.uuid4()}, keep=counts)[2]
        tried = self._send({**more, **data, "form_key": uuid.uuid4()}, keep=counts)[2]
        for model in touched:
            self.faults += [f"{model.__name__}.{name} was set from outside" for name in plain[model] if plain[model][name] != tried[model][name]]

    def _columns(self, model):
        """A telling value for each column of the model."""
        values = {}
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                others = list(self._of_unit[field.related_model]) or [None]
                values[field.name] = values[field.attname] = others[-1]
            elif isinstance(field, models.BooleanField):
                values[field.name] = "True"
            elif field.choices:
                values[field.name] = field.choices[-1][0]
            elif isinstance(field, models.IntegerField) and not field.primary_key:
                values[field.name] = 4711
            elif isinstance(field, models.DateTimeField):
                values[field.name] = "2001-02-03T04:05:06Z"
            elif isinstance(field, models.DateField):
                values[field.name] = "2001-02-03"
            elif isinstance(field, models.CharField | models.TextField):
                values[field.name] = "EXTRA4711"[: field.max_length]
        return {name: value for name, value in values.items() if value is not None}

    # Sending

    def _send(self, data, keep=None):
        """`(response, the forms that judged it, rows written or what `keep` finds)`, undone."""
        client, point = self.world.clients[self.who], transaction.savepoint()
        cookies = client.cookies.copy()
        before = rows_written()
        with recorded() as sent:
            response = client.post(self.url, {**data, _MARK: "1"})
        self._before = before
        found = keep() if keep else self._tables_written()
        client.cookies = cookies
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)
        if response.exc_info:
            self.faults.append(f"{response.exc_info[0].__name__}: {str(response.exc_info[1])[:150]} for {data}")
        return response, [form for form in sent if form.is_bound and _MARK in form.data], found

    def _tables_written(self):
        return sorted(
            table for table, count in rows_written().items()
            if count != self._before.get(table, 0) and not table.startswith(_OF_ALL) and not table.endswith("event")
        )

    def _drawn(self):
        with recorded() as drawn:
            self.world.clients[self.who].get(self.url)
        return [form for form in drawn if not form.is_bound]


@contextlib.contextmanager
def recorded():
    """The forms that were drawn or that judged what was sent."""
    made, begin = [], forms.BaseForm.__init__

    def note(form, *args, **kwargs):
        begin(form, *args, **kwargs)
        made.append(form)
    forms.BaseForm.__init__ = note
    try:
        yield made
    finally:
        forms.BaseForm.__init__ = begin


def filled_in(form):
    """What a browser sends of the form as drawn; what must be given and is empty gets something that fits."""
    data = {}
    for bound in form:
        value = bound.value()
        if value in (None, "", []) or (isinstance(bound.field, UnitField) and not value.keys):
            value = _something(bound.field) if bound.field.required else None
        if value is None or value is False:
            continue
        widget = bound.field.widget
        if isinstance(widget, forms.MultiWidget):
            data |= {f"{bound.html_name}_{i}": part for i, part in enumerate(widget.decompress(value)) if part is not None}
        elif isinstance(bound.field, UnitField):
            data[bound.html_name] = list(value)
        else:
            data[bound.html_name] = "on" if value is True else bound.field.prepare_value(value)
    return data


def _something(field):
    if isinstance(field, _OF_ROWS):
        first = field.queryset.first()
        return first and ([first.pk] if isinstance(field, forms.ModelMultipleChoiceField | UnitField) else first.pk)
    if isinstance(field, forms.ChoiceField):
        keys = [key for key, _label in field.choices if key != ""]
        return keys[-1] if keys else None
    if isinstance(field, forms.DateField):
        return "2026-01-05"
    if isinstance(field, forms.IntegerField):
        return field.min_value or 1
    if isinstance(field, forms.UUIDField):
        return uuid.uuid4()
    if isinstance(field, forms.BooleanField):
        return True
    return None if isinstance(field, forms.FileField) else "abc 12345678"


def _count(model, values):
    """`{column: rows with the value}`"""
    columns = {field.name: field for field in model._meta.concrete_fields if field.name in values}
    counted = {name: models.Count("pk", filter=models.Q(**{name: values[name]})) for name in columns}
    return model._base_manager.aggregate(**{f"n_{name}": count for name, count in counted.items()})


def _units_of_rows(world):
    """`{model: {pk: unit}}` of the world's rows."""
    found = defaultdict(dict)
    for things in world.things.values():
        for code, thing in things.items():
            if code:
                found[type(thing)][thing.pk] = world.units[code]
    for code, members in world.members.items():
        found[type(members[0])] |= {member.pk: world.units[code] for member in members}
    return found
