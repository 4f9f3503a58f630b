import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.models import Unit
from units.scope import ScopedQuerySet


class DatedQuerySet(ScopedQuerySet):
    def valid_on(self, day):
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))


def _ends_after_start(model):
    return models.CheckConstraint(
        condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
        name=f"{model}_ends_after_start",
    )


class IssuingBodyQuerySet(DatedQuerySet):
    seen_from_below = True


@pghistory.track()
class IssuingBody(models.Model):
    """Who issues the papers of a unit, as its letterhead reads, from and until a day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="issuing_bodies")
    superior_name = models.CharField(_("name of the superior"), max_length=200)
    name = models.CharField(_("name of the body"), max_length=200)
    # How prose names it: "Ban Tuyên giáo Huyện uỷ"; name and superior joined where left empty.
    prose_name = models.CharField(_("name in a sentence"), max_length=200, blank=True)
    # How prose names the whole organisation: "Đảng bộ huyện", and its committee: "Huyện uỷ".
    organisation_name = models.CharField(_("the organisation in a sentence"), max_length=100, blank=True)
    committee_name = models.CharField(_("the committee in a sentence"), max_length=100, blank=True)
    symbol = models.CharField(_("symbol of the body"), max_length=30)
    place = models.CharField(_("place of issue"), max_length=100)
    # One recipient a line, without the dash and the closing mark, which the layout adds.
    recipients = models.TextField(_("recipients"), blank=True)
    # Not part of the prescribed layout, so off unless the office asks for it.
    prints_code = models.BooleanField(_("print a code that leads to the standing of the paper"), default=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    # The first day on which it no longer holds.
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = IssuingBodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("issuing body")
        constraints = [_ends_after_start("issuing_body")]

    def __str__(self):
        return self.name


class SignerQuerySet(DatedQuerySet):
    scope_path = "body__unit__path"
    seen_from_below = True


@pghistory.track()
class Signer(models.Model):
    """Who signs for a body, with which authority, from and until a day."""

    body = models.ForeignKey(IssuingBody, on_delete=models.PROTECT, related_name="signers")
    # "T/M BAN THƯỜNG VỤ", "K/T TRƯỞNG BAN", "TRƯỞNG BAN"; as the paper prints it.
    authority = models.CharField(_("authority"), max_length=100)
    # Empty where the head signs in his own right.
    post = models.CharField(_("post"), max_length=100, blank=True)
    full_name = models.CharField(_("full name"), max_length=150)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    # The first day on which he no longer signs.
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SignerQuerySet.as_manager()

    class Meta:
        verbose_name = _("signer")
        ordering = ["position", "pk"]
        constraints = [_ends_after_start("signer")]

    def __str__(self):
        return self.full_name


@pghistory.track()
class LayoutProfile(models.Model):
    """Layout of official paper from a day on; chosen by the issue date. A new rule is a new row."""

    code = models.CharField(max_length=20, unique=True)
    starts_on = models.DateField(unique=True, null=True)
    regulation = models.CharField(max_length=200)
    # Departures from the defaults in documents/layout.py (margins in mm, sizes in pt, spellings).
    settings = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = [F("starts_on").asc(nulls_first=True)]


class TermQuerySet(ScopedQuerySet):
    seen_from_below = True

    def running_on(self, day):
        return self.filter(Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gt=day))


@pghistory.track()
class Term(models.Model):
    """A committee's term; numbers of papers run through it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField(_("name of the term"), max_length=60)
    starts_on = models.DateField(_("first day"))
    # The first day of the next term.
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "starts_on"], name="one_term_per_start"),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="term_ends_after_start"),
        ]

    def __str__(self):
        return self.name


class DocumentQuerySet(ScopedQuerySet):
    # A paper names the units that are late: read by whose it is and above, not by those below (domain: own base's).
    def in_force(self):
        return self.filter(superseded_by=None, withdrawn_at=None)

    def newest_first(self):
        return self.order_by("-issued_on", "-number", "-pk")


@pghistory.track()
class Document(models.Model):
    """An issued paper: payload, file and hash frozen. A correction is a new one that supersedes it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="documents")
    body = models.ForeignKey(IssuingBody, on_delete=models.PROTECT, related_name="documents")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    type_code = models.CharField(max_length=10)
    number = models.PositiveIntegerField(_("number"))
    symbol = models.CharField(max_length=30)
    issued_on = models.DateField(_("issued on"))
    signer_name = models.CharField(_("signer"), max_length=150)
    title = models.CharField(max_length=400)
    layout = models.CharField(max_length=20)
    payload = models.JSONField()
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    superseded_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    # Withdrawn by whoever issued it: its number stays taken, the paper holds no more.
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(_("why it was withdrawn"), max_length=1000, blank=True)
    # Printed on it as a code that leads to its standing (documents/codes.py); None: none is printed.
    code = models.CharField(max_length=16, null=True, blank=True, unique=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("issued document")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "symbol", "type_code", "term", "number"], name="a_number_once_per_term", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="numbers_start_at_one"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="") | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
                name="withdrawn_with_a_reason",
            ),
        ]
        triggers = [
            # What was issued stays as it was; it may only learn which paper superseded it and that it was withdrawn.
            pgtrigger.ReadOnly(
                name="issued_stays_as_it_was", exclude=["superseded_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason"]
            ),
            pgtrigger.Protect(name="issued_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.number:02d}-{self.type_code}/{self.symbol}"

    @property
    def state(self):
        """As every list marks it (units/screens/statuses.py)."""
        if self.withdrawn_at is not None:
            return "paper_withdrawn"
        return "superseded" if self.superseded_by_id else "issued"


class CopyKind(models.TextChoices):
    SIGNED = "signed", _("signed and sealed scan")
    EDITED = "edited", _("Word file with edited words")


class PaperCopyQuerySet(ScopedQuerySet):
    scope_path = "document__unit__path"

    def standing(self):
        return self.filter(removed_at=None)


@pghistory.track()
class PaperCopy(models.Model):
    """A file that belongs to an issued number: the paper as it was signed and sealed, or as its words were edited."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="copies")
    kind = models.CharField(max_length=20, choices=CopyKind.choices)
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="paper_copy")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Attached by mistake; the file and who attached it stay for the record.
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PaperCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an issued paper")
        ordering = ["added_at", "pk"]


class ReservedNumberQuerySet(ScopedQuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


@pghistory.track()
class ReservedNumber(models.Model):
    """A number of a book that a paper made outside of the portal bears: no paper of the portal may bear it too."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reserved_numbers")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, null=True, blank=True, related_name="reserved_numbers")
    type_code = models.CharField(max_length=10)
    symbol = models.CharField(max_length=30)
    number = models.PositiveIntegerField(_("number"))
    what = models.CharField(_("what it is"), max_length=200)
    issued_on = models.DateField(_("issued on"))
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ReservedNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("number of a paper outside of the portal")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "symbol", "type_code", "term", "number"], condition=Q(withdrawn_at=None),
                name="a_number_reserved_once", nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="reserved_numbers_start_at_one"),
        ]

    def __str__(self):
        return f"{self.number:02d}-{self.type_code}/{self.symbol}"
