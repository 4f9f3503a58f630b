import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from files.models import StoredFile
from files.services import take_in
from jobs.models import Job
from jobs.runs import run_now
from lib.clock import now


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def send(tree, cast):
    """Take in the bytes for cell A under a name, and do the check."""

    def send(name, content, *, check=True, unit=None, **fields):
        fields = {"read_permission": "sessions.view", "by": cast.secretary_a, "at": now(), **fields}
        file = take_in(upload=SimpleUploadedFile(name, content), unit=unit or tree.xa, **fields)
        if check:
            job = run_now(Job.objects.get(key=f"file:{file.pk}"))
            assert (job.state, job.error) == ("done", "")
        return StoredFile.objects.get(pk=file.pk)

    return send
