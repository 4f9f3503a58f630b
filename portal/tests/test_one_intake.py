"""Whatever people send comes in through the intake: a walk over the code for any other way in. Ways past a form, readers of raw
bodies, fields of a library's own, writers into the folder of files, programs that open what a stranger made."""
import ast
import re
from functools import cache

import pytest

from portal.tests.test_architecture import ROOT, imported, modules, tree_of

# Ways in that are not `files.forms.UploadField` and `files.services.take_in`, and what stands in their place.
FIELDS = {
    "documents/screens/verify.py": "read by a child with limits (documents/numbers_borne.py) and kept nowhere",
    "portal/workbook/forms.py": "bounded by lib/spreadsheet/container.py before it is opened, never served as sent",
}
# Asks whether files had been sent, and looks at none.
ASKING = {"accounts/kept_phone_views.py"}
BODIES = {"essays/screens/intake.py": "a piece of a scan: bounded, added to a file whose kind the reading child tells"}
# Who may put files into MEDIA_ROOT, each under a name of its own making (a hash, a number).
FOLDERS = {
    "files/storage.py", "essays/filing/storage.py", "essays/printing/storage.py", "documents/storage.py", "documents/kept_drawings.py",
    "portal/workbook/storage.py", "portal/workbook/retention.py", "portal/backups/archive.py", "portal/settings.py",
}
KEEPERS = {
    "store_original": {"files/services/intake.py"}, "keep_original": {"essays/services/scans.py"}, "append": {"essays/services/scans.py"},
    "store_workbook": {"portal/workbook/services.py"}, "StoredFile.objects.create": {"files/services/intake.py"},
}
# Who opens pictures, PDFs and archives: children with limits, and what only opens files the portal itself has written.
OPENERS = {
    "files/decoder.py": "child", "files/word_package.py": "child", "documents/numbers_borne.py": "child",
    "essays/reading/child.py": "child", "essays/reading/sources.py": "child", "essays/reading/cleaning.py": "child",
    "essays/reading/codes.py": "child", "essays/reading/figures.py": "child", "essays/reading/straightening.py": "child",
    "lib/spreadsheet/container.py": "bounds", "lib/spreadsheet/scan.py": "bounds", "lib/spreadsheet/texts.py": "bounds",
    "lib/spreadsheet/reading.py": "bounds",
    "documents/joining.py": "ours", "documents/one_file.py": "ours", "documents/pdf.py": "ours",
    "essays/filing/opening.py": "ours", "essays/binding/pdf.py": "ours", "essays/printing/storage.py": "ours", "essays/printing/paper.py": "ours",
    "documents/docx/build.py": "ours", "documents/docx/parts.py": "ours", "documents/docx/styles.py": "ours", "documents/docx/tables.py": "ours",
    "documents/docx/code.py": "ours", "documents/docx/archive.py": "ours", "documents/specimen.py": "ours",
    "portal/demo/shifted.py": "the repository's own", "portal/backups/archive.py": "ours", "privacy/services/own_data.py": "ours",
}
_OPENING = {"PIL", "pypdfium2", "pikepdf", "zipfile", "tarfile", "python_calamine", "pillow_heif", "cv2", "docx", "lzma", "bz2", "gzip"}
_NAMED = re.compile(
    r"FILES|request\.(body|_?read|stream|_stream|upload|parse)|FileField|ImageField|FilePathField|Clearable|MEDIA_ROOT|[Ss]torage|StoredFile|wsgi\.input"
    r"|keep_original|store_|\b(PIL|pypdfium2|pikepdf|zipfile|tarfile|python_calamine|pillow_heif|cv2|docx|lzma|bz2|gzip)\b"
)
_FIELDS = {"FileField", "ImageField", "FilePathField", "ClearableFileInput"}
_STORAGES = {"default_storage", "FileSystemStorage"}
_RAW = {"body", "read", "stream", "upload_handlers", "_stream", "parse_file_upload", "readlines", "readline"}


def ways_in(tree):
    """`(kind, what)` of everything in a module by which something sent could come in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = _named(node.value)
            if node.attr == "FILES":
                yield "form", owner
            elif node.attr in _RAW and owner.split(".")[-1] == "request":
                yield "body", owner
            elif node.attr in _FIELDS:
                yield "field", node.attr
            elif node.attr == "MEDIA_ROOT":
                yield "folder", owner
        elif isinstance(node, ast.alias) and node.name in _STORAGES:
            yield "folder", node.name
        elif isinstance(node, ast.Constant) and node.value == "wsgi.input":
            yield "body", "wsgi.input"
        elif isinstance(node, ast.Call):
            yield "call", _named(node.func)
        for name in imported(node):
            if name.split(".")[0] in _OPENING:
                yield "opener", name


def _named(node):
    """`a.b.c` of such an expression, "" of any other."""
    if isinstance(node, ast.Name):
        return node.id
    return f"{_named(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


@cache
def all_ways():
    """Of modules that name anything of the kind; the others need not be taken apart."""
    return [(str(path.relative_to(ROOT)), *way) for path in modules() if _NAMED.search(path.read_text()) for way in ways_in(tree_of(path))]


def found(kind, *, among=lambda what: True):
    """`{file: [what]}` of the whole portal."""
    ways = {}
    for name, one, what in all_ways():
        if one == kind and among(what):
            ways.setdefault(name, []).append(what)
    return ways


def test_no_view_takes_a_file_past_its_form():
    assert set(found("form")) <= set(ASKING)


def test_fields_that_are_not_of_the_intake_are_known():
    assert set(found("field")) == set(FIELDS)


def test_raw_bodies_are_read_in_one_place():
    assert set(found("body")) == set(BODIES)
    assert found("body")["essays/screens/intake.py"] == ["request"]


def test_files_are_kept_by_the_storages_alone():
    assert set(found("folder")) <= FOLDERS
    for name, keepers in KEEPERS.items():
        called = found("call", among=lambda what, name=name: what == name or what.endswith(f"storage.{name}"))
        assert set(called) == keepers, name


def test_what_strangers_made_is_opened_by_children_or_within_bounds():
    assert {name: what for name, what in found("opener").items() if name not in OPENERS} == {}


@pytest.mark.parametrize(("code", "kind"), [
    ("def post(self, request):\n    return keep(request.FILES['a'])", "form"), ("def post(self, request):\n    keep(self.request.body)", "body"),
    ("def post(self, request):\n    keep(request.read())", "body"), ("def post(self, request):\n    keep(request.META['wsgi.input'])", "body"),
    ("class A(forms.Form):\n    a = forms.FileField()", "field"), ("class A(models.Model):\n    a = models.ImageField()", "field"),
    ("from django.core.files.storage import default_storage", "folder"), ("path = settings.MEDIA_ROOT / 'a'", "folder"),
    ("from PIL import Image", "opener"), ("import zipfile", "opener"),
])
def test_a_way_past_it_would_be_seen(code, kind):
    assert kind in [one for one, _what in ways_in(ast.parse(code)) if _NAMED.search(code)]


def test_a_service_that_takes_a_file_hands_it_to_the_intake():
    """By the name of its parameter: what is called an upload is looked at before anything else is done with it."""
    handing = {"take_in", "_take_document", "_attach"}
    intake = {"files/services/intake.py", "essays/services/scans.py"}
    past = [
        f"{path.relative_to(ROOT)} {function.name}"
        for path in modules() if "services" in path.parts and str(path.relative_to(ROOT)) not in intake
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef) and {"upload", "uploads"} & {one.arg for one in (*function.args.args, *function.args.kwonlyargs)}
        and not handing & {_named(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    ]
    assert past == []
