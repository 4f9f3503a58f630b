"""Runs a function in a process of its own and says what it cost: for what may not be let loose in the process of the tests.

    python lib/tests/apart.py MODULE …

loads the modules once and takes a line of JSON for each call: [module, function, arguments]. A fork of it makes the call, so
a call costs milliseconds and leaves nothing behind.
"""
import importlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str
    # The most memory it held, that of the loaded modules included, and the work it did.
    megabytes: float
    seconds: float


class Apart:
    """A process that has loaded the modules; used as a context."""

    def __init__(self, *modules):
        self._modules = modules

    def __enter__(self):
        self._process = subprocess.Popen(
            [sys.executable, __file__, *self._modules], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        return self

    def __exit__(self, *error):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def run(self, module, function, *arguments):
        print(json.dumps([module, function, [str(one) for one in arguments]]), file=self._process.stdin, flush=True)
        return Ran(**json.loads(self._process.stdout.readline()))


def _serve(modules):
    for name in modules:
        importlib.import_module(name)
    for line in sys.stdin:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            fork = os.fork()
            if not fork:
                _call(out, err, *json.loads(line))
            _pid, status, used = os.wait4(fork, 0)
            said = [file.seek(0) or file.read().decode(errors="replace") for file in (out, err)]
        print(json.dumps({
            "code": os.waitstatus_to_exitcode(status), "out": said[0], "err": said[1][-4000:],
            "megabytes": used.ru_maxrss / 1024, "seconds": used.ru_utime + used.ru_stime,
        }), flush=True)


def _call(out, err, module, function, arguments):
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    try:
        getattr(importlib.import_module(module), function)(*arguments)
        sys.stdout.flush()
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    finally:
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve(sys.argv[1:])
