import datetime
from types import SimpleNamespace

import pytest

from documents.models import IssuingBody, Signer, Term


@pytest.fixture(autouse=True)
def paper_folder(settings, tmp_path):
    """Issued papers of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def office(tree):
    """The committee's board as an issuing body, with its head, its deputy and a term."""
    body = IssuingBody.objects.create(
        unit=tree.committee, superior_name="HUYỆN UỶ AN LẠC", name="BAN TUYÊN GIÁO CANARY-AL",
        prose_name="Ban Tuyên giáo Huyện uỷ", symbol="BTGHU", place="An Lạc",
        recipients="Thường trực Huyện uỷ (để báo cáo)\nLưu Ban Tuyên giáo",
    )
    deputy = Signer.objects.create(
        body=body, authority="K/T TRƯỞNG BAN", post="PHÓ TRƯỞNG BAN", full_name="Nguyễn Văn A",
        valid_from=datetime.date(2017, 1, 1), valid_to=datetime.date(2018, 2, 1),
    )
    head = Signer.objects.create(body=body, authority="TRƯỞNG BAN", full_name="Trần Thị B", position=1)
    term = Term.objects.create(
        unit=tree.committee, name="2015-2020", starts_on=datetime.date(2015, 8, 1), ends_on=datetime.date(2020, 8, 1)
    )
    return SimpleNamespace(body=body, deputy=deputy, head=head, term=term)
