"""What an inspector sees by a named and dated assignment: the pages of that unit's essays, and nothing on the day after."""
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from audit.record import record
from essays.filing.opening import INSPECTING, essays_to_inspect, pages_to_inspect, running_grants
from essays.models import Essay, ScanPage
from essays.pages_of import pages_of
from essays.screens.viewer import Viewer
from essays.services.opening import inspect_page
from files.serving import serve_privately
from units.models import Unit
from units.screens.lists import ListScreen
from units.screens.permitted import PermittedMixin


class Inspections(PermittedMixin, TemplateView):
    """One's running assignments."""

    permission = INSPECTING
    template_name = "essays/inspections.html"

    def load(self):
        self.grants = running_grants(self.request.user).order_by("valid_to", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(grants=self.grants, **kwargs)


class Inspection(ListScreen):
    """The essays of one assignment that have scanned pages."""

    permission = INSPECTING
    template_name = "essays/inspection.html"

    def load(self):
        self.grant = get_object_or_404(running_grants(self.request.user), pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        record("essays.inspection.read", self.grant, by=request.user, of=self.grant.unit.name, decision=self.grant.decision)
        return super().get(request, *args, **kwargs)

    def rows(self):
        pages = ScanPage.objects.standing().filter(essay=OuterRef("pk"), erased_at=None).exclude(picture="")
        units = Unit.objects.within(self.grant.unit).order_by().values("pk")
        essays = Essay.objects.filter(Exists(pages), campaign=self.grant.campaign_id, unit__in=units)
        return essays.select_related("member", "unit").order_by("unit__path", "member__sort_key", "member__card_number")

    def present(self, essays):
        counts = pages_of(self.grant.campaign, [essay.member_id for essay in essays])
        return [{"essay": essay, "count": counts[essay.member_id]} for essay in essays]

    def get_context_data(self, **kwargs):
        return super().get_context_data(grant=self.grant, **kwargs)


class InspectedEssay(PermittedMixin, TemplateView):
    """The pages of one essay; its marks, notes and steps are not part of the assignment."""

    permission = INSPECTING
    template_name = "essays/inspected_essay.html"

    def load(self):
        essays = essays_to_inspect(self.request.user).select_related("member", "unit", "campaign")
        self.essay = get_object_or_404(essays, pk=self.kwargs["pk"])
        path = self.essay.unit.path
        grants = running_grants(self.request.user).filter(campaign=self.essay.campaign_id)
        self.grant = next(grant for grant in grants if path.startswith(grant.unit.path))

    def get(self, request, *args, **kwargs):
        record("essays.essay.read", self.essay, by=request.user, card=self.essay.member.card_number)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        url = reverse("essays:inspected_essay", args=[self.essay.pk])
        viewer = Viewer(self.essay, self.request.GET, url=url, picture_url="essays:inspected_picture")
        return super().get_context_data(essay=self.essay, grant=self.grant, campaign=self.essay.campaign, viewer=viewer, **kwargs)


class InspectedPicture(PermittedMixin, View):
    """A page in full size, recorded with the assignment it is opened by."""

    permission = INSPECTING

    def load(self):
        pages = pages_to_inspect(self.request.user).filter(erased_at=None).exclude(picture="")
        self.page = get_object_or_404(pages.select_related("unit", "member", "campaign"), pk=self.kwargs["pk"])

    def get(self, request, pk):
        grants = running_grants(request.user).filter(campaign=self.page.campaign_id)
        grant = next(grant for grant in grants if self.page.unit.path.startswith(grant.unit.path))
        try:
            picture = inspect_page(page=self.page, grant=grant, by=request.user)
        except FileNotFoundError:
            raise Http404 from None
        return serve_privately(picture, media_type="image/jpeg", name="page.jpg")
