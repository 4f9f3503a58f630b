"""Where the servers keep their files, and the account they run under."""
import os
import pwd
import shutil
import subprocess
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
ACCOUNT = "portal-db"


def var_dir():
    return Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").resolve()


def server_account():
    """The account the servers run under: one without rights when we are root (PostgreSQL refuses root), else our own."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        # Two set-ups at once: the second finds the account made, which is as good.
        subprocess.run(
            ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
            check=False,
        )
        return pwd.getpwnam(ACCOUNT)


def as_account(account):
    """The arguments of `subprocess` that start a program under the account."""
    if os.geteuid() != 0:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def private_folder(path, account):
    """The folder, made when missing, open to the account alone."""
    path.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(path, account.pw_uid, account.pw_gid)
    path.chmod(0o700)
    return path


def let_through(path, account):
    """Let the account, and nobody else, walk to a path that lies in a closed folder such as /root."""
    if os.geteuid() != 0:
        return
    for folder in reversed([path, *path.parents]):
        if not _may_enter(folder, account):
            _grant_entry(folder, account)


def _may_enter(folder, account):
    return subprocess.run(["test", "-x", str(folder)], **as_account(account), cwd="/").returncode == 0


def _grant_entry(folder, account):
    done = shutil.which("setfacl") and subprocess.run(["setfacl", "-m", f"u:{account.pw_name}:x", str(folder)]).returncode == 0
    if not done or not _may_enter(folder, account):
        raise SystemExit(
            f"The database runs as the account {account.pw_name}, which may not enter {folder}. "
            f"Allow it (chmod o+x {folder}) or put the portal elsewhere."
        )
