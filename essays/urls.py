from django.urls import path

from essays.screens import attendance_list, essays, listing, register, sheet_list, sheets

app_name = "essays"

urlpatterns = [
    path("", listing.EssayList.as_view(), name="list"),
    path("don-vi/<int:duty_id>/", register.Register.as_view(), name="register"),
    path("don-vi/<int:duty_id>/nop/", register.HandIn.as_view(), name="hand_in"),
    path("don-vi/<int:duty_id>/cham/", register.Mark.as_view(), name="mark"),
    path("don-vi/<int:duty_id>/in-phieu/", sheets.PrintSheets.as_view(), name="print"),
    path("don-vi/<int:duty_id>/in-phieu/noi-trang/", sheets.PrintMore.as_view(), name="print_more"),
    path("don-vi/<int:duty_id>/phieu-trang/", sheets.PrintBlank.as_view(), name="print_blank"),
    path("don-vi/<int:duty_id>/phieu/", sheet_list.SheetList.as_view(), name="sheets"),
    path("dot/<int:campaign_id>/phieu/", sheet_list.CampaignSheetList.as_view(), name="campaign_sheets"),
    path("phieu/<int:pk>/huy/", sheet_list.SheetRevoke.as_view(), name="sheet_revoke"),
    path("dot/<int:campaign_id>/in-phieu/", sheets.PrintCampaign.as_view(), name="print_campaign"),
    path("phieu-trang/<int:pk>/giao/", sheets.BlankAssign.as_view(), name="blank_assign"),
    path("in-phieu/<int:pk>/", sheets.SheetsReady.as_view(), name="sheets_ready"),
    path("in-phieu/<int:pk>/tep/", sheets.SheetsFile.as_view(), name="sheets_file"),
    path("lop-hoc/<int:pk>/diem-danh/", attendance_list.AttendanceList.as_view(), name="attendance_list"),
    path("<int:pk>/", essays.EssayPage.as_view(), name="essay"),
    path("<int:pk>/tra-lai/", essays.EssayReturn.as_view(), name="return"),
    path("<int:pk>/kiem-tra/", essays.EssayChecks.as_view(), name="checks"),
    path("<int:pk>/bo-buoc-cuoi/", essays.EssayUndo.as_view(), name="undo"),
]
