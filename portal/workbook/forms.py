from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from files.forms import NotSecretField
from lib.spreadsheet.container import Limits
from units.screens.forms import KeyedForm


class UploadForm(KeyedForm):
    file = forms.FileField(
        label=_("Workbook (.xlsx)"),
        help_text=_("Nothing is written before you have seen the preview and confirmed it."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
        error_messages={"required": _("Choose the file to send."), "empty": _("The file is empty.")},
    )

    not_secret = NotSecretField()

    def clean_file(self):
        file, limit = self.cleaned_data["file"], Limits().size
        if file.size > limit:
            raise ValidationError(
                gettext("The file is too large (%(size)s); at most %(limit)s are taken. Take out pictures and sheets that are not needed, and send it again.")
                % {"size": filesizeformat(file.size), "limit": filesizeformat(limit)}
            )
        if not file.name.lower().endswith(".xlsx"):
            raise ValidationError(gettext("The file is not an Excel workbook (.xlsx). Save it in Excel as “Excel Workbook (*.xlsx)” and send it again."))
        return file


class ExportForm(forms.Form):
    campaign = forms.ModelChoiceField(Campaign.objects.none(), label=_("Campaign"), empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = Campaign.objects.permitted(user, "campaigns.view").launched().newest_first()


class LedgerForm(KeyedForm):
    accepts = forms.BooleanField(label=_("Enter these changes in the ledger of the campaign"), required=False)
