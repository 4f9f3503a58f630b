"""Every text of the screens is said in Vietnamese, once, with everything in it that is filled in."""
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = [path for path in sorted(ROOT.iterdir()) if (path / "apps.py").exists() or path.name in ("lib", "templates")]


def catalogue():
    """All translations of the house."""
    return polib.pofile(str(ROOT / "locale/vi/LC_MESSAGES/django.po"))


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
    translated = {(entry.msgctxt, entry.msgid) for entry in catalogue() if said(entry)}

    assert sorted(texts - translated - SAID_BY_DJANGO, key=str) == []


SAID_BY_DJANGO = {(None, "Yes"), (None, "No")}


def test_one_text_is_said_once():
    texts = [(entry.msgctxt, entry.msgid) for entry in catalogue()]

    assert sorted(set(texts), key=str) == sorted(texts, key=str)


def test_no_translation_is_doubtful():
    assert [entry.msgid for entry in catalogue() if entry.fuzzy or entry.obsolete] == []


def test_a_translation_fills_in_what_its_text_does():
    holes = re.compile(r"%\([a-z_]+\)[sd]|<[^>]+>")
    differing = [
        entry.msgid for entry in catalogue()
        if set(holes.findall(entry.msgid_plural or entry.msgid)) != set(holes.findall(said(entry)))
    ]

    assert differing == []
