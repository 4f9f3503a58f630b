"""The fixed cast: a small committee of four levels with a prefix trap, and a stranger's committee beside it."""
import datetime
from types import SimpleNamespace

import hypothesis
import pytest
from pytest_django.plugin import blocking_manager_key

from accounts.models import User
from portal.tests import seeds
from privacy.models import Notice
from units.models import Appointment, Member, Role, Unit, UnitBlock, UnitKind

pytest_plugins = ["portal.tests.asvs.counting"]

_LONG_AGO = datetime.date(2015, 1, 1)

# A slow machine is no counter-example.
hypothesis.settings.register_profile(
    "portal", deadline=None, print_blob=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("portal")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Django's test database, its seeds remembered. Nobody is asked to read a notice first: its tests lay their own."""
    with django_db_blocker.unblock():
        Notice.objects.all().delete()
        seeds.keep_seeds()


def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="the full products too: tests marked `full`")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """The full products only where asked for. The long tests first: a module runs on one core, and a long one begun
    last leaves the other core idle."""
    if not config.getoption("--all"):
        full = [item for item in items if item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=full)
        items[:] = [item for item in items if item not in full]
    items.sort(key=lambda item: not {"browser", "workers"} & set(item.path.parts))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Whatever the order of the tests, each finds what migrations put into the tables."""
    result = yield
    # After the last test the test database is gone.
    if nextitem is not None and seeds.empties_tables(item):
        with item.config.stash[blocking_manager_key].unblock():
            seeds.give_seeds_back()
    return result


def make_unit(code, kind, *, above=None, block=None, name=None):
    """A unit whose every text carries a canary of its own."""
    fields = {"code": code, "name": name or f"Chi bộ CANARY-{code}", "kind": kind, "block": block}
    if above is None:
        return Unit.objects.add_root(instance=Unit(**fields))
    return Unit.objects.add_child(Unit.objects.get(pk=above.pk), instance=Unit(**fields))


def make_member(unit, card, name=None, **fields):
    from lib.vietnamese import fold, person_sort_key

    name = name or f"Đảng viên CANARY-{unit.code} {card}"
    return Member.objects.create(
        unit=unit, card_number=card, full_name=name, sort_key=person_sort_key(name), search_text=fold(name), **fields
    )


def make_user(username, role=None, unit=None):
    user = User.objects.create(username=username, full_name=f"Đồng chí {username}")
    if role:
        Appointment.objects.create(user=user, unit=unit, role=role, valid_from=_LONG_AGO)
    return user


@pytest.fixture
def tree(db):
    return lay_tree()


def lay_tree():
    """committee > base x (> section xs > cell xs1; cells xa, xb), base y, base cell z; a stranger's committee."""
    block = UnitBlock.objects.create(name="Xã, thị trấn", position=1)
    offices = UnitBlock.objects.create(name="Cơ quan", position=2)
    committee = make_unit("AL", UnitKind.COMMITTEE, name="Đảng bộ huyện CANARY-AL")
    x = make_unit("1", UnitKind.BASE, above=committee, block=block)
    xa = make_unit("1-01", UnitKind.CELL, above=x, block=block)
    xb = make_unit("1-02", UnitKind.CELL, above=x, block=block)
    xs = make_unit("1-03", UnitKind.SECTION, above=x, block=block)
    xs1 = make_unit("1-031", UnitKind.CELL, above=xs, block=block)
    y = make_unit("10", UnitKind.BASE, above=committee, block=block)
    ya = make_unit("10-01", UnitKind.CELL, above=y, block=block)
    z = make_unit("2", UnitKind.BASE_CELL, above=committee, block=offices)
    other = make_unit("OT", UnitKind.COMMITTEE, name="Đảng bộ huyện CANARY-OT")
    ox = make_unit("OT1", UnitKind.BASE, above=other, block=block)
    oxa = make_unit("OT1-01", UnitKind.CELL, above=ox, block=block)
    units = {
        "committee": committee, "x": x, "xa": xa, "xb": xb, "xs": xs, "xs1": xs1, "y": y, "ya": ya, "z": z,
        "other": other, "ox": ox, "oxa": oxa,
    }
    return SimpleNamespace(**{name: Unit.objects.get(pk=unit.pk) for name, unit in units.items()})


@pytest.fixture
def members(tree):
    """Three members in every unit without units below: {unit code: [members]}."""
    leaves = [tree.xa, tree.xb, tree.xs1, tree.ya, tree.z, tree.oxa]
    return {
        unit.code: [make_member(unit, f"9{i:02d}{j:03d}") for j in range(1, 4)] for i, unit in enumerate(leaves, 1)
    }


@pytest.fixture
def cast(tree):
    return lay_cast(tree)


def lay_cast(tree):
    """One user per role and place."""
    return SimpleNamespace(
        officer=make_user("officer", Role.OFFICER, tree.committee),
        leader=make_user("leader", Role.LEADER, tree.committee),
        inspector=make_user("inspector", Role.INSPECTOR, tree.committee),
        base_officer=make_user("base_officer", Role.BASE_OFFICER, tree.x),
        secretary_a=make_user("secretary_a", Role.SECRETARY, tree.xa),
        secretary_b=make_user("secretary_b", Role.SECRETARY, tree.xb),
        secretary_z=make_user("secretary_z", Role.SECRETARY, tree.z),
        stranger=make_user("stranger", Role.OFFICER, tree.other),
        stranger_secretary=make_user("stranger_secretary", Role.SECRETARY, tree.oxa),
        unitless=make_user("unitless"),
    )
