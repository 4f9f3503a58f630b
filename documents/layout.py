"""How official paper is laid out: a dated profile in data over the defaults here."""
import dataclasses
from dataclasses import dataclass, field

from django.db.models import Q

from documents.models import LayoutProfile

PARTS = ("head", "title", "addressees", "body", "closing")


@dataclass(frozen=True)
class Layout:
    """Millimetres, points and spellings of one profile; the defaults are those of guide 36."""

    code: str
    # Millimetres.
    margin_top: float = 20
    margin_bottom: float = 20
    margin_left: float = 30
    margin_right: float = 15
    first_line_indent: float = 10
    page_number_from_edge: float = 10
    # Points.
    banner_size: float = 15
    superior_size: float = 14
    body_name_size: float = 14
    number_size: float = 14
    place_size: float = 14
    type_size: float = 16
    abstract_size: float = 14
    letter_abstract_size: float = 12
    text_size: float = 14
    line_height: float = 18
    paragraph_gap: float = 6
    authority_size: float = 14
    post_size: float = 14
    signer_size: float = 14
    recipients_label_size: float = 14
    recipients_size: float = 12
    page_number_size: float = 14
    appendix_size: float = 14
    reference_size: float = 14
    table_size: float = 12
    # A table of more columns than this is set smaller, else its words break.
    wide_table_columns: int = 12
    wide_table_size: float = 10
    # Blank lines for the signature and the seal.
    signature_lines: int = 4
    # Spellings.
    end_of_text: str = "."
    letter_prefix: str = "V/v "
    tone_spelling: str = "uỷ"
    appendix_own_page_numbers: bool = True
    order: tuple = field(default=PARTS)

    @property
    def fine_table_size(self):
        """Of tables with some twenty columns; the smallest that is read with ease."""
        return min(self.wide_table_size, 9)

    @property
    def signature_room(self):
        return self.signature_lines * self.line_height

    @property
    def code_side(self):
        """Of the code in the bottom margin, millimetres from the text and from the edge left free; 0: no room to be read."""
        side = min(self.margin_bottom - 6, 14)
        return side if side >= 12 else 0

    def as_settings(self):
        """The layout as plain JSON, for a payload that must be drawn the same way for ever."""
        return {**dataclasses.asdict(self), "order": list(self.order)}


_FIELDS = {f.name: f for f in dataclasses.fields(Layout)}


def layout_from_settings(code, settings):
    """The layout of a profile's settings; a misspelt or misshapen setting is an error that names it."""
    values = {name: value for name, value in settings.items() if name != "code"}
    for name, value in values.items():
        _check_setting(code, name, value)
    if "order" in values:
        values["order"] = tuple(values["order"])
    return Layout(code=code, **values)


def _check_setting(code, name, value):
    if name not in _FIELDS or name == "code":
        raise ValueError(f"layout profile {code}: unknown setting {name}")
    if name == "order":
        if sorted(value) != sorted(PARTS):
            raise ValueError(f"layout profile {code}: order must hold each of {', '.join(PARTS)} once")
        return
    kind = type(_FIELDS[name].default)
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    if not (isinstance(value, kind) if kind in (str, bool) else is_number):
        raise ValueError(f"layout profile {code}: setting {name} may not be {value!r}")


def layout_for(day):
    """The layout in force on the day: the issue date, or a draft's cut-off day."""
    profile = LayoutProfile.objects.filter(Q(starts_on=None) | Q(starts_on__lte=day)).last()
    if profile is None:
        raise LookupError("no layout profile is in force; the migrations of documents seed them")
    return layout_from_settings(profile.code, profile.settings)


def layout_named(code):
    profile = LayoutProfile.objects.filter(code=code).first()
    if profile is None:
        raise LookupError(f"no layout profile is called {code}")
    return layout_from_settings(profile.code, profile.settings)
