from django.db import models
from django.utils.translation import gettext_lazy as _

# How the codes of readings end, whatever the room.
READING = r"(\.|_)(read|exported|searched)$"


class EntryQuerySet(models.QuerySet):
    def readings(self):
        """Entries of somebody having read, searched or taken out what is personal, not changed it."""
        return self.filter(action__regex=READING)

    def changes(self):
        return self.exclude(action__regex=READING)

    def of_object(self, obj):
        return self.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))


class Entry(models.Model):
    """One thing somebody did or read. Rows are added, never changed: the application's role may not."""

    at = models.DateTimeField(_("at"))
    # Who acts lives in a room above this one, so the actor is kept by number and by name as of then.
    actor_id = models.BigIntegerField(_("actor number"), null=True)
    actor_name = models.CharField(_("actor"), max_length=150, blank=True)
    action = models.CharField(_("action"), max_length=80)
    object_type = models.CharField(_("kind of object"), max_length=80, blank=True)
    object_id = models.CharField(_("object number"), max_length=40, blank=True)
    # Path of the unit the entry concerns, so that one prefix test scopes it.
    unit_path = models.CharField(_("unit path"), max_length=255, blank=True, db_collation="C", db_index=True)
    details = models.JSONField(_("details"), default=dict)
    # The request, job or command it belongs to: leads to the rows of histories written with it. Not sealed: it says nothing new.
    occasion = models.UUIDField(null=True, editable=False)
    # Random, sealed with the entry. Gone once personal words were taken out: its hash then tells nothing of them.
    salt = models.CharField(max_length=32, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        # Over a million rows: each question reads what it shows (benchmarks/journal.py).
        indexes = [
            models.Index(fields=["object_type", "object_id", "-at", "-id"], name="audit_entry_of_object"),
            models.Index(fields=["action", "-at", "-id"], name="audit_entry_action"),
            models.Index(fields=["actor_id", "-at", "-id"], name="audit_entry_actor"),
            models.Index(fields=["-at", "-id"], name="audit_entry_at"),
            # Who has looked at this unit's people: by lists of the unit itself or of one above.
            models.Index(fields=["unit_path", "-at", "-id"], name="audit_reading_of_unit", condition=models.Q(action__regex=READING)),
        ]
        ordering = ["-at", "-pk"]


class Seal(models.Model):
    """The hash of a batch of entries (audit/seals.py). Rows are added, never changed: the application's role may not."""

    first_id = models.BigIntegerField(unique=True)
    last_id = models.BigIntegerField()
    sealed_at = models.DateTimeField()
    # SHA-256 over the digest of the seal before and the hashes of the rows, in hexadecimal.
    digest = models.CharField(max_length=64)
    # Of each row its number (8 bytes, big-endian) and the first 8 bytes of its hash.
    marks = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(last_id__gte=models.F("first_id")), name="a_seal_ends_after_it_begins"),
        ]


class Replaced(models.Model):
    """An entry from which personal words were lawfully taken out, or which went when its time was over.

    Its seal still stands: `was` is the hash that was sealed, `now` the print of the row as it was left, empty where it is gone.
    Rows are added by the owner's functions alone (portal/database_roles.py).
    """

    entry_id = models.BigIntegerField(db_index=True)
    was = models.BinaryField()
    now = models.BinaryField(null=True)
    # As the entry that explains it says: "request:12", "readings:…".
    because = models.CharField(max_length=80, db_index=True)
