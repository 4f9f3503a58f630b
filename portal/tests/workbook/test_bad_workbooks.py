"""Whatever is sent as a workbook: its code, words that say what to do, little memory, little time, and the next one is read."""
import pytest

from lib.spreadsheet.container import UnreadableWorkbook
from lib.spreadsheet.reading import open_workbook
from lib.spreadsheet.texts import says_any
from lib.tests.apart import Apart
from portal.tests.workbook.bad_workbooks import BAD, good, mutated
from portal.workbook.reasons import sentence_of

_MOST_MEGABYTES, _MOST_SECONDS = 120, 4
_CODES = {bad.code for bad in BAD.values() if bad.code} | {"too_large"}


@pytest.fixture(scope="module")
def apart():
    with Apart("portal.tests.workbook.reading_apart") as apart:
        yield apart


def said(apart, path, content):
    path.write_bytes(content)
    ran = apart.run("portal.tests.workbook.reading_apart", "read", path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.megabytes < _MOST_MEGABYTES and ran.seconds < _MOST_SECONDS, ran
    return ran.out.strip()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_each_is_refused_for_what_it_is_and_the_next_is_read(apart, tmp_path):
    answers = {name: said(apart, tmp_path / "a.xlsx", bad.make()) for name, bad in BAD.items()}

    assert answers == {name: bad.code or "read" for name, bad in BAD.items()}
    assert said(apart, tmp_path / "a.xlsx", good()) == "read"


def test_each_code_has_words_that_say_what_to_do():
    details = {"size": 60_000_000, "limit": 50_000_000, "sheet": "Lớp học", "address": "A1"}
    assert [code for code in _CODES if not any(word in sentence_of(code, details) for word in ("Đề nghị", "Xin "))] == []


def _mutations(apart, folder, seeds):
    codes = {seed: said(apart, folder / "a.xlsx", mutated(seed)) for seed in seeds}
    assert {seed: code for seed, code in codes.items() if code not in _CODES | {"read", "not_xlsx"}} == {}
    assert "read" in codes.values() and "damaged" in codes.values()
    assert said(apart, folder / "a.xlsx", good()) == "read"


def test_whatever_becomes_of_its_bytes_the_reader_answers(apart, tmp_path):
    _mutations(apart, tmp_path, range(50))


@pytest.mark.full
def test_whatever_becomes_of_its_bytes_many_times(apart, tmp_path):
    _mutations(apart, tmp_path, range(50, 3_000))


def test_what_was_in_the_good_one_is_read(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(BAD["a size that is said"].make())
    assert open_workbook(path).rows("Nghị quyết")[0] == ["10-NQ/TW", "Sắp xếp tổ chức bộ máy", 0.0]
    path.write_bytes(BAD["laughs in the texts"].make())
    with pytest.raises(UnreadableWorkbook):
        open_workbook(path)


def test_words_are_looked_for_within_the_same_bounds(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(good())
    assert (says_any(path, ["bộ máy".encode()]), says_any(path, [b"CANARY"])) == (True, False)
    for name in ("a sheet that bursts", "a sheet that lies about its size", "laughs in the texts", "a part spoilt", "words"):
        path.write_bytes(BAD[name].make())
        with pytest.raises(UnreadableWorkbook):
            says_any(path, [b"CANARY"])
