"""What became of the scans: the batches of one's units, each batch with its one line, its files and every page of it."""
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from campaigns.models import Duty
from essays.filing.job import PERMISSION
from essays.filing.storage import small_picture_path
from essays.filing.totals import totals_of
from essays.forms.intake import BatchFilter, PageFilter
from essays.models import ScanBatch, ScanPage, Went
from essays.screens.batch_rows import file_rows, page_rows
from essays.screens.sheet_list import note_names
from files.serving import serve_privately
from units.models import Unit
from units.screens.lists import ListScreen, Sort, figure
from units.screens.permitted import PermittedMixin


# To htmx: what polls has its last answer.
_ASK_NO_MORE = 286


class BatchMixin:
    permission = PERMISSION

    def load(self):
        batches = ScanBatch.objects.permitted(self.request.user, self.permission)
        self.batch = get_object_or_404(batches.select_related("unit", "campaign", "by"), pk=self.kwargs["pk"])

    def how_far(self):
        """The one line, and the files with what became of them."""
        totals = totals_of([self.batch])[self.batch.pk]
        files = file_rows(self.batch, self.request.user)
        return {
            "batch": self.batch, "totals": totals, "files": files, "is_open": any(row.is_open for row in files),
            "done": totals.pages_in - totals.unread,
            "uncounted": sum(row.is_open and row.file.page_count is None for row in files),
        }


class BatchPage(BatchMixin, ListScreen):
    """Every page that came in, by its number in its file, with its picture and where it went."""

    template_name = "essays/batch.html"
    filter_form = PageFilter
    sorts = {"file": Sort(_("File"), "file", "number")}
    default_sort = "file"

    def rows(self):
        return ScanPage.objects.filter(file__batch=self.batch).select_related("file", "unit", "member", "session")

    def present(self, pages):
        return page_rows(pages, self.request.user)

    def get(self, request, *args, **kwargs):
        note_names(request.user, self.batch.unit)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            is_mine=self.batch.by_id == self.request.user.pk, duty=self.batch.campaign.duties.filter(unit=self.batch.unit).last(),
            **self.how_far(), **kwargs,
        )
        return {**context, "tabs": _tabs(context["state"], context["totals"])}


class BatchProgress(BatchMixin, PermittedMixin, TemplateView):
    """Asked again while files are read; once they are, the page of the batch (`?load`) is loaded anew with all its pages."""

    template_name = "essays/_batch_progress.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.how_far(), **kwargs)

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if not context["is_open"]:
            if "load" in self.request.GET:
                response["HX-Refresh"] = "true"
            else:
                response.status_code = _ASK_NO_MORE
        return response


@dataclass(frozen=True)
class Tab:
    label: str
    count: str
    url: str
    is_here: bool


def _tabs(state, totals):
    """Where the pages went, each with its number; what holds none is not offered."""
    counts = {
        "": totals.pages_in - totals.unread, Went.FILED: totals.filed, Went.QUEUED: totals.queued,
        Went.SET_ASIDE: totals.blank + totals.set_aside,
    }
    here = state.form.value("went") or ""
    labels = {"": _("All pages"), Went.FILED: _("Filed"), Went.QUEUED: _("To be looked at"), Went.SET_ASIDE: _("Set aside")}
    return [
        Tab(labels[went], figure(count), state.url(went=went), went == here)
        for went, count in counts.items() if count or went in ("", here)
    ]


class SmallPicture(PermittedMixin, View):
    """The small picture of a page, to tell it from others; it cannot be read."""

    permission = PERMISSION

    def load(self):
        pages = ScanPage.objects.permitted(self.request.user, self.permission)
        self.page = get_object_or_404(pages.filter(erased_at=None).exclude(picture=""), pk=self.kwargs["pk"])

    def get(self, request, pk):
        path = small_picture_path(self.page)
        if not path.exists():
            raise Http404
        return serve_privately(path, media_type="image/jpeg", name="page.jpg")


class BatchList(ListScreen):
    """All batches within one's reach."""

    permission = PERMISSION
    template_name = "essays/batches.html"
    filter_form = BatchFilter
    sorts = {"sent": Sort(_("Sent at"), "-created_at"), "unit": Sort(_("Unit"), "unit__path", "-created_at")}
    default_sort = "sent"
    duty = None

    def rows(self):
        batches = ScanBatch.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign", "by")
        return batches.annotate(file_count=Count("files"), refused=Count("files", filter=Q(files__state="refused")))

    def present(self, batches):
        totals = totals_of(batches)
        return [{"batch": batch, "totals": totals[batch.pk]} for batch in batches]

    def get_context_data(self, **kwargs):
        return super().get_context_data(duty=self.duty, **kwargs)


class UnitBatchList(BatchList):
    """Those of a unit and of the units below it in the campaign."""

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])

    def rows(self):
        return super().rows().filter(campaign=self.duty.campaign, unit__in=Unit.objects.within(self.duty.unit))
