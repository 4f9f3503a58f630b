from django.urls import path

from units.screens import blocks, listing, members, picker_search, units

app_name = "units"

urlpatterns = [
    path("to-chuc/", listing.UnitList.as_view(), name="list"),
    path("to-chuc/cay/", listing.UnitTree.as_view(), name="tree"),
    path("to-chuc/cay/<int:pk>/", listing.UnitTree.as_view(), name="tree_below"),
    path("to-chuc/tim/", picker_search.UnitSearch.as_view(), name="search"),
    path("to-chuc/them/", units.UnitAdd.as_view(), name="add"),
    path("to-chuc/khoi/", blocks.BlockList.as_view(), name="blocks"),
    path("to-chuc/khoi/them/", blocks.BlockAdd.as_view(), name="block_add"),
    path("to-chuc/khoi/<int:pk>/sua/", blocks.BlockChange.as_view(), name="block_change"),
    path("to-chuc/khoi/<int:pk>/bo/", blocks.BlockRemove.as_view(), name="block_remove"),
    path("to-chuc/<int:pk>/", units.UnitDetail.as_view(), name="detail"),
    path("to-chuc/<int:pk>/sua/", units.UnitChange.as_view(), name="change"),
    path("to-chuc/<int:pk>/doi-ten/", units.UnitRename.as_view(), name="rename"),
    path("to-chuc/<int:pk>/dang-vien/", members.MemberList.as_view(), name="members"),
    path("dang-vien/", members.MemberSearch.as_view(), name="find_member"),
    path("dang-vien/<int:pk>/", members.MemberCard.as_view(), name="member"),
]
