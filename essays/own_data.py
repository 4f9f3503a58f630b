"""The part of this room in a member's own data: his essays with their steps and pages, sheets, proposals under his name."""
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essays.filing.storage import picture_path
from essays.models import Essay, EssayStep, Proposal, ScanFile, ScanPage, Sheet, SheetAssignment
from essays.services.erasure import erase_essay
from essays.who_looked import looks_at
from lib.clock import local_day
from units.personal_data import Part, Section, register_part


def register():
    register_part(Part(
        "essays", ("essays.essay", "essays.scanpage", "essays.sheet", "essays.sheetassignment", "essays.proposal"), gather, erase, pictures,
        goes=(
            gettext_lazy("pictures of the pages of all his essays, with their originals, notes and reasons"),
            gettext_lazy("his name under proposals (the proposals are the cell's and stay)"),
        ),
        stays=(gettext_lazy("that essays were handed in and marked, on which days and how"),),
    ))


def gather(member):
    essays = list(Essay.objects.filter(member=member).select_related("campaign", "unit").order_by("campaign__starts_on", "pk"))
    return [
        Section(
            _("Essays"), (_("Campaign"), _("Unit"), _("handed in on"), _("state"), _("marked on"), _("How it was found"), _("Note"), _("reason of the return")),
            [
                (e.campaign.title, e.unit.name, e.handed_in_on, e.get_state_display(), e.marked_on or "", _checks(e), e.note, e.return_reason)
                for e in essays
            ],
        ),
        Section(_("Steps of the essays"), (_("Day"), _("Campaign"), _("Step"), _("Reason")), _steps(member)),
        Section(_("Scanned pages"), (_("Campaign"), _("Page"), _("File"), _("Picture")), _pages(member)),
        Section(_("Printed sheets"), (_("Printed"), _("Campaign"), _("Number"), _("pages")), _sheets(member)),
        Section(
            _("Proposals under his name"), (_("Day"), _("Campaign"), _("proposal")),
            [(p.noted_on, p.campaign.title, p.text) for p in Proposal.objects.filter(author=member).select_related("campaign")],
        ),
        Section(
            _("Who looked at the essays"), (_("Who"), _("When"), _("Campaign"), _("What")),
            [(look.who, look.moments, essay.campaign.title, look.words) for essay in essays for look in looks_at(essay)],
        ),
    ]


def _checks(essay):
    """What was ticked, in the words of the form; what nobody looked at is left out."""
    names = ("names_writer", "dated_and_signed", "has_new_points", "has_understanding", "has_own_duty", "has_proposals")
    seen = [(essay._meta.get_field(name).verbose_name, getattr(essay, name)) for name in names]
    return "; ".join(f"{words}: {_('yes') if value else _('no')}" for words, value in seen if value is not None)


def _steps(member):
    steps = EssayStep.objects.filter(essay__member=member).select_related("essay__campaign").order_by("on", "pk")
    return [
        (step.on, step.essay.campaign.title, f"{step.get_kind_display()}{' (' + _('taken back') + ')' if step.withdrawn_at else ''}", step.reason)
        for step in steps
    ]


def _pages(member):
    pages = ScanPage.objects.filter(member=member).select_related("campaign", "file").order_by("campaign__starts_on", "edition", "essay_page", "pk")
    return [
        (page.campaign.title, page.essay_page, page.name or page.file.name, _("erased") if page.erased_at else _("kept")) for page in pages
    ]


def _sheets(member):
    own = Sheet.objects.filter(member=member).select_related("campaign").order_by("printed_at", "pk")
    given = SheetAssignment.objects.filter(member=member, withdrawn_at=None).select_related("sheet__campaign").order_by("pk")
    sheets = [*own, *(row.sheet for row in given)]
    return [(local_day(sheet.printed_at), sheet.campaign.title, f"{sheet.number:08d}", sheet.pages) for sheet in sheets]


def pictures(member):
    pages = ScanPage.objects.filter(member=member, erased_at=None).exclude(picture="").select_related("campaign")
    for page in pages.order_by("campaign__code", "edition", "essay_page", "copy"):
        path = picture_path(page)
        if path.exists():
            yield f"{page.campaign.code}/{page.edition}-{page.essay_page:02d}-{page.copy}.jpg", path


def erase(member, *, by, at):
    for essay in Essay.objects.filter(member=member):
        erase_essay(essay=essay, by=by, at=at)
    pages = ScanPage.objects.filter(member=member)
    # A file's name may be his; that of a pile of many writers is not.
    others = ScanPage.objects.filter(file=OuterRef("pk"), member__isnull=False).exclude(member=member)
    ScanFile.objects.filter(~Exists(others), pk__in=pages.values("file")).update(name=_("erased"))
    pages.exclude(name="").update(name="")
    Proposal.objects.filter(author=member).update(author=None)
