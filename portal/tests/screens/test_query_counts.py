"""Pages with lists ask the same number of questions for one row and for three."""
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.tests.test_sessions import NOW, campaign, held  # noqa: F401 (a fixture)
from essays.services.register import hand_in
from lib import clock


@pytest.fixture(autouse=True)
def _stopped_clock(settings):
    settings.CLOCK_SHIFT_SECONDS = (NOW - clock.timezone.now()).total_seconds()


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_list_of_classes(client, cast, tree, campaign):  # noqa: F811
    client.force_login(cast.officer)
    url = reverse("campaigns:session_list")
    held(campaign, [tree.z])
    with_one = queries_of(client, url)
    held(campaign, [tree.xa])
    held(campaign, [tree.ya])

    assert queries_of(client, url) == with_one


def test_the_registers_of_essays(client, cast, tree, members, campaign):  # noqa: F811
    client.force_login(cast.officer)
    url = reverse("essays:list")
    before = queries_of(client, url)
    for unit in (tree.xa, tree.xb, tree.z):
        hand_in(campaign=campaign, member=members[unit.code][0], on=datetime.date(2018, 1, 8), by=None, at=NOW)

    assert queries_of(client, url) == before


def test_the_register_of_a_unit(client, cast, tree, members, campaign):  # noqa: F811
    client.force_login(cast.base_officer)
    url = reverse("essays:register", args=[campaign.duties.get(unit=tree.x).pk])
    held(campaign, [tree.xa])
    first, *others = members[tree.xa.code]
    hand_in(campaign=campaign, member=first, on=datetime.date(2018, 1, 8), by=None, at=NOW)
    with_one = queries_of(client, url)
    for member in others:
        hand_in(campaign=campaign, member=member, on=datetime.date(2018, 1, 8), by=None, at=NOW)

    assert queries_of(client, url) == with_one


def test_the_page_of_a_unit(client, cast, tree, campaign):  # noqa: F811
    client.force_login(cast.officer)
    url = reverse("unit_page", args=[tree.x.pk])
    held(campaign, [tree.xa])
    with_one = queries_of(client, url)
    held(campaign, [tree.xb], on=datetime.date(2018, 1, 5))

    assert queries_of(client, url) == with_one


def test_a_class_with_one_unit_and_with_three(client, cast, tree, campaign):  # noqa: F811
    client.force_login(cast.officer)
    alone = held(campaign, [tree.z])
    joint = held(campaign, [tree.xa, tree.xb, tree.ya])

    counts = {queries_of(client, reverse("campaigns:session", args=[session.pk])) for session in (alone, joint)}
    assert len(counts) == 1
