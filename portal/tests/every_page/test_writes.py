"""Every address that takes a POST: its form carries a key, and a version where two people may edit the same."""
import pytest
from django.urls import get_resolver

from portal.tests.every_page.writes import WITHOUT_KEY, WITHOUT_VERSION
from portal.tests.test_access_matrix import RULES
from units.screens.forms import KeyedForm, ServiceFormMixin

WRITES = sorted(name for name, rule in RULES.items() if "POST" in rule.methods)
_NO_VERSION = set().union(*WITHOUT_VERSION.values())


def views(patterns=None, namespace=""):
    """`{name of the address: its view}` of the portal."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            found |= views(pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            found[f"{namespace}{pattern.name}"] = pattern.callback
    return found


def form_of(view):
    """The class of the form that the view takes, where it is a view of one service."""
    found = getattr(view, "view_class", None)
    return found.form_class if found and issubclass(found, ServiceFormMixin) else getattr(found, "form_class", None)


@pytest.mark.parametrize("name", [name for name in WRITES if name not in WITHOUT_KEY])
def test_a_write_carries_its_key_and_the_version_it_saw(name):
    form = form_of(views()[name])

    assert form is not None and issubclass(form, KeyedForm), f"{name} takes a POST without a key: portal/tests/every_page/writes.py"
    assert ("version" in form.base_fields) != (name in _NO_VERSION), name


def test_reasons_are_given_for_addresses_that_write_and_for_no_other():
    assert (set(WITHOUT_KEY) | _NO_VERSION) - set(WRITES) == set()
    assert set(WITHOUT_KEY) & _NO_VERSION == set()
