import re
import uuid

import pytest
from django import forms
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import QueryDict
from django.test import RequestFactory

from lib.clock import now
from units.models import Unit, UnitBlock, UnitKind
from units.screens.conflicts import chosen_data
from units.screens.forms import KeyedForm, ServiceFormView
from units.services.units import change_unit


class UnitForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    block = forms.ModelChoiceField(UnitBlock.objects.all(), label="Block", required=False)
    kind = forms.ChoiceField(choices=UnitKind.choices, label="Kind")
    secretary_name = forms.CharField(label="Secretary", required=False)
    phone = forms.CharField(label="Telephone", required=False)


class UnitChange(ServiceFormView):
    permission = "units.manage"
    form_class = UnitForm
    template_name = "confirm.html"

    def load(self):
        self.unit = Unit.objects.permitted(self.request.user, self.permission).get(code="2")

    def perform(self, data):
        return change_unit(unit=self.unit, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return "/units/"


@pytest.fixture
def send(cast):
    def _send(data, user=cast.officer):
        request = RequestFactory().post("/units/change/", data)
        request.user = user
        request._messages = CookieStorage(request)
        request.htmx = False
        answer = UnitChange.as_view()(request)
        return answer.render() if hasattr(answer, "render") else answer

    return _send


@pytest.fixture
def unit(tree, cast):
    """As it stands after another officer gave it a secretary and a telephone."""
    change_unit(
        unit=tree.z, version=tree.z.version, block=tree.z.block, kind=tree.z.kind, secretary_name="Trần Văn Theirs",
        phone="0911 111 111", by=cast.officer, at=now(),
    )
    return Unit.objects.get(pk=tree.z.pk)


def _typed(unit, **changes):
    data = {
        "form_key": uuid.uuid4(), "version": 1, "block": unit.block_id, "kind": unit.kind,
        "secretary_name": "Lê Thị Mine", "phone": "0922 222 222",
    }
    return {**data, **changes}


def _inputs(html):
    """Every input of the page as a browser without JavaScript would send it, radios unticked."""
    tags = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", html)]
    return {tag["name"]: tag.get("value", "") for tag in tags if tag.get("type") == "hidden" and tag["name"] != "csrfmiddlewaretoken"}


def test_the_second_sees_both_texts_of_the_fields_that_differ(send, unit):
    answer = send(_typed(unit))
    html = answer.content.decode()

    assert answer.status_code == 409
    assert re.findall(r"<legend>(.*?)</legend>", html) == ["Secretary", "Telephone"]
    assert re.findall(r'<span class="text">(.*?)</span>', html) == [
        "Lê Thị Mine", "Trần Văn Theirs", "0922 222 222", "0911 111 111",
    ]


def test_the_choice_is_applied_on_the_version_as_it_stands(send, unit):
    page = _inputs(send(_typed(unit)).content.decode())

    answer = send({**page, "choose-secretary_name": "theirs", "choose-phone": "mine"})

    unit.refresh_from_db()
    assert answer.status_code == 302
    assert (unit.secretary_name, unit.phone, unit.version) == ("Trần Văn Theirs", "0922 222 222", 3)


def test_a_field_without_a_choice_is_asked_again(send, unit):
    page = _inputs(send(_typed(unit)).content.decode())

    answer = send({**page, "choose-secretary_name": "theirs"})

    assert answer.status_code == 409
    assert re.findall(r"<legend>(.*?)</legend>", answer.content.decode()) == ["Telephone"]
    assert Unit.objects.get(pk=unit.pk).version == 2


def test_the_same_text_by_both_needs_no_choice(send, unit):
    answer = send(_typed(unit, secretary_name="Trần Văn Theirs", phone="0911 111 111"))
    page = _inputs(answer.content.decode())

    assert [name for name in page if name.startswith("asked-")] == []
    assert send(page).status_code == 302


def test_what_the_other_left_unticked_is_taken_as_unticked():
    post = QueryDict("seen-version=0&version=1&done=on&asked-done=1&theirs-done=False&choose-done=theirs")

    assert chosen_data(post)["done"] == "False"


def test_a_form_sent_twice_with_other_content_keeps_what_was_typed(send, tree):
    key = uuid.uuid4()
    first = _typed(tree.z, form_key=key)
    second = {**first, "secretary_name": "Somebody else"}
    send(first)

    answer = send(second)
    html = answer.content.decode()

    assert answer.status_code == 409
    assert re.findall(r'name="secretary_name" value="([^"]*)"', html) == ["Somebody else"]
    assert str(key) not in html
