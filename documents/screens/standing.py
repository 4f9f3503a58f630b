"""Where the code on a paper leads: how the paper stands, to whoever may see it; to everybody else the code is unknown."""
from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from documents.codes import LENGTH, as_typed, in_groups
from documents.kinds import paper_kinds
from documents.reading import VIEW, readable_papers
from units.scope import may
from units.screens.permitted import OpenToAllSignedIn


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the paper"), max_length=40, help_text=_("It stands at the foot of the first page, for example ACDE-FHJK-MNPQ."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Please type the code.")},
    )


class CodeAsk(OpenToAllSignedIn, FormView):
    """For whoever has no camera: the code is typed."""

    http_method_names = ["get", "head", "post"]
    template_name = "documents/code.html"
    form_class = CodeForm

    def form_valid(self, form):
        return redirect("documents:standing", as_typed(form.cleaned_data["code"]) or "-")


class Standing(OpenToAllSignedIn, TemplateView):
    """The same answer, with the same status, for a code that does not exist and for a paper that is not the reader's."""

    http_method_names = ["get", "head"]
    template_name = "documents/standing.html"

    def get_context_data(self, **kwargs):
        code, user = as_typed(self.kwargs["code"]), self.request.user
        paper = _paper_of(code, user)
        copy = None if paper else _copy_of(code, user)
        return super().get_context_data(
            paper=paper, copy=copy, opens=bool(paper) and may(user, VIEW, paper.unit),
            **{**kwargs, "code": in_groups(code[:LENGTH])},
        )


def _paper_of(code, user):
    papers = readable_papers(user).filter(code=code).select_related("unit", "superseded_by")
    return papers.defer("payload", "superseded_by__payload").first()


def _copy_of(code, user):
    """`(its words, its page, when it was printed)` of a paper that bears the code and is not issued."""
    for kind in paper_kinds():
        drafts = kind.model.objects.permitted(user, kind.view or kind.prepare).drafts()
        copy = drafts.filter(kind.bears(code)).first()
        if copy is not None:
            return {"words": kind.words(copy), "url": kind.address(copy), "printed_at": copy.copied_at}
    return None
