"""Forms that call one service: each sent form has one effect, and no error loses what was typed."""
import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.generic import FormView

from accounts.submissions import DifferentContent, answer_of, claim_submission, digest_of
from lib.conflict import StaleVersion
from units.screens.conflicts import chosen_data, conflict_context, is_choice, values_of
from units.screens.permitted import PermittedMixin


class KeyedForm(forms.Form):
    """A form with a hidden key made when it is drawn."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def content(self):
        """What the user said: the cleaned data without the key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}


class ServiceFormMixin(PermittedMixin):
    """A form view whose `perform(data)` calls one service and returns the object (or None).

    Errors of the service go to their fields; a key sent again gives the first answer; a key sent again with other
    content gives 409, and so does a row that somebody else changed since: both texts side by side, chosen per field.
    """

    success_message = ""

    def perform(self, data):
        raise NotImplementedError

    def get_success_url_for(self, result):
        return self.get_success_url()

    def digest(self, content):
        """What is kept of the content, to tell the same form sent again from another."""
        return digest_of(content)

    def current_values(self, row):
        """The row's values by form field, for a conflict; here for forms that name the model's fields."""
        return values_of(row, self.get_form_class().base_fields)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if "data" in kwargs and is_choice(kwargs["data"]):
            kwargs["data"] = chosen_data(kwargs["data"])
        return kwargs

    def form_valid(self, form):
        content = form.content()
        try:
            with transaction.atomic():
                submission = claim_submission(
                    user=self.request.user, key=form.cleaned_data["form_key"], digest=self.digest(content)
                )
                if not submission.answer:
                    submission.answer = self.get_success_url_for(self.perform(content))
                    submission.save(update_fields=["answer"])
                    if self.success_message:
                        messages.success(self.request, self.success_message)
        except ValidationError as error:
            add_service_errors(form, error)
            return self.form_invalid(form)
        except DifferentContent:
            return self.answer_sent_twice(form)
        except StaleVersion as stale:
            return self.answer_conflict(form, stale.current)
        return HttpResponseRedirect(submission.answer)

    def form_invalid(self, form):
        """A second click may find its choices gone, because the first took effect: it gets the answer of the first."""
        answer = answer_of(user=self.request.user, key=form.data.get(form.add_prefix("form_key")))
        return HttpResponseRedirect(answer) if answer else super().form_invalid(form)

    def answer_sent_twice(self, form):
        """The page again with a fresh key: what is sent next is meant."""
        form.data = form.data.copy()
        form.data[form.add_prefix("form_key")] = str(uuid.uuid4())
        return self.render_to_response(self.get_context_data(form=form, sent_twice=True), status=409)

    def answer_conflict(self, form, current):
        values = self.current_values(current)
        kwargs = {name: value for name, value in self.get_form_kwargs().items() if name not in ("data", "files")}
        theirs = type(form)(**{**kwargs, "prefix": "theirs", "initial": values})
        return render(self.request, "conflict.html", conflict_context(form, theirs, current, values), status=409)


class ServiceFormView(ServiceFormMixin, FormView):
    pass


def add_service_errors(form, error):
    """Put a service's ValidationError at the fields it names; what names no field of the form goes on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
