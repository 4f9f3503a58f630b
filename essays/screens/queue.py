"""The fix queue: one waiting page at a time, large, with those whose it may be; filed with one key."""
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from campaigns.models import Duty
from essays.filing.likely import campaign_of, likely_members, search_writers
from essays.filing.queue import PERMISSION, Queue
from essays.filing.reasons import BY_HAND, SET_ASIDE, words_of
from essays.forms.queue import AssignForm, SearchForm, SetAsideForm, TurnForm
from essays.models import ScanBatch, ScanPage, Went
from essays.screens.queue_words import already_settled, step_words
from essays.screens.sheet_list import note_names
from lib.clock import now
from units.models import Member
from units.screens.forms import KeyedForm
from units.screens.permitted import PermittedMixin
from units.screens.values import figure


def pages_of_queue():
    """Pages with all that a queue says of them."""
    return ScanPage.objects.select_related("file__batch__unit", "file__batch__campaign", "sheet__campaign", "sheet__unit")


def batches_of(user):
    return ScanBatch.objects.permitted(user, PERMISSION).select_related("unit", "campaign")


def queue_of_duty(user, pk):
    duties = Duty.objects.permitted(user, PERMISSION).select_related("unit", "campaign")
    return Queue(duty=get_object_or_404(duties, pk=pk))


def url_of(queue, page=None):
    """The queue, at the page."""
    url = reverse("essays:queue", args=[queue.batch.pk]) if queue.batch else reverse("essays:queue_unit", args=[queue.duty.pk])
    return f"{url}?{urlencode({'page': page.pk})}" if page else url


def pk_in(text):
    """The number typed into an address; None where it is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


class WorkbenchMixin(PermittedMixin):
    """One page of a queue with all that can be done to it; `page` is None where none waits."""

    permission = PERMISSION
    template_name = "essays/queue.html"
    queue = page = None

    @property
    def search_key(self):
        return f"search:{url_of(self.queue)}"

    @property
    def searched(self):
        """What was searched for this very page; names stay out of addresses."""
        kept = self.request.session.get(self.search_key, {})
        return kept.get("q", "") if kept.get("page") == self.page.pk else ""

    @property
    def query(self):
        """Tells a step which queue it goes back to."""
        return f"?queue={self.queue.duty.pk}" if self.queue.duty else ""

    def get_context_data(self, **kwargs):
        step = self.queue.last_step(self.request.user, at=now())
        context = {
            "queue": self.queue, "page": self.page, "queue_url": url_of(self.queue), "line": self.queue.line, "query": self.query,
            "step": step, "step_words": step_words(step) if step else "", "step_form": KeyedForm(auto_id=False),
        }
        if self.page:
            note_names(self.request.user, self.page.file.batch.unit)
            sent = kwargs.get("form")
            context |= {**self._of_page(sent), **self._forms(sent), **self._choices(sent)}
        return super().get_context_data(**{**context, **kwargs})

    def _of_page(self, sent):
        which, of_all = self.queue.place_of(self.page)
        following = self.queue.next_after(self.page)
        return {
            "why": words_of(self.page), "into": campaign_of(self.page), "which": figure(which), "of_all": figure(of_all),
            "asks_day": self.page.reason in ("day_outside", "member_left") or bool(sent and "on" in sent.errors),
            "skip_url": url_of(self.queue, following) if following else "",
            "reasons": [(digit, key, SET_ASIDE[key]) for digit, key in enumerate(BY_HAND, 1)],
        }

    @staticmethod
    def _forms(sent):
        """Of the forms of the page the one that was sent keeps what was typed."""
        forms = {
            "assign_form": AssignForm(members=Member.objects.none()), "aside_form": SetAsideForm(auto_id="aside_%s"),
            "turn_form": TurnForm(auto_id=False),
        }
        return {name: sent if type(sent) is type(form) else form for name, form in forms.items()} | {
            "other_form": SetAsideForm(auto_id=False)
        }

    def _choices(self, sent):
        user, text, more = self.request.user, self.searched, False
        if text:
            choices, more = search_writers(self.page, user, text)
        else:
            choices = likely_members(self.page, user)
        chosen = sent["choice"].value() if isinstance(sent, AssignForm) else None
        if chosen is None and choices and (choices[0].is_grounded or text and len(choices) == 1):
            chosen = choices[0].choice
        search = SearchForm(initial={"q": text}, auto_id="search_%s")
        return {"choices": choices, "chosen": chosen, "more": more, "searched": text, "search": search}


class BatchQueue(WorkbenchMixin, TemplateView):
    """GET shows the page asked for, or the first that waits; POST searches."""

    def load(self):
        self.queue = Queue(batch=get_object_or_404(batches_of(self.request.user), pk=self.kwargs["pk"]))

    def get(self, request, *args, **kwargs):
        wanted = pk_in(request.GET.get("page", "")) or getattr(self.queue.waiting().first(), "pk", None)
        self.page = pages_of_queue().filter(pk=wanted, pk__in=self.queue.pages().values("pk")).first()
        if self.page and self.page.went != Went.QUEUED:
            messages.info(request, already_settled(self.page))
            return HttpResponseRedirect(url_of(self.queue, self.queue.next_after(self.page)))
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        form, page = SearchForm(request.POST), pk_in(request.POST.get("page", ""))
        if not (form.is_valid() and page):
            return HttpResponseRedirect(url_of(self.queue))
        request.session[self.search_key] = {"q": form.cleaned_data["q"], "page": page}
        return HttpResponseRedirect(f"{url_of(self.queue)}?{urlencode({'page': page})}")


class UnitQueue(BatchQueue):
    def load(self):
        self.queue = queue_of_duty(self.request.user, self.kwargs["duty_id"])
