import datetime
import uuid

import pytest
from django.urls import reverse

from documents.layout import layout_for, layout_named
from documents.models import LayoutProfile
from documents.forms_of_layout import initial_of
from documents.pdf import render_pdf
from documents.storage import open_document_file
from documents.tests.test_issue import DAY, issue


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def typed(profile, **changes):
    """What the form of the profile sends, changed."""
    values = initial_of(layout_named(profile.code))
    starts_on = profile.starts_on.isoformat() if profile.starts_on else ""
    return {
        "form_key": str(uuid.uuid4()), "regulation": profile.regulation, "version": profile.version,
        "starts_on": starts_on, "changes_from": "", **values, **changes,
    }


def test_a_profile_is_set_by_its_form_and_seen_first(officer):
    profile = LayoutProfile.objects.get(code="hd36")
    address = reverse("documents:layout", args=[profile.pk])
    opened = officer.get(address).content.decode()
    before = opened.count("data:image/png")

    seen = officer.post(address, typed(profile, text_size="13,5", margin_left=35, preview="1")).content.decode()

    profile.refresh_from_db()
    assert (before >= 3, seen.count("data:image/png") >= 3, 'value="13,5"' in seen) == (True, True, True)
    assert seen.split("data:image/png")[1] != opened.split("data:image/png")[1]
    assert (profile.settings, profile.version) == ({}, 1)
    answer = officer.post(address, typed(profile, text_size="13,5", margin_left=35, letter_prefix="", appendix_own_page_numbers="no"))
    profile.refresh_from_db()
    assert answer.status_code == 302
    assert profile.settings == {
        "text_size": 13.5, "margin_left": 35, "letter_prefix": "", "appendix_own_page_numbers": False,
    }
    assert officer.post(address, typed(profile, version=1, text_size=12)).status_code == 409


@pytest.mark.parametrize(("changes", "field"), [
    ({"margin_left": "4"}, "margin_left"), ({"margin_top": "61"}, "margin_top"), ({"text_size": "25"}, "text_size"),
    ({"margin_left": "55", "margin_right": "50"}, "margin_right"), ({"page_number_from_edge": "18"}, "page_number_from_edge"),
    ({"line_height": "12"}, "line_height"), ({"text_size": "to"}, "text_size"), ({"text_size": "nan"}, "text_size"),
    ({"signature_lines": "1"}, "signature_lines"), ({"end_of_text": "!"}, "end_of_text"),
])
def test_what_no_paper_looks_like_is_refused_at_its_field(officer, changes, field):
    profile = LayoutProfile.objects.get(code="hd36")
    answer = officer.post(reverse("documents:layout", args=[profile.pk]), typed(profile, **changes))

    assert list(answer.context["form"].errors) == [field]
    profile.refresh_from_db()
    assert profile.settings == {}


def test_a_layout_papers_were_issued_under_is_followed_not_changed(officer, office, cast):
    document = issue(office, cast.officer, pdf=None)
    profile = LayoutProfile.objects.get(code="hd11")
    address = reverse("documents:layout", args=[profile.pk])

    refused = officer.post(address, typed(profile, text_size=13))
    followed = officer.post(address, typed(profile, text_size=13, changes_from="01/02/2018"))

    assert list(refused.context["form"].errors) == ["changes_from"]
    assert followed.status_code == 302
    profile.refresh_from_db()
    assert "text_size" not in profile.settings
    assert (layout_for(DAY).text_size, layout_for(datetime.date(2018, 2, 1)).text_size) == (14, 13)
    assert layout_for(datetime.date(2018, 4, 3)).code == "hd36"
    assert render_pdf(document.payload) == open_document_file(document).read()


def test_a_new_layout_begins_on_a_day_of_its_own(officer):
    current = LayoutProfile.objects.get(code="hd05")
    form = {name: value for name, value in typed(current, margin_top=22).items() if name not in ("version", "changes_from")}
    add = reverse("documents:layout_add")

    taken = officer.post(add, form)
    entered = officer.post(add, {**form, "form_key": str(uuid.uuid4()), "starts_on": "2027-01-01"})

    assert (list(taken.context["form"].errors), entered.status_code) == (["starts_on"], 302)
    new = LayoutProfile.objects.get(starts_on=datetime.date(2027, 1, 1))
    assert (new.settings, layout_for(datetime.date(2026, 12, 31)).code) == ({"margin_top": 22}, "hd05")
    assert "tu-2027" not in officer.get(reverse("documents:layouts")).content.decode()
