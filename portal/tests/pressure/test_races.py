"""Eight at once: one form sent by all of them has one effect and one answer; of eight edits of one version one stands."""
import itertools
import logging
from collections import Counter

import pytest
from django.db import transaction
from django.test import override_settings

from portal.tests.access_world import World, people_of
from portal.tests.pressure.kinds import ADDS, EDITS, EVERYDAY
from portal.tests.pressure.sending import THREADS, count_entries, drawn, send_at_once, with_fresh_key
from portal.tests.access_checking import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db, tmp_path):
    logging.disable(logging.WARNING)
    with override_settings(MEDIA_ROOT=tmp_path):
        with transaction.atomic():
            world = World()
        world.clients = {name: signed_in(person) for name, person in people_of(world).items()}
        yield world
    logging.disable(logging.NOTSET)


@pytest.mark.asvs("2.3.4", "2.3.2")
def test_one_effect_each_and_no_lost_update(world):
    assert faults_of(world, EVERYDAY, rounds=1) == []


@pytest.mark.full
def test_one_effect_each_and_no_lost_update_in_fifty_rounds(world):
    assert faults_of(world, {**EDITS, **ADDS}, rounds=50) == []


def faults_of(world, names, *, rounds):
    faults = []
    for name in sorted(names):
        kind = EDITS.get(name) or ADDS[name]
        numbers = itertools.count(1)
        faults += same_key(world, name, kind, numbers, rounds)
        if name in EDITS:
            faults += one_version(world, name, kind, numbers, rounds)
    return faults


def filled(world, name, kind, numbers):
    """The form as it is drawn now, filled in; and its page."""
    client = world.clients[kind.who]
    target, values = drawn(client, kind.page_url(world, name), kind.url(world, name))
    return client, target, {**values, **kind.typed(next(numbers), world)}


def same_key(world, name, kind, numbers, rounds):
    """Once alone, to see how many entries one sending makes; then eight times the same form."""
    kind.begin(world)
    client, target, values = filled(world, name, kind, numbers)
    before = count_entries()
    answer = client.post(target, values)
    alone = count_entries() - before
    if answer.status_code != 302:
        yield f"{name}: sent once: {answer.status_code} {dict(answer.context['form'].errors)}"
        return
    for _round in range(rounds):
        kind.begin(world)
        client, target, values = filled(world, name, kind, numbers)
        before = count_entries()
        answers = send_at_once(client, [(target, values)] * THREADS)
        effects = count_entries() - before
        if {status for status, _place in answers} != {302} or len(set(answers)) != 1:
            yield f"{name}: the same form answered by {Counter(answers)}"
        if effects != (alone if kind.again is None else kind.again):
            yield f"{name}: {effects} entries for the same form, one sending makes {alone}"


def one_version(world, name, kind, numbers, rounds):
    for _round in range(rounds):
        client, target, values = filled(world, name, kind, numbers)
        sent = [with_fresh_key({**values, **kind.typed(next(numbers), world)}) for _thread in range(THREADS)]
        answers = send_at_once(client, [(target, one) for one in sent])
        statuses = Counter(status for status, _place in answers)
        if statuses != {302: 1, 409: THREADS - 1}:
            yield f"{name}: eight edits of one version answered by {dict(statuses)}"
            continue
        won = sent[[status for status, _place in answers].index(302)]
        _client, _target, stands = filled_as_it_stands(world, name, kind)
        yield from (
            f"{name}: {field} is {stands.get(field)}, the winner wrote {won[field]}"
            for field in kind.typed(0, world) if field in stands and stands[field] != [str(won[field])] and field not in ("decision", "on", "starts_on")
        )


def filled_as_it_stands(world, name, kind):
    client = world.clients[kind.who]
    return (client, *drawn(client, kind.page_url(world, name), kind.url(world, name)))
