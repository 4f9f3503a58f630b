"""Bugs planted into the portal, each where somebody could make it; the matrix has to see every one of them.

`who` are the people whose view of the address the bug changes: nobody else has to be asked.
"""
import functools
import io
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View
from PIL import Image

from accounts.middleware import may_precede_password_change
from accounts.models import User
from audit.record import record
from campaigns.models import Reminder, StudySession
from campaigns.progress import direct_duties
from files.models import StoredFile
from portal.tests.access_checking import view_of
from units.models import Member, Unit
from units.scope import within_paths

BUGS = []


@dataclass(frozen=True)
class Bug:
    plant: Callable
    address: str
    who: tuple
    # What the matrix has to say of it.
    seen: str

    def __str__(self):
        return self.plant.__name__


def planted(address, who, seen):
    def keep(plant):
        BUGS.append(Bug(plant, address, who, seen))
        return plant
    return keep


@planted("units:blocks", ("secretary_a",), "GET .*: 200, expected 403")
def a_view_without_its_rule(patch):
    patch.setattr(view_of("units:blocks").view_class, "setup", View.setup)


@planted("units:member", ("leader",), "GET .*: 200, expected 403")
def a_view_with_the_permission_of_another(patch):
    patch.setattr(view_of("units:member").view_class, "permission", "units.view")


@planted("units:search", ("secretary_a",), "shows CANARY-1-02")
def all_rows_in_a_picker(patch):
    def load(view):
        view.units, view.above = Unit.objects.all(), None
    patch.setattr(view_of("units:search").view_class, "load", load)


@planted("unit_page", ("base_officer",), "GET .*: 200, expected 404")
def a_scope_by_the_digits_of_the_code(patch):
    """Base 10 begins as base 1 does."""
    def by_code(field, paths):
        codes = Unit.objects.filter(path__in=paths).values_list("code", flat=True)
        name = f"{field.removesuffix('path')}code__startswith"
        return functools.reduce(Q.__or__, (Q(**{name: code}) for code in codes), within_paths(field, paths))
    patch.setattr("units.scope.within_paths", by_code)


@planted("campaigns:reminder", ("secretary_a", "base_officer"), "base_officer .*: 200, expected 404")
def a_path_cut_within_a_step(patch):
    """The siblings of a unit differ in the last sign of its step only."""
    patch.setattr("units.scope.within_paths", lambda field, paths: within_paths(field, [path[:-1] for path in paths]))


@planted("campaigns:reminder_withdraw", ("base_officer",), "GET .*: 200, expected 404")
def a_row_found_without_the_scope_of_its_parent(patch):
    def load(view):
        view.reminder = get_object_or_404(Reminder, pk=view.kwargs["pk"])
    patch.setattr(view_of("campaigns:reminder_withdraw").view_class, "load", load)


@planted("campaigns:outstanding_xlsx", ("base_officer",), "shows CANARY-10")
def an_export_without_scope(patch):
    patch.setattr("campaigns.screens.outstanding.direct_duties", lambda campaign, *, above, at: direct_duties(campaign, at=at))


@planted("campaigns:session_withdraw", ("secretary_a",), "POST .*: 200, expected 404")
def a_post_that_skips_what_the_get_asks(patch):
    view_class = view_of("campaigns:session_withdraw").view_class
    asks = view_class.load

    def load(view):
        if view.request.method == "GET":
            return asks(view)
        view.session = StudySession.objects.get(pk=view.kwargs["pk"])
    patch.setattr(view_class, "load", load)


@planted("files:thumb", ("secretary_a",), "GET .*: 200, expected 404")
def a_file_served_without_asking(patch):
    patch.setattr(type(StoredFile.objects.all()), "readable_by", lambda files, user: files.all())


@planted("files:original", ("stranger",), "shows SECRET-AL")
def a_header_with_the_name_of_another_file(patch):
    view_class = view_of("files:original").view_class
    answers = view_class.get

    def get(view, request, file_id):
        response = answers(view, request, file_id)
        response["X-Newest"] = StoredFile.objects.earliest("pk").name
        return response
    patch.setattr(view_class, "get", get)


@planted("files:page", ("secretary_a",), "shows SECRET-OT1")
def a_name_in_the_notes_of_a_picture(patch):
    """Packed, so that it does not stand in the bytes."""
    def serve(source, **of_file):
        picture, notes = io.BytesIO(), Image.Exif()
        notes[0x9C9B] = "SECRET-OT1".encode("utf-16-le")        # the title, as Windows writes it
        Image.new("L", (8, 8)).save(picture, "JPEG", exif=notes)
        return FileResponse(io.BytesIO(picture.getvalue()))
    patch.setattr("files.views.serve_privately", serve)


@planted("units:tree_below", ("secretary_a",), "by htmx .*: 200, expected 404")
def a_fragment_without_its_rule(patch):
    view_class = view_of("units:tree_below").view_class
    asks = view_class.load

    def load(view):
        if not view.request.htmx:
            return asks(view)
        view.standing, view.tops = Unit.objects.all(), [Unit.objects.get(pk=view.kwargs["pk"])]
    patch.setattr(view_class, "load", load)


@planted("campaigns:list", ("owes_second_factor",), "not sent to")
def a_second_step_that_is_not_asked_for(patch):
    patch.setattr("accounts.middleware.is_missing", lambda session: False)


@planted("campaigns:add", ("owes_password",), "not sent to")
def a_page_open_before_the_password_is_chosen(patch):
    view = view_of("campaigns:add")
    patch.setattr(view, "may_precede_password_change", False, raising=False)
    may_precede_password_change(view)


@planted("home", ("deactivated",), "not sent to")
def a_closed_account_let_in(patch):
    patch.setattr("accounts.backends.PasswordOrCodeBackend.get_user", lambda backend, pk: User.objects.get(pk=pk))


@planted("units:rename", ("officer",), "PUT .*: 200, expected 405")
def a_put_taken_for_a_post(patch):
    patch.setattr(view_of("units:rename").view_class, "http_method_names", ["get", "post", "put"])


@planted("units:member", ("secretary_a",), "refused, and yet wrote audit_entry")
def a_refusal_that_writes_first(patch):
    view_class = view_of("units:member").view_class
    asks = view_class.load

    def load(view):
        record("units.member.read", Member.objects.get(pk=view.kwargs["pk"]), by=view.request.user, unit_name="")
        asks(view)
    patch.setattr(view_class, "load", load)


@planted("campaigns:reminder", ("base_officer",), "403, should get in")
def a_page_closed_to_who_needs_it(patch):
    patch.setattr(view_of("campaigns:reminder").view_class, "permission", "campaigns.manage")

