"""Papers of one signing that take numbers one after the other: checked, locked and entered together, all or none."""
from django.db import transaction

from audit.record import record
from documents.codes import code_of
from documents.kept_drawings import find_drawing
from documents.models import Document
from documents.payload import check_payload
from documents.pdf import render_pdf
from documents.services.issue import check_draft, check_number, check_terms, lock_book
from documents.services.numbers import term_on
from documents.storage import store_pdf


def issue_documents(*, body, signer, issued_on, payloads, title, by, at):
    """Freeze the papers and enter them in the number book; `payloads` as `issued_payload` fills them in, in the order of their numbers."""
    check_terms(body=body, signer=signer, issued_on=issued_on, at=at)
    for payload in payloads:
        check_draft(payload, body=body, type_code=payloads[0]["type_code"], number=payload["number"])
        check_payload(payload)
    # Those drawn before are kept; the others are drawn before the book is locked.
    hashes = [store_pdf(find_drawing(payload) or render_pdf(payload)) for payload in payloads]
    return _enter(payloads, hashes, body=body, signer_name=signer.full_name, issued_on=issued_on, title=title, issued_by=by, issued_at=at)


@transaction.atomic
def _enter(payloads, hashes, *, body, issued_on, **fields):
    unit, type_code = lock_book(body), payloads[0]["type_code"]
    check_number({"unit": unit, "symbol": body.symbol, "type_code": type_code, "on": issued_on}, *(payload["number"] for payload in payloads))
    term = term_on(unit, issued_on)
    documents = Document.objects.bulk_create(
        [
            Document(
                unit=unit, body=body, symbol=body.symbol, term=term, type_code=type_code, number=payload["number"], issued_on=issued_on,
                payload=payload, layout=payload["layout"], sha256=sha256, code=code_of(payload), **fields,
            )
            for payload, sha256 in zip(payloads, hashes, strict=True)
        ],
        batch_size=100,
    )
    for document in documents:
        record("documents.document.issued", document, by=fields["issued_by"], paper=str(document), sha256=document.sha256)
    return documents
