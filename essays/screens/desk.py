"""The marking desk: one essay after another, its pages beside its formal checks; all that is decided goes in one form."""
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.record import record
from campaigns.models import Duty
from essays.desk import Desk, writings_of
from essays.forms.desk import TICKS, WORDS, DeskForm
from essays.models import Essay, EssayState, EssayStep
from essays.reviewing import standing_difference
from essays.services.marking import DAYS_TO_WRITE, MARKS, Decision, last_mark_of, settle_essay, undo_mark
from essays.suggestions import hints_for
from lib.clock import local_day, now
from units.screens.forms import KeyedForm, ServiceFormView
from units.screens.values import figure
from units.scope import may

PERMISSION = "essays.mark"


def desk_of(user, duty_id, query):
    duties = Duty.objects.permitted(user, PERMISSION).select_related("unit", "campaign")
    return Desk(get_object_or_404(duties, pk=duty_id), user, cadres="cadres" in query)


def url_of(desk, pk=None):
    query = ({"essay": pk} if pk else {}) | ({"cadres": 1} if desk.cadres else {})
    url = reverse("essays:desk", args=[desk.duty.pk])
    return f"{url}?{urlencode(query)}" if query else url


class MarkingDesk(ServiceFormView):
    """`essay` is the one asked for, else the first unmarked; None where all are marked.

    The essay of a cadre is shown to his cell too, with the word who marks it, and takes no form there.
    """

    permission = PERMISSION
    form_class = DeskForm
    template_name = "essays/desk.html"

    def load(self):
        user, query = self.request.user, self.request.GET
        self.desk = desk_of(user, self.kwargs["duty_id"], query)
        wanted = query.get("essay", "")
        pk = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else next(iter(self.desk.unmarked), None)
        essays = self.desk.all_below().select_related("member__managed_by", "unit", "campaign")
        self.essay = get_object_or_404(essays, pk=pk) if pk else None
        self.others = self.essay is not None and not any(pk == one for one, _state in self.desk.row)

    def get(self, request, *args, **kwargs):
        if self.essay and not may(request.user, "names.view", self.essay.unit):
            record("essays.essay.read", self.essay, by=request.user, card=self.essay.member.card_number)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.essay is None:
            return HttpResponseRedirect(url_of(self.desk))
        return super().post(request, *args, **kwargs)

    def get_initial(self):
        today = local_day(now())
        if self.essay is None:
            return {}
        return {"on": today, "due_on": today + DAYS_TO_WRITE, "version": self.essay.version} | (
            self._form_values(self.essay)
        )

    @staticmethod
    def _form_values(essay):
        return {name: WORDS[getattr(essay, name)] for name in TICKS} | {"note": essay.note}

    def current_values(self, row):
        return self._form_values(row) | {"decision": row.state, "reason": row.return_reason}

    def perform(self, data):
        before = self.essay.state
        essay = settle_essay(essay=self.essay, by=self.request.user, at=now(), **data)
        known = {"name": essay.member.full_name, "result": essay.get_state_display()}
        kept = data["decision"] == Decision.NONE or essay.state == before
        self.success_message = (_("Kept, not marked: %(name)s.") if kept else _("%(name)s: %(result)s.")) % known
        return essay

    def get_success_url_for(self, essay):
        if self.request.POST.get("decision") == Decision.NONE:
            return url_of(self.desk, essay.pk)
        following = self.desk.next_unmarked(essay.pk)
        return url_of(self.desk, following)

    def get_context_data(self, **kwargs):
        desk, user = self.desk, self.request.user
        step = last_mark_of(user, desk.essays(), at=now())
        context = {
            "desk": desk, "duty": desk.duty, "campaign": desk.duty.campaign, "essay": self.essay, "step": step,
            "left": figure(len(desk.unmarked)), "of_all": figure(len(desk.row)), "step_form": KeyedForm(auto_id=False),
            "query": urlencode({"cadres": 1}) if desk.cadres else "", "has_cadres": self._has_cadres(),
        }
        if self.essay:
            context |= self._of_essay()
        return super().get_context_data(**{**context, **kwargs})

    def _has_cadres(self):
        """Offered where one marks cadres along with the essays of whole cells."""
        return self.desk.cadres or self.desk.essays().exclude(member__managed_by=None).exists()

    def _of_essay(self):
        essay, desk = self.essay, self.desk
        writings = writings_of(essay)
        context = {
            "others": self.others, "writings": writings, "has_pages": any(writing.pages for writing in writings),
            # The writer's own cell, also where a whole base is marked: what he proposes is its.
            "essay_duty": desk.duty.campaign.duties.filter(unit=essay.unit_id).order_by("pk").last(),
            "difference": standing_difference(essay), "may_settle": desk.duty.campaign.is_open and not self.others,
            "may_return": essay.state in (EssayState.HANDED_IN, EssayState.NOT_PASSED), "is_returned": essay.state == EssayState.RETURNED,
        }
        if self.others:
            return context
        # For whoever marks, and nobody else.
        context["hints"] = hints_for(essay) if context["may_settle"] else []
        beside = {name: desk.beside(essay.pk, by) for name, by in (("previous", -1), ("following", 1))}
        return context | {f"{name}_url": url_of(desk, pk) if pk else "" for name, pk in beside.items()} | {
            "which": figure(desk.place_of(essay.pk) + 1)
        }


class UndoMark(ServiceFormView):
    """The last decision of whoever asks, taken back; the desk shows that essay again."""

    permission = PERMISSION
    form_class = KeyedForm
    success_message = gettext_lazy("The last decision is taken back.")

    def load(self):
        user, query = self.request.user, self.request.GET
        steps = EssayStep.objects.filter(by=user, kind__in=MARKS, essay__in=Essay.objects.marked_by(user))
        self.step = get_object_or_404(steps.select_related("essay__unit", "essay__campaign"), pk=self.kwargs["pk"])
        own = self.step.essay.campaign.duties.filter(unit=self.step.essay.unit_id).order_by("pk").last()
        wanted = query.get("desk", "")
        self.desk = desk_of(user, int(wanted) if wanted.isdecimal() and len(wanted) < 19 else own.pk, query)

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(url_of(self.desk, self.step.essay_id))

    def perform(self, data):
        return undo_mark(step=self.step, by=self.request.user, at=now())

    def get_success_url_for(self, essay):
        return url_of(self.desk, essay.pk)

    def form_invalid(self, form):
        for error in form.non_field_errors():
            messages.error(self.request, error)
        return HttpResponseRedirect(url_of(self.desk))
