from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import normal_password


class PasswordInput(forms.PasswordInput):
    """A password field that can be sent back in clear, when the user asks to see what he typed."""

    def __init__(self, autocomplete, **attrs):
        super().__init__(attrs={"autocomplete": autocomplete, "class": "form-control-lg", **attrs})
        self.shown = False

    def get_context(self, name, value, attrs):
        self.render_value = self.shown
        context = super().get_context(name, value, attrs)
        if self.shown:
            context["widget"]["type"] = "text"
            context["widget"]["attrs"].update({"autocapitalize": "none", "spellcheck": "false"})
        return context


class ShowsPasswords:
    """A form whose password fields can be shown: `?show` is a button, so it works without JavaScript."""

    def show_passwords(self):
        for field in self.fields.values():
            if isinstance(field.widget, PasswordInput):
                field.widget.shown = True


class SignInForm(ShowsPasswords, AuthenticationForm):
    """User name in any case, password or one-time code."""

    password = forms.CharField(
        label=_("Password or code on the slip"), strip=False, widget=PasswordInput("current-password")
    )

    error_messages = {
        "invalid_login": _(
            "The user name or the password is not right. Please look at both again; capitals do not matter in the "
            "user name. If you cannot get in, please ask the level above for a new code."
        ),
        "inactive": _(
            "This account is closed at the moment. Please ask the propaganda officer of the level above, who can open "
            "it again."
        ),
        "suspended": _(
            "This account was not used for a long time, so the portal has suspended it. Please ask the propaganda officer of the "
            "level above to open it again: you get a slip with a new code, and everything you have entered is still there."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["username"].help_text = _("Usually your telephone number.")
        self.fields["username"].widget.attrs.update({"class": "form-control-lg", "autocapitalize": "none"})
        self.fields["password"].help_text = _("A code on a slip is good for one day and for one sign-in.")

    def confirm_login_allowed(self, user):
        if user.suspended_at:
            raise ValidationError(self.error_messages["suspended"], code="suspended")
        super().confirm_login_allowed(user)


class EmailForm(forms.Form):
    """Where reminders are sent to."""

    email = forms.EmailField(
        label=_("E-mail for reminders"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Leave empty to get none."),
    )


class NewPasswordForm(ShowsPasswords, forms.Form):
    """The first password after a one-time code."""

    new_password1 = forms.CharField(label=_("New password"), strip=False, widget=PasswordInput("new-password"))
    new_password2 = forms.CharField(
        label=_("New password once more"), strip=False, widget=PasswordInput("new-password")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["new_password1"].help_text = " ".join(password_validators_help_texts())

    def clean(self):
        data = super().clean()
        first, second = data.get("new_password1"), data.get("new_password2")
        if first and second and normal_password(first) != normal_password(second):
            self.add_error("new_password2", _("The two new passwords are not the same."))
        return data


class ChangePasswordForm(NewPasswordForm):
    """A change of one's own accord asks for the old password first."""

    old_password = forms.CharField(label=_("Old password"), strip=False, widget=PasswordInput("current-password"))
    field_order = ["old_password", "new_password1", "new_password2"]

    def clean(self):
        data = super().clean()
        if data.get("old_password") and data.get("new_password1") == data["old_password"]:
            self.add_error("new_password1", _("The new password is the same as the old one."))
        return data

    def clean_old_password(self):
        old = self.cleaned_data["old_password"]
        if not self.user.check_password(old):
            raise ValidationError(_("The old password is not right."))
        return old


class NumberForm(forms.Form):
    """Six digits off a telephone, or a backup code."""

    number = forms.CharField(
        label=_("Number"), max_length=20,
        widget=forms.TextInput(attrs={
            "class": "form-control-lg", "inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "none",
        }),
    )


class AskAgainForm(forms.Form):
    """What a remembered telephone is asked for before it does more than it is remembered for."""

    password = forms.CharField(label=_("Password"), strip=False, widget=PasswordInput("current-password"))
    number = forms.CharField(
        label=_("Number from your telephone"), max_length=20,
        widget=forms.TextInput(attrs={
            "class": "form-control-lg", "inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "none",
        }),
    )

    def __init__(self, *args, with_number=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not with_number:
            del self.fields["number"]
