"""docs/security.md says what holds: its figures are those of the code, its table that of the roles."""
import re

import pytest
from django.conf import settings

from accounts.services.codes import LIFETIME
from accounts.validators import OFFICE_WORDS, LengthValidator
from files import decoder
from files.kinds import KINDS, MAX_SIZE
from lib.spreadsheet.container import Limits
from portal.roles import PERMISSIONS
from portal.tests.asvs.levels import LEVEL_OF

_DOCS = settings.BASE_DIR / "docs"


@pytest.fixture(scope="module")
def said():
    """The document as one line of words."""
    return " ".join((_DOCS / "security.md").read_text().split())


@pytest.mark.asvs("6.1.1", "6.1.2", "7.1.1", "6.1.3")
def test_figures_of_signing_in(said):
    minutes = settings.AXES_COOLOFF_TIME.total_seconds() / 60
    for words in (
        f"{settings.AXES_FAILURE_LIMIT} wrong tries for a name from one address: {minutes:.0f} minutes of waiting",
        f"one sign-in within {LIFETIME.total_seconds() / 3600:.0f} hours",
        f"idle for {settings.SESSION_COOKIE_AGE // 60} minutes or after {settings.SESSION_LENGTH.total_seconds() / 3600:.0f} hours",
        f"needs {LengthValidator().min_length} characters",
        f"At most {settings.PASSWORD_HASHES_AT_ONCE} passwords are hashed at once per process, {settings.PASSWORD_HASHES_WAITING} wait in order "
        f"for at most {settings.PASSWORD_HASH_WAIT_SECONDS} seconds",
        ", ".join(OFFICE_WORDS),
    ):
        assert words in said


@pytest.mark.asvs("5.1.1", "2.1.3")
def test_figures_of_files_and_forms(said):
    endings = ", ".join(kind.endings[0].upper() for kind in KINDS)
    limits = Limits()
    for words in (
        f"| Kinds | {endings}; workbooks (XLSX, CSV) in imports alone |",
        f"| Largest | {MAX_SIZE // 1024**2} MB a file; a workbook {limits.size // 1024**2} MB, {limits.members:,} members of its archive, "
        f"{limits.unpacked // 1024**2} MB unpacked, {limits.rows:,} rows |",
        f"at most {decoder.MAX_PIXELS // 10**6} million pixels; PDFs of at most {decoder.MAX_PAGES} pages",
        f"a child process with {decoder.MEMORY // 1024**2:,} MB and {decoder.CPU_SECONDS} seconds",
        f"a form of {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields and {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files",
    ):
        assert words in said


@pytest.mark.asvs("8.1.1", "8.1.2")
def test_the_table_of_roles_is_that_of_the_code():
    roles = sorted(PERMISSIONS, key=lambda role: -len(PERMISSIONS[role]))
    permissions = sorted(set().union(*PERMISSIONS.values()))
    table = [
        "| | " + " | ".join(role.value for role in roles) + " |", "|---|" + "---|" * len(roles),
        *("| `" + name + "` | " + " | ".join("×" if name in PERMISSIONS[role] else "" for role in roles) + " |" for name in permissions),
    ]
    text = (_DOCS / "security.md").read_text()
    assert "\n".join(table) in text, "docs/security.md wants this table:\n" + "\n".join(table)


def test_every_requirement_is_proven_or_answered():
    """Each of levels 1 and 2 once: by a test that bears its number, or in docs/asvs.md; whatever level 1 asks of us, by a test."""
    sources = [path for path in settings.BASE_DIR.rglob("test_*.py") if ".venv" not in path.parts]
    marks = {number for path in sources for mark in re.findall(r"mark\.asvs\(([^)]*)\)", path.read_text()) for number in re.findall(r'"([\d.]+)"', mark)}
    rows = re.findall(r"^\| ([\d., –-]+) \| (\S[^|]*)\|", (_DOCS / "asvs.md").read_text(), re.M)
    answered = {number for numbers, _answer in rows for number in _each(numbers)}
    assert set(LEVEL_OF) - marks - answered == set(), "neither proven nor answered"
    assert marks & answered == set(), "proven, and answered as if it were not"
    assert answered <= set(LEVEL_OF)
    missing = [number for numbers, answer in rows for number in _each(numbers) if LEVEL_OF[number] == 1 and not answer.startswith("Does not apply")]
    # The certificate lies at the office; time frames of mending are a promise of people.
    assert set(missing) <= {"12.2.2", "15.1.1", "15.2.1", "2.1.1"}
    assert len(marks) >= 120


def _each(numbers):
    """`1.2.6-8, 3.1.1` as its numbers."""
    for span in numbers.replace("–", "-").split(","):
        section, _dot, last = span.strip().rpartition(".")
        first, _dash, end = last.partition("-")
        yield from (f"{section}.{number}" for number in range(int(first), int(end or first) + 1))
