"""Readings under pressure: eight people at once, five looks each, forty lines."""
import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from conftest import lay_cast, lay_tree, make_member
from lib.tests.at_once import at_once


@pytest.mark.asvs("16.2.1", "2.3.3")
@pytest.mark.django_db(transaction=True)
def test_eight_at_once_with_five_looks_each_leave_forty_lines():
    tree = lay_tree()
    officer, member = lay_cast(tree).officer, make_member(tree.xa, "900001")
    card, roster = reverse("units:member", args=[member.pk]), reverse("units:members", args=[tree.x.pk])

    def look():
        client = Client()
        client.force_login(officer)
        return [client.get(url).status_code for url in (card, roster, card, roster, card)]

    assert at_once(*[look] * 8) == [[200] * 5] * 8
    assert Entry.objects.filter(action="units.member.read", object_id=str(member.pk), actor_id=officer.pk).count() == 24
    assert Entry.objects.filter(action="units.members.read", object_id=str(tree.x.pk), actor_id=officer.pk).count() == 16
    assert Entry.objects.readings().count() == 40
    assert Entry.objects.exclude(occasion=None).values("occasion").distinct().count() == 40
