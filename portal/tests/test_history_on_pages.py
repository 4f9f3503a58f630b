"""The history on a page of one thing: who, when, and what it changed from what to what, in words."""
import datetime
import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.urls import reverse
from django.utils.html import strip_tags

from audit.context import occasion
from audit.history import history_lines
from audit.record import record
from documents.models import LayoutProfile
from units.models import Member, MemberKind

pytestmark = pytest.mark.django_db

CARD = Template("{% load history %}{% history_of obj %}")


def shown(obj):
    return re.sub(r"\s+", " ", strip_tags(CARD.render(Context({"obj": obj}))))


def change(member, by, **fields):
    """As a service does it: rows and entry on one occasion."""
    with occasion(user=by.pk):
        Member.objects.filter(pk=member.pk).update(**fields)
        record("units.member.changed", member, by=by)


def test_a_change_stands_with_its_entry_in_words(tree, members, cast):
    member = members[tree.xa.code][0]
    change(
        member, cast.officer, full_name="Nguyễn Thị Đào", unit=tree.xb, exempt_from_essay=True, left_on=datetime.date(2018, 1, 9),
        kind=MemberKind.values[-1], sort_key="zzz", search_text="nguyen thi dao",
    )

    lines, has_more = history_lines(member, 20)

    assert (len(lines), lines[0].actor, has_more) == (1, cast.officer.full_name, False)
    told = {field.label: (field.before, field.after) for field in lines[0].fields}
    assert told == {
        "Họ và tên": (member.full_name, "Nguyễn Thị Đào"), "Đơn vị": (tree.xa.name, tree.xb.name),
        "Miễn viết thu hoạch": ("không", "có"), "Ngày ra khỏi danh sách": ("–", "09/01/2018"),
        "Loại đảng viên": (member.get_kind_display(), MemberKind(MemberKind.values[-1]).label),
    }
    assert "Họ và tên: Đảng viên" in shown(member)


@pytest.mark.asvs("16.2.1")
def test_a_change_without_an_entry_is_shown_all_the_same(tree, members, cast):
    member = members[tree.xa.code][0]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE units_member SET card_number = '77' WHERE id = %s", [member.pk])
    with occasion(user=cast.leader.pk):
        Member.objects.filter(pk=member.pk).update(card_number="78")

    lines, _more = history_lines(member, 20)

    assert [(line.actor, line.fields[0].before, line.fields[0].after) for line in lines] == [
        (cast.leader.full_name, "77", "78"), (str(lines[1].actor), member.card_number, "77"),
    ]
    assert lines[1].actor != cast.leader.full_name


def test_many_changes_ask_as_often_as_one(tree, members, cast, django_assert_num_queries):
    one, many = members[tree.xa.code][:2]
    change(one, cast.officer, unit=tree.xb, managed_by=tree.x)
    for unit in (tree.xb, tree.ya, tree.xa, tree.z):
        change(many, cast.officer, unit=unit, managed_by=tree.x)
    with occasion(user=cast.leader.pk):
        Member.objects.filter(pk__in=[one.pk, many.pk]).update(born="1950")

    for member in (one, many):
        # Entries, histories, the units named, who acted without an entry.
        with django_assert_num_queries(4):
            history_lines(member, 20)


def test_a_layout_is_told_by_the_labels_of_its_form(cast):
    profile = LayoutProfile.objects.create(code="a", regulation="66-QĐ/TW", settings={})
    LayoutProfile.objects.filter(pk=profile.pk).update(settings={"margin_left": 31.5}, regulation="36-HD/VPTW")

    (line,), _more = history_lines(profile, 20)

    assert {(field.before, field.after) for field in line.fields} >= {("66-QĐ/TW", "36-HD/VPTW"), ("30", "31,5")}
    assert all("_" not in field.label for field in line.fields)


def test_the_card_of_a_member_shows_it(tree, members, cast, client):
    member = members[tree.xa.code][0]
    change(member, cast.officer, full_name="Nguyễn Thị Đào")
    client.force_login(cast.officer)

    page = client.get(reverse("units:member", args=[member.pk])).content.decode()

    assert "history-fields" in page
    assert f"<span>{member.full_name}</span>" in page
