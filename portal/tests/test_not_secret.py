"""No file comes in without the tick that it is not secret: every form of the portal that takes one, found, not listed."""
import importlib
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.screens.verify import VerifyForm
from files.forms import NotSecretField, UploadField
from portal.workbook.forms import UploadForm

ROOMS = [app for app in settings.INSTALLED_APPS if Path(settings.BASE_DIR, app).is_dir()]
# What a file comes in by.
_TAKES_A_FILE = re.compile(r"FILES\b|FileField|ImageField|UploadField|WordField|ScanField")
_TAKES_ONE_ITSELF = re.compile(r"request\.FILES\s*(\[|\.)")


def modules_with_forms():
    for room in ROOMS:
        for path in sorted(Path(settings.BASE_DIR, room).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.parts) and _TAKES_A_FILE.search(path.read_text()):
                yield ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)


def forms_with_files():
    found = set()
    for name in modules_with_forms():
        for one in vars(importlib.import_module(name)).values():
            if isinstance(one, type) and issubclass(one, forms.BaseForm) and any(map(takes_a_file, one.base_fields.values())):
                found.add(one)
    return sorted(found, key=lambda form: (form.__module__, form.__name__))


def takes_a_file(field):
    return isinstance(field, forms.FileField | UploadField) or getattr(field.widget, "needs_multipart_form", False)


@pytest.mark.parametrize("form", forms_with_files(), ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_every_form_with_a_file_has_the_tick(form):
    of_files = [field for field in form.base_fields.values() if takes_a_file(field)]
    ticks = [field for field in form.base_fields.values() if isinstance(field, NotSecretField) and field.required]

    # One tick for all files of a field; the form's own where the field is a plain one.
    assert all(isinstance(field, UploadField) for field in of_files) or len(ticks) == 1


def test_all_ways_in_are_seen():
    """So many forms take files; a view that reads them past a form would be a way in without a tick."""
    names = {form.__name__ for form in forms_with_files()}
    assert {"AttachForm", "PlanForm", "ResolutionForm", "ScansForm", "MoreScansForm", "SignedForm", "EditedForm", "UploadForm", "VerifyForm"} <= names
    past_a_form = [
        str(path) for room in ROOMS for path in Path(settings.BASE_DIR, room).rglob("*.py")
        if "tests" not in path.parts and _TAKES_ONE_ITSELF.search(path.read_text())
    ]
    assert past_a_form == []


@pytest.mark.parametrize("form, field", [(UploadForm, "file"), (VerifyForm, "upload")])
def test_a_file_without_the_tick_is_refused_in_words(form, field):
    data = {"form_key": "4d1b8c36-0d5c-4f0e-9a44-0c2f6f1f7a12"}
    files = {field: SimpleUploadedFile("a.xlsx", b"PK")}

    assert "“Mật”" in form(data, files).errors["not_secret"][0]
    assert form({**data, "not_secret": "on"}, files).errors == {}
