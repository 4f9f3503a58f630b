"""The list of the registers: who sees which, filters, the number of questions it asks."""
import datetime

import pytest
from django.urls import reverse

from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.services.register import hand_in, mark_essay
from lib.vietnamese import fold
from units.models import Unit

DAY = datetime.date(2018, 1, 8)
URL = reverse("essays:list")


def shown(client, user, **query):
    """`[(code, handed in, unmarked)]` of the page."""
    client.force_login(user)
    rows = client.get(URL, query).context["rows"]
    return [(row["duty"].unit.code, row["handed_in"], row["unmarked"]) for row in rows]


@pytest.fixture
def essays(campaign, tree, members):  # noqa: F811
    """Two essays of the cell 1-01, one of them marked; one of the stranger's cell cannot be."""
    first, second, _third = members[tree.xa.code]
    hand_in(campaign=campaign, member=first, on=DAY, by=None, at=NOW)
    mark_essay(essay=hand_in(campaign=campaign, member=second, on=DAY, by=None, at=NOW), passed=True, on=DAY, by=None, at=NOW)


def test_the_officer_sees_every_register_with_its_counts(client, cast, essays):
    expected = [("1-01", "2", "1"), ("1-02", "0", "0"), ("1-031", "0", "0"), ("10-01", "0", "0"), ("2", "0", "0")]

    assert shown(client, cast.officer) == expected


def test_a_secretary_sees_her_own_register_alone(client, cast, essays):
    assert shown(client, cast.secretary_b) == [("1-02", "0", "0")]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"q": "thon DONG"}, ["10-01"]),
        ({"q": "10"}, ["10-01"]),
        ({"above": "1"}, ["1-01", "1-02"]),
        ({"unmarked": "on"}, ["1-01"]),
        ({"above": "10", "unmarked": "on"}, []),
    ],
)
def test_filters_narrow_the_list(client, cast, tree, essays, query, codes):
    Unit.objects.filter(pk=tree.ya.pk).update(search_text=fold("10-01 Chi bộ thôn Đông"))

    assert [code for code, _handed_in, _unmarked in shown(client, cast.officer, **query)] == codes


def test_a_base_of_another_committee_is_no_choice(client, cast, essays):
    client.force_login(cast.officer)

    choices = client.get(URL).context["state"].form.fields["above"].choices

    assert [code for code, _name in choices] == ["", "1", "1-03", "10"]


@pytest.mark.parametrize("query", [{"q": "1-01"}, {}])
def test_the_number_of_queries_does_not_depend_on_the_rows(client, cast, essays, query, django_assert_num_queries):
    client.force_login(cast.officer)
    client.get(URL)

    with django_assert_num_queries(9):
        client.get(URL, query)
