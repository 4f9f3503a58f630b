"""The code's own hygiene: the security rules of ruff, and every package locked to the bytes it was looked at with."""
import re
import subprocess
import sys
from importlib.metadata import distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from portal.tests.test_architecture import ROOT, modules

LOCK = ROOT / "requirements.lock"
# What a lock may not name: where a package is fetched is the machine's affair.
_ADDRESS = re.compile(r"://|@ ?file|--(index-url|extra-index-url|find-links|trusted-host)")


def ruff(*arguments, **options):
    return subprocess.run([sys.executable, "-m", "ruff", *arguments], cwd=ROOT, capture_output=True, text=True, **options)


def test_the_security_rules_find_nothing():
    done = ruff("check", "--no-cache", "--quiet", "--output-format", "concise", ".")
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


_BAD = {
    "S602": "subprocess.run(name, shell=True)", "S307": "eval(text)", "S301": "pickle.loads(text)", "S308": "mark_safe(text)",
    "S324": "hashlib.md5(text)", "S608": "cursor.execute(f'SELECT {name} FROM a')", "S202": "tarfile.open(a).extractall()",
    "S101": "assert text", "S501": "requests.get(a, verify=False)", "RUF100": "text = 1  # noqa: S608",
}


def test_they_would_find():
    head = "import hashlib, pickle, requests, subprocess, tarfile\nfrom django.utils.safestring import mark_safe\n"
    done = ruff("check", "--no-cache", "--quiet", "--output-format", "concise", "--stdin-filename", "files/new.py", "-",
                input=head + "\n".join(_BAD.values()) + "\n")
    assert [rule for rule in _BAD if f" {rule} " not in done.stdout] == []


def test_every_exception_says_why():
    said = [
        (path.relative_to(ROOT), line.strip()) for path in modules() for line in path.read_text().splitlines()
        if "noqa" in line and not re.search(r"# noqa: [A-Z]+\d+(, [A-Z]+\d+)* \S+ \S+", line)
    ]
    assert said == []


def locked():
    """`{name: (version, [hashes], marker)}` of the lock."""
    found = {}
    for entry in LOCK.read_text().replace("\\\n", " ").splitlines():
        if not entry.startswith("#"):
            pin, *hashes = entry.split("--hash=")
            requirement = Requirement(pin.strip())
            (specifier,) = requirement.specifier
            assert specifier.operator == "=="
            found[canonicalize_name(requirement.name)] = (specifier.version, [one.strip() for one in hashes], requirement.marker)
    return found


def test_every_package_asked_for_is_locked_as_it_is_asked_for():
    asked = [Requirement(line.split(" #")[0]) for line in (ROOT / "requirements.txt").read_text().splitlines() if line and line[0] != "#"]
    kept = locked()
    assert len(asked) > 40
    assert [str(one) for one in asked if not one.specifier.contains(kept.get(canonicalize_name(one.name), ("0",))[0])] == []


def test_every_locked_package_has_the_hashes_of_its_files_and_comes_from_nowhere_by_name():
    assert [name for name, (_version, hashes, _marker) in locked().items() if not hashes or not all(
        re.fullmatch("sha256:[0-9a-f]{64}", one) for one in hashes
    )] == []
    assert not _ADDRESS.search(LOCK.read_text())


def test_what_runs_here_is_what_was_locked():
    here = {canonicalize_name(one.name): one.version for one in distributions()}
    wanted = {name: version for name, (version, _hashes, marker) in locked().items() if not marker or marker.evaluate()}
    assert {name: here.get(name) for name, version in wanted.items() if here.get(name) != version} == {}


def test_set_up_installs_by_the_lock():
    assert "--require-hashes -r requirements.lock" in (ROOT / "bin/setup").read_text()
