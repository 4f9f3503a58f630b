import contextlib
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.urls import reverse

from jobs.models import Job, JobState
from jobs.runs import run_job
from lib.clock import today
from units.notices import notify, users_at


class Box:
    """Takes letters in, or answers RCPT as told."""

    def __init__(self, answer="250 OK"):
        self.letters, self.answer = [], answer

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (the server's own name)
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(envelope)
        return "250 OK"


@contextlib.contextmanager
def mail_server(settings, box):
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.EMAIL_PORT = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


@pytest.fixture
def mailed(settings, cast, tree):
    """The officer gave an address; the office has a mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_FROM = "127.0.0.1", "portal@an-lac.example"
    settings.PORTAL_URL, settings.EMAIL_USE_TLS, settings.EMAIL_PORT = "https://portal.example/", False, 1
    cast.officer.email = "officer@an-lac.example"
    cast.officer.save()
    return cast.officer


def ask(tree, key="k"):
    users = users_at(tree.committee, "reports.compile", on=today())
    notify(users, key=key, unit=tree.committee, subject="Có dự thảo báo cáo tuần", lines=["Mời mở cổng."], url="/bao-cao/7/")
    return Job.objects.filter(kind="notices.mail")


@pytest.mark.asvs("14.2.3")
def test_a_letter_arrives_once_and_says_only_where_to_look(mailed, tree, settings):
    box = Box()
    with mail_server(settings, box):
        ask(tree)
        job = run_job(ask(tree).get().pk)

    letter = message_from_bytes(box.letters[0].content, policy=policy.default)
    assert (len(box.letters), box.letters[0].rcpt_tos, job.state) == (1, [mailed.email], JobState.DONE)
    assert letter["Subject"] == "Có dự thảo báo cáo tuần"
    text = letter.get_content()
    assert "https://portal.example/bao-cao/7/" in text and "CANARY" not in text and mailed.full_name not in text


@pytest.mark.parametrize(("security", "box", "state", "error"), [
    (True, Box(), JobState.QUEUED, "SMTPNotSupportedError"),
    (False, Box("450 later"), JobState.QUEUED, "SMTPRecipientsRefused"),
    (False, Box("550 nobody"), JobState.FAILED, "notices.address_refused"),
    (False, None, JobState.QUEUED, "ConnectionRefusedError"),
])
def test_a_letter_that_does_not_go_is_tried_again_or_says_why(mailed, tree, settings, security, box, state, error):
    settings.EMAIL_USE_TLS = security
    with mail_server(settings, box) if box else contextlib.nullcontext():
        job = run_job(ask(tree).get().pk)

    assert (job.state, job.error) == (state, error)
    assert not box or box.letters == []


def test_nobody_is_written_to_unasked(mailed, tree, settings, client):
    assert [user.username for user in users_at(tree.committee, "reports.agree", on=today())] == ["leader"]
    client.force_login(mailed)
    client.post(reverse("accounts:mail"), {"email": ""})
    assert not ask(tree).exists()
    client.post(reverse("accounts:mail"), {"email": "again@an-lac.example"})
    settings.EMAIL_HOST = ""
    assert not ask(tree).exists()
    assert client.get(reverse("accounts:mail")).status_code == 200
