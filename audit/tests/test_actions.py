"""Days in the sentences of the journal, and what stands in the history of one object."""
import pytest
from django.template import Context, Template

from accounts.models import User
from audit.actions import register_actions, sentence_of
from audit.models import Entry
from audit.record import record

register_actions({"test.day": "Held on %(on)s.", "test.list.exported": "Exported a list."})


@pytest.mark.parametrize(("value", "words"), [("2018-01-09", "09/01/2018"), ("12-CTr/X", "12-CTr/X"), ("2018-01-09-1", "2018-01-09-1")])
def test_a_day_is_written_as_people_write_it(value, words):
    assert sentence_of(Entry(action="test.day", details={"on": value})) == f"Held on {words}."


@pytest.mark.parametrize(("action", "number"), [("test.day", 1), ("test.list.exported", 0)])
def test_an_export_is_no_change_of_what_was_exported(db, action, number):
    user = User.objects.create(username="a")
    record(action, user, by=user, on="2018-01-09")

    page = Template("{% load history %}{% history_of user %}").render(Context({"user": user}))

    assert page.count("<li>") == number
