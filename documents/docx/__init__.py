"""Official paper as a Word document: the words, numbers and page layout of the PDF, for offices that edit them."""


def render_docx(payload):
    """The DOCX of the payload, as bytes; the same payload gives the same bytes."""
    from documents.docx.build import build_docx  # slow import: for those who draw

    return build_docx(payload)
