"""Printed sheets: whose number is whose, and what their pages say and hide."""
import subprocess

import pytest
import zxingcpp
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from audit.actions import sentence_of
from audit.models import Entry
from campaigns.models import RosterEntry
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from conftest import make_member
from essays.models import Sheet
from essays.printing.cell_file import write_cell_file
from essays.printing.plan import cells_to_print
from essays.services.sheets import add_blank_sheets, add_pages, assign_blank_sheet, revoke_sheet, sheets_of_members
from lib.signed_codes import grouped, read_code
from lib.vietnamese import sort_key
from units.models import Member


@pytest.fixture
def duty(campaign, tree):  # noqa: F811
    return campaign.duties.get(unit=tree.xa)


def numbers(sheets):
    return [sheet.number for sheet in sheets]


def print_cell(duty, members, **options):
    return sheets_of_members(duty=duty, members=members, **{"pages": 4, "by": None, "at": NOW} | options)


def codes_of(pdf, folder):
    """`[[text of each code]]` page by page, as a scan of 150 dpi shows them."""
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", pdf, folder / "page"], check=True)
    return [[found.text for found in zxingcpp.read_barcodes(Image.open(page))] for page in sorted(folder.glob("page*.png"))]


def test_numbers_have_eight_digits_and_stay_with_their_member(duty, members, tree):
    mine = members[tree.xa.code]
    first = print_cell(duty, mine)
    assert len(set(numbers(first))) == 3 and all(10_000_001 <= number <= 99_999_999 for number in numbers(first))
    assert numbers(print_cell(duty, mine)) == numbers(first)
    assert numbers(print_cell(duty, mine[::-1])) == numbers(first)[::-1]
    assert Sheet.objects.count() == 3


def test_asked_anew_the_old_numbers_are_revoked(duty, members, tree):
    first = print_cell(duty, members[tree.xa.code])
    anew = print_cell(duty, members[tree.xa.code], anew=True)
    assert set(numbers(first)) & set(numbers(anew)) == set()
    assert set(numbers(Sheet.objects.standing())) == set(numbers(anew))


def test_a_sheet_grows_and_never_loses_a_page(duty, members, tree):
    mine = members[tree.xa.code][:1]
    print_cell(duty, mine)
    [(more, first)] = add_pages(duty=duty, members=mine, more=2, by=None, at=NOW)
    assert (more.pages, first) == (6, 5)
    assert [sheet.pages for sheet in print_cell(duty, mine)] == [6]
    with pytest.raises(ValidationError, match="99"):
        add_pages(duty=duty, members=mine, more=94, by=None, at=NOW)
    assert Sheet.objects.get().pages == 6


def test_further_pages_of_a_cell_are_one_round_and_one_record(duty, members, tree, django_assert_num_queries):
    first, *others = members[tree.xa.code]
    print_cell(duty, [first], pages=3)
    many = [first, *others, *(make_member(tree.xa, f"8800{n:02d}") for n in range(30))]
    print_cell(duty, many[5:20])
    Entry.objects.all().delete()
    # Savepoint and its end; lock, too long?, before; standing, update, create, read again, record.
    with django_assert_num_queries(10):
        found = add_pages(duty=duty, members=many, more=2, by=None, at=NOW)
    assert [(sheet.member, sheet.pages, start) for sheet, start in found] == [
        (member, *((5, 4) if member == first else (6, 5) if member in many[5:20] else (2, 1))) for member in many
    ]
    assert list(Entry.objects.values_list("action", "details__sheets", "details__pages")) == [
        ("essays.sheets.continued.exported", 33, 2)
    ]


def test_a_revoked_sheet_is_void_and_the_reason_is_recorded_only(duty, members, tree):
    [lost] = print_cell(duty, members[tree.xa.code][:1])
    with pytest.raises(ValidationError):
        revoke_sheet(sheet=lost, reason="  ", by=None, at=NOW)
    revoke_sheet(sheet=lost, reason=" để quên trên xe ", by=None, at=NOW)
    assert not Sheet.objects.standing().exists()
    entry = Entry.objects.get(action="essays.sheet.revoked")
    assert entry.details == {"number": lost.number, "reason": "để quên trên xe"}
    assert str(lost.number) in sentence_of(entry) and "xe" not in sentence_of(entry)
    [anew] = print_cell(duty, members[tree.xa.code][:1])
    assert anew.number != lost.number
    with pytest.raises(ValidationError):
        revoke_sheet(sheet=lost, reason="lần nữa", by=None, at=NOW)


def test_reprinted_for_another_cell_it_is_of_that_cell_and_as_long_as_before(campaign, duty, members, tree):  # noqa: F811
    mine = members[tree.xa.code][:1]
    print_cell(duty, mine, pages=6)
    other = campaign.duties.exclude(pk=duty.pk).get(unit=tree.z)
    [sheet] = print_cell(other, mine, pages=4)
    sheet.refresh_from_db()
    assert (sheet.pages, sheet.duty, sheet.unit) == (6, other, tree.z)


def test_a_blank_sheet_is_given_to_one_and_the_change_is_kept(duty, members, tree):
    [sheet] = add_blank_sheets(duty=duty, count=1, pages=2, by=None, at=NOW)
    first, second, _third = members[tree.xa.code]
    for member in (first, second, second):
        assign_blank_sheet(sheet=sheet, member=member, by=None, at=NOW)
    assert list(sheet.assignments.values_list("member", "withdrawn_at")) == [(first.pk, NOW), (second.pk, None)]
    assert Entry.objects.filter(action="essays.sheet.assigned").count() == 2
    with pytest.raises(ValidationError):
        assign_blank_sheet(sheet=print_cell(duty, [first])[0], member=first, by=None, at=NOW)


def test_each_page_bears_its_code_twice_beside_its_letters_and_no_person(duty, members, tree, tmp_path):
    mine = members[tree.xa.code][:2]
    Member.objects.filter(pk=mine[0].pk).update(full_name="Nguyễn Thị Ngọc Ưởng-Đặng")
    mine[0].refresh_from_db()
    pdf = tmp_path / "cell.pdf"
    assert write_cell_file(pdf, duty, mine, pages=3, anew=False, by=None, at=NOW) == 6

    read = codes_of(pdf, tmp_path)
    keys = [key.encode() for key in settings.SHEET_KEYS]
    first, second = print_cell(duty, mine, pages=3)
    assert [len(codes) for codes in read] == [2] * 6 and all(one == other for one, other in read)
    assert [read_code(codes[0], keys=keys) for codes in read] == [
        (sheet.number, page) for sheet in (first, second) for page in (1, 2, 3)
    ]
    texts = [page.extract_text() for page in PdfReader(pdf).pages]
    assert [text.count(grouped(codes[0])) for text, codes in zip(texts, read, strict=True)] == [2] * 6
    assert "Nguyễn Thị Ngọc Ưởng-Đặng" in texts[0] and "Trang 3/3" in texts[2] and tree.xa.name in texts[0]
    assert ["NGƯỜI VIẾT" in text for text in texts] == [False, False, True] * 2


def test_the_fonts_are_in_the_file(duty, members, tree, tmp_path):
    pdf = tmp_path / "cell.pdf"
    write_cell_file(pdf, duty, members[tree.xa.code], pages=1, anew=False, by=None, at=NOW)
    rows = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert [row.split()[-5] for row in rows] == ["yes"] * 3


_NAMES = st.lists(st.sampled_from(["Đỗ Ánh", "Dương An", "Lê Ân", "Nguyễn Văn Ăn", "Trần Đức", "Tô Dũng", "Âu Cơ"]), min_size=1, max_size=6)


@hypothesis_settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(names=_NAMES)
def test_cells_come_in_their_order_and_people_by_given_name(campaign, tree, names):  # noqa: F811
    for number, name in enumerate(names):
        duty = campaign.duties.get(unit=[tree.xa, tree.ya][number % 2])
        member = make_member(duty.unit, f"7{Member.objects.count():05d}", name=name)
        RosterEntry.objects.create(duty=duty, member=member)
    cells = cells_to_print(campaign)
    assert [cell.path for cell, _people in cells] == sorted(cell.path for cell, _people in cells)
    for _cell, people in cells:
        turned = [sort_key(" ".join([name.split()[-1], *name.split()[:-1]])) for name in (one.full_name for one in people)]
        assert turned == sorted(turned)


def test_who_need_not_write_is_left_out_unless_chosen(campaign, duty, members, tree):  # noqa: F811
    exempt = members[tree.xa.code][0]
    RosterEntry.objects.filter(member=exempt).update(writes=False)
    assert [len(people) for _cell, people in cells_to_print(campaign, duty=duty)] == [2]
    assert [people for _cell, people in cells_to_print(campaign, duty=duty, members=[exempt.pk])] == [[exempt]]


def test_the_command_draws_a_file_for_each_cell_below(campaign, members, tmp_path):  # noqa: F811
    for _twice in range(2):
        call_command("print_sheets", campaign="TW6", unit="1", output=tmp_path, pages=1)
    assert sorted(path.name[:5].strip() for path in tmp_path.rglob("*.pdf")) == ["1-01", "1-02", "1-031"]
    assert Sheet.objects.count() == 9
    with pytest.raises(CommandError):
        call_command("print_sheets", campaign="TW6", unit="OT1", output=tmp_path)
    campaign.closed_at = NOW
    campaign.save()
    with pytest.raises(CommandError, match="mở lại"):
        call_command("print_sheets", campaign="TW6", unit="1", output=tmp_path)
