from conftest import make_member
from lib.clock import today
from units.search import search_members, search_units, unit_labels
from units.services.derived import unit_derived


def named(unit, name):
    unit.name = name
    unit.search_text = unit_derived(code=unit.code, name=name)["search_text"]
    unit.save()
    return unit


def found(user, text):
    return [unit.code for unit in search_units(user, "units.view", text, day=today())]


def test_units_are_found_without_marks_and_in_any_order_of_words(tree, cast):
    named(tree.xa, "Chi bộ Hoà Đông")
    named(tree.xb, "Chi bộ thôn Đoài")

    assert found(cast.officer, "dong HOA") == ["1-01"]
    assert found(cast.officer, "hòa") == ["1-01"]
    assert found(cast.officer, "chi bo do") == ["1-01", "1-02"]
    assert found(cast.officer, "1-02") == ["1-02"]


def test_search_stays_within_the_scope(tree, cast):
    for unit in (tree.xa, tree.xb, tree.oxa):
        named(unit, "Chi bộ Hoà Đông")

    assert found(cast.officer, "hoa dong") == ["1-01", "1-02"]
    assert found(cast.secretary_b, "hoa dong") == ["1-02"]
    assert found(cast.unitless, "hoa dong") == []


def test_ended_units_are_not_offered(tree, cast):
    named(tree.xa, "Chi bộ Hoà Đông")
    tree.xa.valid_to = today()
    tree.xa.save()

    assert found(cast.officer, "hoa dong") == []


def test_people_are_found_in_people_order_within_the_scope(tree, cast):
    make_member(tree.xa, "1", "Trần Văn Đạt")
    make_member(tree.xa, "2", "Trần Thị An")
    make_member(tree.xb, "3", "Lê Trần Dũng")
    make_member(tree.oxa, "4", "Trần Bình")

    names = [m.full_name for m in search_members(cast.officer, "members.view", "tran")]
    assert names == ["Trần Thị An", "Lê Trần Dũng", "Trần Văn Đạt"]
    assert [m.full_name for m in search_members(cast.secretary_b, "members.view", "tran")] == ["Lê Trần Dũng"]
    assert list(search_members(cast.inspector, "members.view", "tran")) == []


def test_an_empty_search_for_people_finds_nobody(tree, members, cast):
    assert list(search_members(cast.officer, "members.view", "  ")) == []


def test_a_label_shows_the_path_below_the_committee(tree, django_assert_num_queries):
    named(tree.x, "Đảng bộ xã Tân Lập")
    named(tree.xa, "Chi bộ thôn 3")

    with django_assert_num_queries(1):
        labels = unit_labels([tree.committee, tree.x, tree.xa])

    assert labels == {
        tree.committee.pk: tree.committee.name,
        tree.x.pk: "Đảng bộ xã Tân Lập",
        tree.xa.pk: "Đảng bộ xã Tân Lập › Chi bộ thôn 3",
    }
