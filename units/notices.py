"""Reminders by e-mail that something waits in the portal: no name, no figure, only where to look. Never the only channel.

One job for each letter: retried by itself, seen in the list of long work where it fails, and nobody waits for it.
"""
import hashlib
import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from accounts.models import User
from jobs.reasons import Refused
from jobs.submission import submit
from units.models import Appointment
from units.scope import appointments_of, roles_with

KIND = "notices.mail"


def users_at(unit, permission, *, on):
    """Who holds the permission by an appointment to the very unit that day; levels above have papers of their own."""
    posts = Appointment.objects.running_on(on).filter(unit=unit, role__in=roles_with(permission))
    return User.objects.filter(pk__in=posts.values("user"), is_active=True)


def notify(users, *, key, unit, subject, lines, url):
    """Write a job for each of the users who gave an address; the same key is sent to a user once. `url` begins with /."""
    if not settings.EMAIL_HOST:
        return
    for user in users:
        if user.email:
            submit(
                kind=KIND, key=f"mail:{key}:{user.pk}", unit_path=unit.path, title=subject,
                args={"user": user.pk, "subject": subject, "lines": list(lines), "url": url},
            )


def send_job(run):
    """Send the one letter. Address and office are read now: who gave up the one or the other in between gets nothing."""
    user = User.objects.get(pk=run.args["user"])
    if not (user.email and appointments_of(user) and settings.EMAIL_HOST):
        return {"sent": False}
    try:
        _letter(run, user.email).send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        if all(code >= 500 for code in codes):
            raise Refused("notices.address_refused") from None
        raise
    return {"sent": True}


def _letter(run, address):
    host = urlsplit(settings.PORTAL_URL).hostname
    body = "\n\n".join([*run.args["lines"], settings.PORTAL_URL.rstrip("/") + run.args["url"], _("This letter is sent by the portal; please do not answer it.")])
    # Sent twice after a crash it is still one letter to the reader's program.
    identity = hashlib.sha256(run.job.key.encode()).hexdigest()[:32]
    return EmailMessage(
        subject=run.args["subject"], body=body, from_email=settings.EMAIL_FROM, to=[address],
        headers={"Message-ID": f"<{identity}@{host}>", "Auto-Submitted": "auto-generated"},
    )
