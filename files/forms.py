"""The one field for uploads: file and the tick that the paper is not secret, as one; the tick alone for files of other kinds."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.kinds import DOCX, PICTURES, accepted_endings
from files.services.intake import check_upload


class NotSecretField(forms.BooleanField):
    """The tick, once per form, beside a file that another field takes."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("This paper is not secret (not “Mật”)"))
        kwargs.setdefault("error_messages", {"required": gettext_lazy(
            "Please choose the file again and tick that the paper is not secret. Papers marked “Mật” do not belong here; "
            "keep them as the rules on state secrets say."
        )})
        super().__init__(**kwargs)


class UploadWidget(forms.MultiWidget):
    """A file input and a tick box below it, with labels of their own."""

    # The field's label is that of the file input, and help and errors are tied to it.
    use_fieldset = False

    def __init__(self, multiple, accept):
        super().__init__([_FilesInput(multiple), forms.CheckboxInput()])
        self.multiple, self.accept = multiple, accept

    def decompress(self, value):
        return [None, False]

    def render(self, name, value, attrs=None, renderer=None):
        attrs = attrs or {}
        ident = attrs.get("id", f"id_{name}")
        described = {key: attrs[key] for key in ("aria-describedby", "aria-invalid") if attrs.get(key)}
        more = {"id": ident, "type": "file", "name": f"{name}_0", "accept": self.accept, **described}
        return format_html(
            '<input class="form-control{}" {}{}><span class="form-check upload-not-secret"><input class="form-check-input" '
            'type="checkbox" name="{}_1" id="{}_1" value="on"><label class="form-check-label" for="{}_1">{}</label></span>',
            " is-invalid" if "is-invalid" in attrs.get("class", "") else "",
            format_html_join(" ", '{}="{}"', more.items()), " multiple" if self.multiple else "",
            name, ident, ident, _("This paper is not secret (not “Mật”)"),
        )

    def id_for_label(self, id_):
        return id_


class UploadField(forms.MultiValueField):
    """A checked upload, or with `multiple` a list of them; None (an empty list) where nothing was sent.

    Name, size and first bytes are looked at here, so that what cannot be taken is told at once.
    """

    kinds = PICTURES
    accept = accepted_endings()

    default_error_messages = {
        "required": gettext_lazy("Please choose a file."),
        "secret": gettext_lazy(
            "Please choose the file again and tick that the paper is not secret. Papers marked “Mật” do not belong here; "
            "keep them as the rules on state secrets say."
        ),
    }

    def __init__(self, *, multiple=False, required=True, **kwargs):
        kwargs.setdefault("label", gettext_lazy("File"))
        kwargs.setdefault("help_text", gettext_lazy("Photo (JPEG, PNG, WebP, HEIC) or PDF, up to 25 MB."))
        fields = (forms.Field(required=False), forms.BooleanField(required=False))
        super().__init__(fields, require_all_fields=False, required=required, widget=UploadWidget(multiple, self.accept), **kwargs)
        self.multiple = multiple

    def clean(self, value):
        files, is_not_secret = value or [None, False]
        uploads = [upload for upload in files or [] if upload]
        if not uploads and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        self.look_at(uploads)
        if uploads and not is_not_secret:
            raise ValidationError(self.error_messages["secret"], code="secret")
        return uploads if self.multiple else (uploads[0] if uploads else None)

    def look_at(self, uploads):
        """A ValidationError where one of them cannot be taken."""
        for upload in uploads:
            _check(upload, self.kinds, named=self.multiple)

    def has_changed(self, initial, data):
        return bool(data and data[0])


class WordField(UploadField):
    """A Word file, which is handed out as it is once it was looked into."""

    kinds = (DOCX,)
    accept = accepted_endings(kinds)

    def __init__(self, **kwargs):
        super().__init__(**{"help_text": gettext_lazy("Word file (.docx) without macros and password, up to 25 MB."), **kwargs})


class _FilesInput(forms.FileInput):
    """Always a list, so that one file and several are one case."""

    allow_multiple_selected = True

    def __init__(self, multiple):
        super().__init__()
        self.multiple = multiple

    def value_from_datadict(self, data, files, name):
        found = files.getlist(name) if hasattr(files, "getlist") else [files[name]] if name in files else []
        return found if self.multiple else found[-1:]


def _check(upload, kinds, *, named):
    try:
        check_upload(upload, kinds)
    except ValidationError as error:
        (reason,) = error.error_dict["upload"]
        text = f"{upload.name}: {reason.message}" if named else reason.message
        raise ValidationError(text, code=reason.code) from None
