import pytest
from django import forms
from django.test import RequestFactory

from conftest import make_member
from lib.vietnamese import fold
from units.models import Member
from units.screens.lists import FilterForm, ListScreen, ListState, PrivateSearchMixin, Sort, figure
from units.screens.values import signed


class MemberFilters(FilterForm):
    private = ("q",)

    q = forms.CharField(label="Name")
    kind = forms.ChoiceField(label="Kind", choices=[("", "All"), ("full", "Full member"), ("probationary", "Probationary")])
    card = forms.IntegerField(label="Card")

    def narrow(self, rows):
        if self.value("q"):
            rows = rows.filter(search_text__contains=fold(self.value("q")))
        if self.value("kind"):
            rows = rows.filter(kind=self.value("kind"))
        return rows


class MemberList(PrivateSearchMixin, ListScreen):
    permission = "members.view"
    template_name = "base.html"
    filter_form = MemberFilters
    sorts = {"card": Sort("Card", "card_number"), "name": Sort("Name", "sort_key", "-card_number")}
    default_sort = "card"

    def rows(self):
        return Member.objects.permitted(self.request.user, self.permission)

    def present(self, rows):
        return [member.card_number for member in rows]


class OpenList(ListScreen):
    permission = "members.view"
    template_name = "base.html"

    def rows(self):
        return Member.objects.none()


@pytest.fixture
def ask(cast, tree):
    """The list's answer to the officer of base x, whose cell xa has 30 members."""
    for i in range(30):
        make_member(tree.xa, f"{i:04d}", f"Nguyễn Văn {'An' if i % 2 else 'Bình'}")
    session = {}

    def _ask(query="", post=None, view=MemberList):
        factory = RequestFactory()
        request = factory.post(f"/members/{query}", post) if post is not None else factory.get(f"/members/{query}")
        request.user, request.session = cast.base_officer, session
        return view.as_view()(request)

    return _ask


def _state(answer):
    return answer.context_data["state"]


def test_a_page_holds_25_rows_and_states_the_count(ask):
    answer = ask()

    assert answer.context_data["rows"] == [f"{i:04d}" for i in range(25)]
    assert (_state(answer).total, [link.url for link in _state(answer).page_links]) == (30, ["/members/?page=1", "/members/?page=2"])


def test_size_and_page_come_from_the_address_and_nonsense_is_ignored(ask):
    assert len(ask("?size=50").context_data["rows"]) == 30
    assert len(ask("?size=7&page=99").context_data["rows"]) == 5
    assert len(ask("?page=x&sort=nonsense").context_data["rows"]) == 25


def test_a_heading_turns_the_order_round(ask):
    state = _state(ask("?sort=-card"))

    assert (state.head("card").url, state.head("card").direction) == ("/members/?sort=card", "descending")
    assert (state.head("name").url, state.head("name").direction) == ("/members/?sort=name", "")
    assert ask("?sort=-card").context_data["rows"][0] == "0029"


def test_an_order_ends_with_the_number_of_the_row_and_turns_each_field():
    assert Sort("Name", "sort_key", "-card_number").order(True) == ["-sort_key", "card_number", "pk"]


def test_a_filter_shows_as_a_chip_that_takes_it_away(ask):
    state = _state(ask("?kind=full&sort=name&page=2"))

    assert [(chip.label, chip.text, chip.remove_url) for chip in state.chips] == [("Kind", "Full member", "/members/?sort=name")]
    assert (state.query, state.clear_url) == ("kind=full&sort=name", "/members/?sort=name&forget=all")


def test_a_wrong_filter_narrows_nothing_and_is_named(ask):
    state = _state(ask("?card=x&kind=full"))

    assert (state.total, list(state.form.errors), [chip.label for chip in state.chips]) == (30, ["card"], ["Kind"])


def test_a_search_for_people_never_stands_in_an_address(ask):
    answer = ask(post={"q": "Bình", "kind": "full", "csrfmiddlewaretoken": "x"})

    assert (answer.status_code, answer.url) == (302, "/members/?kind=full")
    assert _state(ask("?kind=full")).total == 15


def test_a_search_for_people_is_forgotten_by_its_chip(ask):
    ask(post={"q": "Bình"})
    chip = _state(ask()).chips[0]

    assert (chip.text, chip.remove_url) == ("Bình", "/members/?forget=q")
    assert ask("?forget=q").url == "/members/"
    assert _state(ask()).total == 30


def test_a_search_for_people_in_an_address_is_not_heard(ask):
    assert _state(ask("?q=Bình")).total == 30


def test_print_shows_every_row_and_export_takes_the_same_ones(ask):
    answer = ask("?print=1&kind=full")
    request = _state(answer).request
    exported = ListState(request, form_class=MemberFilters, sorts=MemberList.sorts, default_sort="card")

    assert len(answer.context_data["rows"]) == 30
    assert [m.card_number for m in exported.apply(Member.objects.filter(card_number__lt="1"))] == answer.context_data["rows"]


def test_a_list_without_a_private_search_takes_no_post(ask):
    assert ask(post={}, view=OpenList).status_code == 405


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (999, "999"), (1234567, "1.234.567")])
def test_a_figure_has_a_dot_between_thousands(number, text):
    assert figure(number) == text


def test_the_queries_of_a_list_do_not_grow_with_its_rows(ask, django_assert_num_queries):
    ask()
    with django_assert_num_queries(2):
        ask("?size=100")
    Member.objects.filter(card_number__gte="0001").delete()
    with django_assert_num_queries(2):
        ask("?size=100")


@pytest.mark.parametrize(("number", "text"), [(6, "+6"), (-1234, "−1.234"), (0, "0")])
def test_a_change_of_a_count_has_its_sign(number, text):
    assert signed(number) == text
