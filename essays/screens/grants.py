"""Assignments to inspect essays: given, listed and withdrawn by officers for the units they act for."""
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.models import Duty
from essays.forms.essay_pages import GrantForm
from essays.models import PageGrant
from essays.services.grants import grant_pages, withdraw_grant
from lib.clock import local_day, now, today
from units.models import Appointment, Role
from units.scope import above_paths, paths_permitted, within_paths
from units.screens.forms import KeyedForm, ServiceFormView
from units.screens.lists import ListScreen, Sort

PERMISSION = "essays.grant"


def inspectors_for(user, unit):
    """Inspectors the user may send to the unit: appointed where the user acts, with the unit in their reach."""
    posts = Appointment.objects.running_on(today()).filter(
        above_paths("unit__path", [unit.path]), within_paths("unit__path", paths_permitted(user, PERMISSION)),
        user=OuterRef("pk"), role=Role.INSPECTOR,
    )
    return User.objects.filter(Exists(posts), is_active=True).order_by("full_name")


def state_of(grant, day):
    """Code of how the assignment stands on the day."""
    if grant.withdrawn_at:
        return "withdrawn"
    if grant.valid_to < day:
        return "ended"
    return "grant_running" if grant.valid_from <= day else "planned"


def grant_rows(grants):
    day = local_day(now())
    rows = []
    for grant in grants:
        state = state_of(grant, day)
        rows.append({"grant": grant, "state": state, "may_withdraw": state in ("grant_running", "planned")})
    return rows


def with_names(grants):
    return grants.select_related("unit", "campaign", "inspector", "by")


class GrantList(ListScreen):
    """All assignments for units of one's reach."""

    permission = PERMISSION
    template_name = "essays/grants.html"
    sorts = {"given": Sort(_("Given at"), "-granted_at"), "unit": Sort(_("Unit"), "unit__path", "-granted_at")}
    default_sort = "given"

    def rows(self):
        return with_names(PageGrant.objects.permitted(self.request.user, self.permission))

    def present(self, grants):
        return grant_rows(grants)


class GrantPages(ServiceFormView):
    """For one unit, with all below it; the assignments for it stand beneath."""

    permission = PERMISSION
    template_name = "essays/grant.html"
    form_class = GrantForm
    success_message = _("The assignment is given.")

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "inspectors": inspectors_for(self.request.user, self.duty.unit)}

    def get_initial(self):
        return {"valid_from": local_day(now())}

    def get_context_data(self, **kwargs):
        given = with_names(PageGrant.objects.filter(campaign=self.duty.campaign_id, unit=self.duty.unit_id))
        has_inspectors = inspectors_for(self.request.user, self.duty.unit).exists()
        return super().get_context_data(
            duty=self.duty, campaign=self.duty.campaign, rows=grant_rows(given), has_inspectors=has_inspectors, **kwargs
        )

    def perform(self, data):
        return grant_pages(campaign=self.duty.campaign, unit=self.duty.unit, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return reverse("essays:grant", args=[self.duty.pk])


class GrantWithdraw(ServiceFormView):
    permission = PERMISSION
    template_name = "essays/grant_withdraw.html"
    form_class = KeyedForm
    success_message = _("The assignment is withdrawn.")

    def load(self):
        grants = with_names(PageGrant.objects.permitted(self.request.user, self.permission))
        self.grant = get_object_or_404(grants, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(grant=self.grant, back=self.get_success_url(), **kwargs)

    def perform(self, data):
        return withdraw_grant(grant=self.grant, by=self.request.user, at=now())

    def get_success_url(self):
        return reverse("essays:grants")
