"""Pages of units and members: what they show, to whom, with how many queries."""
import re

import pytest
from django.urls import reverse

from audit.models import Entry
from conftest import make_member, make_unit
from units.models import Unit, UnitBlock, UnitKind
from units.services.derived import unit_derived

CANARY = re.compile(r"CANARY-[A-Z0-9]+(?:-[0-9]+)*")


def canaries(response):
    return set(CANARY.findall(response.content.decode()))


@pytest.fixture
def as_(client):
    """The client signed in as somebody."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def sent_once(client, url, **data):
    """The form of the page, sent with its own key and version."""
    page = client.get(url)
    form = page.context["form"]
    hidden = {field.html_name: field.value() for field in form.hidden_fields()}
    return client.post(url, {**hidden, **data})


def test_the_list_holds_the_scope_and_nothing_else(tree, members, cast, as_):
    response = as_(cast.base_officer).get(reverse("units:list"))

    assert {row.code for row in response.context["rows"]} == {"1", "1-01", "1-02", "1-03", "1-031"}
    assert not canaries(response) & {"CANARY-10", "CANARY-10-01", "CANARY-2", "CANARY-OT"}


def test_members_are_counted_with_all_below(tree, members, cast, as_):
    response = as_(cast.officer).get(reverse("units:list"))

    counts = {row.code: row.members for row in response.context["rows"]}
    assert (counts["AL"], counts["1"], counts["1-03"], counts["10"], counts["2"]) == ("15", "9", "3", "3", "3")


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?kind=base", ["1", "10"]),
        ("?level=lowest", ["1-01", "1-02", "1-031", "10-01", "2"]),
        ("?level=direct", ["1", "10", "2"]),
        ("?q=hoa+binh", ["1-02"]),
        ("?state=ended", ["10-01"]),
    ],
)
def test_filters_stand_in_the_url(tree, members, cast, as_, query, codes):
    Unit.objects.filter(pk=tree.xb.pk).update(search_text=unit_derived(code="1-02", name="Chi bộ Hoà Bình")["search_text"])
    if "ended" in query:
        Unit.objects.filter(pk=tree.ya.pk).update(valid_to="2020-01-01")

    response = as_(cast.officer).get(reverse("units:list") + query)

    assert sorted(row.code for row in response.context["rows"]) == codes


def test_the_list_takes_the_same_queries_for_few_and_many(tree, members, cast, as_, django_assert_num_queries):
    client = as_(cast.secretary_a)
    client.get(reverse("units:list"))
    with django_assert_num_queries(8):
        assert len(client.get(reverse("units:list")).context["rows"]) == 1
    for i in range(3):
        make_unit(f"1-01{i}", UnitKind.CELL, above=tree.xa)
    with django_assert_num_queries(8):
        assert len(client.get(reverse("units:list")).context["rows"]) == 4


def test_the_tree_shows_two_levels_and_the_way_further_down(tree, members, cast, as_):
    response = as_(cast.officer).get(reverse("units:tree"))

    (top,) = response.context["branches"]
    below = {branch.row.code: [child.row.code for child in branch.below] for branch in top.below}
    assert (top.row.code, below) == ("AL", {"1": ["1-01", "1-02", "1-03"], "10": ["10-01"], "2": []})
    assert reverse("units:tree_below", args=[tree.xs.pk]) in response.content.decode()
    assert "CANARY-OT" not in canaries(response)


def test_the_tree_takes_the_same_queries_for_few_and_many(tree, members, cast, as_, django_assert_num_queries):
    client = as_(cast.officer)
    client.get(reverse("units:tree"))
    with django_assert_num_queries(8):
        client.get(reverse("units:tree"))
    for i in range(3):
        make_unit(f"7{i}", UnitKind.BASE, above=tree.committee)
    with django_assert_num_queries(8):
        client.get(reverse("units:tree"))


@pytest.mark.parametrize("name", ["tree_below", "detail", "change", "rename", "members"])
def test_a_strange_unit_does_not_exist(tree, members, cast, as_, name):
    response = as_(cast.officer).get(reverse(f"units:{name}", args=[tree.oxa.pk]))

    assert (response.status_code, canaries(response)) == (404, set())


@pytest.mark.parametrize("name", ["change", "rename"])
def test_only_an_officer_changes_a_unit(tree, cast, as_, name):
    assert as_(cast.secretary_a).get(reverse(f"units:{name}", args=[tree.xa.pk])).status_code == 403


def test_a_unit_page_shows_its_data_history_and_steps(tree, members, cast, as_):
    client = as_(cast.officer)
    sent_once(client, reverse("units:rename", args=[tree.xa.pk]), name="Chi bộ thôn Đông", on="2020-01-02", decision="")

    page = client.get(reverse("units:detail", args=[tree.xa.pk])).content.decode()

    assert "Chi bộ thôn Đông" in page and "CANARY-1-01" in page and "02/01/2020" in page
    assert reverse("campaigns:unit_merge", args=[tree.xa.pk]) in page


def test_a_reader_sees_no_way_to_change(tree, members, cast, as_):
    page = as_(cast.inspector).get(reverse("units:detail", args=[tree.xa.pk])).content.decode()

    assert reverse("campaigns:unit_merge", args=[tree.xa.pk]) not in page
    assert reverse("units:members", args=[tree.xa.pk]) not in page


def test_a_unit_is_set_up_in_the_browser(tree, cast, as_):
    client = as_(cast.officer)
    response = sent_once(
        client, reverse("units:add") + f"?above={tree.x.pk}", above=tree.x.pk, code="1-09", name="Chi bộ thôn 9", kind="cell"
    )

    unit = Unit.objects.get(code="1-09")
    assert (response.status_code, response.url) == (302, reverse("units:detail", args=[unit.pk]))
    assert unit.path.startswith(tree.x.path)


def test_a_refused_unit_keeps_what_was_typed(tree, cast, as_):
    response = sent_once(as_(cast.officer), reverse("units:add"), above=tree.x.pk, code="1-01", name="Chi bộ thôn 9", kind="cell")

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["code"])
    assert "Chi bộ thôn 9" in response.content.decode()


def test_a_place_outside_the_scope_is_not_offered(tree, cast, as_):
    response = sent_once(as_(cast.officer), reverse("units:add"), above=tree.ox.pk, code="1-09", name="Mới", kind="cell")

    assert list(response.context["form"].errors) == ["above"]
    assert not Unit.objects.filter(code="1-09").exists()


def test_two_editors_of_one_unit_are_told(tree, cast, as_):
    client, url = as_(cast.officer), reverse("units:change", args=[tree.xa.pk])
    form = client.get(url).context["form"]
    hidden = {field.html_name: field.value() for field in form.hidden_fields()}
    sent_once(client, url, kind="cell", block=tree.xa.block_id, secretary_name="Lê An", phone="")

    response = client.post(url, {**hidden, "kind": "cell", "block": tree.xa.block_id, "secretary_name": "Lê Bình", "phone": ""})

    assert response.status_code == 409
    assert Unit.objects.get(pk=tree.xa.pk).secretary_name == "Lê An"


def test_a_roster_is_in_people_order(tree, cast, as_):
    for card, name in enumerate(["Trần Văn Đạt", "Lê Thị Ánh", "Bùi Dũng", "Ngô An"]):
        make_member(tree.xa, str(card), name)

    response = as_(cast.secretary_a).get(reverse("units:members", args=[tree.xa.pk]))

    assert [row.name for row in response.context["rows"]] == ["Ngô An", "Lê Thị Ánh", "Bùi Dũng", "Trần Văn Đạt"]


@pytest.mark.asvs("8.2.3", "15.3.1")
def test_names_stay_within_the_scope_and_from_those_who_read_figures(tree, members, cast, as_):
    assert as_(cast.inspector).get(reverse("units:members", args=[tree.xa.pk])).status_code == 403
    assert as_(cast.secretary_a).get(reverse("units:members", args=[tree.xb.pk])).status_code == 404
    assert as_(cast.secretary_a).get(reverse("units:member", args=[members["1-02"][0].pk])).status_code == 404


def test_the_roster_takes_the_same_queries_for_few_and_many(tree, cast, as_, django_assert_num_queries):
    client, url = as_(cast.secretary_a), reverse("units:members", args=[tree.xa.pk])
    make_member(tree.xa, "1")
    client.get(url)
    with django_assert_num_queries(10):          # three of them the line of the reading, in one transaction
        client.get(url)
    for card in range(2, 5):
        make_member(tree.xa, str(card))
    with django_assert_num_queries(10):          # three of them the line of the reading, in one transaction
        client.get(url)


def test_reading_a_roster_and_searching_it_are_readings_that_keep_nothing_typed(tree, members, cast, as_):
    client, url = as_(cast.officer), reverse("units:members", args=[tree.x.pk])
    client.get(url)
    client.post(url, {"q": "901001"}, follow=True)
    client.get(reverse("units:find_member"))
    client.post(reverse("units:find_member"), {"q": "CANARY"}, follow=True)

    entries = list(Entry.objects.readings().order_by("pk").values_list("action", "unit_path", "details__found"))
    assert entries == [
        ("units.members.read", tree.x.path, None), ("units.members.searched", tree.x.path, 1),
        ("units.members.searched", tree.committee.path, sum(len(found) for code, found in members.items() if code != "OT1-01")),
    ]
    assert not Entry.objects.filter(details__icontains="901001").exists()


def test_opening_a_card_is_a_reading_in_the_journal(tree, members, cast, as_):
    member = members["1-01"][0]
    response = as_(cast.officer).get(reverse("units:member", args=[member.pk]))

    entry = Entry.objects.get(action="units.member.read")
    assert response.status_code == 200
    assert (entry.actor_id, entry.object_id, entry.unit_path) == (cast.officer.pk, str(member.pk), tree.xa.path)


@pytest.mark.asvs("14.2.1")
def test_a_search_for_people_stands_in_no_address(tree, members, cast, as_):
    make_member(tree.xa, "555", "Nguyễn Thị Hoà")
    client, url = as_(cast.officer), reverse("units:find_member")
    assert client.get(url).context["rows"] == []

    response = client.post(url, {"q": "hoa"})

    assert response.url == url
    assert [row.name for row in client.get(url).context["rows"]] == ["Nguyễn Thị Hoà"]


def test_blocks_are_kept_by_the_officer(tree, cast, as_):
    client = as_(cast.officer)
    sent_once(client, reverse("units:block_add"), name="Doanh nghiệp", position="3")
    block = UnitBlock.objects.get(name="Doanh nghiệp")
    sent_once(client, reverse("units:block_change", args=[block.pk]), name="Doanh nghiệp, hợp tác xã", position="4", version=1)
    assert sent_once(client, reverse("units:block_add"), name="doanh nghiep, HỢP TÁC XÃ", position="5").status_code == 200

    page = client.get(reverse("units:blocks")).content.decode()
    assert "Doanh nghiệp, hợp tác xã" in page

    sent_once(client, reverse("units:block_remove", args=[block.pk]))
    assert list(UnitBlock.objects.values_list("name", flat=True)) == ["Xã, thị trấn", "Cơ quan"]


def test_a_block_in_use_stays(tree, cast, as_):
    response = sent_once(as_(cast.officer), reverse("units:block_remove", args=[tree.x.block_id]))

    assert response.status_code == 200
    assert UnitBlock.objects.filter(pk=tree.x.block_id).exists()
    assert not Entry.objects.filter(action="units.block.removed").exists()


def test_the_picker_finds_without_marks(tree, cast, as_):
    Unit.objects.filter(pk=tree.xb.pk).update(
        name="Chi bộ Hoà Bình", search_text=unit_derived(code="1-02", name="Chi bộ Hoà Bình")["search_text"]
    )

    response = as_(cast.officer).get(reverse("units:search"), {"field": "above", "above-q": "hòa bình"})

    assert [choice.label for choice in response.context["choices"]] == [f"{tree.x.name} › Chi bộ Hoà Bình"]
