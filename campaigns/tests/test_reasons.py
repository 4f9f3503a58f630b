"""The list of usual reasons for delay, kept by the officer of a committee."""
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from campaigns.models import DelayReason
from campaigns.services.plans import change_plan
from campaigns.services.reasons import add_reason, change_reason
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)


@pytest.fixture
def change(cast):
    """Changes a reason in some facts, the others as they are."""
    def change(reason, **facts):
        facts = {"text": reason.text, "position": reason.position, "offered": reason.retired_at is None, **facts}
        return change_reason(reason=reason, version=reason.version, by=cast.officer, at=NOW, **facts)

    return change


@pytest.fixture
def as_officer(client, cast):
    client.force_login(cast.officer)
    return client


def offered():
    return [reason.text for reason in DelayReason.objects.offered()]


def test_a_reason_added_stands_at_its_place(cast):
    first, second = offered()[:2]

    add_reason(text=" Chờ  kinh phí ", position=1, by=cast.officer, at=NOW)

    assert offered()[:3] == [first, "Chờ kinh phí", second]


@pytest.mark.parametrize("text", ["Chờ báo cáo viên", "chờ BÁO CÁO viên"])
def test_no_reason_stands_twice(cast, text):
    with pytest.raises(ValidationError) as told:
        add_reason(text=text, position=1, by=cast.officer, at=NOW)

    assert list(told.value.error_dict) == ["text"]


def test_a_retired_reason_is_offered_no_more_and_can_come_back(change):
    reason = DelayReason.objects.first()
    text = reason.text

    retired = change(reason, offered=False)
    assert (text in offered(), retired.retired_at) == (False, NOW)

    change(retired, offered=True)
    assert text in offered()
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "campaigns.reason.retired", "campaigns.reason.offered",
    ]


def test_a_plan_keeps_the_reason_as_it_was_written(change, cast, campaign, tree):  # noqa: F811
    duty = campaign.duties.select_related("unit", "campaign").get(unit=tree.z)
    plan = change_plan(duty=duty, version=0, by=cast.secretary_z, at=NOW, delay_reason="Chờ báo cáo viên")

    change(DelayReason.objects.get(text="Chờ báo cáo viên"), text="Chờ báo cáo viên cấp trên", offered=False)

    plan.refresh_from_db()
    assert plan.delay_reason == "Chờ báo cáo viên"


def test_the_page_lists_all_and_says_how_many_plans_name_each(as_officer, change, cast, campaign, tree):  # noqa: F811
    duty = campaign.duties.select_related("unit", "campaign").get(unit=tree.z)
    change_plan(duty=duty, version=0, by=cast.secretary_z, at=NOW, delay_reason="Chờ báo cáo viên")
    change(DelayReason.objects.get(text="Chờ báo cáo viên"), offered=False)

    page = as_officer.get(reverse("campaigns:reasons"))

    rows = [(reason.text, plans, reason.retired_at is None) for reason, plans in page.context["rows"]]
    assert rows[:2] == [("Chờ báo cáo viên", 1, False), ("Ghép lớp với đơn vị khác", 0, True)]
    assert len(rows) == DelayReason.objects.count()


def test_a_reason_is_added_reworded_and_retired_from_the_pages(as_officer):
    add = reverse("campaigns:reason_add")
    last = DelayReason.objects.order_by("position").last().position
    assert as_officer.get(add).context["form"]["position"].value() == last + 1

    as_officer.post(add, {"form_key": uuid.uuid4(), "text": "Chờ kinh phí", "position": 9})
    reason = DelayReason.objects.get(text="Chờ kinh phí")
    answer = as_officer.post(
        reverse("campaigns:reason_change", args=[reason.pk]), {"form_key": uuid.uuid4(), "text": "Chờ cấp kinh phí", "position": 3, "version": 1}
    )

    reason.refresh_from_db()
    assert (answer.url, reason.text, reason.position) == (reverse("campaigns:reasons"), "Chờ cấp kinh phí", 3)
    assert reason.retired_at is not None


def test_a_plan_offers_what_is_not_retired_and_leads_the_officer_to_the_list(client, change, cast, campaign, tree):  # noqa: F811
    change(DelayReason.objects.get(text="Chờ báo cáo viên"), offered=False)
    url = reverse("campaigns:plan", args=[campaign.duties.get(unit=tree.z).pk])
    pages = {}
    for user in (cast.officer, cast.secretary_z):
        client.force_login(user)
        pages[user] = client.get(url).content.decode()

    assert '<option value="Chờ báo cáo viên">' not in pages[cast.officer]
    assert '<option value="Theo ca sản xuất">' in pages[cast.officer]
    assert [reverse("campaigns:reasons") in page for page in pages.values()] == [True, False]
