"""The house as docs/architecture.md draws it, held against the code."""
import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

# What each room may import besides itself; written out, for a rule is only seen when it is written.
BELOW = {
    "lib": set(),
    "audit": {"lib"},
    "accounts": {"lib", "audit"},
    "jobs": {"lib", "audit"},
    "units": {"lib", "audit", "accounts", "jobs"},
    "files": {"lib", "audit", "accounts", "jobs", "units"},
    "documents": {"lib", "audit", "accounts", "jobs", "units", "files"},
    "campaigns": {"lib", "audit", "accounts", "jobs", "units", "files", "documents"},
    "essays": {"lib", "audit", "accounts", "jobs", "units", "files", "documents", "campaigns"},
    "reports": {"lib", "audit", "accounts", "jobs", "units", "files", "documents", "campaigns", "essays"},
    "privacy": {"lib", "audit", "accounts", "jobs", "units", "files", "documents", "campaigns", "essays", "reports"},
}
ROOMS = [*BELOW, "portal"]
BESIDES = {
    ".ci", "benchmarks", "bin", "data", "docs", "locale", "static", "templates",
    "CHANGELOG.md", "Procfile", "README.md", "conftest.py", "manage.py", "pytest.ini", "requirements.lock", "requirements.txt",
    ".gitignore", ".ruff.toml",
}
# Found on a developer's machine, never in the repository.
UNTRACKED = {".git", ".venv", "var", ".pytest_cache", ".hypothesis", "__pycache__"}
FORBIDDEN_NAMES = {"common", "core", "utils", "helpers", "util", "misc", "signals"}
LONGEST_FILE = 300
# A child process that decodes strangers' files sets its limits before it loads a decoder.
IMPORT_LATE = {"files/decoder.py"}
# The key of a form is kept beside the service's rows, in the one transaction that a form opens.
KEEP_FORM_KEYS = {"units/screens/forms.py", "portal/screens/accounts/bulk.py"}
# Words of the office that have no English: the secrecy stamp, the symbol of a decision, the name of the trial data.
PROPER_WORDS = ("Mật", "QĐ", "An Lạc")


@cache
def modules(*, tests=False):
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts]
    return [path for path in found if tests or "tests" not in path.parts]


@cache
def tree_of(path):
    return ast.parse(path.read_text(), str(path))


def imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""] if node.level == 0 else []
    return []


def place(path, node):
    return f"{path.relative_to(ROOT)}:{node.lineno}"


@pytest.mark.parametrize("room", BELOW)
def test_a_room_imports_only_what_lies_below_it(room):
    against = [
        f"{place(path, node)} imports {name}"
        for path in modules()
        if path.relative_to(ROOT).parts[0] == room
        for node in ast.walk(tree_of(path))
        for name in imported(node)
        if (other := name.split(".")[0]) in ROOMS and other != room and other not in BELOW[room]
    ]
    assert against == []


def test_no_room_is_forgotten():
    with_code = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert with_code == set(ROOMS)


def test_the_top_level_holds_nothing_else():
    found = {path.name for path in ROOT.iterdir()} - UNTRACKED
    assert found - set(ROOMS) - BESIDES == set()


def test_imports_stand_at_the_top():
    """But slow ones, which say so, and those of `ready`, before which no model exists."""
    inside = []
    for path in modules():
        if str(path.relative_to(ROOT)) in IMPORT_LATE:
            continue
        lines = path.read_text().splitlines()
        for function in ast.walk(tree_of(path)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) or function.name == "ready":
                continue
            inside += [
                place(path, node)
                for node in ast.walk(function)
                if isinstance(node, ast.Import | ast.ImportFrom) and "# slow import" not in lines[node.lineno - 1]
            ]
    assert inside == []


def test_files_stay_short():
    long = {str(path.relative_to(ROOT)): lines for path in modules(tests=True)
            if (lines := len(path.read_text().splitlines())) > LONGEST_FILE}
    assert long == {}


def test_modules_are_named_after_what_they_answer():
    parts = [path.relative_to(ROOT).with_suffix("").parts for path in modules(tests=True)]
    assert [part for part in parts if FORBIDDEN_NAMES & set(part)] == []


def test_no_model_overrides_save_or_delete():
    overrides = [
        place(path, node)
        for path in modules()
        if path.name == "models.py" or path.parent.name == "models"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    ]
    assert overrides == []


def test_there_are_no_signals_of_our_own():
    signals = [
        f"{place(path, node)} {name}"
        for path in modules()
        for node in ast.walk(tree_of(path))
        for name in imported(node)
        if name.startswith(("django.dispatch", "django.db.models.signals"))
    ]
    assert signals == []


def test_views_write_no_rows():
    """Only services write domain rows: no `.save()`, `.create()` and the like in a view."""
    writing = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
    found = [
        f"{place(path, node)} .{node.func.attr}()"
        for path in modules()
        if ("views" in path.parts or path.name == "views.py" or "screens" in path.parts)
        and str(path.relative_to(ROOT)) not in KEEP_FORM_KEYS
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writing
    ]
    assert found == []


def test_vietnamese_stands_only_where_it_belongs():
    """Words of the screen live in the .po files; paper, workbook labels, folding rules and data are Vietnamese by nature."""
    letters = set("ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
    found = [
        f"{place(path, node)} {node.value[:40]!r}"
        for path in modules()
        if not is_of_paper_or_data(path)
        for node in strings_of(tree_of(path))
        if letters & set(without_proper_words(node.value))
    ]
    assert found == []


def without_proper_words(text):
    for word in PROPER_WORDS:
        text = text.replace(word, "")
    return text


def is_of_paper_or_data(path):
    parts = path.relative_to(ROOT).parts
    return (
        parts[0] in {"lib", "documents", "reports"}
        or path.name in {"sheets.py", "labels.py", "letter_wording.py"}
        or {"sheets", "demo", "workbook"} & set(parts)
        or path.name == "export_workbook.py"
    )


def strings_of(tree):
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node
