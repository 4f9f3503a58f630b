import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template import Context, Template

from audit.actions import register_actions, sentence_of
from audit.models import Entry
from audit.record import record
from audit.rows import entry_rows

pytestmark = pytest.mark.django_db

register_actions({"audit.trial.read": "Read %(what)s of %(whom)s.", "audit.trial.put": "Put %(what)s to %(whom)s."})


@pytest.fixture
def hoa():
    return get_user_model().objects.create(username="hoa", full_name="Trần Thị Hoà")


@pytest.mark.asvs("16.2.1")
def test_an_entry_says_who_did_what_to_what(hoa):
    entry = record("audit.trial.read", hoa, by=hoa, what="a card", whom="Đức")

    assert (entry.actor_id, entry.actor_name, entry.object_type, entry.object_id) == (
        hoa.pk, "Trần Thị Hoà", "accounts.user", str(hoa.pk),
    )
    assert sentence_of(entry) == "Read a card of Đức."


def test_what_an_old_entry_does_not_hold_is_a_dash(hoa):
    assert sentence_of(record("audit.trial.read", hoa, by=hoa, what="a card")) == "Read a card of –."


@pytest.mark.asvs("2.3.3")
def test_an_entry_goes_with_its_transaction(hoa):
    with pytest.raises(RuntimeError), transaction.atomic():
        record("audit.trial.read", hoa, by=hoa)
        raise RuntimeError

    assert Entry.objects.count() == 0


def test_the_portal_itself_acts_under_its_own_name(hoa):
    record("audit.trial.read", hoa)

    (row,) = entry_rows(Entry.objects.all())
    assert row.entry.actor_id is None
    assert row.actor != ""


def test_readings_and_changes_add_up(hoa):
    for action in ("audit.trial.read", "units.members.searched", "files.file.original_read", "units.unit.added"):
        record(action, hoa)

    assert sorted(Entry.objects.changes().values_list("action", flat=True)) == ["units.unit.added"]
    assert Entry.objects.readings().count() == 3


def test_one_wording_per_action():
    with pytest.raises(ValueError):
        register_actions({"audit.trial.read": "Something else."})


def test_the_history_of_an_object_is_its_own_the_latest_first(hoa):
    other = get_user_model().objects.create(username="duc", full_name="Lê Văn Đức")
    for what, obj in [("one", hoa), ("two", hoa), ("CANARY", other)]:
        record("audit.trial.put", obj, by=hoa, what=what, whom="x")

    page = Template("{% load history %}{% history_of obj %}").render(Context({"obj": hoa}))

    assert page.index("Put two") < page.index("Put one")
    assert "CANARY" not in page


@pytest.mark.asvs("1.2.1", "16.4.1")
def test_texts_of_entries_are_text(hoa):
    record("audit.trial.put", hoa, by=hoa, what="<script>", whom="x")

    page = Template("{% load history %}{% history_of obj %}").render(Context({"obj": hoa}))

    assert "<script>" not in page


def test_what_was_only_read_is_no_history_of_the_object(hoa):
    record("audit.trial.read", hoa, by=hoa, what="a card", whom="x")

    assert "<li>" not in Template("{% load history %}{% history_of obj %}").render(Context({"obj": hoa}))


def test_the_history_is_one_question_and_one_for_what_changed(django_assert_num_queries, hoa):
    for _i in range(3):
        record("audit.trial.put", hoa, by=hoa, what="a card", whom="x")

    with django_assert_num_queries(2):
        Template("{% load history %}{% history_of obj %}").render(Context({"obj": hoa}))
