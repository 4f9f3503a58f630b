import datetime

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from lib.clock import at_hour
from lib.conflict import StaleVersion
from lib.vietnamese import person_sort_key
from units.models import Member, MemberChangeKind, MemberKind
from units.services import add_member, change_member, end_member, record_death, return_member, transfer_member

DAY = datetime.date(2026, 3, 2)
AT = at_hour(DAY, datetime.time(9))
BEFORE = DAY - datetime.timedelta(1)
AFTER = DAY + datetime.timedelta(1)


def add(unit, cast, **fields):
    return add_member(**{"unit": unit, "card_number": "007", "full_name": "Lê Thị Hoà", "by": cast.officer, "at": AT, **fields})


def change(member, cast, **fields):
    kept = ("version", "card_number", "full_name", "born", "kind", "exempt_from_activity", "exempt_from_essay",
            "exemption_decision", "managed_by")
    same = {name: getattr(member, name) for name in kept}
    return change_member(member=member, by=cast.officer, at=AT, **{**same, **fields})


def refused_at(call, *args, **arguments):
    with pytest.raises(ValidationError) as refusal:
        call(*args, **arguments)
    return list(getattr(refusal.value, "error_dict", {"": 0}))


def test_a_member_is_put_on_a_roster(tree, cast):
    member = add(tree.xa, cast, full_name=" Lê  Thị Hoà ", born="5/1985", kind=MemberKind.PROBATIONARY)

    assert (member.full_name, member.born, member.search_text) == ("Lê Thị Hoà", "05/1985", "le thi hoa 007")
    assert member.sort_key == person_sort_key("Lê Thị Hoà")
    assert Entry.objects.get(action="units.member.added").details == {"unit_name": tree.xa.name}


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("", ""), ("1961", "1961"), ("5/1985", "05/1985"), ("05-1985", "05/1985"), ("9/5/1985", "09/05/1985"),
        ("19.05.1985", "19/05/1985"),
    ],
)
def test_a_day_of_birth_is_kept_as_far_as_it_is_known(tree, cast, typed, kept):
    assert add(tree.xa, cast, born=typed).born == kept


@pytest.mark.parametrize("born", ["61", "13/1985", "31/2/1985", "1985/05/19", "không rõ", "1850", "2027", "19/5/85"])
def test_a_wrong_day_of_birth_is_refused(tree, cast, born):
    assert refused_at(add, tree.xa, cast, born=born) == ["born"]


@pytest.mark.parametrize("card_number", ["", "12 34", "một", "1" * 21])
def test_a_wrong_card_number_is_refused(tree, cast, card_number):
    assert refused_at(add, tree.xa, cast, card_number=card_number) == ["card_number"]


def test_a_card_number_is_borne_once(tree, cast):
    add(tree.xa, cast)

    assert refused_at(add, tree.xb, cast) == ["card_number"]


def test_members_belong_to_a_standing_unit_without_units_below(tree, cast):
    tree.xb.valid_to = DAY
    tree.xb.save()

    assert refused_at(add, tree.x, cast) == ["unit"]
    assert refused_at(add, tree.xb, cast) == ["unit"]


def test_a_very_long_name_still_fits_its_keys(tree, cast):
    member = add(tree.xa, cast, full_name="漢" * 150)

    assert (len(member.sort_key), len(member.search_text)) == (400, 154)


def test_a_roster_row_is_corrected(tree, members, cast):
    member = change(members["1-01"][0], cast, full_name="Đỗ Ân", exempt_from_activity=True, exemption_decision="3-QĐ/ĐU")

    member.refresh_from_db()
    assert (member.full_name, member.search_text, member.version) == ("Đỗ Ân", f"do an {member.card_number}", 2)
    changed = [Member._meta.get_field(n).verbose_name for n in ("full_name", "exemption_decision", "exempt_from_activity")]
    assert Entry.objects.get(action="units.member.changed").details == {
        "fields": ", ".join(map(str, changed)), "unit_name": tree.xa.name,
    }


def test_the_second_editor_is_told(tree, members, cast):
    change(members["1-01"][0], cast, full_name="Đỗ Ân")

    with pytest.raises(StaleVersion):
        change(members["1-01"][0], cast, full_name="Đỗ Bình")


def test_a_transfer_is_dated(tree, members, cast):
    member = members["1-01"][0]
    transfer_member(member=member, to_unit=tree.xb, on=DAY, decision="GT-12", by=cast.officer, at=AT)

    member.refresh_from_db()
    step = member.changes.get()
    assert member.unit == tree.xb
    assert (step.kind, step.on, step.from_unit, step.to_unit, step.decision) == (
        MemberChangeKind.TRANSFER, DAY, tree.xa, tree.xb, "GT-12",
    )


def test_impossible_transfers_are_refused(tree, members, cast):
    member = members["1-01"][0]
    rest = {"member": member, "by": cast.officer, "at": AT}

    assert refused_at(transfer_member, to_unit=tree.xa, on=DAY, **rest) == ["to_unit"]
    assert refused_at(transfer_member, to_unit=tree.x, on=DAY, **rest) == ["to_unit"]
    assert refused_at(transfer_member, to_unit=tree.xb, on=AFTER, **rest) == ["on"]
    transfer_member(to_unit=tree.xb, on=DAY, **rest)
    assert refused_at(transfer_member, to_unit=tree.xa, on=BEFORE, **rest) == ["on"]


@pytest.mark.parametrize("leave, kind", [(end_member, MemberChangeKind.END), (record_death, MemberChangeKind.DEATH)])
def test_who_left_is_off_the_roster_with_the_day(tree, members, cast, leave, kind):
    member = members["1-01"][0]
    leave(member=member, on=BEFORE, by=cast.officer, at=AT)

    member.refresh_from_db()
    assert (member.left_on, member.changes.get().kind) == (BEFORE, kind)
    assert list(Member.objects.present().filter(unit=tree.xa).order_by("pk")) == members["1-01"][1:]
    assert refused_at(leave, member=member, on=DAY, by=cast.officer, at=AT) == [""]


def test_who_left_may_come_back(tree, members, cast):
    member = members["1-01"][0]
    end_member(member=member, on=BEFORE, by=cast.officer, at=AT)
    return_member(member=member, on=DAY, by=cast.officer, at=AT)

    member.refresh_from_db()
    assert (member.left_on, [c.kind for c in member.changes.all()]) == (
        None, [MemberChangeKind.END, MemberChangeKind.RETURN],
    )
    assert refused_at(return_member, member=member, on=DAY, by=cast.officer, at=AT) == [""]


# Who manages a cadre


def test_a_cadre_is_managed_by_a_committee_above_his_cell_and_by_no_other(tree, cast):
    member = add(tree.xa, cast, managed_by=tree.x)
    assert member.managed_by == tree.x

    assert refused_at(change, member, cast, managed_by=tree.y) == ["managed_by"]
    changed = change(member, cast, managed_by=tree.xa)

    assert (changed.managed_by, Entry.objects.latest("pk").details["fields"]) == (None, "cấp uỷ quản lý")


def test_a_cadre_transferred_out_of_the_reach_of_his_committee_is_his_cells_again(tree, cast):
    below, above = add(tree.xa, cast, managed_by=tree.x), add(tree.xa, cast, card_number="008", managed_by=tree.committee)

    for member in (below, above):
        transfer_member(member=member, to_unit=tree.z, on=DAY, by=cast.officer, at=AT)
        member.refresh_from_db()

    assert (below.managed_by, above.managed_by) == (None, tree.committee)
