"""print_sheets --campaign CODE --unit CODE --output FOLDER [--pages N]"""
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from essays.management.named import campaign_and_duty
from essays.printing.cell_file import DEFAULT_PAGES, write_cell_file
from essays.printing.names import path_of_cell
from essays.printing.plan import cells_to_print
from lib.clock import now


class Command(BaseCommand):
    help = "Draws the lined sheets of a unit and all below it, one PDF for each cell; the same numbers as before."

    def add_arguments(self, parser):
        parser.add_argument("--campaign", required=True, help="code of the campaign")
        parser.add_argument("--unit", required=True, help="code of the unit, or of the committee for all of them")
        parser.add_argument("--output", required=True, type=Path, help="folder the files go to")
        parser.add_argument("--pages", type=int, default=DEFAULT_PAGES, help="pages for each member")

    def handle(self, *, campaign, unit, output, pages, **options):
        if not 1 <= pages <= 20:
            raise CommandError(_("A sheet has between 1 and %(most)s pages.") % {"most": 20})
        campaign, duty = campaign_and_duty(campaign, unit)
        if not campaign.is_open:
            raise CommandError(_("The campaign is closed. Ask the propaganda board to reopen it."))
        cells, drawn = cells_to_print(campaign, duty=duty), 0
        for cell, members in cells:
            path = output / path_of_cell(cell)
            drawn += write_cell_file(path, cell, members, pages=pages, anew=False, by=None, at=now())
        self.stdout.write(
            _("%(cells)d files, %(pages)d pages, in %(folder)s.") % {"cells": len(cells), "pages": drawn, "folder": output}
        )
