"""In whose name a report speaks: taken from the issuing body of its unit on the day, else from the unit's own name."""
from documents.layout import layout_for
from documents.models import IssuingBody
from documents.naming import committee_name, committee_of_base, prose_name
from documents.wording import first_lower
from reports.wording.voice import Voice


def issuing_body_of(unit, day):
    """The body that issues the unit's papers on the day, or None where none is entered."""
    return IssuingBody.objects.valid_on(day).filter(unit=unit).order_by("pk").first()


def voice_of(*, campaign, unit, body, figures):
    """The voice of the unit's report of the campaign."""
    cells = figures.only_cells and figures.of_base
    spelling = layout_for(figures.day).tone_spelling
    return Voice(
        body=prose_name(unit, body, spelling),
        board=body.name if body else committee_of_base(unit, spelling),
        organisation=_organisation(unit, body),
        committee=committee_name(unit, body, spelling),
        basis=campaign.basis,
        subject=first_lower(campaign.title),
        unit="chi bộ" if cells else "đơn vị",
        below=_below(figures),
        place="cơ sở" if not figures.of_base else "chi bộ",
    )


def _below(figures):
    if not figures.of_base:
        return "các tổ chức cơ sở đảng trực thuộc"
    return "các chi bộ trực thuộc" if figures.only_cells else "các tổ chức đảng trực thuộc"


def _organisation(unit, body):
    """Đảng bộ huyện, or the base's own name."""
    if body is not None and body.organisation_name:
        return body.organisation_name
    return unit.kind_name or unit.name
