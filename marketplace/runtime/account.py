"""The system account that the servers run as when we are root: PostgreSQL refuses to be root."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "embedded_postgres"
OTHERS_MAY_PASS = stat.S_IXOTH
OTHERS_MAY_READ = stat.S_IROTH


@dataclass(frozen=True)
class Account:
    """Who a server process runs as; both are None when we are not root and it simply runs as us."""

    uid: int | None
    gid: int | None

    def own(self, path: Path) -> None:
        """Hand a file or folder to the account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def private_folder(self, path: Path) -> None:
        """Make a folder that only the account may enter, and refuse one that somebody else made."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = path.lstat().st_uid
        if path.is_symlink() or owner not in {os.geteuid(), self.uid}:
            message = f"{path} belongs to another user; remove it or choose another DATA_DIR."
            raise PermissionError(message)
        self.own(path)
        path.chmod(0o700)

    def popen_arguments(self) -> dict[str, object]:
        """Give the arguments of subprocess.Popen that make a child run as the account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account() -> Account:
    """Give the account for server processes, creating the system user when we are root and it is missing."""
    if os.geteuid() != 0:
        return Account(None, None)
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
        subprocess.run(command, check=True, capture_output=True)
        entry = pwd.getpwnam(ACCOUNT)
    return Account(entry.pw_uid, entry.pw_gid)


def let_pass(path: Path) -> None:
    """Let the account walk down to a path: as root, parents may be closed to everyone else."""
    if os.geteuid() != 0:
        return
    for parent in path.parents:
        mode = parent.stat().st_mode
        if not mode & OTHERS_MAY_PASS:
            parent.chmod(mode | OTHERS_MAY_PASS)


def let_read(folder: Path) -> None:
    """Let the account read and run what a wheel installed, even under a strict umask."""
    if os.geteuid() != 0:
        return
    let_pass(folder)
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        passing = OTHERS_MAY_PASS if mode & stat.S_IXUSR else 0
        if mode & (OTHERS_MAY_READ | passing) != OTHERS_MAY_READ | passing:
            path.chmod(mode | OTHERS_MAY_READ | passing)
