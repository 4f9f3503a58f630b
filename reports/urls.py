from django.urls import path

from reports.screens import actions, compiling, issued, listing, papers, paragraphs, show

app_name = "reports"

urlpatterns = [
    path("", listing.ReportList.as_view(), name="list"),
    path("compile/", compiling.Compile.as_view(), name="compile"),
    path("issued/", issued.IssuedList.as_view(), name="issued"),
    path("issued/<int:pk>/", issued.IssuedPaper.as_view(), name="issued_paper"),
    path("<int:pk>/", show.ReportShow.as_view(), name="show"),
    path("<int:pk>/compile/", compiling.CompileAgain.as_view(), name="compile_again"),
    path("<int:pk>/draft/", papers.DraftPaper.as_view(), name="draft"),
    path("<int:pk>/copy/", papers.CopyPaper.as_view(), name="copy"),
    path("<int:pk>/copy/make/", actions.CopyMake.as_view(), name="copy_make"),
    path("<int:pk>/proposals/", actions.ProposalsIn.as_view(), name="proposals_in"),
    path("<int:pk>/proposals/leave-out/", actions.ProposalsOut.as_view(), name="proposals_out"),
    path("<int:pk>/issue/", actions.Issue.as_view(), name="issue"),
    path("<int:pk>/correct/", actions.Correct.as_view(), name="correct"),
    path("paragraphs/<int:pk>/", paragraphs.ParagraphEdit.as_view(), name="paragraph"),
    path("paragraphs/<int:pk>/restore/", paragraphs.ParagraphRestore.as_view(), name="paragraph_restore"),
]
