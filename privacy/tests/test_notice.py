"""The notice about personal data: asked once after signing in, again with a new version, and kept."""
import datetime

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from audit.models import Entry
from lib.clock import now, today
from privacy import standing
from privacy.models import Acknowledgement, Notice
from privacy.notice_text import first_sections, sections_of
from privacy.services.notices import acknowledge_notice, publish_notice

_HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def notice(db):
    return Notice.objects.create(version=1, valid_from=today(), sections=first_sections())


def address(**query):
    return reverse("privacy:notice", query=query)


def test_nothing_comes_before_the_notice_and_the_button_leads_on(client, cast, notice):
    client.force_login(cast.officer)
    wanted = reverse("units:list")

    led = client.get(wanted)
    assert (led.status_code, led.url) == (302, address(next=wanted))
    page = client.get(led.url)
    assert all(part in page.content.decode() for section in notice.sections for part in (section["heading"], *section["paragraphs"]))
    # Leading elsewhere, by a form or by htmx, is no way round it either.
    assert client.post(wanted).url == address()
    assert client.get(wanted, headers={"HX-Request": "true"}).headers["HX-Redirect"] == address()
    # Signing out is.
    assert client.post(reverse("accounts:sign_out")).url == reverse("accounts:sign_in")

    client.force_login(cast.officer)
    gone_on = client.post(address(), {"version": 1, "next": wanted})
    assert gone_on.url == wanted and client.get(wanted).status_code == 200
    assert client.post(address(), {"version": 1, "next": "https://elsewhere.example/"}).url == reverse("home")
    assert Acknowledgement.objects.filter(user=cast.officer, notice=notice).count() == 1
    assert Entry.objects.filter(action="privacy.notice.acknowledged", actor_id=cast.officer.pk).count() == 1
    # Later sign-ins go straight on, and it can be read again.
    client.force_login(cast.officer)
    assert client.get(wanted).status_code == 200
    assert 'name="version"' not in client.get(address()).content.decode()


def test_a_new_version_is_asked_again_and_only_what_was_shown_is_acknowledged(client, cast, notice):
    acknowledge_notice(notice=notice, by=cast.secretary_a, at=now())
    client.force_login(cast.secretary_a)
    assert client.get(reverse("home")).status_code == 200

    publish_notice(sections=notice.sections, valid_from=today(), by=None, at=now())
    # A session that goes on learns of it within the hour; one that begins, at once.
    assert client.get(reverse("home")).status_code == 200
    session = client.session
    session["_personal_data"] = {**session["_personal_data"], "at": (now() - 2 * _HOUR).timestamp()}
    session.save()
    assert client.get(reverse("home")).status_code == 302
    # The old page, sent late, says nothing of the new one.
    assert client.post(address(), {"version": 1}).url == address()
    assert Acknowledgement.objects.filter(user=cast.secretary_a).count() == 1
    client.post(address(), {"version": 2})
    assert client.get(reverse("home")).status_code == 200


def test_a_version_of_tomorrow_asks_nobody_today(cast, notice):
    acknowledge_notice(notice=notice, by=cast.officer, at=now())
    publish_notice(sections=notice.sections, valid_from=today() + datetime.timedelta(days=1), by=None, at=now())

    assert not standing.owes_notice(cast.officer, at=now())
    assert standing.owes_notice(cast.officer, at=now() + datetime.timedelta(days=1))


def test_what_comes_first_at_signing_in_comes_before_the_notice(client, cast, notice):
    cast.officer.must_change_password = True
    cast.officer.save()
    client.force_login(cast.officer)

    assert client.get(reverse("home")).url == reverse("accounts:change_password")
    assert client.get(reverse("accounts:change_password")).status_code == 200


def test_pages_ask_the_database_nothing_for_it(client, cast, notice, django_assert_num_queries):
    acknowledge_notice(notice=notice, by=cast.unitless, at=now())
    client.force_login(cast.unitless)
    # Session, user and appointments, no more.
    with django_assert_num_queries(3):
        client.get(reverse("accounts:change_password"))


def test_the_command_publishes_a_text_and_refuses_a_broken_one(notice, tmp_path, capsys):
    text = tmp_path / "2.txt"
    text.write_text("# Một\n\nđoạn\nmột\n\n# Hai\n\nđoạn hai\n", encoding="utf-8")
    call_command("publish_notice", text)

    newest = Notice.objects.in_force(today())
    assert (newest.version, newest.sections) == (2, [
        {"heading": "Một", "paragraphs": ["đoạn một"]}, {"heading": "Hai", "paragraphs": ["đoạn hai"]},
    ])
    with pytest.raises(CommandError):
        call_command("publish_notice", text, "--from", "2020-01-01")
    for broken in ("đoạn trước đề mục", "# đề mục trống\n\n# khác\n\nđoạn", ""):
        text.write_text(broken, encoding="utf-8")
        with pytest.raises(CommandError):
            call_command("publish_notice", text)
        with pytest.raises(ValueError):
            sections_of(broken)
    assert Notice.objects.count() == 2
