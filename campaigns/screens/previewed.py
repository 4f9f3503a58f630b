"""A change that is shown before it is made: sent once it tells its effect on the running campaigns, sent again it is done."""
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _

from campaigns.services.ledger import preview_effect
from lib.conflict import StaleVersion
from units.screens.conflicts import kept_fields
from units.screens.forms import ServiceFormView, add_service_errors
from units.screens.lists import figure
from units.screens.values import text_of


@dataclass(frozen=True)
class EffectRow:
    unit: str
    heads: str
    held: str
    held_changes: bool


class PreviewedChange(ServiceFormView):
    """Subclasses name the campaigns a change touches (`concerned`) and perform it; the preview performs and undoes it."""

    preview_template = "campaigns/change_preview.html"

    def concerned(self, data):
        """Running campaigns the change may touch."""
        raise NotImplementedError

    def form_valid(self, form):
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        if "edit" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        content = form.content()
        try:
            effects = preview_effect(self.concerned(content), lambda: self.perform(content))
        except ValidationError as error:
            add_service_errors(form, error)
            return self.form_invalid(form)
        except StaleVersion as stale:
            return self.answer_conflict(form, stale.current)
        return render(self.request, self.preview_template, self.get_context_data(form=form, **self._shown(form, effects)))

    def _shown(self, form, effects):
        return {
            "answers": [
                (form[name].label, text_of(form.fields[name], value) or "–")
                for name, value in form.cleaned_data.items() if not form[name].is_hidden
            ],
            "kept": kept_fields(form) + [(name, form[name].value()) for name in ("version",) if name in form.fields],
            "form_key": form.cleaned_data.get("form_key") or uuid.uuid4(),
            "effects": [(effect.campaign, [effect_row(row) for row in effect.units]) for effect in effects if effect.units],
        }


def effect_row(effect):
    before, after = effect.heads_before, effect.heads_after
    if before is None:
        heads = _("comes in with %(after)s members to study") % {"after": figure(after)}
    elif after is None:
        heads = _("owes no more (%(before)s members to study until then)") % {"before": figure(before)}
    elif before == after:
        heads = _("%(after)s members to study, as before") % {"after": figure(after)}
    else:
        heads = _("%(before)s → %(after)s members to study") % {"before": figure(before), "after": figure(after)}
    return EffectRow(unit=effect.unit.name, heads=heads, held=_held_words(effect), held_changes=effect.held_changes)


def _held_words(effect):
    if effect.heads_after is None:
        return "–"
    if not effect.held_changes or effect.heads_before is None:
        return _("has held") if effect.held_after else _("has not held yet")
    return _("counts as held from now on") if effect.held_after else _("counts as not yet held from now on")
