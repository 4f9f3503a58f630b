import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory, override_settings
from django.urls import include, path

from portal.navigation import Navigation


def _page(request):
    raise NotImplementedError


urlpatterns = [
    path("", _page, name="home"),
    path("units/", include(([path("", _page, name="list")], "units"))),
    path("accounts/", include(([path("", _page, name="list"), path("sign-out/", _page, name="sign_out")], "accounts"))),
    path("reports/", include(([path("", _page, name="list")], "reports"))),
]


def _navigation(user, at="/"):
    request = RequestFactory().get(at)
    request.user = user
    return Navigation(request)


@pytest.fixture(autouse=True)
def _some_places():
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_each_role_sees_its_own_ways_and_none_that_does_not_exist(cast):
    seen = {
        name: [place.url for place in _navigation(getattr(cast, name)).places]
        for name in ("officer", "leader", "secretary_a", "unitless")
    }

    assert seen == {
        "officer": ["/", "/units/", "/reports/", "/accounts/"],
        "leader": ["/", "/units/", "/reports/"],
        "secretary_a": ["/", "/units/"],
        "unitless": ["/"],
    }


@pytest.mark.parametrize(("at", "here"), [("/", ["/"]), ("/units/7/", ["/units/"]), ("/elsewhere/", [])])
def test_the_place_of_the_page_is_marked(cast, at, here):
    assert [place.url for place in _navigation(cast.officer, at).places if place.is_here] == here


def test_the_office_is_the_unit_one_acts_for(cast, tree):
    assert (_navigation(cast.secretary_a).office, _navigation(cast.unitless).office) == (tree.xa.name, "")


def test_nobody_signed_in_has_a_frame_all_the_same(db):
    navigation = _navigation(AnonymousUser())

    assert (navigation.office, navigation.role, navigation.sign_out_url) == ("", "", "/accounts/sign-out/")


def test_the_ways_cost_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        navigation = _navigation(cast.officer)
        assert [navigation.office, len(navigation.places), len(navigation.first)] == [navigation.office, 4, 4]
