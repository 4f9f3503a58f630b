"""Columns reckoned from what is typed. Whoever writes units or members, one or thousands, takes them from here."""
from lib.vietnamese import clean_text, fold, person_sort_key


def unit_derived(*, code, name):
    """`{column: value}` of a unit, from its code and name."""
    return {"search_text": fold(f"{code} {name}")[:400]}


def member_derived(*, full_name, card_number):
    """`{column: value}` of a member, from the name and the card number."""
    return {
        "sort_key": person_sort_key(full_name)[:400],
        "search_text": fold(f"{full_name} {card_number}")[:250],
    }


def cleaned_texts(fields):
    """The same fields, every text composed and single-spaced."""
    return {name: clean_text(value) if isinstance(value, str) else value for name, value in fields.items()}


def changed_labels(row, wanted):
    """Labels of the fields in which the row differs from what is wanted: what changed, never the values."""
    names = [name for name, value in wanted.items() if getattr(row, name) != value]
    return ", ".join(str(row._meta.get_field(name).verbose_name) for name in names)
