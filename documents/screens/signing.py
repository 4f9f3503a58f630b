"""A paper is sent for signature, taken back, answered by a leader: the same three forms for every kind of paper.

A subclass names the permission, finds the paper (`load` sets `self.paper`), and gives the template the words around it.
"""
from django import forms
from django.utils.translation import gettext_lazy as _

from documents.kinds import kind_of
from documents.services.signing import agree_to, return_paper, send_for_signature, take_back
from documents.signing import REMARK_LENGTH
from lib.clock import now
from units.screens.forms import KeyedForm, ServiceFormView


class SendForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(KeyedForm):
    AGREE, RETURN = "agree", "return"

    answer = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=[(AGREE, _("I agree: it may be signed")), (RETURN, _("I return it to be changed"))],
    )
    remark = forms.CharField(
        label=_("Remarks"), required=False, max_length=REMARK_LENGTH, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Needed where you return it: what is to be changed."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PaperFormView(ServiceFormView):
    paper = None

    def get_initial(self):
        return {"version": self.paper.version}

    def get_context_data(self, **kwargs):
        address = kind_of(self.paper).address(self.paper)
        return super().get_context_data(
            paper=self.paper, words=kind_of(self.paper).words(self.paper), back=address, cancel_url=address, **kwargs
        )

    def get_success_url(self):
        return kind_of(self.paper).address(self.paper)


class Send(PaperFormView):
    form_class = SendForm
    template_name = "documents/send.html"
    success_message = _("The paper is sent for signature. The leaders find it on their home page.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(submit_label=_("Send for signature"), **kwargs)

    def perform(self, data):
        return send_for_signature(paper=self.paper, by=self.request.user, at=now(), **data)


class TakeBack(PaperFormView):
    form_class = KeyedForm
    template_name = "documents/take_back.html"
    success_message = _("The paper is a draft again.")

    def get_initial(self):
        return {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(submit_label=_("Take the draft back"), **kwargs)

    def perform(self, data):
        return take_back(paper=self.paper, by=self.request.user, at=now())


class Answer(PaperFormView):
    """The whole text above, the answer below: on a telephone too."""

    form_class = AnswerForm
    template_name = "documents/answer.html"
    success_message = _("Your answer is kept; the officer finds it on the home page.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(submit_label=_("Send the answer"), **kwargs)

    def perform(self, data):
        terms = {"paper": self.paper, "version": data["version"], "by": self.request.user, "at": now()}
        if data["answer"] == AnswerForm.AGREE:
            return agree_to(**terms)
        return return_paper(remark=data["remark"], **terms)
