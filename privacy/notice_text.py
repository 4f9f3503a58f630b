"""The text of a notice as a file: headings begin with "#", paragraphs are set apart by blank lines."""
from pathlib import Path

_FIRST = Path(__file__).parent / "notices" / "1.txt"


def sections_of(text):
    """[{"heading": …, "paragraphs": […]}, …]; ValueError where a paragraph stands before the first heading or a heading alone."""
    sections = []
    for block in (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n")):
        if block.startswith("#"):
            sections.append({"heading": block.lstrip("# "), "paragraphs": []})
        elif block:
            if not sections:
                raise ValueError(block)
            sections[-1]["paragraphs"].append(block)
    for section in sections:
        if not (section["heading"] and section["paragraphs"]):
            raise ValueError(section["heading"])
    if not sections:
        raise ValueError(text)
    return sections


def first_sections():
    """The text the portal comes with."""
    return sections_of(_FIRST.read_text(encoding="utf-8"))
