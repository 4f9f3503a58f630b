"""Whose a waiting page may be: by its code, its neighbours in the pile, the gaps of essays; and who is found by name."""
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.filing.likely import Ground, likely_members, search_writers
from essays.models import Essay
from essays.services.register import mark_essay
from essays.tests.piles import LOST, lay_pile, waiting
from essays.tests.test_filing import TODAY, batch, duty, sheets  # noqa: F401 (fixtures)
from units.models import Member


def test_the_page_between_two_of_a_pile_is_whose_it_lies_between(batch, sheets, cast):  # noqa: F811
    first, second, third = sheets
    pile = [(first, 1), (first, 2), (first, 4), (second, 1), LOST, (second, 3), (second, 4)]
    file = lay_pile(batch, pile)
    found = likely_members(waiting(file, 5), cast.base_officer)
    assert [(one.member, one.ground, one.place, one.lacks) for one in found] == [
        (second.member, Ground.NEXT_TO, 2, (2,)), (first.member, Ground.GAP, 3, (3,)), (third.member, Ground.NO_PAGE_YET, 1, (1, 2, 3, 4)),
    ]
    assert [one.is_grounded for one in found] == [True, True, False]


def test_whose_code_is_known_comes_first_and_of_an_essay_written_again_all_pages_are_missing(batch, sheets, cast):  # noqa: F811
    first, second, _third = sheets
    file = lay_pile(batch, [(first, 1), (second, 1), (first, 1)])
    found = likely_members(waiting(file, 3), cast.base_officer)
    assert [(found[0].member, found[0].ground, found[0].place, found[0].is_taken)] == [(first.member, Ground.CODE, 1, True)]
    mark_essay(essay=Essay.objects.get(member=second.member), passed=False, on=TODAY, by=None, at=NOW)
    again = next(one for one in likely_members(waiting(file, 3), cast.base_officer) if one.member == second.member)
    assert (again.has, again.lacks) == ((), (1, 2, 3, 4))


def test_how_many_pages_somebody_wrote_is_taken_from_who_said_so(batch, sheets, cast):  # noqa: F811
    first = sheets[0]
    file = lay_pile(batch, [(first, 1), (first, 2), LOST])
    Essay.objects.update(pages_said=2)
    mine = next(one for one in likely_members(waiting(file, 3), cast.base_officer) if one.member == first.member)
    assert (mine.lacks, mine.place, mine.ground) == ((), 3, Ground.NOTHING_MISSING)


def test_nobody_of_another_cell_is_named_to_its_neighbour(batch, sheets, members, tree, cast, campaign):  # noqa: F811
    file = lay_pile(batch, [(sheets[0], 1), LOST])
    page = waiting(file, 2)
    assert {one.member.unit for one in likely_members(page, cast.base_officer)} == {tree.xa}
    assert {one.member.unit for one in likely_members(page, cast.secretary_b)} == {tree.xb}
    outside = members[tree.ya.code][0]
    Member.objects.filter(pk=outside.pk).update(search_text="nguyen van xa")
    assert search_writers(page, cast.officer, "Nguyễn Văn Xá") == ([], False)


def test_a_writer_is_found_without_marks_and_two_of_one_name_are_told_apart(batch, sheets, members, tree, cast):  # noqa: F811
    file = lay_pile(batch, [LOST])
    one, other = members[tree.xa.code][0], members[tree.xb.code][0]
    Member.objects.filter(pk__in=[one.pk, other.pk]).update(full_name="Đỗ Thị Ánh", search_text="do thi anh")
    found, more = search_writers(waiting(file, 1), cast.base_officer, "Ánh đỗ")
    assert ({row.member for row in found}, more, {row.tells_apart for row in found}) == ({one, other}, False, {True})
