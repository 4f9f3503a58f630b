"""What an office may set in a layout: groups as one sees them on the page, units, and the bounds of each."""
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MM, PT, NONE = "mm", "pt", ""
# What is left for the text between the margins of A4, in millimetres.
LEAST_TEXT = 120


@dataclass(frozen=True)
class Limit:
    """A number an office may set: its label, unit and bounds (both allowed)."""

    name: str
    label: str
    unit: str
    low: float
    high: float


@dataclass(frozen=True)
class Group:
    title: str
    limits: tuple
    spellings: tuple = ()


def _size(name, label, low=8, high=24):
    return Limit(name, label, PT, low, high)


def _margin(name, label):
    return Limit(name, label, MM, 5, 60)


GROUPS = (
    Group(gettext_lazy("Page"), (
        _margin("margin_top", gettext_lazy("Top margin")), _margin("margin_bottom", gettext_lazy("Bottom margin")),
        _margin("margin_left", gettext_lazy("Left margin")), _margin("margin_right", gettext_lazy("Right margin")),
        Limit("page_number_from_edge", gettext_lazy("Page number from the edge"), MM, 5, 30),
        _size("page_number_size", gettext_lazy("Size of the page number")),
    )),
    Group(gettext_lazy("Letterhead"), (
        _size("banner_size", gettext_lazy("Party's name")), _size("superior_size", gettext_lazy("Name of the superior")),
        _size("body_name_size", gettext_lazy("Name of the body")), _size("number_size", gettext_lazy("Number and symbol")),
        _size("place_size", gettext_lazy("Place and day")),
    )),
    Group(gettext_lazy("Title of the paper"), (
        _size("type_size", gettext_lazy("Type of paper")), _size("abstract_size", gettext_lazy("Abstract")),
        _size("letter_abstract_size", gettext_lazy("Abstract of a letter")),
    ), ("letter_prefix",)),
    Group(gettext_lazy("Text"), (
        _size("text_size", gettext_lazy("Size of the text")), Limit("line_height", gettext_lazy("Line height"), PT, 10, 36),
        Limit("paragraph_gap", gettext_lazy("Between paragraphs"), PT, 0, 24),
        Limit("first_line_indent", gettext_lazy("First line in by"), MM, 0, 30),
    ), ("end_of_text", "tone_spelling")),
    Group(gettext_lazy("Signature"), (
        _size("authority_size", gettext_lazy("Authority")), _size("post_size", gettext_lazy("Post")),
        _size("signer_size", gettext_lazy("Name of the signer")),
        Limit("signature_lines", gettext_lazy("Empty lines for signature and seal"), NONE, 2, 8),
    )),
    Group(gettext_lazy("Recipients"), (
        _size("recipients_label_size", gettext_lazy("Heading of the recipients")),
        _size("recipients_size", gettext_lazy("List of recipients")),
    )),
    Group(gettext_lazy("Appendix"), (
        _size("appendix_size", gettext_lazy("Heading of the appendix")), _size("reference_size", gettext_lazy("Reference line")),
        _size("table_size", gettext_lazy("Table"), low=6), _size("wide_table_size", gettext_lazy("Wide table"), low=6),
        Limit("wide_table_columns", gettext_lazy("A table is wide with more columns than"), NONE, 4, 40),
    ), ("appendix_own_page_numbers",)),
)
LIMITS = {limit.name: limit for group in GROUPS for limit in group.limits}
WHOLE = {"signature_lines", "wide_table_columns"}
SPELLINGS = {
    "end_of_text": (gettext_lazy("End of the text"), ((".", gettext_lazy("full stop: .")), ("./.", gettext_lazy("dot, slash, dot: ./.")))),
    "letter_prefix": (gettext_lazy("Before the abstract of a letter"), (("V/v ", "V/v"), ("", gettext_lazy("nothing")))),
    "tone_spelling": (gettext_lazy("Spelling of the fixed words"), (("uỷ", "uỷ, hoà"), ("ủy", "ủy, hòa"))),
    "appendix_own_page_numbers": (
        gettext_lazy("Page numbers of appendices"),
        (("yes", gettext_lazy("each appendix from its own page 1")), ("no", gettext_lazy("going on after the text"))),
    ),
}


def check_limits(values):
    """Raise ValidationError, at each field, for what no paper should look like."""
    wrong = {
        name: [_("From %(low)s to %(high)s %(unit)s.") % {"low": limit.low, "high": limit.high, "unit": limit.unit}]
        for name, limit in LIMITS.items() if not limit.low <= values[name] <= limit.high
    }
    if not wrong and 210 - values["margin_left"] - values["margin_right"] < LEAST_TEXT:
        wrong["margin_right"] = [_("Less than %(mm)d mm are left for the text between the two margins.") % {"mm": LEAST_TEXT}]
    if not wrong and values["page_number_from_edge"] + values["page_number_size"] * 0.36 > values["margin_top"]:
        wrong["page_number_from_edge"] = [_("The page number would touch the text: it must lie within the top margin.")]
    if not wrong and values["line_height"] < values["text_size"]:
        wrong["line_height"] = [_("Lines would touch: the line height is at least the size of the text.")]
    if wrong:
        raise ValidationError(wrong)
