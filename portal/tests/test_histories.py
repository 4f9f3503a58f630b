"""Every model of ours keeps its history, or says here why it does not; no row is deleted or changed without one."""
import pghistory.models
import pytest
from django.apps import apps
from django.db import connection

from units.models import UnitBlock

# Models without a history, each with its reason.
WITHOUT = {
    "accounts.Submission": "the keys of forms sent, gone after some days; what the form did has its own history",
    "accounts.UserSession": "prolonged while one works; signing in and out stand in the journal",
    "audit.Entry": "is the journal itself: added to, never changed, and sealed",
    "audit.Seal": "seals of the journal: added to, never changed",
    "audit.Replaced": "what was taken out of the journal by law: added to by the owner's functions alone (decision 063)",
    "essays.Proposal": "of a small cell the history would tell who asked (decision 045)",
    "jobs.Job": "renews its lease while it works; who ordered it is in its row, what it did under its own occasion",
    # Of libraries
    "auth.Group": "unused: roles are appointments",
    "auth.Group_permissions": "unused: roles are appointments",
    "auth.Permission": "unused: permissions are the code's (portal/roles.py)",
    "axes.AccessAttempt": "wrong passwords of the last quarter of an hour, then thrown away (decision 056)",
    "axes.AccessAttemptExpiration": "the same",
    "axes.AccessFailureLog": "unused",
    "axes.AccessLog": "unused",
    "contenttypes.ContentType": "names of models, written by migrations",
    "otp_static.StaticDevice": "setting up and ending the second step stands in the journal (decision 058)",
    "otp_static.StaticToken": "a secret, used up by use",
    "otp_totp.TOTPDevice": "holds a secret; setting up and ending the second step stands in the journal (decision 058)",
    "pghistory.Context": "stands beside the histories, closed after an hour",
    "pghistory.Events": "a view of the histories",
    "pghistory.MiddlewareEvents": "a view of the histories",
}


def domain_models():
    """All models but the histories themselves."""
    return [
        model for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, pghistory.models.Event) or not getattr(model, "pgh_tracked_model", None)
    ]


def tracked(model):
    return getattr(model, "pgh_event_model", None) is not None


@pytest.mark.asvs("16.2.1")
def test_every_model_keeps_its_history_or_says_why_not():
    untracked = {model._meta.label for model in domain_models() if not tracked(model)}
    assert untracked == set(WITHOUT)
    assert all(len(reason) > 5 for reason in WITHOUT.values())


@pytest.mark.asvs("16.2.5")
def test_histories_keep_no_secret():
    kept = {
        f"{model._meta.label}.{field.name}"
        for model in domain_models() if tracked(model) for field in model.pgh_event_model._meta.fields
        if model._meta.app_label in ("accounts", "otp_totp", "otp_static") and field.name in ("password", "digest", "secret", "key", "token")
    }
    assert kept == set()


@pytest.mark.asvs("16.2.1")
def test_whatever_is_added_changed_or_deleted_leaves_a_row(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, split_part(tgname, '_', 2) FROM pg_trigger WHERE tgname LIKE 'pgtrigger\\_%'")
        there = set(cursor.fetchall())
    wanted = {(model._meta.db_table, step) for model in domain_models() if tracked(model) for step in ("insert", "update", "delete")}
    assert wanted - there == set()


def test_what_is_deleted_leaves_its_last_state(db):
    block = UnitBlock.objects.create(name="Khối xã", position=9)
    pk = block.pk
    block.delete()

    last = UnitBlock.pgh_event_model.objects.filter(pgh_obj_id=pk).latest("pgh_id")
    assert (last.pgh_label, last.name) == ("delete", "Khối xã")
