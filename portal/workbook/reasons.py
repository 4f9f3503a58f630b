"""Sentences for a file that cannot be read as a workbook."""
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _


def sentence_of(code, details):
    """Why the file is refused and what to do, for the person who sent it."""
    return _sentences(details).get(code) or _sentences(details)["damaged"]


def _sentences(details):
    size, limit = details.get("size", 0), details.get("limit", 0)
    place = {"sheet": details.get("sheet", ""), "address": details.get("address", "")}
    return {
        "not_xlsx": _("The file is not an Excel workbook (.xlsx). Save it in Excel as “Excel Workbook (*.xlsx)” and send it again."),
        "old_xls": _("The file is in the old Excel format (.xls). Save it as .xlsx and send it again."),
        "encrypted": _("The workbook is protected by a password. Take the password off and send it again."),
        "damaged": _("The file is damaged or incomplete. Open it in Excel, save it again and send it once more."),
        "too_large": _("The file is too large (%(size)s); at most %(limit)s are taken. Take out pictures and sheets that are not needed, and send it again.")
        % {"size": filesizeformat(size), "limit": filesizeformat(limit)},
        "unpacks_too_large": _("The workbook holds far more data than a tracking workbook can; it was not opened. Copy its tables into a new workbook and send that."),
        "too_many_parts": _("The workbook holds far more parts than a tracking workbook can; it was not opened. Copy its tables into a new workbook and send that."),
        "reaches_too_far": _("The sheet “%(sheet)s” has a cell far outside of its table (%(address)s). Delete the empty rows and columns around the table.") % place,
        "cells_without_address": _("The sheet “%(sheet)s” was written by a program that leaves out the addresses of cells. Open it in Excel, save it again and send it once more.") % place,
    }
