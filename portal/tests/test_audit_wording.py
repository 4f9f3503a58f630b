"""Whatever is recorded has a sentence: the source is read for every call of record()."""
import ast
from pathlib import Path

import pytest
from django.conf import settings

from audit.actions import is_registered

ROOMS = ["accounts", "audit", "jobs", "units", "files", "documents", "campaigns", "essays", "reports", "privacy", "portal"]
# record(action, …) hands on a code its callers name; these are what they name.
HANDED_ON = {
    "documents/services/signing.py": [
        "documents.paper.sent", "documents.paper.taken_back", "documents.paper.agreed", "documents.paper.returned",
    ],"units/services/members.py": ["units.member.ended", "units.member.died"]}


def recorded_codes():
    for room in ROOMS:
        for path in sorted(Path(settings.BASE_DIR, room).rglob("*.py")):
            if "tests" not in path.parts:
                yield from ((str(path.relative_to(settings.BASE_DIR)), code) for code in _codes_in(path))


def _codes_in(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and _name(node.func) == "record" and node.args:
            codes = [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
            yield from codes or [None]


def _name(func):
    return func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")


@pytest.mark.parametrize("place, code", sorted(set(recorded_codes()), key=str))
def test_each_recorded_code_has_its_sentence(place, code):
    codes = HANDED_ON[place] if code is None else [code]

    assert [known for known in codes if not is_registered(known)] == []


def test_the_source_is_really_read():
    assert len(set(recorded_codes())) > 40
