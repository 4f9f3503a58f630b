"""What the code does not do at all, read off the code itself: each line here is a whole class of holes."""
import ast
import re

import pytest
from django.conf import settings

_ROOMS = ["lib", "audit", "accounts", "jobs", "units", "files", "documents", "campaigns", "essays", "reports", "privacy", "portal"]


def _sources(pattern, *folders):
    paths = (path for folder in folders for path in sorted((settings.BASE_DIR / folder).rglob(pattern)))
    return [path for path in paths if "vendor" not in path.parts and "tests" not in path.parts]


@pytest.fixture(scope="module")
def trees():
    """`{path: syntax tree}` of what runs in production."""
    return {str(path.relative_to(settings.BASE_DIR)): ast.parse(path.read_text()) for path in _sources("*.py", *_ROOMS)}


def _calls(trees):
    """`(path, dotted name, call)` of every call."""
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield path, ast.unparse(node.func), node


def _imports(trees):
    """`(path, module)` of every import, `from a import b` as `a.b` as well."""
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield path, node.module
                yield from ((path, f"{node.module}.{alias.name}") for alias in node.names)


@pytest.mark.asvs("1.3.2", "1.2.5", "1.5.2")
def test_nothing_typed_becomes_code_a_command_or_an_object(trees):
    forbidden = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.loads", "pickle.load", "marshal.loads", "yaml.load"}
    assert not [(path, name) for path, name, _call in _calls(trees) if name in forbidden]
    assert not [path for path, module in _imports(trees) if module in ("pickle", "marshal", "shelve", "dill", "yaml")]
    assert not [path for path, _name, call in _calls(trees) if any(
        keyword.arg == "shell" and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False) for keyword in call.keywords
    )]
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]


@pytest.mark.asvs("1.2.4")
def test_statements_take_their_values_apart(trees):
    """A statement is a constant, a name for one, or put together by psycopg2's own `sql`; never by a formatted text."""
    asked = [(path, call) for path, name, call in _calls(trees) if name.endswith((".execute", ".executemany"))]
    assert len(asked) > 10
    put_together = [
        (path, ast.unparse(call.args[0])) for path, call in asked
        if isinstance(call.args[0], (ast.JoinedStr, ast.BinOp))
        or isinstance(call.args[0], ast.Call) and not re.match(r"sql\.SQL|statement\.format|sql\.", ast.unparse(call.args[0]))
    ]
    assert put_together == []
    assert not [(path, name) for path, name, _call in _calls(trees) if name.endswith((".extra", "RawSQL")) or name.endswith("objects.raw")]


@pytest.mark.asvs("1.3.6", "15.3.2")
def test_the_portal_calls_nobody(trees):
    """No client of HTTP is there to be sent anywhere; mail goes to the one server of the settings."""
    clients = re.compile(r"(urllib\.request|http\.client|urllib3|requests|httpx|aiohttp|ftplib|telnetlib|paramiko)\b")
    # bin/run asks its own web server whether it is up.
    assert {path for path, module in _imports(trees) if clients.match(module)} <= {"portal/start.py"}


@pytest.mark.asvs("11.4.1", "11.3.1", "11.3.2", "11.2.1")
def test_hashes_are_sha_256_and_ciphers_are_none(trees):
    assert not [(path, name) for path, name, _call in _calls(trees) if re.search(r"\b(md5|sha1)$", name)]
    ciphers = re.compile(r"(Crypto|Cryptodome|cryptography|nacl|ssl)\b")
    assert not [(path, module) for path, module in _imports(trees) if ciphers.match(module)]


@pytest.mark.asvs("6.5.3")
def test_secrets_come_from_the_systems_generator(trees):
    """`random` draws samples from a seed that is printed on paper, and nothing else."""
    drawn = {path for path, module in _imports(trees) if module.split(".")[0] == "random"}
    assert {path for path in drawn if not path.startswith("portal/demo/")} <= {"essays/reviewing.py", "essays/services/reviews.py"}


@pytest.mark.asvs("1.3.7", "1.2.1", "1.2.3")
def test_templates_are_files_and_escape_everything(trees):
    assert not [path for path, name, _call in _calls(trees) if name.endswith(("from_string", "Template")) and not path.startswith("documents/docx")]
    # What is marked as safe is markup the code itself wrote (icons, fields); each place is known here.
    marked = {path for path, name, _call in _calls(trees) if name in ("mark_safe", "SafeString")}
    assert marked <= {
        "units/screens/picker.py", "lib/charts.py", "accounts/pictures.py", "documents/pictures.py", "documents/code_picture.py",
        "units/templatetags/components.py",
    }
    texts = {str(path): path.read_text() for path in _sources("*.html", "templates")}
    assert len(texts) > 200
    unsafe = re.compile(r"\|\s*safe\b|autoescape\s+off|<script(?![^>]*\bsrc=)|javascript:|\son\w+\s*=\s*\"")
    assert not {path: unsafe.search(text)[0] for path, text in texts.items() if unsafe.search(text)}


@pytest.mark.asvs("3.2.2", "3.5.5", "14.3.3", "15.3.6", "3.7.1")
def test_scripts_write_text_and_keep_nothing():
    scripts = {path.name: path.read_text() for path in _sources("*.js", "static", "accounts/static")}
    assert {"app.js", "scans.js"} <= scripts.keys()
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage|"
        r"localStorage|indexedDB|document\.cookie|__proto__|javascript:|https?://"
    )
    assert not {name: forbidden.search(text)[0] for name, text in scripts.items() if forbidden.search(text)}


@pytest.mark.asvs("13.3.1")
def test_no_secret_lies_in_the_tree():
    told = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_\w{30}|(?:SECRET_KEY|PASSWORD|SHEET_KEYS)\s*=\s*[\"'][^\"']{12,}")
    paths = [*_sources("*.py", *_ROOMS), *_sources("*.md", "docs"), *_sources("*.conf", "docs"), *_sources("*.example", "docs"), *_sources("*", "bin")]
    texts = {str(path): path.read_text() for path in paths}
    assert not {path: told.search(text)[0] for path, text in texts.items() if told.search(text)}
