import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.vietnamese import clean_text, fold, person_sort_key, sort_key


def in_order(words, key):
    """The words shuffled and sorted again by the key."""
    shuffled = list(words)
    random.Random(7).shuffle(shuffled)
    return sorted(shuffled, key=key)


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("  Nguyễn   Văn\u00a0An ", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Đảng uỷ"), "Đảng uỷ"),
        ("a\tb\nc", "a b c"),
        ("", ""),
    ],
)
def test_text_is_kept_composed_and_single_spaced(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    "one, other",
    [
        ("Huyện uỷ", "Huyện ủy"),
        ("Hoà Bình", "HÒA BÌNH"),
        ("Đỗ Đức Đông", "do duc dong"),
        (unicodedata.normalize("NFD", "Thuý"), "Thúy"),
        ("Khoẻ", "khỏe"),
        ("Ðặng", "Đặng"),
        ("Ưỡn ướt ượt", "uon uot uot"),
        ("Ă Â Ê Ô Ơ Ư", "a a e o o u"),
    ],
)
def test_marks_case_and_spelling_do_not_matter_in_search(one, other):
    assert fold(one) == fold(other)


def test_different_letters_stay_different_in_search():
    assert fold("Dung") != fold("Đăng")


def test_letters_sort_in_the_order_of_the_alphabet():
    letters = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")

    assert in_order(letters, sort_key) == letters


def test_d_with_a_stroke_sorts_after_every_d():
    words = ["Dũng", "Duy", "Dương", "Đà", "Đạt", "E"]

    assert in_order(words, sort_key) == words


def test_tones_sort_as_in_a_dictionary():
    words = ["ba", "bà", "bả", "bã", "bá", "bạ"]

    assert in_order(words, sort_key) == words


def test_tones_matter_only_where_all_letters_are_equal():
    words = ["bà ba", "bá ba", "ba bê", "bà bê", "ba bi"]

    assert in_order(words, sort_key) == words


def test_a_shorter_word_sorts_before_its_continuation():
    words = ["An", "An Bình", "An Khê", "Anh", "Ân"]

    assert in_order(words, sort_key) == words


def test_old_and_new_places_of_the_tone_sort_alike():
    assert sort_key("Hoà") == sort_key("Hòa")
    assert sort_key("Thuỷ") == sort_key("Thủy")
    assert sort_key("Ðạt") == sort_key("Đạt")


def test_figures_sort_before_letters():
    words = ["1", "10", "2", "A"]

    assert in_order(words, sort_key) == words


def test_people_sort_by_given_name_then_family_name():
    people = [
        "Lê Văn An", "Nguyễn Thị An", "Nguyễn Văn An", "Trần An", "Bùi Thị Ánh", "Đỗ Dũng", "Lê Thị Đào", "Ngô Đạt",
        "Vũ Hoa", "Vũ Hoà",
    ]
    people = sorted(people, key=lambda name: people.index(name))

    assert in_order(people, person_sort_key) == people


def test_a_name_of_one_word_sorts_by_it():
    assert in_order(["Bình", "Lê Bình", "Chi"], person_sort_key) == ["Bình", "Lê Bình", "Chi"]


vietnamese = st.text(alphabet="aàảãáạăâbcdđeéêệhiknoôơởpqtuưy ĐÂ", max_size=30)


@given(vietnamese)
def test_the_form_of_composition_changes_nothing(text):
    decomposed = unicodedata.normalize("NFD", text)

    assert (fold(decomposed), sort_key(decomposed)) == (fold(text), sort_key(text))


@given(st.text(max_size=40))
def test_any_text_folds_to_a_fixed_point_and_has_an_ordinary_key(text):
    assert fold(fold(text)) == fold(text)
    assert isinstance(sort_key(text), str)


@given(st.lists(st.text(alphabet="abcxyz", min_size=1, max_size=5), max_size=6))
def test_plain_words_sort_as_plain_words(words):
    assert sorted(words, key=sort_key) == sorted(words)
