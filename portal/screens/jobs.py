"""Screens of the jobs: what runs, waits, failed and was done lately."""
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from jobs.models import Job, JobState
from jobs.submission import run_again
from portal.screens.job_rows import may_run_again, rows_of
from units.scope import paths_permitted, within_paths
from units.screens.forms import KeyedForm, ServiceFormView
from units.screens.lists import FilterForm, ListScreen, Sort
from units.screens.permitted import PermittedMixin


def jobs_seen_by(user):
    """One's own jobs, and those for units where one may see jobs."""
    scope = within_paths("unit_path", paths_permitted(user, "jobs.view"))
    return Job.objects.filter(Q(owner=user) | scope).select_related("owner")


class JobFilter(FilterForm):
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("all")), ("open", _("waiting or running")), (JobState.FAILED, _("failed")), (JobState.DONE, _("done")),
        ],
    )

    def narrow(self, rows):
        state = self.value("state")
        if state == "open":
            return rows.filter(state__in=[JobState.QUEUED, JobState.RUNNING])
        return rows.filter(state=state) if state else rows


class JobList(ListScreen):
    """What runs, waits, failed and was done lately, the newest first."""

    permission = "jobs.view"
    template_name = "jobs/list.html"
    filter_form = JobFilter
    sorts = {"asked": Sort(_("asked at"), "created_at")}
    default_sort = "-asked"

    def rows(self):
        return jobs_seen_by(self.request.user)

    def present(self, rows):
        return rows_of(rows, self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "has_open": any(row.is_open for row in context["rows"])}


class OneJobMixin(PermittedMixin):
    permission = "jobs.view"

    def load(self):
        self.job = get_object_or_404(jobs_seen_by(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", KeyedForm())
        row = rows_of([self.job], self.request.user)[0]
        return super().get_context_data(job=self.job, row=row, **kwargs)


class JobShow(OneJobMixin, TemplateView):
    """One job, drawn again every few seconds while something is still to come of it."""

    template_name = "jobs/show.html"


class JobProgress(OneJobMixin, TemplateView):
    """The part of a page that htmx asks for; once the job has ended it asks no more."""

    template_name = "jobs/_progress.html"

    def render_to_response(self, context, **kwargs):
        """A page that shows what comes of its own job is drawn anew when it is there."""
        response = super().render_to_response(context, **kwargs)
        asked_from = urlsplit(self.request.headers.get("HX-Current-URL", "")).path
        if asked_from and asked_from == context["row"].result_url:
            response["HX-Refresh"] = "true"
        return response


class JobRunAgain(OneJobMixin, ServiceFormView):
    """Queues a failed job once more."""

    http_method_names = ["post"]
    form_class = KeyedForm
    template_name = "jobs/show.html"
    success_message = _("The work is queued again.")

    def load(self):
        super().load()
        user = self.request.user
        if not may_run_again(self.job, user, paths_permitted(user, "jobs.run_again")):
            raise PermissionDenied

    def perform(self, data):
        return run_again(job=self.job, by=self.request.user)

    def get_success_url(self):
        return rows_of([self.job], self.request.user)[0].url
