from django.urls import path

from essays.screens import attendance_list, batches, essays, intake, listing, register, sheet_list, sheets

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
    path("don-vi/<int:duty_id>/ban-quet/", batches.UnitBatchList.as_view(), name="unit_batches"),
    path("don-vi/<int:duty_id>/ban-quet/gui/", intake.SendScans.as_view(), name="scan_send"),
    path("don-vi/<int:duty_id>/ban-quet/mo/", intake.OpenBatch.as_view(), name="scan_open"),
    path("dot/<int:campaign_id>/ban-quet/gui/", intake.SendCampaignScans.as_view(), name="campaign_scan_send"),
    path("dot/<int:campaign_id>/ban-quet/mo/", intake.OpenCampaignBatch.as_view(), name="campaign_scan_open"),
    path("ban-quet/", batches.BatchList.as_view(), name="batches"),
    path("ban-quet/<int:pk>/", batches.BatchPage.as_view(), name="batch"),
    path("ban-quet/<int:pk>/tien-do/", batches.BatchProgress.as_view(), name="batch_progress"),
    path("ban-quet/<int:pk>/gui-them/", intake.SendMore.as_view(), name="batch_add"),
    path("ban-quet/<int:pk>/gui-them/tep/", intake.BeginScan.as_view(), name="scan_begin"),
    path("ban-quet/tep/<int:pk>/", intake.ScanPiece.as_view(), name="scan_piece"),
    path("ban-quet/trang/<int:pk>/anh-nho/", batches.SmallPicture.as_view(), name="small_picture"),
    path("<int:pk>/", essays.EssayPage.as_view(), name="essay"),
    path("<int:pk>/tra-lai/", essays.EssayReturn.as_view(), name="return"),
    path("<int:pk>/kiem-tra/", essays.EssayChecks.as_view(), name="checks"),
    path("<int:pk>/bo-buoc-cuoi/", essays.EssayUndo.as_view(), name="undo"),
]
