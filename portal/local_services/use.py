"""Who uses the servers: started by the first, stopped by the last, also when one of them is killed."""
import fcntl
import os
import sys
from contextlib import contextmanager

from portal.local_services.broker import Broker
from portal.local_services.folders import server_account, var_dir
from portal.local_services.postgres import APPLICATION, OWNER, Postgres
from portal.local_services.secrets import machine_secrets

ONE_ROLE = (
    "Warning: DATABASE_OWNER_URL is not set, so the portal works as the owner of its database: "
    "that it cannot change its history or its tables is then not promised."
)


@contextmanager
def local_services(*, as_owner=False):
    """Give the environment to run in, with database and broker up for as long as it is used.

    `as_owner` is for the tests, which make databases of their own: everything then goes by the owner's address.
    """
    folder = var_dir()
    folder.mkdir(parents=True, exist_ok=True)
    secrets = machine_secrets(folder)
    environment = dict(os.environ, VAR_DIR=str(folder))
    _fill_in_laptop(environment, secrets)
    servers = _servers_wanted(environment, folder, secrets)
    with _in_use(folder, list(servers.values())):
        _fill_in_urls(environment, servers)
        if as_owner:
            environment["DATABASE_URL"] = environment.pop("DATABASE_OWNER_URL", environment["DATABASE_URL"])
        elif "DATABASE_OWNER_URL" not in environment:
            print(ONE_ROLE, file=sys.stderr)
        yield environment


def _fill_in_laptop(environment, secrets):
    """Without a secret key this is somebody's own machine: plain http, and only from the machine itself."""
    if not environment.get("SECRET_KEY"):
        laptop = {
            "SECRET_KEY": secrets["secret_key"], "SHEET_KEYS": secrets["sheet_key"], "HTTPS": "0",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
        }
        for name, value in laptop.items():
            environment.setdefault(name, value)


def _servers_wanted(environment, folder, secrets):
    servers = {}
    if not environment.get("DATABASE_URL"):
        durable = environment.get("DURABLE_DATABASE", "1") != "0"
        servers["database"] = Postgres(folder / "postgres", server_account(), secrets, durable=durable)
    if not environment.get("REDIS_URL"):
        servers["broker"] = Broker(folder / "broker", server_account(), secrets)
    return servers


def _fill_in_urls(environment, servers):
    if database := servers.get("database"):
        environment["DATABASE_URL"] = database.url(APPLICATION)
        environment["DATABASE_OWNER_URL"] = database.url(OWNER)
    if broker := servers.get("broker"):
        environment["REDIS_URL"] = broker.url()


@contextmanager
def _in_use(folder, servers):
    """Start the servers, and stop them afterwards unless somebody else is using them.

    Every user holds a shared lock, which the kernel takes back however he ends.
    """
    with open(folder / "services-change.lock", "w") as change, open(folder / "services-use.lock", "w") as use:
        fcntl.flock(change, fcntl.LOCK_EX)
        fcntl.flock(use, fcntl.LOCK_SH)
        try:
            for server in servers:
                server.ensure_running()
            fcntl.flock(change, fcntl.LOCK_UN)
            yield
        finally:
            fcntl.flock(change, fcntl.LOCK_EX)
            if _nobody_else(use):
                for server in servers:
                    server.stop()


def _nobody_else(use):
    try:
        fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
