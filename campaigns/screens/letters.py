"""Reminder letters while drafts: for the filtered set of the desk, read as a whole, edited, listed again, discarded."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from campaigns.chasing import sensible_reply_day
from campaigns.forms.letters import LetterForm, RequestForm, VersionForm
from campaigns.letter_paper import settled_since
from campaigns.models import LetterRound, Reminder
from campaigns.screens.chasing import DeskMixin
from campaigns.screens.letter_text import text_of
from campaigns.screens.outstanding import OutstandingMixin
from campaigns.services.letters import discard_letters, edit_request, list_again, make_letters, request_words, restore_request
from lib.clock import now, today
from lib.dates import format_moment
from units.screens.forms import ServiceFormView
from units.screens.lists import ListState
from units.screens.permitted import PermittedMixin
from units.scope import may


class LetterAdd(DeskMixin, ServiceFormView):
    """A letter, or one to each, for what the filter of the desk shows."""

    permission = "reports.compile"
    form_class = LetterForm
    template_name = "campaigns/letter_form.html"

    @cached_property
    def duties(self):
        state = ListState(
            self.request, form_class=self.filter_form, form_kwargs=self.filter_kwargs(), sorts=self.sorts, default_sort="unit"
        )
        return list(state.apply(self.rows()))

    @cached_property
    def sender(self):
        return self.above.unit if self.above else self.campaign.unit

    def get_initial(self):
        return {"finish_by": sensible_reply_day(self.at, unit=self.campaign.unit)}

    def get_context_data(self, **kwargs):
        rounds = LetterRound.objects.permitted(self.request.user, "reports.view").filter(campaign=self.campaign)
        return super(OutstandingMixin, self).get_context_data(
            campaign=self.campaign, duties=self.duties,
            desk=f'{reverse("campaigns:desk", args=[self.campaign.pk])}?{self.request.GET.urlencode()}', has_letters=rounds.exists(), **kwargs,
        )

    def perform(self, data):
        return make_letters(campaign=self.campaign, sender=self.sender, duties=self.duties, by=self.request.user, at=self.at, **data)

    def get_success_url_for(self, round_):
        return reverse("campaigns:letter", args=[round_.pk])


class RoundMixin(PermittedMixin):
    """Finds the round; a form that changes it finds none that is issued."""

    permission = "reports.view"
    drafts_only = False

    def load(self):
        rounds = LetterRound.objects.permitted(self.request.user, self.permission)
        if self.drafts_only:
            rounds = rounds.drafts()
        self.round = get_object_or_404(rounds.select_related("campaign", "unit", "by", "sent_by", "answered_by"), pk=self.kwargs["pk"])

    @cached_property
    def letters(self):
        return list(self.round.letters.select_related("document").defer("document__payload").order_by("pk"))

    def get_context_data(self, **kwargs):
        page = reverse("campaigns:letter", args=[self.round.pk])
        return super().get_context_data(round=self.round, campaign=self.round.campaign, back=page, cancel_url=page, **kwargs)


class LetterPage(RoundMixin, TemplateView):
    """The text of the letters, where they stand, what may be done."""

    template_name = "campaigns/letter.html"

    def get_context_data(self, **kwargs):
        round_ = self.round
        return super().get_context_data(
            made=format_moment(round_.created_at), letters=self.letters, text=text_of(self.letters), unwritten=any(letter.payload is None for letter in self.letters),
            settled=[] if not round_.is_draft else list(settled_since(round_, at=now())),
            overdue=round_.is_draft and round_.finish_by < today(),
            reminded=0 if round_.is_draft else Reminder.objects.filter(letter__round=round_, withdrawn_at=None).count(),
            form=VersionForm(initial={"version": round_.version}), **self._what_may_be_done(), **kwargs,
        )

    def _what_may_be_done(self):
        user, unit, draft = self.request.user, self.round.unit, self.round.is_draft
        return {
            "edits": draft and may(user, "reports.compile", unit), "issues": draft and may(user, "reports.issue", unit),
            "answers": self.round.is_sent and may(user, "reports.agree", unit),
        }


class RoundForm(RoundMixin, ServiceFormView):
    permission = "reports.compile"
    form_class = VersionForm
    drafts_only = True
    submit_label = ""

    def get_initial(self):
        return {"version": self.round.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(submit_label=self.submit_label, **kwargs)

    def terms(self):
        return {"round_": self.round, "by": self.request.user, "at": now()}

    def get_success_url(self):
        return reverse("campaigns:letter", args=[self.round.pk])


class LetterRequest(RoundForm):
    """What is asked for, and by when; the first paragraph is computed."""

    form_class = RequestForm
    template_name = "campaigns/letter_request.html"
    success_message = _("The text of the letters is kept.")

    def get_initial(self):
        return self.current_values(self.round)

    def current_values(self, row):
        return {"version": row.version, "finish_by": row.finish_by, "request": request_words(row)}

    def perform(self, data):
        return edit_request(**self.terms(), **data)


class LetterRestore(RoundForm):
    template_name = "campaigns/letter_restore.html"
    submit_label = _("Restore the computed text")
    success_message = _("The computed text stands again.")

    def perform(self, data):
        return restore_request(**self.terms(), **data)


class LetterListAgain(RoundForm):
    """One press on the page of the letters; asked first where a leader or a copy has the old list."""

    template_name = "campaigns/letter_list_again.html"
    submit_label = _("Make the list again")
    success_message = _("The list is that of this moment.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(settled=settled_since(self.round, at=now()), **kwargs)

    def perform(self, data):
        return list_again(**self.terms(), **data)


class LetterDiscard(RoundForm):
    template_name = "campaigns/letter_discard.html"
    submit_label = _("Discard the draft")
    success_message = _("The draft is discarded.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(danger=True, **kwargs)

    def perform(self, data):
        return discard_letters(**self.terms(), **data)

    def get_success_url(self):
        return reverse("campaigns:letters", args=[self.round.campaign_id])
