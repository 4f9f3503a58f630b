"""Nobody gets a row of others, or sets what he is not asked, through any form of the portal."""
import pytest
from django import forms

from accounts.models import User
from portal.tests.access_checking import view_of
from portal.tests.access_forms import Walk
from portal.tests.test_access_matrix import RULES, _django_db_marker, world  # noqa: F401 fixtures
from units.models import Unit
from units.screens.picker import numbers_of

pytestmark = pytest.mark.django_db


def walked(world, name, **how):
    walk = Walk(world, name, RULES[name])
    return walk, walk.walk(**how)


@pytest.mark.asvs("8.2.2", "15.3.3", "8.2.3")
def test_no_form_takes_rows_of_others_or_more_than_it_asks(world, pytestconfig):
    full = pytestconfig.getoption("--all")
    walks = [walked(world, name, full=full) for name, rule in sorted(RULES.items()) if "POST" in rule.methods]

    assert [fault for _walk, faults in walks for fault in faults] == []
    # Enough of them went through to prove it.
    assert sum(walk.fields_of_others for walk, _faults in walks) >= 100
    assert sum(walk.succeeded for walk, _faults in walks) >= 60


def test_a_field_that_takes_any_row_is_seen(world, monkeypatch):
    def any_unit(field, keys):
        return Unit.objects.get(pk__in=numbers_of(keys))
    monkeypatch.setattr("units.screens.picker.UnitField._of_keys", any_unit)

    assert any("AppointmentForm.unit: takes" in fault for fault in walked(world, "accounts:appoint")[1])


def test_a_list_that_offers_rows_of_others_is_seen(world, monkeypatch):
    monkeypatch.setattr("portal.screens.accounts.forms.units_to_give", lambda actor, day: Unit.objects.all())

    assert any("AppointmentForm.unit: offers rows of others" in fault for fault in walked(world, "accounts:appoint")[1])


def test_a_view_that_takes_more_than_its_form_is_seen(world, monkeypatch):
    view_class = view_of("accounts:close").view_class
    performs = view_class.perform

    def perform(view, data):
        taken = {name: value for name, value in view.request.POST.items() if name in ("phone", "full_name")}
        User.objects.filter(pk=view.kwargs["account_id"]).update(**taken)
        return performs(view, data)
    monkeypatch.setattr(view_class, "perform", perform)

    assert any("User.n_phone was set from outside" in fault for fault in walked(world, "accounts:close")[1])


def test_a_field_nobody_knows_is_seen(world, monkeypatch):
    class Unheard(forms.CharField):
        pass
    form_class = view_of("campaigns:reason_add").view_class.form_class
    monkeypatch.setitem(form_class.base_fields, "more", Unheard(required=False))

    assert any("a field of an unknown kind, Unheard" in fault for fault in walked(world, "campaigns:reason_add")[1])
