"""How long each kind of data is kept: the table of all, and the form of one."""
import datetime
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from jobs.models import Job, JobState
from lib.clock import now
from privacy.forms.retention import RuleForm
from privacy.retention import Ruled, ruled, ruled_kinds
from privacy.services.retention import KIND, change_rule
from privacy.words import period_words
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin
from units.screens.values import figure

PERMISSION = "privacy.retention"


@dataclass(frozen=True)
class Line:
    """A kind as the table shows it."""

    ruled: Ruled
    kept: str
    count: str
    next_at: datetime.datetime | None
    is_due: bool
    gone: str
    failed: bool


class RetentionPage(PermittedMixin, TemplateView):
    permission = PERMISSION
    template_name = "privacy/retention.html"

    def get_context_data(self, **kwargs):
        at = now()
        last = Job.objects.filter(kind=KIND, state=JobState.DONE).order_by("-finished_at").first()
        result = last.result if last else {}
        return super().get_context_data(lines=[_line(one, result, at) for one in ruled_kinds()], last=last, **kwargs)


def _line(one, result, at):
    store = one.kind.store
    next_at = one.next_goes_at(store.oldest())
    return Line(
        one, period_words(one.kept), figure(store.count()), next_at and timezone.localtime(next_at), bool(next_at and next_at <= at),
        figure(result.get("gone", {}).get(one.kind.code, 0)), one.kind.code in result.get("failed", ()),
    )


class RetentionChange(ServiceFormView):
    permission = PERMISSION
    template_name = "privacy/retention_form.html"
    form_class = RuleForm
    success_url = reverse_lazy("retention:list")
    success_message = _("The time is kept. It holds from the next night on.")

    def load(self):
        try:
            self.ruled = ruled(self.kwargs["code"])
        except KeyError:
            raise Http404 from None
        if self.ruled.kind.fixed is not None:
            raise Http404

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "kind": self.ruled.kind}

    def get_initial(self):
        rule = self.ruled.rule
        return {"version": rule.version, "days": rule.days, "basis": rule.basis}

    def perform(self, data):
        return change_rule(kind=self.ruled.kind, by=self.request.user, at=now(), **data)

    def form_invalid(self, form):
        """Asked whether the shorter time is meant, the form remembers for which days."""
        if form.has_error("__all__", code="asks"):
            form.data = form.data.copy()
            form.data["agreed"] = form.cleaned_data["days"]
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(kind=self.ruled.kind, rule=self.ruled.rule, **kwargs)
