"""What is done with a page of the queue: filed, set aside, turned; taken up again, sent back, undone."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from essays.filing.likely import campaign_of, may_be_assigned
from essays.filing.opening import pages_to_open
from essays.filing.queue import PERMISSION, Queue
from essays.filing.reasons import words_of
from essays.forms.queue import KEEP_FIRST, AssignForm, SetAsideForm, TurnForm
from essays.models import PageStep, ScanPage, Went
from essays.screens.queue import WorkbenchMixin, batches_of, pages_of_queue, pk_in, queue_of_duty, url_of
from essays.screens.queue_words import already_settled
from essays.screens.sheet_list import note_names
from essays.services.pages import PlaceTaken, assign_page, send_back_page, set_aside_page, take_up_page, turn_page, undo_step
from lib.clock import now
from units.screens.forms import KeyedForm, ServiceFormView
from units.screens.permitted import PermittedMixin


class PageStepView(WorkbenchMixin, ServiceFormView):
    """A step with one page of the queue, then on to the next; what somebody else did meanwhile is said and stays."""

    def load(self):
        pages = pages_of_queue().filter(file__batch__in=batches_of(self.request.user))
        self.page = get_object_or_404(pages, pk=self.kwargs["pk"])
        duty = pk_in(self.request.GET.get("queue", ""))
        self.queue = queue_of_duty(self.request.user, duty) if duty else Queue(batch=self.page.file.batch)

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(url_of(self.queue, self.page))

    def get_success_url(self):
        return url_of(self.queue, self.queue.next_after(self.page))

    def form_invalid(self, form):
        """One's own second click gets the answer of the first; who comes second goes on to the next page."""
        answer = super().form_invalid(form)
        here = pages_of_queue().get(pk=self.page.pk)
        if isinstance(answer, HttpResponseRedirect) or here.went == Went.QUEUED:
            return answer
        messages.warning(self.request, already_settled(here))
        return HttpResponseRedirect(url_of(self.queue, self.queue.next_after(here)))


class AssignPage(PageStepView):
    """Where the place is taken it asks, with both pictures side by side."""

    form_class = AssignForm
    taken = None

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "members": may_be_assigned(self.page, self.request.user)}

    def perform(self, data):
        by, at, keeps_first = self.request.user, now(), data["instead"] == KEEP_FIRST
        if keeps_first:
            return set_aside_page(page=self.page, reason="keep_first", by=by, at=at)
        try:
            return assign_page(page=self.page, campaign=campaign_of(self.page), by=by, at=at, **data)
        except PlaceTaken as taken:
            self.taken, self.asked = taken, data
            raise
        except ValidationError as error:
            raise _about_the_day(error) from None

    def get_template_names(self):
        return ["essays/place_taken.html"] if self.taken else super().get_template_names()

    def get_context_data(self, **kwargs):
        if not self.taken:
            return super().get_context_data(**kwargs)
        return {
            "taken": self.taken, "asked": self.asked, "page": self.page, "query": self.query, "queue": self.queue,
            "sees_both": pages_to_open(self.request.user).filter(pk=self.taken.standing.pk).exists(), "queue_url": url_of(self.queue),
            "back": url_of(self.queue, self.page), **kwargs,
        }


def _about_the_day(error):
    """Of a writer who had left by the day of the batch, it is the day that may be put right."""
    errors = getattr(error, "error_dict", {})
    return ValidationError({"on": errors["member"]}) if "member" in errors else error


class SetAsidePage(PageStepView):
    form_class = SetAsideForm

    def perform(self, data):
        return set_aside_page(page=self.page, by=self.request.user, at=now(), **data)


class TurnPage(PageStepView):
    form_class = TurnForm

    def perform(self, data):
        if self.page.went != Went.QUEUED:
            raise ValidationError(_("The page is filed already."))
        return turn_page(page=self.page, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return url_of(self.queue, self.page)


class TakeUpPage(PageStepView):
    """Out of the pages set aside, and before one's eyes."""

    form_class = KeyedForm

    def perform(self, data):
        return take_up_page(page=self.page, by=self.request.user, at=now())

    def get_success_url(self):
        return url_of(self.queue, self.page)


class UndoStep(PageStepView):
    """One's own last step, as long as nothing was done with the page since."""

    form_class = KeyedForm

    def load(self):
        steps = PageStep.objects.filter(by=self.request.user)
        self.step = get_object_or_404(steps, pk=self.kwargs["pk"])
        self.kwargs = {"pk": self.step.page_id}
        super().load()

    def perform(self, data):
        return undo_step(step=self.step, by=self.request.user, at=now())

    def get_success_url(self):
        return url_of(self.queue, self.page)

    def form_invalid(self, form):
        answer = ServiceFormView.form_invalid(self, form)
        if isinstance(answer, HttpResponseRedirect):
            return answer
        for error in form.non_field_errors():
            messages.error(self.request, error)
        return HttpResponseRedirect(url_of(self.queue))


class AsidePages(PermittedMixin, TemplateView):
    """What was set aside of a batch, with its reason; each page can be taken up again."""

    permission = PERMISSION
    template_name = "essays/aside.html"

    def load(self):
        self.batch = get_object_or_404(batches_of(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        queue = Queue(batch=self.batch)
        pages = queue.pages().filter(went=Went.SET_ASIDE).select_related("file").order_by("file", "number")
        rows = [{"page": page, "why": words_of(page), "form": KeyedForm(auto_id=False)} for page in pages]
        return super().get_context_data(batch=self.batch, queue_url=url_of(queue), line=queue.line, rows=rows, **kwargs)


class SendBackPage(ServiceFormView):
    """A filed page is not his whose essay it is in: out of it, and into the queue."""

    permission = PERMISSION
    template_name = "essays/send_back.html"
    form_class = KeyedForm
    success_message = gettext_lazy("The page waits in the queue again.")

    def load(self):
        pages = ScanPage.objects.permitted(self.request.user, self.permission).exclude(member=None)
        self.page = get_object_or_404(pages.select_related("file__batch", "member", "unit", "essay"), pk=self.kwargs["pk"])
        self.essay_url = reverse("essays:essay", args=[self.page.essay_id])

    def get(self, request, *args, **kwargs):
        note_names(request.user, self.page.unit)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, essay_url=self.essay_url, **kwargs)

    def perform(self, data):
        return send_back_page(page=self.page, by=self.request.user, at=now())

    def get_success_url(self):
        return self.essay_url
