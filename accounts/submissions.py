"""One effect for one form: a double click, a reload or a replay gives the answer of the first."""
import hashlib
import json
import uuid

from django.db import models

from accounts.models import Submission


class DifferentContent(Exception):
    """The key was used before with other content."""


def digest_of(content):
    """SHA-256 of the cleaned content, whatever the order of its fields."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=_text).encode()).hexdigest()


def claim_submission(*, user, key, digest):
    """The key's row, locked; `answer` is empty where this is the first time.

    Called inside the transaction of the effect: a second sender waits here until the first has committed.
    Raises DifferentContent where the key was used with other content.
    """
    submission, created = Submission.objects.select_for_update().get_or_create(
        user=user, key=key, defaults={"digest": digest}
    )
    if not created and submission.digest != digest:
        raise DifferentContent
    return submission


def answer_of(*, user, key):
    """Where the answer to the form sent with the key stands; empty where it had no effect yet."""
    try:
        key = uuid.UUID(str(key))
    except ValueError:
        return ""
    answers = Submission.objects.filter(user=user, key=key).values_list("answer", flat=True)
    return next(iter(answers), "")


def _text(value):
    if isinstance(value, models.Model):
        return value.pk
    if hasattr(value, "chunks"):
        return [value.name, value.size]
    if hasattr(value, "values_list"):
        return sorted(value.values_list("pk", flat=True))
    return str(value)
