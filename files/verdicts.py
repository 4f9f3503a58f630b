"""Why an upload is refused: a code in the row, a sentence for the person who sent it."""
from django.utils.translation import gettext_lazy as _

REASONS = {
    # At the door.
    "empty": _("The file is empty. It may not have been sent to the end; please send it again."),
    "too_large": _("The file is larger than 25 MB. Please take a smaller photo, or send the paper in parts."),
    "kind_unknown": _("Files of this kind are not taken. Please send a photo (JPEG, PNG, WebP, HEIC) or a PDF."),
    "content_unknown": _("This is not a photo and not a PDF, whatever its name says. Please take a photo of the paper, or print it to PDF."),
    "content_differs": _("The ending of the name does not fit what is in the file. Please save it again as it is."),
    # A Word file, at the door and when it was looked into.
    "word_not": _("This is not a Word file (.docx). Please open it in Word and save it as “Word document (.docx)”."),
    "word_old": _("This is a file of the old Word. Please open it in Word and save it as “Word document (.docx)”."),
    "word_locked": _("The Word file is locked with a password, or is of the old Word. Please save it as .docx without a password."),
    "word_macros": _("The Word file holds macros (small programs). Please save it as “Word document (.docx)”, which leaves them out."),
    "word_embedded": _(
        "Another file is embedded in the Word file (a table of Excel, a drawing, a control). Please paste it as a picture instead."
    ),
    "word_external": _(
        "The Word file fetches something from elsewhere (a template, a linked picture or file). Please copy its text into a new "
        "document and put pictures in, not links."
    ),
    "word_odd_part": _("Something lies in the Word file that does not belong there. Please copy its text into a new document."),
    "word_too_large": _("The Word file is too large when it is unpacked. Please take out large pictures, or copy its text into a new document."),
    "word_broken": _("The Word file is damaged. Please open it in Word, save it anew and send that."),
    # After decoding.
    "broken": _("The file is damaged or was not sent to the end. Please send it again."),
    "too_many_pixels": _("The picture is too large (more than 80 million points). Please send a smaller one, or take a photo."),
    "too_heavy": _("The file takes too long to open. Please print it to a new PDF or take a photo of it."),
    "animated": _("Moving pictures are not taken. Please send a photo."),
    "pdf_locked": _("The PDF is locked with a password. Please save it without one."),
    "pdf_empty": _("The PDF has no page. Please open it, check it and send it again."),
    "too_many_pages": _("The PDF has more than 300 pages. Please send it in parts."),
}


def words_of(code):
    """The sentence for the code, "" where there is none."""
    return str(REASONS[code]) if code else ""
