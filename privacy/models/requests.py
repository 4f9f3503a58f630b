import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from units.models import Member, Unit
from units.scope import ScopedQuerySet


class RequestKind(models.TextChoices):
    """What the law lets a person ask for (Law 91/2025/QH15, article 4)."""

    SEE = "see", _("see the data kept about oneself")
    PROVIDE = "provide", _("be given the data kept about oneself")
    CORRECT = "correct", _("correct data")
    ERASE = "erase", _("erase data")
    RESTRICT = "restrict", _("restrict the use of data")
    OBJECT = "object", _("object to the use of data")
    WITHDRAW = "withdraw", _("withdraw a consent")


class Channel(models.TextChoices):
    IN_PERSON = "in_person", _("came in person")
    PAPER = "paper", _("by letter")
    PHONE = "phone", _("by telephone")
    UNIT = "unit", _("through the own unit")
    OTHER = "other", _("in another way")


class RequestState(models.TextChoices):
    OPEN = "open", _("being handled")
    DONE = "done", _("done")
    REFUSED = "refused", _("turned down")
    DROPPED = "dropped", _("taken back by whoever asked")


# Of the two days of an open request, the one that comes next: the answer first.
NEXT_DUE = Case(
    When(~Q(state=RequestState.OPEN), then=None), When(replied_on=None, then=F("reply_due_on")), default=F("due_on"),
    output_field=models.DateField(),
)


class DataRequestQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(state=RequestState.OPEN)

    def open_first(self):
        """Open ones by what is due first, then the others, the newest first."""
        return self.alias(next_due=NEXT_DUE).order_by(F("next_due").asc(nulls_last=True), "-received_on", "-pk")

    def overdue(self, day):
        """Open ones whose next day is over."""
        return self.open().alias(next_due=NEXT_DUE).filter(next_due__lt=day)

    def due_by(self, day):
        """Open ones that are to be answered or fulfilled on the day or before."""
        return self.open().alias(next_due=NEXT_DUE).filter(next_due__lte=day)


@pghistory.track()
class DataRequest(models.Model):
    """Somebody asks about his personal data; the days the law gives are kept with it."""

    # The unit of the member, or the one that took the request in.
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="data_requests")
    member = models.ForeignKey(
        Member, verbose_name=_("member"), on_delete=models.PROTECT, null=True, blank=True, related_name="data_requests"
    )
    # Who asks where no row of the roster is his: somebody who has left, an heir, a user.
    asker = models.CharField(_("who asks"), max_length=150, blank=True)
    kind = models.CharField(_("what is wanted"), max_length=20, choices=RequestKind.choices)
    wish = models.TextField(_("in the words of whoever asks"), max_length=2000, blank=True)
    received_on = models.DateField(_("received on"))
    channel = models.CharField(_("how it came"), max_length=20, choices=Channel.choices, default=Channel.IN_PERSON)
    reply_due_on = models.DateField(_("to be answered by"))
    due_on = models.DateField(_("to be fulfilled by"))
    # Told that it came in and how it goes on.
    replied_on = models.DateField(_("answered on"), null=True, blank=True)
    # Put off once, with a reason that is told.
    extended_because = models.TextField(_("why it takes longer"), max_length=1000, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("handled by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(_("state of the request"), max_length=20, choices=RequestState.choices, default=RequestState.OPEN)
    # What was done, or why it was refused.
    outcome = models.TextField(_("outcome"), max_length=2000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about personal data")
        constraints = [
            models.CheckConstraint(
                condition=Q(member=None) & ~Q(asker="") | Q(member__isnull=False, asker=""), name="a_request_names_one_asker"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None, outcome="") | ~Q(state="open") & Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="a_closed_request_says_how",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("received_on")), name="a_request_is_due_after_it_came"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} – {self.who}"

    @property
    def who(self):
        return self.member.full_name if self.member_id else self.asker

    @property
    def is_open(self):
        return self.state == RequestState.OPEN

    @property
    def next_due_on(self):
        """As NEXT_DUE; None once it is closed."""
        if not self.is_open:
            return None
        return self.due_on if self.replied_on else self.reply_due_on

    @property
    def is_extended(self):
        return bool(self.extended_because)
