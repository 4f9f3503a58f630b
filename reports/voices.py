"""In whose name a report speaks: taken from the issuing body of its unit on the day, else from the unit's own name."""
from documents.models import IssuingBody
from documents.wording import first_lower
from reports.wording.voice import Voice

# A base's papers are its committee's: "Đảng bộ xã Tân Lập" writes as "Đảng uỷ xã Tân Lập".
_ORGANISATION, _COMMITTEE = "Đảng bộ", "Đảng uỷ"


def issuing_body_of(unit, day):
    """The body that issues the unit's papers on the day, or None where none is entered."""
    return IssuingBody.objects.valid_on(day).filter(unit=unit).order_by("pk").first()


def voice_of(*, campaign, unit, body, figures):
    """The voice of the unit's report of the campaign."""
    cells = figures.only_cells and figures.of_base
    return Voice(
        body=prose_name(unit, body),
        board=body.name if body else committee_of_base(unit),
        organisation=_organisation(unit, body),
        committee=_committee(unit, body),
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


def prose_name(unit, body):
    """Ban Tuyên giáo Huyện uỷ: the board with its committee; a committee of a base stands alone."""
    if body is None:
        return committee_of_base(unit)
    if body.prose_name:
        return body.prose_name
    committee = _committee(unit, body)
    is_board = body.superior_name and not body.superior_name.startswith(_ORGANISATION)
    return f"{body.name} {committee}" if is_board and committee not in body.name else body.name


def committee_of_base(unit):
    return unit.name.replace(_ORGANISATION, _COMMITTEE, 1) if unit.name.startswith(_ORGANISATION) else unit.name


def _committee(unit, body):
    """Huyện uỷ: what the text calls the committee, without the place the reader knows."""
    if body is None:
        return committee_of_base(unit)
    if body.committee_name:
        return body.committee_name
    name = body.superior_name or committee_of_base(unit)
    if name.startswith(_ORGANISATION):
        return committee_of_base(unit)
    return name.removesuffix(body.place).strip()


def _organisation(unit, body):
    """Đảng bộ huyện, or the base's own name."""
    if body is not None and body.organisation_name:
        return body.organisation_name
    return unit.kind_name or unit.name
