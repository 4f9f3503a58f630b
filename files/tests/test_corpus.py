"""Every bad file is refused for what it is or taken as its plain pictures, costs little, and the next good one is taken."""
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from files.child import answer_of
from files.services.intake import check_upload, safe_name
from files.serving import serve_privately
from files.tests import corpus, word_corpus
from files.tests.bad_files import ANY, BAD, GOOD, NAMES, good, mutated
from files.verdicts import REASONS, words_of
from lib.tests.apart import Apart

# The child's own limit is 1.2 GB and 20 s; what needs more than this is meant to.
_MOST_MEGABYTES, _MOST_SECONDS = 300, 3
_HEAVY = {"a stream packed four times"}
# Nothing of a file but what its pages show is left in them.
_TRACES = (b"CANARY", b"<script", b"JavaScript", b"PK\x03\x04", b"MZ\x90", b"<?php")


@pytest.fixture(scope="module")
def apart():
    with Apart("files.decoder", "files.word_package", "PIL.Image", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "pillow_heif", "pypdfium2") as apart:
        yield apart


class Looked:
    """What became of the bytes sent under a name: the verdict, the pages, what the decoder cost."""

    def __init__(self, apart, folder, name, content, *, said="", module="files.decoder"):
        self.pages, self.ran = [], None
        try:
            kind = check_upload(SimpleUploadedFile(name, content, content_type=said))
        except ValidationError as error:
            self.verdict = error.error_dict["upload"][0].code
            return
        source, drawn = folder / "original", folder / "pages"
        source.write_bytes(content)
        drawn.mkdir(exist_ok=True)
        self.ran = apart.run(module, "main", kind.decoder, source, drawn, 1, 20)
        answer = answer_of(self.ran.code, self.ran.out, self.ran.err.encode())
        self.verdict, self.count = answer.refused, answer.pages
        for page in sorted(drawn.iterdir()):
            self.pages.append(page.read_bytes())
            page.unlink()


def amiss(name, bad, looked):
    """What is not as the table says, in words; None where all is well."""
    known = looked.verdict == "" or looked.verdict in REASONS
    if not known or (bad.verdict != ANY and looked.verdict != bad.verdict):
        return f"{looked.verdict!r} instead of {bad.verdict!r}"
    if looked.ran and name not in _HEAVY and (looked.ran.megabytes > _MOST_MEGABYTES or looked.ran.seconds > _MOST_SECONDS):
        return f"cost {looked.ran.megabytes:.0f} MB and {looked.ran.seconds:.1f} s"
    if not looked.verdict and not (looked.pages and all(page.startswith(b"\xff\xd8\xff") for page in looked.pages)):
        return "no pictures of a good file"
    if any(trace in page for trace in _TRACES for page in looked.pages):
        return "left a trace in its pages"
    return None


@pytest.mark.asvs("5.2.1", "5.2.2", "2.2.2", "15.2.2", "5.2.3")
def test_each_is_refused_or_drawn_as_the_table_says(apart, tmp_path):
    found = {name: amiss(name, bad, Looked(apart, tmp_path, bad.name, bad.make(), said=bad.said)) for name, bad in BAD.items()}
    assert {name: words for name, words in found.items() if words} == {}

    taken = {name: Looked(apart, tmp_path, sent, make()) for name, (sent, make) in GOOD.items()}
    assert {name: (one.verdict, one.count, len(one.pages)) for name, one in taken.items()} == dict.fromkeys(GOOD, ("", 1, 2))


def test_each_reason_has_words_that_say_what_to_do():
    assert [code for code in REASONS if "Xin " not in words_of(code)] == []
    assert {bad.verdict for bad in BAD.values()} <= {*REASONS, "", ANY} and {code for code, _content in word_corpus.BAD.values()} <= set(REASONS)


def _mutations(apart, folder, seeds):
    found, verdicts = {}, set()
    for ending in ("jpg", "png", "webp", "heic", "pdf"):
        for seed in seeds:
            looked = Looked(apart, folder, f"a.{ending}", mutated(ending, seed))
            verdicts.add(looked.verdict)
            known = looked.verdict == "" or looked.verdict in REASONS
            cheap = looked.ran is None or (looked.ran.megabytes < _MOST_MEGABYTES and looked.ran.seconds < _MOST_SECONDS)
            if not (known and cheap):
                found[ending, seed] = (looked.verdict, looked.ran)
    assert found == {} and {"", "broken"} <= verdicts
    assert Looked(apart, folder, "a.jpg", good("jpg")).verdict == ""


def test_whatever_becomes_of_its_bytes_the_decoder_answers(apart, tmp_path):
    _mutations(apart, tmp_path, range(10))


@pytest.mark.full
def test_whatever_becomes_of_its_bytes_many_times(apart, tmp_path):
    _mutations(apart, tmp_path, range(10, 400))


def test_what_never_ends_is_stopped(apart, tmp_path):
    looked = Looked(apart, tmp_path, "loops.pdf", corpus.pdf_of_loops(), module="files.tests.short_of_time")

    assert (looked.verdict, looked.pages) == ("too_heavy", [])
    assert looked.ran.code < 0 and 0.5 < looked.ran.seconds < 4


@pytest.mark.asvs("5.3.2", "5.4.1", "5.4.2")
@pytest.mark.parametrize("sent", NAMES)
def test_names_are_kept_without_tricks(sent, tmp_path):
    kept = safe_name(sent)
    if NAMES[sent] is not None:
        assert kept == NAMES[sent]
    assert kept.isprintable() and len(kept) <= 200 and not set(kept) & set("/\\\0\r\n\u202e")
    # As a browser is told it, to save the file under.
    (tmp_path / "a").write_bytes(b"x")
    told = serve_privately(tmp_path / "a", media_type="image/jpeg", name=kept, as_attachment=True)["Content-Disposition"]
    assert told.isascii() and "\n" not in told and "<" not in told.partition("filename")[0]
