import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from portal import errors

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"


def _raising(error):
    def view(request):
        raise error

    view.login_required = False
    return view


urlpatterns = [
    path("bad/", _raising(SuspiciousOperation())),
    path("large/", _raising(RequestDataTooBig())),
    path("denied/", _raising(PermissionDenied())),
    path("gone/", _raising(Http404())),
    path("broken/", _raising(ValueError())),
]


@pytest.mark.parametrize(
    ("address", "status", "template"),
    [
        ("/bad/", 400, "400.html"), ("/large/", 413, "413.html"), ("/denied/", 403, "403.html"),
        ("/gone/", 404, "404.html"), ("/broken/", 500, "500.html"),
    ],
)
@override_settings(ROOT_URLCONF=__name__, DEBUG=False)
@pytest.mark.asvs("16.5.1")
def test_each_error_has_its_page_without_a_database(address, status, template):
    answer = Client(raise_request_exception=False).get(address)

    assert (answer.status_code, answer.templates[0].name) == (status, template)


@pytest.mark.asvs("3.5.1")
def test_a_form_of_another_sign_in_is_refused_with_its_own_page():
    answer = errors.csrf_failure(RequestFactory().post("/"))

    assert (answer.status_code, answer.content.decode().count('class="letter"')) == (403, 1)


def test_a_portal_under_care_says_so():
    assert errors.service_unavailable(RequestFactory().get("/")).status_code == 503


@override_settings(DEBUG=False)
def test_an_address_nobody_knows_leads_to_the_page_of_the_portal():
    answer = Client().get("/no-such-page/")

    assert (answer.status_code, answer.templates[0].name) == (404, "404.html")
