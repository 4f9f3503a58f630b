"""Reminder letters: the round asked for together, which is signed and issued as one paper, and its letters."""
import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Campaign
from campaigns.models.duties import Duty
from documents.signing import PaperQuerySet, PaperToSign
from lib.clock import now
from units.scope import ScopedQuerySet

# Two typed pages: what a letter asks for.
REQUEST_LENGTH = 6000

# A round is issued with all its letters, a letter with its round.
_ALL_LETTERS_ISSUED = """
    IF NOT EXISTS (SELECT 1 FROM campaigns_reminderletter WHERE round_id = NEW.id)
        OR EXISTS (SELECT 1 FROM campaigns_reminderletter WHERE round_id = NEW.id AND document_id IS NULL) THEN
        RISE
    END IF;
    RETURN NULL;
""".replace("RISE", "RAISE EXCEPTION 'round % of letters is not issued letter by letter', NEW.id USING ERRCODE = 'check_violation';")
_ROUND_ISSUED = """
    IF NOT EXISTS (SELECT 1 FROM campaigns_letterround WHERE id = NEW.round_id AND state = 'issued') THEN
        RISE
    END IF;
    RETURN NULL;
""".replace("RISE", "RAISE EXCEPTION 'letter % is issued without its round', NEW.id USING ERRCODE = 'check_violation';")


@pghistory.track()
class LetterRound(PaperToSign):
    """Letters asked for together: one that lists the units, or one to each. Read, agreed to, signed and issued as one."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="letter_rounds")
    # Who sends it.
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="letter_rounds")
    # By which day the units are asked to have held.
    finish_by = models.DateField(_("to be held by"))
    # What an officer made of the request, an empty line between paragraphs; empty: as computed.
    request = models.TextField(_("what is asked for"), max_length=REQUEST_LENGTH, blank=True)
    created_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # When its lists were made.
    listed_at = models.DateTimeField()

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of reminder letters")
        ordering = ["-created_at", "-pk"]
        triggers = [
            pgtrigger.Trigger(
                name="issued_with_all_its_letters", when=pgtrigger.After, operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__state="issued"), func=_ALL_LETTERS_ISSUED,
            ),
        ]

    def check_complete(self):
        if not self.campaign.is_open:
            raise ValidationError(_now("The campaign is closed. Ask the propaganda board to reopen it."))
        if self.letters.filter(payload=None).exists():
            raise ValidationError(_now("The letters were drafted before their text was kept. Make the list again first."))
        # The step that asks is the same for every kind of paper and hands on no moment.
        moment = now()
        if not Duty.objects.filter(letters__letter__round=self).owing(moment).not_held_by(moment).exists():
            raise ValidationError(_now("Every unit listed has held its study; no letter is needed any more."))


class ReminderLetterQuerySet(ScopedQuerySet):
    scope_path = "round__unit__path"


@pghistory.track()
class ReminderLetter(models.Model):
    """An official letter of a round: to all units listed, or to one alone (`addressed`)."""

    round = models.ForeignKey(LetterRound, on_delete=models.CASCADE, related_name="letters")
    addressed = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The text as it is read, signed and issued: made with the list, changed by hand only. None: drafted before it was kept.
    payload = models.JSONField(null=True)
    # The code on its copy to sign, where the letterhead has one (documents/codes.py); void as soon as the round has no copy.
    code = models.CharField(max_length=16, null=True, blank=True, unique=True)
    document = models.OneToOneField(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="reminder_letter"
    )

    objects = ReminderLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder letter")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(document=None) | Q(payload__isnull=False), name="issued_with_its_text"),
        ]
        triggers = [
            # At the end of the transaction: the letters get their documents first, then the round its state.
            pgtrigger.Trigger(
                name="issued_with_its_round", when=pgtrigger.After, operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred, condition=pgtrigger.Q(new__document__isnull=False), func=_ROUND_ISSUED,
            ),
            pgtrigger.Protect(
                name="an_issued_letter_stays", operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__document__isnull=False),
            ),
        ]


@pghistory.track()
class LetterUnit(models.Model):
    """A unit listed in a letter."""

    letter = models.ForeignKey(ReminderLetter, on_delete=models.CASCADE, related_name="units")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="letters")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "duty"], name="a_unit_once_per_letter")]
