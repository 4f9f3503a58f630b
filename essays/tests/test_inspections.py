"""Inspectors look at pages by a named and dated assignment: of that unit, within those days, each page recorded."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from conftest import make_user
from essays.filing.opening import may_open
from essays.models import Essay, PageGrant
from essays.services.grants import LONGEST_DAYS, grant_pages, withdraw_grant
from essays.tests.piles import lay_pile
from essays.tests.test_filing import TODAY, batch, duty, sheets  # noqa: F401 (fixtures)
from essays.tests.test_intake import text_of
from lib import clock
from units.models import Appointment, Role


def days(number):
    return datetime.timedelta(days=number)


@pytest.fixture
def essay(batch, sheets, settings):  # noqa: F811
    """An essay of cell xa, on the day of the trial."""
    settings.CLOCK_SHIFT_SECONDS = int((NOW - clock.timezone.now()).total_seconds())
    lay_pile(batch, [(sheets[0], 1), (sheets[0], 2)])
    return Essay.objects.get()


@pytest.fixture
def grant(essay, cast, tree, campaign):  # noqa: F811
    return grant_pages(
        campaign=campaign, unit=tree.x, inspector=cast.inspector, decision="QĐ 15", valid_from=TODAY, valid_to=TODAY + days(7),
        by=cast.officer, at=NOW,
    )


def doors(essay):
    page = essay.scanned_pages.first()
    return [reverse("essays:inspected_essay", args=[essay.pk]), reverse("essays:inspected_picture", args=[page.pk])]


def statuses(client, essay):
    return [client.get(url).status_code for url in doors(essay)]


def test_without_an_assignment_there_is_nothing(client, cast, essay):
    client.force_login(cast.inspector)
    assert statuses(client, essay) == [404, 404]
    assert not may_open(cast.inspector, essay.scanned_pages.first())
    assert "chưa được giao kiểm tra" in text_of(client.get(reverse("essays:inspections")))


def test_by_an_assignment_the_pages_are_read_and_each_is_recorded(client, cast, essay, grant):
    client.force_login(cast.inspector)
    assert may_open(cast.inspector, essay.scanned_pages.first())
    listed = text_of(client.get(reverse("essays:inspections")))
    assert reverse("essays:inspection", args=[grant.pk]) in listed and "QĐ 15" in listed
    row = text_of(client.get(reverse("essays:inspection", args=[grant.pk])))
    assert essay.member.full_name in row and "2/4 trang" in row
    words = text_of(client.get(doors(essay)[0]))
    assert doors(essay)[1] in words and reverse("essays:essay", args=[essay.pk]) not in words
    assert client.get(doors(essay)[1]).status_code == 200
    entry = Entry.objects.get(action="essays.page.inspected_read")
    assert (entry.actor_id, entry.details["decision"], entry.details["page"]) == (cast.inspector.pk, "QĐ 15", 1)
    # Nothing but the pages.
    for url in (reverse("essays:essay", args=[essay.pk]), reverse("essays:page_picture", args=[essay.scanned_pages.first().pk]),
                reverse("essays:essay_pdf", args=[essay.pk])):
        assert client.get(url).status_code == 403


@pytest.mark.parametrize("shift, open_", [(-1, False), (0, True), (7, True), (8, False)])
def test_from_the_first_day_to_the_last(client, cast, essay, grant, settings, shift, open_):
    settings.CLOCK_SHIFT_SECONDS += shift * 86_400
    client.force_login(cast.inspector)
    assert statuses(client, essay) == ([200, 200] if open_ else [404, 404])
    assert client.get(reverse("essays:inspection", args=[grant.pk])).status_code == (200 if open_ else 404)


def test_another_inspector_another_unit_another_campaign_see_nothing_by_it(client, cast, tree, essay, grant):
    client.force_login(make_user("inspector2", Role.INSPECTOR, tree.committee))
    assert statuses(client, essay) == [404, 404]
    PageGrant.objects.filter(pk=grant.pk).update(unit=tree.z)
    client.force_login(cast.inspector)
    assert statuses(client, essay) == [404, 404]


def test_withdrawn_or_no_inspector_any_more_it_ends_at_once(client, cast, essay, grant):
    client.force_login(cast.inspector)
    withdraw_grant(grant=grant, by=cast.officer, at=NOW)
    assert statuses(client, essay) == [404, 404]
    PageGrant.objects.filter(pk=grant.pk).update(withdrawn_at=None)
    assert statuses(client, essay) == [200, 200]
    Appointment.objects.filter(user=cast.inspector).update(valid_to=TODAY - days(1))
    assert statuses(client, essay) == [403, 403]


@pytest.mark.parametrize("wrong", [
    {"valid_to": TODAY - days(1), "valid_from": TODAY - days(3)}, {"valid_to": TODAY, "valid_from": TODAY + days(1)},
    {"valid_to": TODAY + days(LONGEST_DAYS)}, {"decision": " "},
])
def test_an_assignment_is_dated_and_rests_on_something(cast, essay, tree, campaign, wrong):  # noqa: F811
    wanted = {"valid_from": TODAY, "valid_to": TODAY + days(7), "decision": "QĐ 15", **wrong}
    with pytest.raises(ValidationError):
        grant_pages(campaign=campaign, unit=tree.x, inspector=cast.inspector, by=cast.officer, at=NOW, **wanted)


def test_an_officer_assigns_and_withdraws_on_the_pages(client, cast, essay, duty):  # noqa: F811
    client.force_login(cast.officer)
    url = reverse("essays:grant", args=[duty.pk])
    form = client.get(url).context["form"]
    data = {
        "form_key": form["form_key"].value(), "inspector": cast.inspector.pk, "decision": "QĐ 15", "valid_from": str(TODAY),
        "valid_to": str(TODAY + days(3)),
    }
    late = client.post(url, {**data, "valid_to": str(TODAY - days(3))})
    assert late.status_code == 200 and "QĐ 15" in text_of(late) and not PageGrant.objects.exists()
    client.post(url, {**data, "form_key": late.context["form"]["form_key"].value()})
    grant = PageGrant.objects.get()
    assert "đang hiệu lực" in text_of(client.get(url)).casefold()
    withdraw = reverse("essays:grant_withdraw", args=[grant.pk])
    client.post(withdraw, {"form_key": client.get(withdraw).context["form"]["form_key"].value()})
    grant.refresh_from_db()
    assert grant.withdrawn_at and withdraw not in text_of(client.get(reverse("essays:grants")))


def test_a_base_sends_only_inspectors_of_its_own(client, cast, essay, tree, duty):  # noqa: F811
    client.force_login(cast.base_officer)
    url = reverse("essays:grant", args=[duty.pk])
    assert "form-sheet" not in text_of(client.get(url)) and cast.inspector.full_name not in text_of(client.get(url))
    own = make_user("inspector3", Role.INSPECTOR, tree.x)
    assert own.full_name in text_of(client.get(url))
