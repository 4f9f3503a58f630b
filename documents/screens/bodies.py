"""Letterheads: what an office prints above its papers, dated."""
from dataclasses import dataclass

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from documents.forms import EndForm, LetterheadAddForm, LetterheadChangeForm, LetterheadForm
from documents.letterhead import letterhead_payload
from documents.models import IssuingBody, Term
from documents.pdf import render_pdf
from documents.screens.answers import pdf_answer
from documents.services.bodies import add_body, change_body, end_body
from documents.wording import date_short
from lib.clock import now, today
from units.models import Unit
from units.scope import main_unit
from units.screens.forms import ServiceFormView
from units.screens.lists import ListScreen, Sort
from units.screens.permitted import PermittedMixin

MANAGE = "documents.manage"


def days_words(row):
    """From when until when a dated row holds, as (first day, day on which it ended)."""
    return (
        date_short(row.valid_from) if row.valid_from else "",
        date_short(row.valid_to) if row.valid_to else "",
    )


def holds_on(row, day):
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day < row.valid_to)


@dataclass(frozen=True)
class BodyRow:
    name: str
    superior: str
    unit: str
    symbol: str
    since: str
    until: str
    holds: bool
    url: str


@dataclass(frozen=True)
class TermRow:
    name: str
    unit: str
    since: str
    until: str
    url: str


class BodyList(ListScreen):
    permission = MANAGE
    template_name = "documents/bodies.html"
    sorts = {"unit": Sort(_("Unit"), "unit__path", "name"), "name": Sort(_("Name of the body"), "name")}
    default_sort = "unit"

    def rows(self):
        return IssuingBody.objects.permitted(self.request.user, MANAGE).select_related("unit")

    def present(self, rows):
        day = today()
        return [
            BodyRow(
                body.name, body.superior_name, body.unit.name, body.symbol, *days_words(body), holds_on(body, day),
                reverse("documents:body", args=[body.pk]),
            )
            for body in rows
        ]

    def get_context_data(self, **kwargs):
        terms = Term.objects.permitted(self.request.user, MANAGE).select_related("unit").order_by("unit__path", "starts_on")
        rows = [
            TermRow(
                term.name, term.unit.name, date_short(term.starts_on),
                date_short(term.ends_on) if term.ends_on else "", reverse("documents:term_change", args=[term.pk]),
            )
            for term in terms
        ]
        return super().get_context_data(terms=rows, **kwargs)


class BodyMixin:
    """Loads the body the address names; only its own office and those above it may touch it."""

    permission = MANAGE

    def load(self):
        bodies = IssuingBody.objects.permitted(self.request.user, MANAGE).select_related("unit")
        self.body = get_object_or_404(bodies, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(body=self.body, **kwargs)

    def get_success_url_for(self, result):
        return reverse("documents:body", args=[result.pk])


@dataclass(frozen=True)
class SignerRow:
    name: str
    authority: str
    post: str
    since: str
    until: str
    holds: bool
    change_url: str
    end_url: str


class BodyShow(BodyMixin, PermittedMixin, TemplateView):
    template_name = "documents/body.html"

    def get_context_data(self, **kwargs):
        day = today()
        signers = [
            SignerRow(
                signer.full_name, signer.authority, signer.post, *days_words(signer), holds_on(signer, day),
                reverse("documents:signer_change", args=[signer.pk]), reverse("documents:signer_end", args=[signer.pk]),
            )
            for signer in self.body.signers.all()
        ]
        since, until = days_words(self.body)
        return super().get_context_data(
            signers=signers, since=since, until=until, recipients=self.body.recipients.splitlines(),
            has_papers=self.body.documents.exists(), portal_url=settings.PORTAL_URL, **kwargs,
        )


class BodyAdd(ServiceFormView):
    permission = MANAGE
    template_name = "documents/body_form.html"
    form_class = LetterheadAddForm
    success_message = _("The letterhead is entered. Add now who signs.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "units": Unit.objects.permitted(self.request.user, MANAGE)}

    def get_initial(self):
        return {"unit": main_unit(self.request.user)}

    def perform(self, data):
        return add_body(by=self.request.user, at=now(), **data)

    def get_success_url_for(self, result):
        return reverse("documents:body", args=[result.pk])


class BodyChange(BodyMixin, ServiceFormView):
    template_name = "documents/body_form.html"
    form_class = LetterheadChangeForm
    success_message = _("The letterhead is changed.")

    def get_initial(self):
        names = [*LetterheadForm.base_fields, "version"]
        return {name: getattr(self.body, name) for name in names if name != "form_key"}

    def perform(self, data):
        return change_body(body=self.body, by=self.request.user, at=now(), **data)


class BodyEnd(BodyMixin, ServiceFormView):
    template_name = "documents/body_end.html"
    form_class = EndForm
    success_message = _("The letterhead is ended.")

    def get_initial(self):
        return {"version": self.body.version, "valid_to": today()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            submit_label=_("End the letterhead"), cancel_url=self.get_success_url_for(self.body), danger=True, **kwargs
        )

    def perform(self, data):
        return end_body(body=self.body, by=self.request.user, at=now(), **data)


class BodyPreview(BodyMixin, PermittedMixin, View):
    """One page under the letterhead as it is stored."""

    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        day = today()
        values = {name: getattr(self.body, name) for name in LetterheadForm.base_fields if name != "form_key"}
        signer = self.body.signers.valid_on(day).first()
        content = render_pdf(letterhead_payload(values=values, signer=signer, day=day))
        return pdf_answer(content, f"{self.body.symbol}.pdf", attached=False)


class TypedPreview(PermittedMixin, View):
    """One page under the letterhead as it stands in the form, before anything is saved."""

    permission = MANAGE
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        form = LetterheadForm(request.POST)
        form.is_valid()
        values = {name: form.cleaned_data.get(name) or "" for name in form.fields}
        content = render_pdf(letterhead_payload(values=values, day=today()))
        return pdf_answer(content, "letterhead.pdf", attached=False)
