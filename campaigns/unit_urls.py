"""Changes of units and members that reach the running campaigns, and the ledger in which they stand."""
from django.urls import path

from campaigns.screens import ledger, member_changes, unit_changes

urlpatterns = [
    path("dot-hoc-tap/<int:pk>/so-bien-dong/", ledger.Ledger.as_view(), name="ledger"),
    path("dot-hoc-tap/<int:pk>/them-don-vi/", ledger.DutyAdd.as_view(), name="duty_add"),
    path("don-vi-hoc/<int:duty_id>/mien/", ledger.DutyExempt.as_view(), name="duty_exempt"),
    path("don-vi-hoc/<int:duty_id>/bo-mien/", ledger.DutyRestore.as_view(), name="duty_restore"),
    path("to-chuc/<int:pk>/chuyen/", unit_changes.UnitMove.as_view(), name="unit_move"),
    path("to-chuc/<int:pk>/sap-nhap/", unit_changes.UnitMerge.as_view(), name="unit_merge"),
    path("to-chuc/<int:pk>/chia-tach/", unit_changes.UnitSplit.as_view(), name="unit_split"),
    path("to-chuc/<int:pk>/ket-thuc/", unit_changes.UnitEnd.as_view(), name="unit_end"),
    path("to-chuc/<int:pk>/khoi-phuc/", unit_changes.UnitRestore.as_view(), name="unit_restore"),
    path("to-chuc/<int:pk>/dang-vien/them/", member_changes.MemberAdd.as_view(), name="member_add"),
    path("dang-vien/<int:pk>/sua/", member_changes.MemberChange.as_view(), name="member_change"),
    path("dang-vien/<int:pk>/chuyen/", member_changes.MemberTransfer.as_view(), name="member_transfer"),
    path("dang-vien/<int:pk>/ra-khoi/", member_changes.MemberEnd.as_view(), name="member_end"),
    path("dang-vien/<int:pk>/tu-tran/", member_changes.MemberDeath.as_view(), name="member_death"),
    path("dang-vien/<int:pk>/tro-lai/", member_changes.MemberReturn.as_view(), name="member_return"),
]
