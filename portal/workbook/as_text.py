"""A preview as lines of text, for a command."""
from django.utils.translation import gettext as _

_COUNTS = ("new", "changed", "same", "wrong")


def lines_of_preview(preview):
    """One line per sheet, then what is skipped, what is amiss, what deserves a look."""
    for sheet in preview["sheets"]:
        yield _("%(name)s: %(new)d new, %(changed)d changed, %(same)d same, %(wrong)d wrong") % {
            "name": sheet["name"], **{name: sheet[name] for name in _COUNTS}
        }
        if sheet["unknown_columns"]:
            yield "  " + _("Columns skipped: %(names)s") % {"names": ", ".join(sheet["unknown_columns"])}
    if preview["unknown_sheets"]:
        yield _("Sheets skipped: %(names)s") % {"names": ", ".join(preview["unknown_sheets"])}
    for title, name in ((_("Errors: %(number)d"), "problem"), (_("Worth a look: %(number)d"), "warning")):
        number = preview[f"{name}_count"]
        if number:
            yield title % {"number": number}
            yield from ("  " + line_of_problem(problem) for problem in preview[f"{name}s"])
            if number > len(preview[f"{name}s"]):
                yield "  " + _("… and %(number)d more") % {"number": number - len(preview[f"{name}s"])}
    if preview["proposal_count"]:
        yield _("Changes of head counts in running campaigns, for an officer to accept: %(number)d") % {"number": preview["proposal_count"]}


def line_of_problem(problem):
    place = " ".join(filter(None, [problem["sheet"], problem["address"] or (str(problem["row"]) if problem["row"] else "")]))
    return f"{place}: {problem['reason']}" if place else problem["reason"]
