"""The minutes of a class as a payload: drawn from its record, with what the form adds. Number and signatures are the pen's."""
from campaigns.minutes import labels
from documents.layout import layout_for
from documents.models import IssuingBody
from documents.naming import committee_of_base
from documents.payload import TYPES
from documents.wording import count_words, date_long, first_lower, hour_words, join_words
from units.models import Unit


def minutes_payload(*, session, minutes, rows, hidden):
    """`minutes`: SessionMinutes or None; `rows`: those of `attendance_rows`, names only where the reader may know them;
    `hidden`: whether units outside the reader's scope were there too."""
    head = _letterhead(session)
    resolutions = list(session.resolutions.order_by("symbol"))
    chair = (minutes.chair if minutes else "") or ""
    taker = (minutes.minute_taker if minutes else "") or ""
    return {
        "layout": layout_for(session.held_on).code, "type_code": labels.TYPE_CODE, "type_name": TYPES[labels.TYPE_CODE],
        "number": None, "issued_on": None, "cut_off_on": session.held_on.isoformat(), "draft": None, "copy_to_sign": True,
        "dated": True, **head,
        "abstract": [labels.ABSTRACT_OF_KIND[session.kind], join_words(one.symbol for one in resolutions) or session.campaign.title],
        "blocks": [
            *_time_and_place(session, minutes), *_people(session, minutes, rows, hidden),
            *_content(resolutions, minutes), *_ending(minutes),
        ],
        "left_signature": {"authority": labels.SIGNS_LEFT, "post": "", "name": taker},
        "signature": {"authority": labels.SIGNS_RIGHT, "post": "", "name": chair},
        "recipients": [], "appendices": [],
    }


def _letterhead(session):
    """The unit's own letterhead, else its place in the tree as the layout has it."""
    unit = session.host
    own = IssuingBody.objects.filter(unit=unit).valid_on(session.held_on).first()
    if own is not None:
        return {
            "superior": own.superior_name, "body": own.name, "body_in_prose": own.prose_name or own.name,
            "symbol": own.symbol, "place": own.place,
        }
    above = list(Unit.objects.above(unit).exclude(pk=unit.pk).order_by("-depth"))
    nearest = {body.unit_id: body for body in IssuingBody.objects.filter(unit__in=above).valid_on(session.held_on)}
    places = [nearest[one.pk].place for one in above if one.pk in nearest]
    # A base writes as its committee.
    name = committee_of_base(unit, layout_for(session.held_on).tone_spelling)
    return {
        "superior": above[0].name if above else "", "body": name, "body_in_prose": name,
        "symbol": labels.SYMBOLS[unit.kind], "place": places[0] if places else labels.PLACE_OF_ISSUE,
    }


def _time_and_place(session, minutes):
    day = date_long(session.held_on)
    hour = (minutes.begins_at if minutes else None) or session.hour
    if hour:
        begins = labels.BEGINS.format(hour=hour_words(hour), day=day)
    elif session.part:
        begins = labels.BEGINS_IN_PART.format(part=session.get_part_display(), day=day)
    else:
        begins = labels.HELD_ON.format(day=day)
    lines = [begins, labels.FORMAT.format(format=session.get_format_display())]
    if session.place:
        lines.insert(1, labels.PLACE.format(place=_bare(session.place)))
    return [_section("I", labels.TIME_PLACE), *map(_paragraph, lines)]


def _people(session, minutes, rows, hidden):
    lines = [
        labels.CHAIR.format(name=_chair(minutes) or labels.NOBODY),
        labels.MINUTE_TAKER.format(name=_bare(minutes.minute_taker if minutes else "") or labels.NOBODY),
    ]
    if session.speakers:
        lines.append(labels.SPEAKER.format(names=_bare(session.speakers)))
    lines.append(labels.UNITS.format(names=join_words(row["attendance"].unit.name for row in rows)))
    if hidden:
        lines.append(labels.PART_ONLY)
    return [_section("II", labels.PEOPLE), *map(_paragraph, [*lines, *_counts(rows), *_absent(rows)])]


def _chair(minutes):
    """Name and post; "" where the pen is to write them."""
    if minutes is None or not minutes.chair:
        return ""
    return _bare(labels.WITH_POST.format(name=minutes.chair, post=minutes.chair_post) if minutes.chair_post else minutes.chair)


def _counts(rows):
    attendances = [row["attendance"] for row in rows]
    yield labels.COUNTS.format(**_sums(attendances))
    if others := sum(one.non_members for one in attendances):
        yield labels.NON_MEMBERS.format(number=count_words(others))
    if len(attendances) > 1:
        for one in attendances:
            yield "- " + labels.UNIT_COUNTS.format(unit=one.unit.name, **_sums([one]))


def _sums(attendances):
    names = {"summoned": "summoned", "present": "present", "excused": "absent_excused", "unexcused": "absent_unexcused"}
    return {word: count_words(sum(getattr(one, name) for one in attendances)) for word, name in names.items()}


def _absent(rows):
    """By name, with or without reason; which reason is nobody's business."""
    for excused, words in ((True, labels.ABSENT_WITH), (False, labels.ABSENT_WITHOUT)):
        by_unit = [
            (row["attendance"].unit.name, [one.member.full_name for one in row["named"] if one.excused == excused]) for row in rows
        ]
        by_unit = [(unit, names) for unit, names in by_unit if names]
        if by_unit and len(rows) > 1:
            yield words.format(names="; ".join(labels.ABSENT_IN.format(names=", ".join(names), unit=unit) for unit, names in by_unit))
        elif by_unit:
            yield words.format(names=", ".join(by_unit[0][1]))
    for row in rows:
        if row["named"] and row["difference"]:
            yield labels.NAMES_SHORT.format(named=count_words(row["named_count"]), counted=count_words(row["attendance"].absent))


def _content(resolutions, minutes):
    blocks = [_section("III", labels.CONTENT)]
    if resolutions:
        blocks.append(_paragraph(labels.STUDIED))
        blocks += [_paragraph(labels.STUDIED_ONE.format(symbol=one.symbol, title=_bare(first_lower(one.title)))) for one in resolutions]
    discussion = minutes.discussion.strip() if minutes else ""
    return [*blocks, _item(labels.DISCUSSION, discussion or labels.NO_DISCUSSION if minutes else labels.NOBODY)]


def _ending(minutes):
    blocks = []
    if minutes and minutes.conclusion.strip():
        blocks.append(_item(labels.CONCLUSION, minutes.conclusion.strip()))
    if minutes and minutes.ends_at:
        blocks.append(_paragraph(labels.ENDS.format(hour=hour_words(minutes.ends_at))))
    return [*blocks, _paragraph(labels.CLOSED)]


def _section(number, title):
    return {"kind": "section", "number": number, "title": title}


def _paragraph(text):
    return {"kind": "paragraph", "text": text}


def _item(heading, text):
    return {"kind": "item", "heading": f"{heading}:", "text": text}


def _bare(text):
    return text.strip().rstrip(".;").strip()
