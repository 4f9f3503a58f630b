"""The job that binds the scanned essays of a cell: one PDF in the order of names, or a ZIP with one for each."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from campaigns.models import Duty
from essays.binding.pdf import write_pages
from essays.models import Essay, ScanPage
from essays.printing.labels import ESSAY_OF, ESSAYS_OF_UNIT
from essays.printing.names import safe
from essays.printing.storage import bundle, drawn_folder
from jobs.kinds import register_kind
from jobs.reasons import Refused, register_reasons
from jobs.submission import submit
from units.scope import may

KIND = "essays.bind_pages"
PERMISSION = "names.handle"
ONE_FILE, EACH = "one", "each"
_ESSAYS = gettext_noop("essays")


def essays_with_pages(duty):
    """Essays of the unit and all below it that have a standing page in their last writing, in the order of the register."""
    within = duty.campaign.duties.within(duty).order_by().values("unit")
    essays = Essay.objects.filter(
        campaign=duty.campaign_id, unit__in=within,
        pk__in=ScanPage.objects.standing().filter(erased_at=None).exclude(picture="").values("essay"),
    )
    return essays.select_related("member", "unit").order_by("unit__path", "member__sort_key", "member__card_number")


def pages_to_bind(essay):
    pages = ScanPage.objects.standing().filter(essay=essay, edition=essay.edition, erased_at=None).exclude(picture="")
    return pages.select_related("member").order_by("essay_page", "copy")


def title_of_essay(essay):
    return ESSAY_OF.format(name=essay.member.full_name)


def name_of_essay(essay):
    return safe(title_of_essay(essay)) + ".pdf"


def request_binding(*, duty, form, by, at):
    return submit(
        kind=KIND, key=f"bind:{by.pk}:{duty.pk}:{at:%Y%m%dT%H%M%S%f}", args={"duty": duty.pk, "form": form, "unit": duty.unit.code},
        by=by, unit_path=duty.unit.path, title=duty.unit.name,
    )


def bind_pages(run):
    """A generator: an essay at each step; one that is drawn already, before a stop, is not drawn again."""
    duty = Duty.objects.select_related("unit", "campaign").get(pk=run.args["duty"])
    if not may(run.by, PERMISSION, duty.unit):
        raise Refused("essays.binding_not_permitted")
    essays = list(essays_with_pages(duty))
    if run.args["form"] == ONE_FILE:
        pages = [page for essay in essays for page in pages_to_bind(essay)]
        write_pages(drawn_folder(run.job.pk) / "essays.pdf", pages, title=ESSAYS_OF_UNIT.format(code=duty.unit.code, unit=duty.unit.name))
    else:
        taken = set()
        for count, essay in enumerate(essays, 1):
            path = drawn_folder(run.job.pk) / _folder(essay, duty) / _own_name(essay, taken)
            run.progress(count, len(essays), _ESSAYS)
            if path.exists():
                continue
            with run.effect(mark=count):
                write_pages(path, pages_to_bind(essay), title=title_of_essay(essay))
            yield
    with run.effect(last=True) as result:
        record("essays.pages.exported", duty, by=run.by, unit=duty.unit, of=duty.unit.name, essays=len(essays))
        bundle(run.job.pk)
        result["essays"] = len(essays)


def _folder(essay, duty):
    """A folder for each cell, where there are several."""
    return "" if essay.unit_id == duty.unit_id else safe(f"{essay.unit.code} {essay.unit.name}")


def _own_name(essay, taken):
    """Namesakes are told apart by their cards."""
    name = name_of_essay(essay)
    if (essay.unit_id, name) in taken:
        name = safe(ESSAY_OF.format(name=f"{essay.member.full_name} {essay.member.card_number}")) + ".pdf"
    taken.add((essay.unit_id, name))
    return name


def name_of_result(job, path):
    return safe(ESSAYS_OF_UNIT.format(code=job.args["unit"], unit=job.title)) + path.suffix


def register():
    register_kind(KIND, work=bind_pages, label=_("Bind scanned essays"), result_url=_ready_url)
    register_reasons({"essays.binding_not_permitted": _("Whoever asked for the essays may not read them any more.")})


def _ready_url(job):
    return reverse("essays:bound_ready", args=[job.pk])
