"""The paper of a report as a payload: frozen text and figures, nothing read at drawing time."""
from documents.codes import code_field
from documents.layout import layout_for
from documents.models import IssuingBody, Signer
from documents.naming import committee_of_base, prose_name
from documents.wording import spell
from reports.appendices import appendices_of, proposals_table
from reports.extras import tables_of_extras
from reports.figures import from_payload
from reports.sections import blocks_of
from reports.voices import issuing_body_of, voice_of
from reports.wording.abstract import abstract_lines
from units.models import Unit, UnitKind

TYPE_CODE = "BC"
_SYMBOLS = {UnitKind.COMMITTEE: "ĐU", UnitKind.BASE: "ĐU", UnitKind.SECTION: "ĐU"}
# Who signs where no signer is entered; a committee of a base for all other kinds.
_AUTHORITIES = {
    UnitKind.COMMITTEE: "T/M BAN THƯỜNG VỤ", UnitKind.BASE_CELL: "T/M CHI BỘ", UnitKind.CELL: "T/M CHI BỘ",
}


def payload_of(report, *, copy_to_sign=False):
    """The report as it stands: a draft, or with room for number and day the copy to sign."""
    figures = from_payload(report.figures)
    body, layout = issuing_body_of(report.unit, figures.day), layout_for(figures.day)
    voice = voice_of(campaign=report.campaign, unit=report.unit, body=body, figures=figures)
    return {
        "layout": layout.code,
        "type_code": TYPE_CODE,
        "type_name": "BÁO CÁO",
        "symbol": body.symbol if body else _SYMBOLS.get(report.unit.kind, "CB"),
        "number": None,
        "issued_on": None,
        "cut_off_on": figures.day.isoformat(),
        "draft": None if copy_to_sign else report.draft_number,
        "copy_to_sign": copy_to_sign,
        **_head(report.unit, body, figures.day, layout.tone_spelling),
        "abstract": abstract_lines(figures, voice, is_final=report.is_final),
        "blocks": blocks_of(report.paragraphs.all()),
        "signature": _signature(report.unit, body, figures.day, layout.tone_spelling),
        "recipients": body.recipients.splitlines() if body else [],
        "appendices": appendices_in(report, figures),
        **code_field(report.code),
    }


def appendices_in(report, figures):
    """The tables behind the figures, and the annex of proposals where one was asked for and something was sent up."""
    found = [*tables_of_extras(report), proposals_table(report.proposals)]
    return appendices_of(figures) + [table for table in found if table]


def _head(unit, body, day, spelling):
    """Names on the letterhead; where no issuing body is entered those the unit itself gives."""
    if body is not None:
        return {
            "superior": body.superior_name, "body": body.name, "body_in_prose": prose_name(unit, body, spelling),
            "place": body.place,
        }
    above = Unit.objects.filter(path=unit.path[: -unit.steplen]).first()
    name = committee_of_base(unit, spelling)
    return {
        "superior": above.name if above else "", "body": name, "body_in_prose": name, "place": _place_above(unit, day),
    }


def _place_above(unit, day):
    """Where the nearest body above writes from: better than no place on a draft."""
    bodies = IssuingBody.objects.valid_on(day).filter(unit__path__in=unit.lineage_paths()).order_by("-unit__depth")
    return bodies.values_list("place", flat=True).first() or ""


def _signature(unit, body, day, spelling):
    signer = Signer.objects.valid_on(day).filter(body=body).first() if body else None
    if signer is not None:
        return {"authority": signer.authority, "post": signer.post, "name": signer.full_name}
    authority = _AUTHORITIES.get(unit.kind, "T/M ĐẢNG UỶ")
    return {"authority": spell(authority, spelling), "post": "BÍ THƯ", "name": unit.secretary_name}


def title_of(report):
    """The report in one line, for lists and the number book."""
    figures = from_payload(report.figures)
    body = issuing_body_of(report.unit, figures.day)
    voice = voice_of(campaign=report.campaign, unit=report.unit, body=body, figures=figures)
    return " ".join(abstract_lines(figures, voice, is_final=report.is_final))
