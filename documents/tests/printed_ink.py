"""Of what a PDF is printed: its fonts, whether each is in the file, and its colours."""
import io

import pikepdf

_THREE, _FOUR = {"rg", "RG"}, {"k", "K"}


def fonts_of(content):
    """`{name without the mark of a subset: whether it is in the file}`; fonts of parts drawn inside of parts too."""
    found = {}
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font" and "/DescendantFonts" not in font:
                described = font.get("/FontDescriptor", {})
                name = str(font.get("/BaseFont", "/?"))[1:].rpartition("+")[2]
                found[name] = found.get(name, True) and any(f"/FontFile{n}" in described for n in ("", "2", "3"))
    return found


def colours_of(content):
    """What is not black, white or grey: operators of the pages and of the parts drawn inside of them, and pictures."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        streams = [*pdf.pages, *(thing for thing in pdf.objects if _is_drawn(thing))]
        found = {str(one) for stream in streams for one in _colours(stream)}
        found |= {f"picture in {thing.ColorSpace}" for thing in pdf.objects if _is_picture(thing) and thing.ColorSpace != "/DeviceGray"}
    return found


def _colours(stream):
    for operands, operator in pikepdf.parse_content_stream(stream):
        name, values = str(operator), [float(value) for value in operands if not isinstance(value, pikepdf.Object)]
        if name in _THREE and len(set(values)) > 1 or name in _FOUR and any(values[:3]):
            yield f"{name} {values}"
        elif name in ("cs", "CS", "sh") and str(operands[0]) not in ("/DeviceGray", "/Pattern"):
            yield f"{name} {operands[0]}"
        elif name in ("sc", "SC", "scn", "SCN") and len(values) > 1:
            yield f"{name} {values}"


def _is_drawn(thing):
    """A part put on a page, or a pattern: hatching."""
    return isinstance(thing, pikepdf.Stream) and (thing.get("/Subtype") == "/Form" or thing.get("/PatternType") == 1)


def _is_picture(thing):
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image" and "/ColorSpace" in thing
