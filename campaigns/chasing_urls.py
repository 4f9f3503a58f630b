from django.urls import path

from campaigns.screens import chasing, chasing_calls, letter_list, letter_papers, letters

urlpatterns = [
    path("dot-hoc-tap/<int:pk>/don-doc/", chasing.Desk.as_view(), name="desk"),
    path("dot-hoc-tap/<int:pk>/don-doc/phieu-goi/", chasing.CallSheet.as_view(), name="call_sheet"),
    path("dot-hoc-tap/<int:pk>/don-doc/tin-nhan/", chasing.ChatTexts.as_view(), name="chat_texts"),
    path("dot-hoc-tap/<int:pk>/don-doc/bac-thang/", chasing.LadderChange.as_view(), name="ladder"),
    path("dot-hoc-tap/<int:pk>/don-doc/cong-van/", letters.LetterAdd.as_view(), name="letter_add"),
    path("don-vi-hoc/<int:duty_id>/goi/", chasing_calls.CallLog.as_view(), name="call"),
    path("bac-don-doc/<int:pk>/da-bao/", chasing.StepAnswer.as_view(), name="step_answer"),
    path("dot-hoc-tap/<int:pk>/cong-van-don-doc/", letter_list.LetterList.as_view(), name="letters"),
    path("cong-van-don-doc/<int:pk>/", letters.LetterPage.as_view(), name="letter"),
    path("cong-van-don-doc/<int:pk>/loi-van/", letters.LetterRequest.as_view(), name="letter_request"),
    path("cong-van-don-doc/<int:pk>/cau-goc/", letters.LetterRestore.as_view(), name="letter_restore"),
    path("cong-van-don-doc/<int:pk>/lam-lai-danh-sach/", letters.LetterListAgain.as_view(), name="letter_list_again"),
    path("cong-van-don-doc/<int:pk>/bo/", letters.LetterDiscard.as_view(), name="letter_discard"),
    path("cong-van-don-doc/<int:pk>/du-thao/", letter_papers.LetterDraft.as_view(), name="letter_draft"),
    path("cong-van-don-doc/<int:pk>/ban-trinh-ky/", letter_papers.LetterCopy.as_view(), name="letter_copy"),
    path("cong-van-don-doc/<int:pk>/lap-ban-trinh-ky/", letter_papers.LetterCopyMake.as_view(), name="letter_copy_make"),
    path("cong-van-don-doc/<int:pk>/trinh-ky/", letter_papers.LetterSend.as_view(), name="letter_send"),
    path("cong-van-don-doc/<int:pk>/lay-lai/", letter_papers.LetterTakeBack.as_view(), name="letter_take_back"),
    path("cong-van-don-doc/<int:pk>/tra-loi/", letter_papers.LetterAnswer.as_view(), name="letter_answer"),
    path("cong-van-don-doc/<int:pk>/phat-hanh/", letter_papers.LetterIssue.as_view(), name="letter_issue"),
    path("cong-van-don-doc/ban/<int:pk>.docx", letter_papers.LetterDocx.as_view(), name="letter_docx"),
]
