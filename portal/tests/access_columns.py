"""The columns of the access matrix besides the cast: who owes a step of signing in, or has no way in at all.

A column is a person: `user`, `posts` (what counts for him), `prepare(client)` once he is signed in, and, where every page
sends him on first, `owes` (a rule's `before` names the pages that are open all the same) and `sent_to`.
"""
from types import SimpleNamespace

from django.urls import reverse

from accounts.models import User
from units.models import Appointment, Role

SIGN_IN, PASSWORD, SECOND_FACTOR = "sign in", "password", "second factor"


def column(user, *, posts=(), owes="", sent_to="", prepare=None):
    return SimpleNamespace(user=user, posts=list(posts), owes=owes, sent_to=sent_to, prepare=prepare)


def with_columns(people, world):
    """The people, each with all that a column has; those who owe something; all of them numbered."""
    people = {name: column(**vars(person)) for name, person in people.items()}
    sign_in = reverse("accounts:sign_in")
    people["deactivated"] = column(_officer(world, "gone", is_active=False), owes=SIGN_IN, sent_to=sign_in)
    people["nobody"] = column(None, owes=SIGN_IN, sent_to=sign_in)
    people["owes_second_factor"] = column(
        _officer(world, "owes_second_factor"), owes=SECOND_FACTOR, sent_to=reverse("accounts:second_factor_check"),
        prepare=_owe_second_factor,
    )
    first = _officer(world, "owes_password", must_change_password=True)
    people["owes_password"] = column(
        first, posts=[(Role.OFFICER, world.tree.committee)], owes=PASSWORD, sent_to=reverse("accounts:change_password")
    )
    for number, person in enumerate(people.values()):
        person.number = number
    return people


def _officer(world, username, **fields):
    """Who could do most, if he did not owe something."""
    user = User.objects.create(username=username, full_name=f"Đồng chí {username}", **fields)
    Appointment.objects.create(user=user, unit=world.tree.committee, role=Role.OFFICER, valid_from=world.today.replace(year=2015, day=1))
    return user


def _owe_second_factor(client):
    session = client.session
    session["_second_factor"] = "missing"
    session.save()
