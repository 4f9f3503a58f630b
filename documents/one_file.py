"""Several PDFs as one file."""
import hashlib
import io

import pikepdf


def joined(parts):
    """One file of all pages; the title, author and language of the first part, an identifier that follows from the parts."""
    identifier = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:32].encode()
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(parts[0])) as whole:
        for content in parts[1:]:
            with pikepdf.open(io.BytesIO(content)) as part:
                whole.pages.extend(part.pages)
        whole.trailer["/ID"] = pikepdf.Array([pikepdf.String(identifier), pikepdf.String(identifier)])
        whole.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()
