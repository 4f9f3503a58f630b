"""Why a scan or one of its pages was not read, and what a page suggests: keys in the data, sentences for people."""
from django.utils.translation import gettext_lazy as _

SCAN = {
    "empty": _("The file is empty. It may not have been sent to the end; please send it again."),
    "kind_unknown": _("Scans of this kind are not taken. Please send a PDF, a ZIP of pictures, or photos (JPEG, PNG, WebP, HEIC)."),
    "content_unknown": _("This is not a scan, whatever its name says. Please scan the pages to PDF, or take photos of them."),
    "content_differs": _("The ending of the name does not fit what is in the file. Please save it again as it is."),
    "broken": _("The file is damaged or was not sent to the end. Please send it again."),
    "locked": _("The file is locked with a password. Please save it without one."),
    "no_pages": _("The file has no page. Please open it, check it and send it again."),
    "too_many_pages": _("The file has more than 500 pages. Please send it in parts."),
    "zip_in_zip": _("The ZIP holds another ZIP. Please put the pictures into one ZIP."),
    "zip_names": _("The ZIP names places outside of itself. Please make it anew."),
    "zip_bomb": _("The ZIP would unpack to far more than it is. Please send the pictures themselves."),
    "not_sent": _("The file was never sent to the end, and was thrown away after a week. Please send it again."),
    "too_heavy": _("The file takes too long to open. Please print it to a new PDF or take a photo of it."),
    "erased": _("The file had not been read when the pages of its campaign were erased."),
}
PAGE = {
    "broken": _("The page cannot be opened: it is damaged or incomplete. Please scan it again."),
    "too_heavy": _("The page takes too much memory or time to open. Please scan it again, or take a photo of it."),
    "too_many_pixels": _("The picture is too large (more than 80 million points). Please send a smaller one, or take a photo."),
    "animated": _("The picture holds several frames. Please send one picture for each page."),
    "not_a_picture": _("This file in the ZIP is not a picture. If it is a page, please send it as a PDF or a photo."),
    "stopped": _("Reading the page was stopped twice from outside. Please send it again."),
}
CODE = {
    "no_code": _("No code was found on the page."),
    "foreign_code": _("The code on the page is not one of this portal."),
    "codes_differ": _("The two codes on the page do not say the same."),
}
SUGGESTION = {
    "not_a4": _("The page does not have the shape of A4."),
    "blank": _("Nothing seems to be written on the page."),
    "dark": _("The page is very dark."),
    "faint": _("The writing is very faint."),
    "blurred": _("The page is blurred."),
    "printed": _("The text looks printed rather than handwritten."),
}


class ScanRefused(Exception):
    """The whole scan cannot be read; `reason` is a key of SCAN or, for a single picture, of PAGE."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason

    @property
    def words(self):
        return str(SCAN.get(self.reason) or PAGE[self.reason])
