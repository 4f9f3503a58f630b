"""The way of a paper to its signature: draft, sent, agreed to, copied to sign, issued. Every paper's model inherits it."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.scope import ScopedQuerySet

# Twenty typed pages.
REMARK_LENGTH = 60_000


class PaperState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent for signature")
    AGREED = "agreed", _("agreed to")
    ISSUED = "issued", _("issued")


class PaperQuerySet(ScopedQuerySet):
    def drafts(self):
        """Whatever is not issued, also while a leader looks at it."""
        return self.exclude(state=PaperState.ISSUED)

    def issued(self):
        return self.filter(state=PaperState.ISSUED)

    def untouched(self):
        """Drafts nobody was shown for signature: these may still change by themselves."""
        return self.filter(state=PaperState.DRAFT, copied_at=None)


class PaperToSign(models.Model):
    """A paper before it is one. The model adds `unit` and `document`, and says in `check_complete` what it still lacks.

    What changes the text calls `put_back_to_draft`: nobody agrees to a text and signs another.
    """

    state = models.CharField(max_length=20, choices=PaperState.choices, default=PaperState.DRAFT)
    # "Dự thảo lần n": the next one begins when a leader returns it.
    draft_number = models.PositiveSmallIntegerField(_("draft number"), default=1)
    sent_at = models.DateTimeField(_("sent for signature at"), null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Why it was returned; kept until it is sent again, and in the history for good.
    remark = models.TextField(_("remarks"), max_length=REMARK_LENGTH, blank=True)
    # When the copy to sign was printed: from then on the draft changes by hand only, so that what is signed is issued.
    copied_at = models.DateTimeField(_("copy to sign printed at"), null=True, blank=True)
    # The code on that copy, where the letterhead has one; the paper issued bears the same (documents/codes.py).
    code = models.CharField(max_length=16, null=True, blank=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def is_draft(self):
        return self.state != PaperState.ISSUED

    @property
    def is_returned(self):
        return self.state == PaperState.DRAFT and bool(self.remark)

    @property
    def is_sent(self):
        return self.state == PaperState.SENT

    @property
    def is_agreed(self):
        return self.state == PaperState.AGREED

    def check_complete(self):
        """Raise ValidationError, in words for the officer, where the paper cannot be signed yet."""

    def put_back_to_draft(self):
        """The text changed: the copy to sign and what a leader said of the old text hold no more."""
        self.state, self.copied_at, self.code = PaperState.DRAFT, None, None
        self.version += 1


# What `put_back_to_draft` writes.
BACK_TO_DRAFT = ("state", "copied_at", "code", "version")


def issued_has_its_document(name):
    """The constraint of a paper's model: issued with its document, anything else without."""
    return models.CheckConstraint(
        condition=(~Q(state=PaperState.ISSUED) & Q(document=None)) | Q(state=PaperState.ISSUED, document__isnull=False),
        name=name,
    )
