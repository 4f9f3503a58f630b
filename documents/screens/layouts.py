"""Layouts of paper: which holds from when, set by a form with specimen pages beside it."""
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from documents.forms_of_layout import LayoutAddForm, LayoutChangeForm, initial_of
from documents.layout import layout_for, layout_from_settings
from documents.layout_limits import GROUPS
from documents.models import LayoutProfile
from documents.services.layouts import add_profile, change_profile, was_used
from documents.specimen import specimen_pictures
from documents.wording import date_short
from lib.clock import now, today
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin

LAYOUTS = "documents.layouts"


@dataclass(frozen=True)
class ProfileRow:
    regulation: str
    since: str
    until: str
    is_now: bool
    margins: str
    text: str
    url: str


class LayoutList(PermittedMixin, TemplateView):
    permission = LAYOUTS
    template_name = "documents/layouts.html"

    def get_context_data(self, **kwargs):
        profiles = list(LayoutProfile.objects.all())
        current = layout_for(today()).code
        follows = [*(profile.starts_on for profile in profiles[1:]), None]
        rows = [_profile_row(profile, until, current) for profile, until in zip(profiles, follows, strict=True)]
        return super().get_context_data(rows=rows[::-1], **kwargs)


def _profile_row(profile, until, current):
    layout = layout_from_settings(profile.code, profile.settings)
    margins = (layout.margin_top, layout.margin_right, layout.margin_bottom, layout.margin_left)
    return ProfileRow(
        profile.regulation, date_short(profile.starts_on) if profile.starts_on else "",
        date_short(until) if until else "", profile.code == current,
        " – ".join(_figure(side) for side in margins), f"{_figure(layout.text_size)}/{_figure(layout.line_height)}",
        reverse("documents:layout", args=[profile.pk]),
    )


def _figure(number):
    return f"{number:g}".replace(".", ",")


class LayoutFormView(ServiceFormView):
    """The button "see first" draws what is typed and saves nothing."""

    permission = LAYOUTS
    template_name = "documents/layout_form.html"
    success_url = reverse_lazy("documents:layouts")

    def layout(self):
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        return self.render_to_response(self.get_context_data(form=form, drawn=self._typed(form)))

    def _typed(self, form):
        """The layout typed; None where it cannot be drawn yet, with the errors at its fields."""
        if not form.is_valid():
            return None
        kept = {"order": list(self.layout().order)}
        return layout_from_settings(self.layout().code, {**form.values(), **kept})

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        drawn = context.pop("drawn", None if context["form"].is_bound else self.layout())
        form = context["form"]
        groups = [
            (group.title, [form[limit.name] for limit in group.limits], [form[name] for name in group.spellings])
            for group in GROUPS
        ]
        pictures = specimen_pictures(drawn, day=today()) if drawn else []
        return {**context, "groups": groups, "pictures": pictures}


class LayoutAdd(LayoutFormView):
    form_class = LayoutAddForm
    success_message = _("The layout is entered. It holds from the day given.")

    def layout(self):
        return layout_for(today())

    def get_initial(self):
        return initial_of(self.layout())

    def perform(self, data):
        order = list(self.layout().order)
        usual = layout_from_settings("usual", {}).order
        return add_profile(by=self.request.user, at=now(), order=order if tuple(order) != usual else None, **data)


class LayoutChange(LayoutFormView):
    form_class = LayoutChangeForm
    success_message = _("The layout is changed.")

    def load(self):
        self.profile = get_object_or_404(LayoutProfile, pk=self.kwargs["pk"])

    def layout(self):
        return layout_from_settings(self.profile.code, self.profile.settings)

    def get_initial(self):
        return self.current_values(self.profile)

    def current_values(self, row):
        facts = {name: getattr(row, name) for name in ("regulation", "starts_on", "version")}
        return {**facts, **initial_of(layout_from_settings(row.code, row.settings))}

    def get_context_data(self, **kwargs):
        return super().get_context_data(profile=self.profile, used=was_used(self.profile), **kwargs)

    def perform(self, data):
        return change_profile(profile=self.profile, by=self.request.user, at=now(), **data)
