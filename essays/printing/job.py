"""The job that draws sheets: a cell at each step, then one file of them all."""
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from campaigns.models import Campaign, Duty
from essays.printing import labels
from essays.printing.cell_file import write_blank_sheets, write_cell_file, write_more_pages
from essays.printing.names import path_of_cell, safe
from essays.printing.plan import cells_to_print, members_within
from essays.printing.storage import bundle, drawn_folder
from essays.services.sheets import check_printable, check_room_for
from jobs.kinds import register_kind
from jobs.reasons import Refused, register_reasons
from jobs.submission import submit
from lib.clock import now
from units.scope import may

KIND = "essays.print_sheets"
PERMISSION = "essays.mark"
_SHEETS = gettext_noop("sheets of members")


def request_printing(*, campaign, duty, what, by, at, **wanted):
    """Ask for the sheets of a duty with all below it, of the whole campaign where it is None.

    `what`: essays (members, pages, anew), more (members, pages) or blank (count, pages). A ValidationError says what
    is seen at once to be impossible.
    """
    check_printable(campaign)
    if what == "more":
        chosen = wanted["members"]
        check_room_for(wanted["pages"], campaign=campaign, members=members_within(duty) if chosen is None else chosen)
    unit = duty.unit if duty else campaign.unit
    args = {"campaign": campaign.pk, "duty": duty.pk if duty else None, "what": what, "unit": unit.code, **wanted}
    return submit(
        kind=KIND, key=f"sheets:{what}:{by.pk}:{unit.pk}:{at:%Y%m%dT%H%M%S%f}", args=args, by=by, unit_path=unit.path, title=unit.name
    )


def print_sheets(run):
    """A generator: a cell at each step; run.mark is the path of the last cell drawn."""
    campaign = Campaign.objects.select_related("unit").get(pk=run.args["campaign"])
    duty = Duty.objects.select_related("unit", "parent__unit", "campaign").get(pk=run.args["duty"]) if run.args["duty"] else None
    if not may(run.by, PERMISSION, duty.unit if duty else campaign.unit):
        raise Refused("essays.printing_not_permitted")
    if not campaign.is_open:
        raise Refused("essays.campaign_closed")
    if run.args["what"] == "blank":
        printed = _print_blank(run, duty)
    else:
        printed = yield from _print_cells(run, campaign, duty)
    bundle(run.job.pk)
    return {"sheets": printed}


def _print_cells(run, campaign, duty):
    cells = cells_to_print(campaign, duty=duty, members=run.args.get("members"))
    total = sum(len(members) for _cell, members in cells)
    last, done = run.mark or "", 0
    for cell, members in cells:
        if cell.path > last:
            with run.effect(mark=cell.path):
                _print_cell(run, cell, members)
        done += len(members)
        run.progress(done, total, _SHEETS)
        yield
    return total


def _print_cell(run, cell, members):
    path, pages = drawn_folder(run.job.pk) / path_of_cell(cell), run.args["pages"]
    if run.args["what"] == "more":
        try:
            write_more_pages(path, cell, members, more=pages, by=run.by, at=now())
        except ValidationError:
            raise Refused("essays.sheet_is_full") from None      # its words hold a name
    else:
        write_cell_file(path, cell, members, pages=pages, anew=run.args.get("anew", False), by=run.by, at=now())


def _print_blank(run, duty):
    count, pages = run.args["count"], run.args["pages"]
    if not run.mark:
        with run.effect(mark="drawn"):
            path = drawn_folder(run.job.pk) / "blank.pdf"
            write_blank_sheets(path, duty, count=count, pages=pages, by=run.by, at=now())
    run.progress(count, count, _SHEETS)
    return count


def name_of_result(job, path):
    """The name under which the printed file is saved."""
    if path.suffix == ".zip":
        return labels.ZIP.format(code=safe(job.args["unit"]))
    named = {"blank": labels.BLANK_SHEETS, "more": labels.MORE_PAGES}.get(job.args["what"], labels.ESSAY_SHEETS)
    return safe(named.format(code=job.args["unit"], name=job.title).removesuffix(".pdf")) + ".pdf"


def register():
    register_kind(KIND, work=print_sheets, label=_("Print sheets for essays"), result_url=_ready_url)
    register_reasons({
        "essays.printing_not_permitted": _("Whoever asked for the sheets may not print them any more."),
        "essays.campaign_closed": _("The campaign was closed meanwhile."),
        "essays.sheet_is_full": _("The sheet of a member has too many pages to go on."),
    })


def _ready_url(job):
    return reverse("essays:sheets_ready", args=[job.pk])
