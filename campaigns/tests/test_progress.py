"""`Duty.held_at` against a naive recount, over random trees, joint classes, withdrawals."""
import datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.progress import held_moments
from lib.clock import at_hour, local_day, start_of_day

_DAY = datetime.date(2018, 1, 1)


@st.composite
def forests(draw):
    """Duties, parents before children; some ended or added on a day."""
    number = draw(st.integers(1, 12))
    duties = []
    for i in range(number):
        parent = draw(st.none() | st.integers(0, i - 1)) if i else None
        since = draw(st.none() | st.integers(0, 6))
        until = draw(st.none() | st.integers(0, 6))
        duties.append(_duty(i, parent, since, until))
    return duties


def _duty(i, parent, since=None, until=None):
    def day(n):
        return None if n is None else _DAY + datetime.timedelta(days=n)

    def owes_on(on, since=day(since), until=day(until)):
        return (since is None or since <= on) and (until is None or on < until)

    return SimpleNamespace(id=i, unit_id=i, parent_id=parent, since=day(since), until=day(until), owes_on=owes_on)


def _moments():
    return st.builds(
        lambda day, hour: at_hour(_DAY + datetime.timedelta(days=day), datetime.time(hour)),
        st.integers(0, 6), st.sampled_from([8, 14, 19]),
    )


def _naive_held(duties, attended, candidates):
    """Walk time moment by moment; what is fulfilled once stays fulfilled."""
    held = {}
    for moment in sorted(candidates):
        changed = True
        while changed:
            changed = False
            for duty in duties:
                if duty.id not in held and _fulfilled(duty, duties, attended, held, moment):
                    held[duty.id] = moment
                    changed = True
    return {duty.id: held.get(duty.id) for duty in duties}


def _fulfilled(duty, duties, attended, held, moment):
    by_id = {d.id: d for d in duties}
    for unit_id, when in attended.items():
        above, reached = duty, when <= moment
        while reached and above is not None and above.unit_id != unit_id:
            reached = above.owes_on(local_day(when))
            above = by_id.get(above.parent_id)
        if reached and above is not None:
            return True
    owing = [d for d in duties if d.parent_id == duty.id and d.owes_on(local_day(moment))]
    return bool(owing) and all(d.id in held for d in owing)


@given(forests(), st.dictionaries(st.integers(0, 11), _moments()))
def test_held_moments_agree_with_a_walk_through_time(duties, attended):
    candidates = set(attended.values()) | {
        start_of_day(_DAY + datetime.timedelta(days=n)) for n in range(8)
    }

    assert held_moments(duties, {unit: [when] for unit, when in attended.items()}) == _naive_held(duties, attended, candidates)


@pytest.mark.parametrize(
    ("attended", "held"),
    [
        ({}, [None, None, None]),
        ({1: 8}, [None, 8, None]),
        ({1: 8, 2: 14}, [14, 8, 14]),
        ({0: 9}, [9, 9, 9]),
    ],
)
def test_a_base_has_held_when_all_its_cells_have_or_it_has_itself(attended, held):
    def moment(hour):
        return None if hour is None else at_hour(_DAY, datetime.time(hour))

    duties = [_duty(0, None), _duty(1, 0), _duty(2, 0)]

    assert held_moments(duties, {unit: [moment(hour)] for unit, hour in attended.items()}) == {
        i: moment(hour) for i, hour in enumerate(held)
    }
