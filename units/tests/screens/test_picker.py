import re

import pytest
from django import forms
from django.http import Http404, QueryDict
from django.test import RequestFactory

from conftest import make_unit
from units.models import Unit, UnitKind
from units.screens.picker import UnitField
from units.screens.picker_search import UnitSearch
from units.search import unit_labels
from units.services.derived import unit_derived


@pytest.fixture
def findable(tree):
    """Every unit of the tree can be found by its code and name."""
    for unit in Unit.objects.all():
        Unit.objects.filter(pk=unit.pk).update(search_text=unit_derived(code=unit.code, name=unit.name)["search_text"])
    return tree


def _form(query, *, within, multiple=False, required=True, initial=None):
    class UnitForm(forms.Form):
        unit = UnitField(queryset=Unit.objects.within(within), multiple=multiple, required=required)

    return UnitForm(None if query is None else QueryDict(query), initial=initial)


def test_a_ticked_unit_is_chosen(findable):
    form = _form(f"unit={findable.xa.pk}", within=findable.x)

    assert form.is_valid() and form.cleaned_data["unit"] == findable.xa


def test_letters_that_mean_one_unit_choose_it(findable):
    form = _form("unit-q=CHI BO 1-02", within=findable.x)

    assert form.is_valid() and form.cleaned_data["unit"] == findable.xb


@pytest.mark.parametrize(("query", "code"), [("unit-q=chi bo", "choose"), ("unit-q=zzz", "none"), ("", "required")])
def test_letters_that_mean_many_or_none_are_asked_again(findable, query, code):
    form = _form(query, within=findable.x)

    assert form.errors.as_data()["unit"][0].code == code


def test_the_search_button_shows_what_was_found_and_saves_nothing(findable):
    form = _form("unit-q=1-02&unit-find=1", within=findable.x)

    assert form.errors.as_data()["unit"][0].code == "choose"
    assert re.findall(r'type="radio" name="unit" value="(\d+)"', str(form["unit"])) == [str(findable.xb.pk)]


def test_a_unit_outside_the_choices_is_refused(findable):
    form = _form(f"unit={findable.oxa.pk}", within=findable.x)

    assert form.errors.as_data()["unit"][0].code == "invalid"


def test_several_units_are_a_list(findable):
    form = _form(f"unit={findable.xa.pk}&unit={findable.xb.pk}", within=findable.x, multiple=True)

    assert form.is_valid() and form.cleaned_data["unit"] == [findable.xa, findable.xb]


def test_a_preset_unit_stands_ticked_with_its_path(findable):
    form = _form(None, within=findable.x, initial={"unit": findable.xa})
    label = unit_labels([findable.xa])[findable.xa.pk]

    assert re.findall(r'value="(\d+)" checked><span>(.*?)</span>', str(form["unit"])) == [(str(findable.xa.pk), label)]


def test_what_did_not_change_is_not_a_change(findable):
    field = _form(None, within=findable.x).fields["unit"]

    assert (field.has_changed(findable.xa, str(findable.xa.pk)), field.has_changed(findable.xa, str(findable.xb.pk))) == (False, True)


def _search(user, query):
    request = RequestFactory().get(f"/units/search/?{query}")
    request.user = user
    return re.findall(r'value="(\d+)"', UnitSearch.as_view()(request).render().content.decode())


def test_the_search_finds_within_the_scope_of_who_asks(findable, cast):
    assert _search(cast.base_officer, "field=unit&unit-q=canary") == [
        str(unit.pk) for unit in (findable.x, findable.xa, findable.xb, findable.xs, findable.xs1)
    ]


def test_what_is_ticked_stays_when_one_searches_on(findable, cast):
    found = _search(cast.base_officer, f"field=unit&multiple=1&unit={findable.xb.pk}&unit={findable.ox.pk}&unit-q=1-01")

    assert found == [str(findable.xb.pk), str(findable.xa.pk)]


def test_the_tree_begins_where_the_scope_begins_and_goes_down(findable, cast):
    assert _search(cast.base_officer, "field=unit&above=") == [str(findable.x.pk)]
    assert _search(cast.base_officer, f"field=unit&above={findable.x.pk}") == [
        str(unit.pk) for unit in (findable.xa, findable.xb, findable.xs)
    ]


@pytest.mark.parametrize("above", ["²", "1" * 30, "x", "-1"])
def test_what_is_no_number_of_a_unit_is_not_there(findable, cast, above):
    with pytest.raises(Http404):
        _search(cast.base_officer, f"field=unit&above={above}")


@pytest.mark.parametrize("key", ["²", "1" * 30, "x"])
def test_what_is_no_number_of_a_unit_is_no_choice(findable, key):
    assert _form(f"unit={key}", within=findable.x).errors.as_data()["unit"][0].code == "invalid"


def test_the_tree_of_others_is_not_there(findable, cast):
    with pytest.raises(Http404):
        _search(cast.base_officer, f"field=unit&above={findable.ox.pk}")


def test_the_search_asks_the_same_queries_for_one_and_for_many(findable, cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        _search(cast.secretary_a, "field=unit&unit-q=canary")
    with django_assert_num_queries(3):
        _search(cast.base_officer, "field=unit&unit-q=canary")


def test_more_than_the_most_is_said(findable, cast):
    for i in range(25):
        unit = make_unit(f"1-5{i:02d}", UnitKind.CELL, above=findable.x)
        Unit.objects.filter(pk=unit.pk).update(search_text=unit_derived(code=unit.code, name=unit.name)["search_text"])

    assert len(_search(cast.base_officer, "field=unit&unit-q=1-5")) == 20
