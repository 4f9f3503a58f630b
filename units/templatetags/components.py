"""Tags of the pieces pages are composed of; their markup lies in templates/components/."""
from django import forms, template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from units.screens.statuses import look_of

register = template.Library()

_TONE_ICONS = {
    "good": "check-circle-fill", "bad": "exclamation-triangle-fill", "wait": "exclamation-triangle-fill",
    "calm": "info-circle-fill", "plain": "info-circle-fill",
}
_MESSAGE_TONES = {"success": "good", "error": "bad", "warning": "wait", "info": "calm", "debug": "plain"}


@register.simple_tag
def icon(name, size=""):
    """A picture that says nothing a word beside it does not say."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" icon-{size}" if size else "", static("icons.svg"), name,
    )


@register.simple_tag
def status(code, label=None):
    """State as icon and word; `label` says more than the word ("Overdue by 3 days")."""
    tone, picture, word = look_of(code)
    return format_html('<span class="status tone-{}">{} {}</span>', tone, icon(picture), capfirst(str(label or word or code)))


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts):
    """Pairs of word and address, last the page itself: `{% breadcrumbs _("Units") url unit.name %}`."""
    return {"crumbs": [(parts[i], parts[i + 1] if i + 1 < len(parts) else None) for i in range(0, len(parts), 2)]}


@register.inclusion_tag("components/breadcrumbs.html")
def trail(list_url, above, unit):
    """The way down the tree to a unit: the list, every unit above it, itself."""
    crumbs = [(_("Units"), list_url)] + [(one.name, reverse("unit_page", args=[one.pk])) for one in above]
    return {"crumbs": [*crumbs, (unit.name, None)]}


@register.simple_block_tag
def card(content, title="", accent=False, ident=""):
    """A sheet on the page, with a heading where it has a title."""
    return render_to_string(
        "components/card.html", {"content": content, "title": title, "accent": accent, "ident": ident}
    )


@register.simple_block_tag
def note(content, tone="calm", title=""):
    """A message in the flow of the page."""
    context = {"content": content, "tone": tone, "title": title, "picture": _TONE_ICONS[tone]}
    return render_to_string("components/note.html", context)


@register.simple_tag
def message_note(message):
    """One of Django's messages as a note."""
    tone = _MESSAGE_TONES.get(message.level_tag, "calm")
    return render_to_string(
        "components/note.html", {"content": message.message, "tone": tone, "picture": _TONE_ICONS[tone]}
    )


@register.simple_block_tag
def empty_state(content, title, picture="inbox"):
    """A list without rows: what it is, why it is empty, what to do next."""
    return render_to_string("components/empty.html", {"content": content, "title": title, "picture": picture})


@register.simple_block_tag
def table(content, caption="", stacks=True, caption_shown=False, extra=""):
    """A table; on a telephone its rows become cards (`data-label` on each cell), or it scrolls where stacks=False."""
    context = {"content": content, "caption": caption, "stacks": stacks, "caption_shown": caption_shown, "extra": extra}
    return render_to_string("components/table.html", context)


@register.simple_tag
def progress(value, total, words="", url=""):
    """The bar of long work; with `url`, htmx asks there again every two seconds while it is drawn with one."""
    known = total or 0
    context = {"value": min(value or 0, known), "total": known, "words": words, "url": url}
    return render_to_string("components/progress.html", context)


@register.simple_tag
def print_button(label=None):
    return render_to_string("components/print_button.html", {"label": label or _("Print")})


@register.inclusion_tag("components/error_summary.html", takes_context=True)
def form_errors(context, *forms):
    """What is wrong in the forms, summed up on top with links to the fields; the focus goes there."""
    rows = [row for form in forms for row in _errors_of(form)]
    return {"rows": rows, "sent_twice": context.get("sent_twice")}


def _errors_of(form):
    for name, errors in form.errors.items():
        bound = form[name] if name in form.fields else None
        hidden = bound is None or bound.is_hidden
        for error in errors:
            yield {"label": "" if hidden else bound.label, "target": "" if hidden else _target_of(bound), "error": error}


def _target_of(bound):
    """Where the keyboard goes: the field, or the first choice of a group."""
    return bound.id_for_label or f"{bound.auto_id}_0"


@register.inclusion_tag("components/field.html")
def field(bound, label=None):
    """One field with its label, help and errors."""
    if label:
        bound.label = label
    _start_choices_large(bound.field)
    return {"field": bound}


def _start_choices_large(field):
    """Words of a list stand alone, not in a sentence; those of rows (names) stay as they are typed."""
    if isinstance(field, forms.ChoiceField) and not hasattr(field, "queryset"):
        field.widget.choices = [
            (value, text if isinstance(text, list | tuple) else capfirst(str(text))) for value, text in field.widget.choices
        ]


@register.inclusion_tag("components/form_actions.html")
def form_actions(submit=None, cancel="", danger=False, big=False):
    return {"submit": submit or _("Save"), "cancel": cancel, "danger": danger, "big": big}


@register.inclusion_tag("components/service_form.html", takes_context=True)
def service_form(context, form, submit=None, cancel="", danger=False, action=""):
    """A whole form: errors on top, every field, the buttons."""
    return {
        "form": form, "submit": submit or _("Save"), "cancel": cancel, "danger": danger,
        "action": action or context["request"].get_full_path(),
        "csrf_token": context.get("csrf_token"), "sent_twice": context.get("sent_twice"),
    }


@register.inclusion_tag("components/sort_head.html")
def sort_head(state, key, label=None, number=False):
    """Heading cell of a column that sorts the list."""
    return {"head": state.head(key), "label": label or state.sorts[key].label, "number": number}


@register.inclusion_tag("components/filter_bar.html", takes_context=True)
def filter_bar(context, state):
    """Filters, chips of the active ones and the count."""
    return {"state": state, "csrf_token": context.get("csrf_token"), "request_path": state.request.path}


@register.inclusion_tag("components/list_print.html")
def list_print(state):
    """Print what the filter shows: this page where it holds all rows, else a page that does."""
    return {"state": state, "shows_all": state.is_print or state.page.paginator.num_pages == 1}


@register.inclusion_tag("components/pager.html")
def pager(state):
    return {"state": state}
