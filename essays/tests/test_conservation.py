"""However a pile is shuffled, repeated, mixed and cut into files: every page is somewhere, and none with somebody else."""
import hashlib

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.filing.placing import place_pages
from essays.filing.totals import totals_of
from essays.models import Essay, FileState, ScanFile, ScanPage, Went
from essays.reading.pages import ReadPage, Suggestion
from essays.services import pages as by_hand
from essays.services.scans import open_batch
from essays.services.sheets import add_blank_sheets, revoke_sheet, sheets_of_members
from essays.tests.scans import bytes_of, pdf_of
from essays.tests.scans import sheet as drawn
from essays.tests.test_filing import TODAY, page_of, send, went
from units.models import Member

PAGES = 3
# Pages no signed code speaks for, as the reader tells of them.
SILENT = ["no_code", "foreign_code", "codes_differ", "blank", "broken"]


@pytest.fixture
def printed(campaign, members, tree):  # noqa: F811
    """Sheets of two cells of the base and of one outside it, one that was revoked, one blank."""
    duties = {duty.unit_id: duty for duty in campaign.duties.select_related("unit", "campaign")}
    groups = [
        sheets_of_members(duty=duties[unit.pk], members=members[unit.code][:2], pages=PAGES, by=None, at=NOW)
        for unit in (tree.xa, tree.xb, tree.z)
    ]
    sheets = [sheet for group in groups for sheet in group]
    [revoked] = sheets_of_members(duty=duties[tree.xs1.pk], members=members[tree.xs1.code][:1], pages=PAGES, by=None, at=NOW)
    revoke_sheet(sheet=revoked, reason="rách", by=None, at=NOW)
    return [*sheets, revoked, *add_blank_sheets(duty=duties[tree.xa.pk], count=1, pages=PAGES, by=None, at=NOW)]


# A page in the pile: what lies on the glass, and the how-manieth picture of it (0 twice is the very same picture).
coded = st.tuples(st.integers(0, 7), st.integers(1, PAGES + 1))
looks = st.integers(0, 2)
piles = st.lists(st.tuples(coded | st.sampled_from(SILENT), looks), min_size=1, max_size=40)


@st.composite
def batches(draw):
    """A pile that has most pages of most sheets, in any order, cut into files, each read in slices of any size."""
    whole = [((sheet, page), 0) for sheet in range(8) for page in range(1, PAGES + 1)]
    kept = draw(st.lists(st.sampled_from(whole), unique=True, max_size=len(whole)))
    pile = draw(st.permutations(kept + draw(piles)))
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(pile) - 1)), max_size=3)))
    files = [pile[a:b] for a, b in zip([0, *cuts], [*cuts, len(pile)], strict=True) if pile[a:b]]
    return files, draw(st.integers(1, 20))


def read_as(number, thing, look, sheets):
    if thing == "broken":
        return ReadPage(page=number, failure="broken")
    picture = hashlib.sha256(f"{thing} {look}".encode()).hexdigest()
    fields = {"page": number, "sha256": picture, "picture_hash": picture, "width": 100, "height": 141}
    if thing == "blank":
        return ReadPage(**fields, reason="no_code", suggestions=(Suggestion("blank", 0.0, 0.1),))
    if isinstance(thing, str):
        return ReadPage(**fields, reason=thing)
    return ReadPage(**fields, code=(sheets[thing[0]].number, thing[1]))


def send_pile(batch, files, at_once, sheets):
    """The files as the job reads them; returns `{(file, number): thing}`."""
    lay = {}
    for position, pile in enumerate(files):
        file = ScanFile.objects.create(
            batch=batch, upload_key=str(position), name="a.pdf", size=1, sha256=f"{position:064x}", state=FileState.WAITING,
            page_count=len(pile), sent_at=NOW,
        )
        read = [read_as(number, thing, look, sheets) for number, (thing, look) in enumerate(pile, 1)]
        for first in range(0, len(read), at_once):
            place_pages(file, read[first:first + at_once], at=NOW)
        file.state = FileState.READ
        file.save(update_fields=["state"])      # the database counts
        lay |= {(file.pk, number): thing for number, (thing, _look) in enumerate(pile, 1)}
    return lay


def check_conserved(batch, lay):
    rows = ScanPage.objects.filter(file__batch=batch)
    assert sorted(rows.values_list("file", "number")) == sorted(lay)
    line = totals_of([batch])[batch.pk]
    assert (line.filed + line.queued + line.blank + line.set_aside, line.unread) == (len(lay), 0)
    assert line.filed == rows.filter(went=Went.FILED, unit__isnull=False).count()


def check_nobody_elses(batch, lay, sheets):
    for page in ScanPage.objects.filter(file__batch=batch, went=Went.FILED).select_related("unit"):
        thing = lay[page.file_id, page.number]
        assert isinstance(thing, tuple), f"{thing} is filed"
        assert (page.member_id, page.essay_page) == (sheets[thing[0]].member_id, thing[1])
        assert page.unit.path.startswith(batch.unit.path)


def places_meant(lay, sheets):
    """Each page of a valid sheet of the base that lay in the pile at least once."""
    return {
        (sheets[thing[0]].member_id, thing[1]) for thing in lay.values()
        if isinstance(thing, tuple) and thing[0] in (0, 1, 2, 3) and thing[1] <= PAGES
    }


_HYPOTHESIS = {"suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


@hypothesis_settings(max_examples=60, **_HYPOTHESIS)
@given(sent=batches())
def test_pages_in_are_pages_filed_waiting_or_set_aside_and_each_is_with_its_writer(campaign, printed, tree, sent):  # noqa: F811
    with transaction.atomic():
        batch = open_batch(campaign=campaign, unit=tree.x, on=TODAY, by=None, at=NOW)
        lay = send_pile(batch, *sent, printed)
        check_conserved(batch, lay)
        check_nobody_elses(batch, lay, printed)
        filed = list(ScanPage.objects.standing().values_list("member", "essay_page"))
        assert sorted(filed) == sorted(places_meant(lay, printed))
        assert set(Essay.objects.values_list("member", flat=True)) == {member for member, _page in filed}
        transaction.set_rollback(True)


steps = st.lists(
    st.tuples(
        st.sampled_from(["assign", "both", "replace", "set_aside", "take_up", "send_back", "turn", "undo"]),
        st.integers(0, 60), st.integers(0, 5), st.integers(1, PAGES),
    ),
    max_size=25,
)


@hypothesis_settings(max_examples=40, **_HYPOTHESIS)
@given(sent=batches(), done=steps)
def test_whatever_people_do_with_the_pages_none_is_lost(campaign, printed, tree, cast, sent, done):  # noqa: F811
    with transaction.atomic():
        batch = open_batch(campaign=campaign, unit=tree.x, on=TODAY, by=cast.officer, at=NOW)
        lay = send_pile(batch, *sent, printed)
        pages = list(ScanPage.objects.order_by("file", "number"))
        members = list(Member.objects.filter(pk__in={sheet.member_id for sheet in printed if sheet.member_id}).order_by("pk"))
        for what, page, member, place in done:
            try:
                do(what, pages[page % len(pages)], members[member % len(members)], place, campaign, cast.officer)
            except ValidationError:
                continue        # refused in words; nothing of it stays
            check_conserved(batch, lay)
        check_conserved(batch, lay)
        for file in batch.files.all():
            file.save()         # the database counts again
        transaction.set_rollback(True)


def do(what, page, member, place, campaign, by):  # noqa: F811
    who = {"page": page, "by": by, "at": NOW}
    if what in ("assign", "both", "replace"):
        instead = {"assign": ""}.get(what, what)
        by_hand.assign_page(**who, campaign=campaign, member=member, essay_page=place, instead=instead)
    elif what == "set_aside":
        by_hand.set_aside_page(**who, reason="stranger")
    elif what == "undo":
        if step := by_hand.last_step_of(by):
            by_hand.undo_step(step=step, by=by, at=NOW)
    else:
        {"take_up": by_hand.take_up_page, "send_back": by_hand.send_back_page, "turn": by_hand.turn_page}[what](**who)


def test_the_same_with_pictures_that_are_really_read(campaign, printed, tree):  # noqa: F811
    batch = open_batch(campaign=campaign, unit=tree.x, on=TODAY, by=None, at=NOW)
    first, other, outside = printed[0], printed[2], printed[4]
    upside_down = bytes_of(drawn_of(first, 2).rotate(180))
    contents = [
        page_of(other, 3), upside_down, page_of(outside, 1), page_of(first, 1), page_of(other, 3, ink=60),
        bytes_of(drawn(10_000_023, 1, key=b"f" * 32)), page_of(printed[6], 1), page_of(printed[7], 1), page_of(first, 1),
    ]
    file = send(batch, pdf_of(contents))
    assert went(file) == [
        ("filed", ""), ("filed", ""), ("queued", "out_of_scope"), ("filed", ""), ("queued", "slot_filled"),
        ("queued", "foreign_code"), ("queued", "revoked_sheet"), ("queued", "unassigned_sheet"), ("set_aside", "repeat"),
    ]
    things = [(2, 3), (0, 2), (4, 1), (0, 1), (2, 3), "foreign_code", (6, 1), (7, 1), (0, 1)]
    lay = {(file.pk, number): thing for number, thing in enumerate(things, 1)}
    check_conserved(batch, lay)
    check_nobody_elses(batch, lay, printed)


def drawn_of(sheet, page):
    return drawn(sheet.number, page, key=settings.SHEET_KEYS[0].encode())
