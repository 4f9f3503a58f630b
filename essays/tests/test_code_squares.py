"""The fast squares are segno's own."""
from hypothesis import given
from hypothesis import strategies as st

from essays.printing.code_squares import segno_squares, squares_of
from lib.signed_codes import write_code


@given(st.integers(10_000_001, 99_999_999), st.integers(1, 99), st.binary(min_size=32, max_size=32))
def test_the_squares_are_those_segno_draws(number, page, key):
    code = write_code(number, page, key=key)
    assert squares_of(code) == segno_squares(code)
