"""Every text of the screens is said in Vietnamese, and one text is said in one way."""
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = [path for path in sorted(ROOT.iterdir()) if (path / "apps.py").exists() or path.name in ("lib", "templates")]


def catalogues():
    """All translations of the house, by the folder they lie in."""
    paths = [path for room in ROOMS for path in room.rglob("locale/vi/LC_MESSAGES/django.po")]
    return {str(path.parents[3].relative_to(ROOT)): polib.pofile(str(path)) for path in paths}


def said(entry):
    return entry.msgstr or entry.msgstr_plural.get(0, "")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """`{(context, msgid)}` of all code and templates, as gettext finds them in a copy."""
    copy = tmp_path_factory.mktemp("texts")
    (copy / "locale").mkdir()
    for room in ROOMS:
        for path in room.rglob("*"):
            wanted = path.suffix in (".py", ".html", ".txt") and not {"tests", "migrations"} & set(path.parts)
            if wanted and path.is_file():
                target = copy / path.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "vi", "--no-location"], cwd=copy, check=True, capture_output=True,
    )
    found = polib.pofile(str(copy / "locale/vi/LC_MESSAGES/django.po"))
    return {(entry.msgctxt, entry.msgid) for entry in found}


def test_every_text_is_said_in_vietnamese(texts):
    translated = {(entry.msgctxt, entry.msgid) for po in catalogues().values() for entry in po if said(entry)}

    assert sorted(texts - translated - THE_SAME_IN_VIETNAMESE, key=str) == []


# Django says these itself, or they read the same.
THE_SAME_IN_VIETNAMESE = {(None, "Yes"), (None, "No")}


def test_one_text_is_said_in_one_way():
    ways = defaultdict(set)
    for po in catalogues().values():
        for entry in po:
            ways[(entry.msgctxt, entry.msgid)].add(said(entry))

    assert {text: way for text, way in ways.items() if len(way) > 1} == {}


def test_no_translation_is_doubtful():
    assert [entry.msgid for po in catalogues().values() for entry in po if entry.fuzzy or entry.obsolete] == []
