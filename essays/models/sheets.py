import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Func, Q, Value
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Duty, StudySession
from lib.signed_codes import grouped, write_code
from units.models import Member, Unit
from units.scope import ScopedQuerySet

FIRST_NUMBER, LAST_NUMBER = 10_000_001, 99_999_999
MOST_PAGES = 99


class SheetKind(models.TextChoices):
    ESSAY = "essay", _("essay of a member")
    BLANK = "blank", _("blank sheet")
    ATTENDANCE = "attendance", _("attendance list")


class SheetQuerySet(ScopedQuerySet):
    def standing(self):
        return self.filter(revoked_at=None)


@pghistory.track()
class Sheet(models.Model):
    """Printed paper under one number; each of its pages bears a signed code of number and page, and nothing of a person.

    What comes back on paper is filed to (sheet, page). The number says whose it is; only this row knows.
    """

    number = models.BigIntegerField(
        _("number of the sheet"), unique=True, editable=False,
        db_default=Func(Value("essays_sheet_number"), function="nextval", output_field=models.BigIntegerField()),
    )
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField(_("kind"), max_length=20, choices=SheetKind.choices)
    # The unit it was last printed for, and its duty: a transfer afterwards changes neither.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sheets")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="sheets")
    # Nobody on a blank sheet: whom it is given to afterwards is told by its assignment.
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="sheets")
    session = models.ForeignKey(StudySession, on_delete=models.PROTECT, null=True, blank=True, related_name="sheets")
    pages = models.PositiveSmallIntegerField(_("pages"))
    printed_at = models.DateTimeField(_("printed at"))
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Replaced by a new set: its codes file nothing any more.
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("printed sheet")
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=FIRST_NUMBER, number__lte=LAST_NUMBER), name="a_sheet_number_has_eight_digits"
            ),
            models.CheckConstraint(condition=Q(pages__gte=1, pages__lte=MOST_PAGES), name="a_sheet_has_pages"),
            models.CheckConstraint(
                condition=Q(kind="essay", member__isnull=False, duty__isnull=False, session=None)
                | Q(kind="blank", member=None, duty__isnull=False, session=None)
                | Q(kind="attendance", member=None, session__isnull=False),
                name="a_sheet_is_of_its_kind",
            ),
            models.UniqueConstraint(
                fields=["campaign", "member"], condition=Q(kind="essay", revoked_at=None), name="one_standing_sheet_per_member"
            ),
            models.UniqueConstraint(
                fields=["session", "unit"], condition=Q(kind="attendance", revoked_at=None), name="one_standing_list_per_class"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "unit", "kind"], name="sheet_unit")]

    def __str__(self):
        return str(self.number)

    def code_of(self, page):
        """The signed code of a page, under the newest key."""
        return write_code(self.number, page, key=settings.SHEET_KEYS[0].encode())

    def given_to(self):
        """The assignment of a blank sheet, as prefetched; None where it lies unused."""
        return next((one for one in self.assignments.all() if one.withdrawn_at is None), None)

    def letters_of(self, page):
        return grouped(self.code_of(page))


class SheetAssignmentQuerySet(ScopedQuerySet):
    scope_path = "sheet__unit__path"


@pghistory.track()
class SheetAssignment(models.Model):
    """A blank sheet given to a member; given to another, the first assignment is withdrawn and stays."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="assignments")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="sheet_assignments")
    assigned_at = models.DateTimeField(_("assigned at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SheetAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet"], condition=Q(withdrawn_at=None), name="a_sheet_is_given_to_one"),
        ]
