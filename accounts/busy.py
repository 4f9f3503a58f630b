"""What a person sees where too many passwords are checked at once: 503, kind words, and all that was typed but the passwords."""
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.forms import PasswordInput
from accounts.turns import Busy

_RETRY_SECONDS = "10"


class TakesTurns:
    """A form view that checks or sets a password."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except Busy:
            response = self.render_to_response(self.get_context_data(form=self._form_to_send_again()), status=503)
            response.headers["Retry-After"] = _RETRY_SECONDS
            return response

    def _form_to_send_again(self):
        form = self.get_form()
        form.data = form.data.copy()
        for name, field in form.fields.items():
            if isinstance(field.widget, PasswordInput):
                form.data[form.add_prefix(name)] = ""
        form.errors.clear()
        form.add_error(None, _(
            "Many people are signing in at this moment. Nothing is lost: please wait ten seconds, type the password again and send once more."
        ))
        return form


class BusyMiddleware:
    """For any other page that asks for a password."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Busy):
            return None
        response = render(request, "503.html", status=503)
        response.headers["Retry-After"] = _RETRY_SECONDS
        return response
