from django.urls import path

from documents.screens.office_files import DOCX, XLSX
from reports.screens import actions, compiling, cut_offs, evidence, evidence_members, issued, listing, office_files, papers, paragraphs
from reports.screens import show, signing

app_name = "reports"

urlpatterns = [
    path("", listing.ReportList.as_view(), name="list"),
    path("compile/", compiling.Compile.as_view(), name="compile"),
    path("final/", compiling.CompileFinal.as_view(), name="compile_final"),
    path("issued/", issued.IssuedList.as_view(), name="issued"),
    path("issued/<int:pk>/", issued.IssuedPaper.as_view(), name="issued_paper"),
    path("<int:pk>/", show.ReportShow.as_view(), name="show"),
    path("<int:pk>/vi-sao/<slug:figure>/<slug:line>/", evidence.ReportEvidence.as_view(), name="evidence"),
    path("<int:pk>/vi-sao/<slug:figure>/<slug:line>.xlsx", evidence.ReportEvidenceWorkbook.as_view(), name="evidence_xlsx"),
    path(
        "<int:pk>/vi-sao/<slug:figure>/<slug:line>/dang-vien/", evidence_members.ReportMembers.as_view(), name="evidence_members"
    ),
    path(
        "dot-hoc-tap/<int:pk>/vi-sao/<slug:figure>/<slug:line>/dang-vien/", evidence_members.CampaignMembers.as_view(),
        name="campaign_evidence_members",
    ),
    path("dot-hoc-tap/<int:pk>/vi-sao/<slug:figure>/<slug:line>/", evidence.CampaignEvidence.as_view(), name="campaign_evidence"),
    path(
        "dot-hoc-tap/<int:pk>/vi-sao/<slug:figure>/<slug:line>.xlsx", evidence.CampaignEvidenceWorkbook.as_view(),
        name="campaign_evidence_xlsx",
    ),
    path("dot-hoc-tap/<int:pk>/chot-so-lieu/", cut_offs.CutOffs.as_view(), name="cut_offs"),
    path("dot-hoc-tap/<int:pk>/chot-so-lieu/<slug:week>/", cut_offs.CutOffDecide.as_view(), name="cut_off"),
    path("<int:pk>/compile/", compiling.CompileAgain.as_view(), name="compile_again"),
    path("<int:pk>/draft/", papers.DraftPaper.as_view(), name="draft"),
    path("<int:pk>/draft/docx/", office_files.DraftOfficeFile.as_view(office_format=DOCX), name="draft_docx"),
    path("<int:pk>/draft/xlsx/", office_files.DraftOfficeFile.as_view(office_format=XLSX), name="draft_xlsx"),
    path("<int:pk>/copy/", papers.CopyPaper.as_view(), name="copy"),
    path("<int:pk>/copy/docx/", office_files.CopyOfficeFile.as_view(office_format=DOCX), name="copy_docx"),
    path("<int:pk>/copy/xlsx/", office_files.CopyOfficeFile.as_view(office_format=XLSX), name="copy_xlsx"),
    path("<int:pk>/copy/make/", actions.CopyMake.as_view(), name="copy_make"),
    path("<int:pk>/appendices/", actions.Extras.as_view(), name="extras"),
    path("<int:pk>/send/", signing.ReportSend.as_view(), name="send"),
    path("<int:pk>/take-back/", signing.ReportTakeBack.as_view(), name="take_back"),
    path("<int:pk>/answer/", signing.ReportAnswer.as_view(), name="answer"),
    path("<int:pk>/issue/", actions.Issue.as_view(), name="issue"),
    path("<int:pk>/correct/", actions.Correct.as_view(), name="correct"),
    path("paragraphs/<int:pk>/", paragraphs.ParagraphEdit.as_view(), name="paragraph"),
    path("paragraphs/<int:pk>/restore/", paragraphs.ParagraphRestore.as_view(), name="paragraph_restore"),
]
