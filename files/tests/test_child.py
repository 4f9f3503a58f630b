import os
import signal
import threading
import time
from pathlib import Path

import psutil
import pytest

from files import kinds
from files.child import DecoderStopped, draw_pages
from files.tests import corpus


def terminate_the_child():
    """Wait for the decoder this process has started, and ask it to end as a machine going down does."""
    while True:
        for child in psutil.Process(os.getpid()).children():
            if any(word.endswith("decoder.py") for word in child.cmdline()):
                child.send_signal(signal.SIGTERM)
                return
        time.sleep(0.01)


def test_a_child_stopped_from_outside_says_nothing_about_the_file(tmp_path):
    source = tmp_path / "loops.pdf"
    source.write_bytes(corpus.pdf_of_loops())
    threading.Thread(target=terminate_the_child, daemon=True).start()

    with pytest.raises(DecoderStopped):
        draw_pages(kind=kinds.PDF, source=source, folder=tmp_path, first=1, count=1)


@pytest.mark.asvs("13.3.2")
def test_the_decoder_knows_no_secret_of_the_portal(tmp_path, monkeypatch):
    """Its environment is empty, and it imports nothing of ours."""
    monkeypatch.setenv("SECRET_KEY", "CANARY")
    source = tmp_path / "loops.pdf"
    source.write_bytes(corpus.pdf_of_loops())
    seen = []

    def look():
        while not seen:
            for child in psutil.Process(os.getpid()).children():
                if any(word.endswith("decoder.py") for word in child.cmdline()):
                    seen.append(Path(f"/proc/{child.pid}/environ").read_bytes())
                    child.kill()
                    return
            time.sleep(0.01)

    threading.Thread(target=look, daemon=True).start()
    with pytest.raises(DecoderStopped):
        draw_pages(kind=kinds.PDF, source=source, folder=tmp_path, first=1, count=1)

    assert seen == [b""]
