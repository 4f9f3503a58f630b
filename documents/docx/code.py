"""The code at the foot of the first page, in the bottom margin: nothing of the text moves for it."""
import io

from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm

from documents.code_picture import squares_png
from documents.docx.parts import plain
from documents.docx.styles import STRONG

_STYLE = "Mã tra cứu"
# The margin less the code and a gap to the text.
_FROM_EDGE = 5


def print_code(document, code, styles):
    styles.add(_STYLE, size=8, align="left")
    # As high as the picture in it.
    document.styles[_STYLE].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    section = document.sections[0]
    section.footer_distance = Mm(_FROM_EDGE)
    section.first_page_footer.is_linked_to_previous = False
    paragraph = section.first_page_footer.paragraphs[0]
    paragraph.style = _STYLE
    paragraph.add_run().add_picture(io.BytesIO(squares_png(code.address)), width=Mm(code.side))
    paragraph.add_run("  Mã tra cứu hiệu lực: ")
    paragraph.add_run(plain(code.text), style=STRONG)


def end_code(section):
    """An appendix begins: its first page bears no code."""
    section.first_page_footer.is_linked_to_previous = False
