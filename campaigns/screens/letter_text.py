"""The letters of a round on screen: the same words and tables as on paper, what they share told once."""
from dataclasses import dataclass

from documents.layout import layout_named
from documents.payload import SALUTATIONS
from lib.vietnamese import clean_text


@dataclass(frozen=True)
class OwnPart:
    """What one letter says that the first does not: whom it addresses, how they stand, its annex."""

    pk: int
    addressee: str
    standing: str
    # `(label, name, number)` of each row: enough of a table for a telephone.
    tables: list


@dataclass(frozen=True)
class LetterText:
    head: dict
    salutation: str
    abstract: str
    paragraphs: list
    recipients: list
    first: OwnPart
    others: list


def text_of(letters):
    """The text of a round; None where it was drafted before texts were kept."""
    written = [letter for letter in letters if letter.payload]
    if not written:
        return None
    payload = written[0].payload
    parts = [_own_part(letter) for letter in written]
    return LetterText(
        head=payload, salutation=SALUTATIONS[payload["type_code"]],
        abstract=layout_named(payload["layout"]).letter_prefix + " ".join(payload["abstract"]),
        paragraphs=[block["text"] for block in payload["blocks"][1:]],
        recipients=[clean_text(line).rstrip(";.") for line in payload["recipients"] if clean_text(line)],
        first=parts[0], others=parts[1:],
    )


def _own_part(letter):
    payload = letter.payload
    return OwnPart(letter.pk, "; ".join(payload["addressees"]), payload["blocks"][0]["text"], [_table(one) for one in payload["appendices"]])


def _table(appendix):
    columns = [(column["label"], column["align"] == "right") for column in appendix["columns"]]

    def cells(row):
        return [{"text": text, "label": label, "is_number": is_number} for text, (label, is_number) in zip(row, columns, strict=True)]

    return {
        "title": appendix["title"], "columns": cells([label for label, _number in columns]),
        "rows": [cells(row) for row in appendix["rows"]], "total": cells(appendix["total"]) if appendix["total"] else [],
    }
