from django.urls import path

from documents.screens import bodies, books, copies, layouts, office_files, paper_page, papers, signers, standing, terms, verify, withdrawing

app_name = "documents"

urlpatterns = [
    path("", papers.PaperList.as_view(), name="list"),
    path("<int:pk>/", paper_page.PaperShow.as_view(), name="show"),
    path("<int:pk>/withdraw/", withdrawing.PaperWithdraw.as_view(), name="withdraw"),
    path("<int:pk>/signed/", copies.SignedAttach.as_view(), name="attach_signed"),
    path("<int:pk>/edited/", copies.EditedAttach.as_view(), name="attach_edited"),
    path("copies/<int:pk>/remove/", copies.CopyRemove.as_view(), name="copy_remove"),
    path("<int:pk>/file/", papers.PaperFile.as_view(), name="file"),
    path("<int:pk>/docx/", office_files.PaperOfficeFile.as_view(office_format=office_files.DOCX), name="docx"),
    path("<int:pk>/xlsx/", office_files.PaperOfficeFile.as_view(office_format=office_files.XLSX), name="xlsx"),
    path("check/", verify.Verify.as_view(), name="verify"),
    path("code/", standing.CodeAsk.as_view(), name="code"),
    path("code/<str:code>/", standing.Standing.as_view(), name="standing"),
    path("books/", books.BookList.as_view(), name="books"),
    path("books/<int:pk>/", books.BookShow.as_view(), name="book"),
    path("books/<int:pk>/note/", books.BookNote.as_view(), name="book_note"),
    path("books/noted/<int:pk>/free/", books.NumberFree.as_view(), name="number_free"),
    path("layouts/", layouts.LayoutList.as_view(), name="layouts"),
    path("layouts/new/", layouts.LayoutAdd.as_view(), name="layout_add"),
    path("layouts/<int:pk>/", layouts.LayoutChange.as_view(), name="layout"),
    path("letterheads/", bodies.BodyList.as_view(), name="bodies"),
    path("letterheads/new/", bodies.BodyAdd.as_view(), name="body_add"),
    path("letterheads/preview/", bodies.TypedPreview.as_view(), name="typed_preview"),
    path("letterheads/<int:pk>/", bodies.BodyShow.as_view(), name="body"),
    path("letterheads/<int:pk>/change/", bodies.BodyChange.as_view(), name="body_change"),
    path("letterheads/<int:pk>/end/", bodies.BodyEnd.as_view(), name="body_end"),
    path("letterheads/<int:pk>/preview/", bodies.BodyPreview.as_view(), name="body_preview"),
    path("letterheads/<int:pk>/signers/new/", signers.SignerAdd.as_view(), name="signer_add"),
    path("signers/<int:pk>/change/", signers.SignerChange.as_view(), name="signer_change"),
    path("signers/<int:pk>/end/", signers.SignerEnd.as_view(), name="signer_end"),
    path("terms/new/", terms.TermAdd.as_view(), name="term_add"),
    path("terms/<int:pk>/change/", terms.TermChange.as_view(), name="term_change"),
]
