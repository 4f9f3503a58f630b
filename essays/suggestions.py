"""What a page suggests to whoever marks: words with their reason. Only suggestions, never counted, gone with the mark."""
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from essays.models import Essay, EssayState, EssayStep, ScanPage, StepKind
from essays.pages_of import pages_of
from essays.reading.pages import SAME_PAGE, hash_distance
from essays.reading.reasons import SUGGESTION


@dataclass(frozen=True)
class Hint:
    """One sentence, and the page of the essay it is of (None: of the whole)."""

    words: str
    why: str
    page: int | None = None


def hints_for(essay):
    """Hints about the last writing of an essay that is not marked; none afterwards. A handful of queries."""
    if essay.state != EssayState.HANDED_IN:
        return []
    pages = list(
        ScanPage.objects.standing().filter(essay=essay, edition=essay.edition, erased_at=None).order_by("essay_page", "copy")
    )
    if not pages:
        return []
    return [*_of_count(essay), *_of_looks(pages), *_of_names(essay, pages)]


def forget_hints(essays):
    """With the mark goes what was only for finding it; of a passed essay the hash of each picture as well."""
    passed = [essay.pk for essay in essays if essay.state == EssayState.PASSED]
    ScanPage.objects.filter(essay__in=essays).exclude(suggestions=[]).update(suggestions=[])
    ScanPage.objects.filter(essay__in=passed).exclude(picture_hash="").update(picture_hash="")


def _of_count(essay):
    found = pages_of(essay.campaign, [essay.member_id])[essay.member_id]
    return [Hint(found.missing_words.capitalize(), found.count_words)] if found.missing_words else []


def _of_looks(pages):
    for page in pages:
        for key, figure, limit in page.suggestions:
            if key in SUGGESTION:
                why = _("measured %(figure)s, limit %(limit)s") % {"figure": _short(figure), "limit": _short(limit)}
                yield Hint(str(SUGGESTION[key]), why, page.essay_page)


def _of_names(essay, pages):
    """The same page under two names, among the essays of the unit on which nothing was decided either."""
    if not _undecided(Essay.objects.filter(pk=essay.pk)).exists():
        return
    undecided = _undecided(Essay.objects.filter(campaign=essay.campaign_id, unit=essay.unit_id))
    others = list(
        ScanPage.objects.standing().filter(
            campaign=essay.campaign_id, unit=essay.unit_id, essay__in=undecided.values("pk"), erased_at=None
        ).exclude(essay=essay).exclude(picture_hash="").select_related("member")
    )
    # Sheets on which nothing is written look like each other, whoever did not write on them.
    others = [one for one in others if not _is_blank(one)]
    for page in pages:
        if not others or not page.picture_hash or _is_blank(page):
            continue
        bits, place = min((hash_distance(page.picture_hash, other.picture_hash), place) for place, other in enumerate(others))
        if bits <= SAME_PAGE:
            one = others[place]
            yield Hint(
                _("It looks like page %(page)s of %(name)s.") % {"page": one.essay_page, "name": one.member.full_name},
                _("%(bits)s of 256 points differ") % {"bits": bits}, page.essay_page,
            )


def _is_blank(page):
    return any(key == "blank" for key, _figure, _limit in page.suggestions)


def _undecided(essays):
    """Handed in, and no decision recorded since, not even one that was taken back: nobody is reminded of it."""
    hand_ins = EssayStep.objects.filter(essay=OuterRef("essay"), kind=StepKind.HANDED_IN, withdrawn_at=None).order_by("-on", "-pk")
    decided = EssayStep.objects.filter(essay=OuterRef("pk"), pk__gt=hand_ins.values("pk")[:1]).exclude(kind=StepKind.HANDED_IN)
    return essays.filter(~Exists(decided), state=EssayState.HANDED_IN)


def _short(number):
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")
