"""Is this file a paper we issued? Asked by anybody who is signed in, of the papers he may read; nothing of the file is kept."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from documents.finding_words import words_of
from documents.reading import VIEW, readable_papers
from documents.verifying import Verdict, verify_file
from files.forms import NotSecretField
from files.kinds import KINDS, accepted_endings
from units.scope import may
from units.screens.permitted import OpenToAllSignedIn

LARGEST = 25 * 1024 * 1024
_TONES = {
    Verdict.VALID: "good", Verdict.SUPERSEDED: "wait", Verdict.WITHDRAWN: "bad", Verdict.ALTERED: "bad", Verdict.UNKNOWN: "plain",
}


class VerifyForm(forms.Form):
    upload = forms.FileField(
        label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": f"{accepted_endings(KINDS)},.xlsx"}),
        help_text=gettext_lazy("The PDF, Word or Excel file of a paper, or the scan kept with it, up to 25 MB. It is looked at and not kept."),
        error_messages={
            "required": gettext_lazy("Please choose a file."),
            "empty": gettext_lazy("The file is empty. It may not have been sent to the end; please send it again."),
        },
    )

    not_secret = NotSecretField()

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload.size > LARGEST:
            raise ValidationError(_("The file is larger than 25 MB, so it is no paper of the portal."))
        return upload


class Verify(OpenToAllSignedIn, FormView):
    http_method_names = ["get", "head", "post"]
    template_name = "documents/verify.html"
    form_class = VerifyForm

    def form_valid(self, form):
        upload, user = form.cleaned_data["upload"], self.request.user
        finding = verify_file(upload.read(), among=readable_papers(user))
        papers = [(paper, may(user, VIEW, paper.unit)) for paper in finding.papers]
        answer = {"name": upload.name, "words": words_of(finding), "tone": _TONES[finding.verdict], "papers": papers}
        return self.render_to_response(self.get_context_data(form=VerifyForm(), answer=answer))
