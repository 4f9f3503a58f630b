"""The register of essays of a unit: list, hand in, mark."""
from dataclasses import replace

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from audit.record import record
from campaigns.models import Duty
from essays.filing.waiting import count_waiting
from essays.forms.register import HandInForm, MarkForm
from essays.models import Essay, EssayState
from essays.owing import count_register, register_of
from essays.pages_of import pages_of
from essays.reviewing import standing_differences
from essays.services.register import hand_in_many, mark_many
from lib.clock import local_day, now
from units.models import Member
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin
from units.screens.values import figure
from units.scope import may


class RegisterMixin:
    """Loads the duty whose register it is; above the base a look at its names is recorded."""

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign__unit")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])
        self.at = now()

    def get_context_data(self, **kwargs):
        reads = may(self.request.user, "names.handle", self.duty.unit)
        return super().get_context_data(duty=self.duty, campaign=self.duty.campaign, reads_essays=reads, **kwargs)

    def note_reading(self):
        if not may(self.request.user, "names.view", self.duty.unit):
            record("essays.register.read", self.duty, by=self.request.user, unit=self.duty.unit, of=self.duty.unit.name)

    def get_success_url(self):
        return reverse("essays:register", args=[self.duty.pk])


class Register(RegisterMixin, PermittedMixin, TemplateView):
    """Counts for everybody who sees the unit; names for those who handle them."""

    permission = "essays.view"
    template_name = "essays/register.html"

    def get_context_data(self, **kwargs):
        user, unit = self.request.user, self.duty.unit
        rows = register_of(self.duty, at=self.at)
        sees_names = may(user, "names.view", unit) or may(user, "names.handle", unit)
        if sees_names:
            self.note_reading()
            rows = with_pages(rows, self.duty.campaign)
        return super().get_context_data(
            rows=rows if sees_names else [], count=count_register(rows), sees_names=sees_names,
            may_mark=may(user, "essays.mark", unit) and self.duty.campaign.is_open,
            may_tick=may(user, "essays.tick", unit) and self.duty.campaign.is_open,
            differing=set(standing_differences([row.essay.pk for row in rows if row.essay]).values_list("essay", flat=True)),
            has_pages=may(user, "names.handle", unit) and any(row.pages and row.pages.has for row in rows),
            may_grant=may(user, "essays.grant", unit), may_scan=may(user, "essays.mark", unit), waiting=count_waiting(user, unit=unit, campaign=self.duty.campaign), **kwargs,
        )


def with_pages(rows, campaign):
    """The rows of members with how many of their pages are scanned."""
    counts = pages_of(campaign, [row.member.pk for row in rows if row.essay])
    return [replace(row, pages=counts.get(row.member.pk)) for row in rows]


class RegisterForm(RegisterMixin, ServiceFormView):
    permission = "essays.tick"

    def get(self, request, *args, **kwargs):
        self.note_reading()
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"on": local_day(self.at)}


class HandIn(RegisterForm):
    form_class = HandInForm
    template_name = "essays/hand_in.html"
    success_message = _("The essays are in the register.")

    def get_form_kwargs(self):
        """Members of the roster without an essay, or with one to be written again; exempt ones may hand in too."""
        rows = register_of(self.duty, at=self.at)
        again = (EssayState.RETURNED, EssayState.NOT_PASSED)
        ready = [row.member.pk for row in rows if row.essay is None or row.essay.state in again]
        return {**super().get_form_kwargs(), "members": Member.objects.filter(pk__in=ready).in_people_order()}

    def perform(self, data):
        return hand_in_many(campaign=self.duty.campaign, by=self.request.user, at=self.at, **data)


class Mark(RegisterForm):
    form_class = MarkForm
    template_name = "essays/mark.html"
    success_message = _("The essays are marked.")

    def load(self):
        super().load()
        below = self.duty.campaign.duties.within(self.duty).values("unit")
        unmarked = Essay.objects.filter(campaign=self.duty.campaign, unit__in=below, state=EssayState.HANDED_IN)
        self.essays = unmarked.marked_by(self.request.user, self.permission).select_related("member", "unit").order_by("unit__path", "member__sort_key")
        self.elsewhere = unmarked.exclude(pk__in=self.essays.order_by().values("pk"))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "essays": self.essays}

    def get_context_data(self, **kwargs):
        return super().get_context_data(elsewhere=figure(self.elsewhere.count()), **kwargs)

    def perform(self, data):
        return mark_many(by=self.request.user, at=self.at, **data)
