"""Screens that change the organisation or the rosters while a campaign runs."""
import datetime

import pytest
from django.urls import reverse

from campaigns.services.attendance import AttendanceRow
from campaigns.services.sessions import record_session
from campaigns.tests.ledger_sums import assert_sums_hold
from lib.clock import at_hour, today
from units.models import Member, Unit


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def held(campaign, unit):
    record_session(
        campaign=campaign, host=unit, held_on=datetime.date(2018, 1, 4), resolutions=[], by=None, part="evening",
        rows=[AttendanceRow(unit=unit, summoned=3, present=3)], at=at_hour(datetime.date(2018, 1, 4), datetime.time(21)),
    )


def fresh(client, url, **data):
    """What the page's form would send."""
    form = client.get(url).context["form"]
    return {field.html_name: field.value() for field in form.hidden_fields()} | {"on": str(today())} | data


def heads(campaign, unit):
    return campaign.duties.get(unit=unit, until=None).heads


def effects(response):
    """`[(unit, heads in words)]` of the preview."""
    return [(row.unit, row.heads) for _campaign, rows in response.context["effects"] for row in rows]


def test_a_merger_is_shown_first_and_made_when_confirmed(campaign, tree, officer):
    url = reverse("campaigns:unit_merge", args=[tree.xa.pk])
    data = fresh(officer, url, others=tree.xb.pk, decision="5-QĐ/ĐU")

    shown = officer.post(url, data)

    assert [unit for unit, _heads in effects(shown)] == [tree.xa.name, tree.xb.name]
    assert Unit.objects.get(pk=tree.xb.pk).valid_to is None

    done = officer.post(url, {**data, "confirmed": "1"})

    assert (done.status_code, done.url) == (302, reverse("units:detail", args=[tree.xa.pk]))
    assert Unit.objects.get(pk=tree.xb.pk).succeeded_by == tree.xa
    assert heads(campaign, tree.xa) == 6
    assert_sums_hold(campaign)


def test_what_is_sent_twice_is_done_once(campaign, tree, officer):
    url = reverse("campaigns:unit_split", args=[tree.xa.pk])
    member = Member.objects.filter(unit=tree.xa).first()
    data = fresh(officer, url, code="1-09", name="Chi bộ mới", members=member.pk) | {"confirmed": "1"}

    assert officer.post(url, data).url == officer.post(url, data).url
    assert Unit.objects.filter(code="1-09").count() == 1
    assert heads(campaign, Unit.objects.get(code="1-09")) == 1
    assert_sums_hold(campaign)


def test_what_was_entered_may_be_changed_after_the_preview(campaign, tree, officer):
    url = reverse("campaigns:unit_merge", args=[tree.xa.pk])
    data = fresh(officer, url, others=tree.xb.pk, decision="5-QĐ/ĐU")

    page = officer.post(url, {**data, "edit": "1"})

    assert page.status_code == 200
    assert "5-QĐ/ĐU" in page.content.decode() and not page.context["form"].errors


def test_merged_into_a_new_unit(campaign, tree, officer):
    held(campaign, tree.xa)
    url = reverse("campaigns:unit_merge", args=[tree.xa.pk])
    data = fresh(officer, url, others=tree.xb.pk, code="1-09", name="Chi bộ mới")

    officer.post(url, {**data, "confirmed": "1"})

    new = Unit.objects.get(code="1-09")
    assert list(new.predecessors.order_by("code").values_list("code", flat=True)) == ["1-01", "1-02"]
    assert heads(campaign, new) == 6
    assert_sums_hold(campaign)


def test_a_new_unit_needs_code_and_name(campaign, tree, officer):
    url = reverse("campaigns:unit_merge", args=[tree.xa.pk])

    response = officer.post(url, fresh(officer, url, others=tree.xb.pk, code="1-09"))

    assert list(response.context["form"].errors) == ["name"]


def test_a_move_reaches_the_campaign(campaign, tree, officer):
    url = reverse("campaigns:unit_move", args=[tree.xs.pk])
    data = fresh(officer, url, above=tree.y.pk)

    shown = [unit for unit, _heads in effects(officer.post(url, data))]
    assert shown == [tree.x.name, tree.y.name]
    officer.post(url, {**data, "confirmed": "1"})

    assert (heads(campaign, tree.x), heads(campaign, tree.y)) == (6, 6)
    assert_sums_hold(campaign)


def test_a_refusal_of_the_preview_stands_at_its_field(campaign, tree, officer):
    url = reverse("campaigns:unit_move", args=[tree.xa.pk])

    response = officer.post(url, fresh(officer, url, above=tree.x.pk))

    assert list(response.context["form"].errors) == ["above"]


def test_a_unit_ends_and_comes_back(campaign, tree, officer):
    end, restore = (reverse(f"campaigns:unit_{step}", args=[tree.xa.pk]) for step in ("end", "restore"))
    refused = officer.post(end, fresh(officer, end))
    assert list(refused.context["form"].errors) == ["__all__"]

    for member in Member.objects.filter(unit=tree.xa):
        url = reverse("campaigns:member_end", args=[member.pk])
        officer.post(url, fresh(officer, url))
    officer.post(end, {**fresh(officer, end), "confirmed": "1"})
    assert Unit.objects.get(pk=tree.xa.pk).is_ended

    officer.post(restore, {**fresh(officer, restore), "confirmed": "1"})
    assert not Unit.objects.get(pk=tree.xa.pk).is_ended
    assert_sums_hold(campaign)


def test_a_new_member_joins_the_running_campaign(campaign, tree, officer):
    url = reverse("campaigns:member_add", args=[tree.xa.pk])

    officer.post(url, fresh(officer, url, full_name="Lê An", card_number="77", kind="full", born="1985"))

    assert heads(campaign, tree.xa) == 4
    assert_sums_hold(campaign)


def test_an_exemption_leaves_the_running_campaign_with_its_day(campaign, tree, members, officer):
    member = members["1-01"][0]
    url = reverse("campaigns:member_change", args=[member.pk])

    officer.post(url, fresh(
        officer, url, full_name=member.full_name, card_number=member.card_number, kind="full", exempt_from_activity="on",
        exemption_decision="3-QĐ/ĐU", on="2018-01-08",
    ))

    row = campaign.duties.get(unit=tree.xa).ledger.get()
    assert (row.heads_delta, row.effective_on, row.reason, row.member) == (-1, datetime.date(2018, 1, 8), "3-QĐ/ĐU", member)


def test_a_correction_of_a_name_leaves_the_ledger_alone(campaign, tree, members, officer):
    member = members["1-01"][0]
    url = reverse("campaigns:member_change", args=[member.pk])

    officer.post(url, fresh(officer, url, full_name="Lê An", card_number=member.card_number, kind="full"))

    assert Member.objects.get(pk=member.pk).full_name == "Lê An"
    assert not campaign.duties.get(unit=tree.xa).ledger.exists()


@pytest.mark.parametrize("step", ["member_end", "member_death"])
def test_who_is_gone_leaves_the_running_campaign(campaign, tree, members, officer, step):
    url = reverse(f"campaigns:{step}", args=[members["1-01"][0].pk])

    officer.post(url, fresh(officer, url))

    assert heads(campaign, tree.xa) == 2
    back = reverse("campaigns:member_return", args=[members["1-01"][0].pk])
    officer.post(back, fresh(officer, back))
    assert heads(campaign, tree.xa) == 3
    assert_sums_hold(campaign)


def test_a_transfer_is_shown_first(campaign, tree, members, officer):
    url = reverse("campaigns:member_transfer", args=[members["1-01"][0].pk])
    data = fresh(officer, url, to_unit=tree.z.pk)

    assert {unit for unit, _heads in effects(officer.post(url, data))} == {tree.x.name, tree.xa.name, tree.z.name}
    officer.post(url, {**data, "confirmed": "1"})

    assert (heads(campaign, tree.xa), heads(campaign, tree.z)) == (2, 4)
    assert_sums_hold(campaign)


def test_a_base_officer_transfers_within_the_own_subtree_only(campaign, tree, members, client, cast):
    client.force_login(cast.base_officer)
    url = reverse("campaigns:member_transfer", args=[members["1-01"][0].pk])

    response = client.post(url, fresh(client, url, to_unit=tree.z.pk, confirmed="1"))

    assert list(response.context["form"].errors) == ["to_unit"]
    assert client.get(reverse("campaigns:member_transfer", args=[members["2"][0].pk])).status_code == 404


@pytest.mark.parametrize("name", ["unit_move", "unit_merge", "unit_split", "unit_end", "unit_restore", "member_add"])
def test_a_strange_unit_does_not_exist(campaign, tree, officer, name):
    assert officer.get(reverse(f"campaigns:{name}", args=[tree.oxa.pk])).status_code == 404


@pytest.mark.parametrize("name", ["unit_move", "unit_merge", "unit_split", "unit_end", "member_add"])
def test_a_secretary_changes_no_unit(campaign, tree, client, cast, name):
    client.force_login(cast.secretary_a)

    assert client.get(reverse(f"campaigns:{name}", args=[tree.xa.pk])).status_code == 403


def test_an_exemption_by_decision_stands_in_the_ledger(campaign, tree, officer, cast):
    duty = campaign.duties.get(unit=tree.z)
    url = reverse("campaigns:duty_exempt", args=[duty.pk])
    officer.post(url, {**fresh(officer, url, reason="12-QĐ/HU"), "confirmed": "1"})

    rows = officer.get(reverse("campaigns:ledger", args=[campaign.pk])).context["rows"]

    assert [(row.unit, row.delta, row.reason, row.entered_by) for row in rows] == [
        (tree.z.name, "−3", "12-QĐ/HU", cast.officer.full_name)
    ]
    restore = reverse("campaigns:duty_restore", args=[duty.pk])
    officer.post(restore, {**fresh(officer, restore, reason="13-QĐ/HU"), "confirmed": "1"})
    assert heads(campaign, tree.z) == 3


def test_a_unit_set_up_later_is_added(campaign, tree, officer):
    add = reverse("units:add") + f"?above={tree.x.pk}"
    officer.post(add, fresh(officer, add, above=tree.x.pk, code="1-09", name="Mới", kind="cell"))
    new = Unit.objects.get(code="1-09")
    url = reverse("campaigns:duty_add", args=[campaign.pk])

    officer.post(url, {**fresh(officer, url, unit=new.pk, reason="Mới lập"), "confirmed": "1"})

    assert campaign.duties.filter(unit=new).count() == 1


def test_the_ledger_hides_names_from_those_who_read_figures(campaign, tree, members, officer, client, cast):
    url = reverse("campaigns:member_end", args=[members["1-01"][0].pk])
    officer.post(url, fresh(officer, url))
    client.force_login(cast.inspector)

    (row,) = client.get(reverse("campaigns:ledger", args=[campaign.pk])).context["rows"]

    assert (row.delta, row.member) == ("−1", "")


def test_the_ledger_stays_within_the_scope(campaign, tree, members, officer, client, cast):
    url = reverse("campaigns:member_end", args=[members["1-01"][0].pk])
    officer.post(url, fresh(officer, url))
    client.force_login(cast.secretary_b)

    assert client.get(reverse("campaigns:ledger", args=[campaign.pk])).context["rows"] == []


def test_the_ledger_takes_the_same_queries_for_few_and_many(campaign, tree, members, officer, django_assert_num_queries):
    ledger = reverse("campaigns:ledger", args=[campaign.pk])
    for i, member in enumerate(members["1-01"]):
        url = reverse("campaigns:member_end", args=[member.pk])
        officer.post(url, fresh(officer, url))
        if i == 0:
            officer.get(ledger)
            with django_assert_num_queries(7):
                officer.get(ledger)
    with django_assert_num_queries(7):
        officer.get(ledger)


def test_a_transfer_to_the_own_unit_says_why_not(campaign, tree, members, officer):
    url = reverse("campaigns:member_transfer", args=[members["1-01"][0].pk])

    response = officer.post(url, fresh(officer, url, to_unit=tree.xa.pk))

    assert response.context["form"].errors == {"to_unit": ["Đảng viên đang sinh hoạt tại đơn vị này."]}


def test_the_unit_that_takes_another_in_says_so_once(campaign, tree, officer):
    url = reverse("campaigns:unit_merge", args=[tree.xa.pk])
    officer.post(url, fresh(officer, url, others=tree.xb.pk, decision="5-QĐ/ĐU", confirmed="1"))

    steps = officer.get(reverse("units:detail", args=[tree.xa.pk])).context["changes"]
    assert [(row.what, row.other, row.decision) for row in steps] == [("nhận sáp nhập", tree.xb.name, "5-QĐ/ĐU")]
    ledger = officer.get(reverse("unit_page", args=[tree.xa.pk])).context["ledger"]
    assert [(delta, why) for _on, _what, delta, why in ledger] == [("+3", "sáp nhập đơn vị; 5-QĐ/ĐU")]


def test_nobody_rings_or_plans_for_a_unit_that_was_merged(campaign, tree, officer):
    url = reverse("campaigns:unit_merge", args=[tree.xa.pk])
    officer.post(url, fresh(officer, url, others=tree.xb.pk, confirmed="1"))

    page = officer.get(reverse("unit_page", args=[tree.xb.pk]))

    assert (page.context["state"], page.context["may_log"]) == ("đã sáp nhập", False)
    duty = page.context["duty"].pk
    steps = [reverse(f"campaigns:{name}", args=[duty]) for name in ("plan", "reminder", "duty_restore", "duty_exempt")]
    assert [step for step in steps if step in page.content.decode()] == []
