import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.signed_codes import LENGTH, grouped, read_code, write_code

KEY, OLD = b"k" * 32, b"o" * 32


@given(st.integers(10_000_000, 99_999_999), st.integers(1, 99))
def test_what_is_written_is_read_back(number, page):
    code = write_code(number, page, key=KEY)
    assert len(code) == LENGTH and code.isalnum() and code == code.upper()
    assert read_code(code, keys=[KEY]) == (number, page)


@pytest.mark.asvs("9.1.1")
@given(st.integers(0, LENGTH - 1), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
def test_one_other_letter_makes_it_no_code(place, letter):
    code = write_code(10_000_023, 2, key=KEY)
    forged = code[:place] + letter + code[place + 1:]
    assert (read_code(forged, keys=[KEY]) is None) == (forged != code)


@pytest.mark.asvs("9.1.3", "11.2.2")
def test_a_code_of_an_older_key_is_still_read_and_a_foreign_one_not():
    code = write_code(10_000_023, 2, key=OLD)
    assert read_code(code, keys=[KEY, OLD]) == (10_000_023, 2)
    assert read_code(code, keys=[KEY]) is None
    assert read_code(code, keys=[]) is None


@pytest.mark.asvs("9.1.2")
@pytest.mark.parametrize("text", ["", "10000023", "https://example.org", "1000002300AAAAAAAA", " " * 18, "1" * 4000])
def test_any_other_text_is_no_code(text):
    assert read_code(text, keys=[KEY]) is None


def test_it_is_read_as_typed_by_hand():
    assert read_code(write_code(10_000_023, 2, key=KEY).lower() + "\n", keys=[KEY]) == (10_000_023, 2)


@pytest.mark.parametrize(("number", "page"), [(9_999_999, 1), (100_000_000, 1), (10_000_000, 0), (10_000_000, 100)])
def test_numbers_outside_have_no_code(number, page):
    with pytest.raises(ValueError):
        write_code(number, page, key=KEY)


def test_it_is_printed_in_groups():
    assert grouped("1000002302ABCDEFGH") == "10000023 02 ABCD EFGH"
