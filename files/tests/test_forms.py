import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from files.forms import UploadField
from files.tests import corpus


class OneForm(forms.Form):
    paper = UploadField()


class OptionalForm(forms.Form):
    paper = UploadField(required=False)


class ManyForm(forms.Form):
    photos = UploadField(multiple=True, required=False)


def sent(form, name, *uploads, tick=True):
    return form({f"{name}_1": "on"} if tick else {}, MultiValueDict({f"{name}_0": list(uploads)} if uploads else {}))


def photo(name="a.jpg", content=None):
    return SimpleUploadedFile(name, corpus.jpeg() if content is None else content)


def codes(form):
    return [error.code for errors in form.errors.as_data().values() for error in errors]


def test_a_file_with_its_tick_is_taken():
    form = sent(OneForm, "paper", photo())

    assert form.is_valid()
    assert form.cleaned_data["paper"].name == "a.jpg"


@pytest.mark.parametrize("uploads, tick, code", [
    ([], True, "required"),
    ([], False, "required"),
    ([photo()], False, "secret"),
    ([photo(content=b"")], True, "empty"),
    ([photo("a.png")], True, "content_differs"),
])
def test_what_is_missing_or_wrong_is_told(uploads, tick, code):
    assert codes(sent(OneForm, "paper", *uploads, tick=tick)) == [code]


def test_an_optional_file_needs_no_tick_when_it_is_not_there():
    form = sent(OptionalForm, "paper", tick=False)

    assert form.is_valid()
    assert form.cleaned_data["paper"] is None


def test_several_photos_at_once_each_looked_at():
    good = sent(ManyForm, "photos", photo("a.jpg"), photo("b.jpg"))
    bad = sent(ManyForm, "photos", photo("a.jpg"), photo("b.png"))

    assert good.is_valid()
    assert [upload.name for upload in good.cleaned_data["photos"]] == ["a.jpg", "b.jpg"]
    assert codes(bad) == ["content_differs"]
    assert "b.png" in str(bad.errors["photos"])


def test_the_form_travels_in_parts_and_names_both_boxes():
    form = OneForm()

    assert form.is_multipart()
    assert 'name="paper_0"' in str(form["paper"]) and 'name="paper_1"' in str(form["paper"])
    assert " multiple" not in str(form["paper"]) and " multiple" in str(ManyForm()["photos"])
