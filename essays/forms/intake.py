"""Forms of the intake of scans: send a batch, send more, what the script asks, and what the lists are narrowed by."""
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essays.models import ScanPage, Went
from essays.services.scans import check_file
from files.forms import NotSecretField, UploadField
from files.kinds import accepted_endings
from files.services.intake import safe_name
from lib.vietnamese import fold
from units.screens.fields import DayField
from units.screens.forms import KeyedForm
from units.screens.lists import FilterForm


class ScanField(UploadField):
    """Scans; which of several cannot be taken is for the form to say, so that the others are."""

    # "image/*" has a telephone offer its camera.
    accept = f"image/*,{accepted_endings()},.zip"
    default_error_messages = {
        "required": gettext_lazy("Please choose the scans or photos to send."),
        "secret": gettext_lazy(
            "Please choose the files again and tick that they are not secret. Papers marked “Mật” do not belong here; "
            "keep them as the rules on state secrets say."
        ),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Scans or photos of the pages"))
        kwargs.setdefault("help_text", gettext_lazy(
            "PDF of up to 500 pages, ZIP of pictures, or photos (JPEG, PNG, WebP, HEIC), each up to 500 MB; several at once."
        ))
        super().__init__(multiple=True, **kwargs)

    def look_at(self, uploads):
        pass


class MoreScansForm(KeyedForm):
    """Further files of a batch. `refused` are the sentences about those of them that cannot be taken."""

    scans = ScanField()
    refused = ()

    def clean_scans(self):
        uploads, self.refused = [], []
        for upload in self.cleaned_data["scans"]:
            try:
                check_file(upload.name, upload.size)
                uploads.append(upload)
            except ValidationError as error:
                self.refused += [f"{safe_name(upload.name)}: {words}" for words in error.messages]
        if not uploads:
            raise ValidationError(self.refused)
        return uploads


class ScansForm(MoreScansForm):
    field_order = ["on", "scans"]

    on = DayField(
        label=gettext_lazy("Handed in on"), help_text=gettext_lazy("The day the essays in these scans count as handed in.")
    )

    def clean(self):
        """A browser never gives files back, so what must be chosen again is named."""
        uploads = self.cleaned_data.get("scans")
        if self.errors and uploads:
            names = ", ".join(safe_name(upload.name) for upload in uploads)
            self.add_error("scans", _("Please choose the files again: %(names)s.") % {"names": names})
        return super().clean()


class OpenForm(KeyedForm):
    """What is said once before the script sends the files."""

    on = DayField(label=gettext_lazy("Handed in on"))
    not_secret = NotSecretField(error_messages={
        "required": gettext_lazy("Please tick that the papers are not secret (not “Mật”) first.")
    })


class BeginForm(forms.Form):
    """A file as the script announces it."""

    name = forms.CharField(max_length=255)
    size = forms.IntegerField(min_value=0)
    key = forms.CharField(max_length=80)


class PageFilter(FilterForm):
    went = forms.ChoiceField(label=gettext_lazy("Where they went"), choices=[("", gettext_lazy("all pages")), *Went.choices])

    def narrow(self, rows):
        return rows.filter(went=self.value("went")) if self.value("went") else rows


class BatchFilter(FilterForm):
    q = forms.CharField(label=gettext_lazy("Name or code of the unit"), max_length=100)
    waiting = forms.BooleanField(label=gettext_lazy("Only with pages to be looked at"))

    def narrow(self, rows):
        if text := self.value("q"):
            rows = rows.filter(Q(unit__search_text__contains=fold(text)) | Q(unit__code__istartswith=text))
        if self.value("waiting"):
            waiting = ScanPage.objects.filter(went=Went.QUEUED)
            rows = rows.filter(pk__in=waiting.values("file__batch"))
        return rows
