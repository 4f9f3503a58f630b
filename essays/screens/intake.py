"""Sending scans in: a form that works by itself, and what the script asks for to send each file piece by piece."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from campaigns.models import Campaign, Duty
from essays.filing.job import PERMISSION
from essays.filing.storage import received
from essays.forms.intake import BeginForm, MoreScansForm, OpenForm, ScansForm
from essays.models import FileState, ScanBatch, ScanFile
from essays.reading.reasons import ScanRefused
from essays.services.scans import OffsetDiffers, begin_file, open_batch, take_piece, take_whole
from lib.clock import local_day, now
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin

# The script sends pieces of 1 MB.
MOST_AT_ONCE = 4 * 1024 * 1024


class OfDutyMixin:
    """Scans of a unit; of the whole campaign, by who runs it, where `duty` is None."""

    permission = PERMISSION

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign__unit")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])
        self.campaign, self.unit = self.duty.campaign, self.duty.unit


class OfCampaignMixin:
    permission = "campaigns.manage"

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, self.permission).select_related("unit")
        self.campaign = get_object_or_404(campaigns, pk=self.kwargs["campaign_id"])
        self.duty, self.unit = None, self.campaign.unit


class TakingView(ServiceFormView):
    """A form with files: those that can be taken are, the others are named on the next page."""

    template_name = "essays/scan_send.html"

    def form_valid(self, form):
        self.refused = form.refused
        return super().form_valid(form)

    def take(self, batch, uploads):
        for position, upload in enumerate(uploads):
            key = f"{self.request.POST['form_key']}:{position}"
            take_whole(batch=batch, upload=upload, upload_key=key, at=now())
        for words in self.refused:
            messages.warning(self.request, words)
        return batch

    def get_success_url_for(self, batch):
        return reverse("essays:batch", args=[batch.pk])


class SendScans(OfDutyMixin, TakingView):
    form_class = ScansForm

    def get_initial(self):
        return {"on": local_day(now())}

    def get_context_data(self, **kwargs):
        cut_off = ScanBatch.objects.filter(unit=self.unit, by=self.request.user, files__state=FileState.COMING).distinct()
        open_url = reverse("essays:scan_open", args=[self.duty.pk]) if self.duty else reverse(
            "essays:campaign_scan_open", args=[self.campaign.pk]
        )
        return super().get_context_data(
            duty=self.duty, campaign=self.campaign, unit=self.unit, cut_off=cut_off.order_by("-created_at"), open_url=open_url,
            **kwargs,
        )

    def perform(self, data):
        batch = open_batch(campaign=self.campaign, unit=self.unit, on=data["on"], by=self.request.user, at=now())
        return self.take(batch, data["scans"])


class SendCampaignScans(OfCampaignMixin, SendScans):
    """A pile of several units at once."""


class OwnBatchMixin:
    """A batch is added to by who sent it: the essays in it are handed in in his name."""

    permission = PERMISSION

    def load(self):
        batches = ScanBatch.objects.permitted(self.request.user, self.permission).filter(by=self.request.user)
        self.batch = get_object_or_404(batches.select_related("unit", "campaign", "by"), pk=self.kwargs["pk"])


class SendMore(OwnBatchMixin, TakingView):
    form_class = MoreScansForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            batch=self.batch, campaign=self.batch.campaign, unit=self.batch.unit,
            coming=self.batch.files.filter(state=FileState.COMING), **kwargs,
        )

    def perform(self, data):
        return self.take(self.batch, data["scans"])


# For the script


def said(words, status=422, **more):
    return JsonResponse({"error": words, **more}, status=status)


class OpenBatch(OfDutyMixin, ServiceFormView):
    """The batch before its first file; where its page, its form and the beginning of its files are."""

    form_class = OpenForm
    http_method_names = ["post"]

    def perform(self, data):
        return open_batch(campaign=self.campaign, unit=self.unit, on=data["on"], by=self.request.user, at=now())

    def get_success_url_for(self, batch):
        return reverse("essays:batch", args=[batch.pk])

    def form_valid(self, form):
        return self._in_json(super().form_valid(form))

    def form_invalid(self, form):
        return said(" ".join(words for errors in form.errors.values() for words in errors))

    def answer_sent_twice(self, form):
        return said(_("Please load the page again and choose the files once more."), status=409)

    @staticmethod
    def _in_json(answer):
        if not isinstance(answer, HttpResponseRedirect):
            return answer
        pk = resolve(answer.url).kwargs["pk"]
        names = {"batch": "batch", "here": "batch_add", "progress": "batch_progress", "begin": "scan_begin"}
        return JsonResponse({key: reverse(f"essays:{name}", args=[pk]) for key, name in names.items()})


class OpenCampaignBatch(OfCampaignMixin, OpenBatch):
    pass


class BeginScan(OwnBatchMixin, PermittedMixin, FormView):
    """Announces a file; answers how much of it is here, from an earlier time."""

    form_class = BeginForm
    http_method_names = ["post"]

    def form_valid(self, form):
        asked = form.cleaned_data
        try:
            file = begin_file(batch=self.batch, name=asked["name"], size=asked["size"], upload_key=asked["key"], at=now())
        except ValidationError as error:
            return said(" ".join(error.messages))
        return JsonResponse({"piece": reverse("essays:scan_piece", args=[file.pk]), **_how_far(file)})

    def form_invalid(self, form):
        return said(_("The file could not be announced. Please choose it again."))


class ScanPiece(PermittedMixin, View):
    """Takes the raw bytes that begin at `offset`; 409 with the right place where they do not fit."""

    permission = PERMISSION
    http_method_names = ["post"]

    def load(self):
        files = ScanFile.objects.permitted(self.request.user, self.permission).filter(batch__by=self.request.user)
        self.file = get_object_or_404(files.select_related("batch__unit"), pk=self.kwargs["pk"])

    def post(self, request, pk):
        offset = request.GET.get("offset", "0")
        # Read before the row is locked: a slow line holds nobody up.
        piece = request.read(MOST_AT_ONCE + 1)
        if not offset.isdecimal() or len(piece) > MOST_AT_ONCE:
            return said(_("The piece of the file does not fit. Please choose the file again."), status=400)
        try:
            take_piece(file=self.file, offset=int(offset), chunks=[piece], at=now())
        except OffsetDiffers as differs:
            return said(_("The file goes on from another place."), status=409, received=differs.received)
        except OSError:         # the disk is full, most likely
            return said(_("The portal has no room for the file just now. It goes on by itself as soon as there is."), status=507)
        self.file.refresh_from_db()
        return JsonResponse(_how_far(self.file))


def _how_far(file):
    is_coming = file.state == FileState.COMING
    refused = ScanRefused(file.reason).words if file.state == FileState.REFUSED else ""
    return {"received": received(file.pk) if is_coming else file.size, "coming": is_coming, "refused": refused}
