"""A backup is worth what its restore was seen to bring back."""

import stat
import tarfile
from collections.abc import Callable
from pathlib import Path

from marketplace.runtime.layout import layout
from marketplace.runtime.processes import held
from tests.runtime.servers import Parent, call, query

Start = Callable[..., Parent]


def _backup(data_dir: Path) -> Path:
    made = call(data_dir, "backup")
    assert made.returncode == 0, made.stderr
    return Path(made.stdout.strip())


def _furnish(data_dir: Path) -> None:
    query(data_dir, "CREATE EXTENSION citext")
    query(data_dir, "CREATE TABLE jars (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name citext UNIQUE)")
    query(data_dir, "INSERT INTO jars (name) VALUES ('أملو'), ('Safran')")
    (data_dir / "media").mkdir()
    (data_dir / "media" / "jar.txt").write_text("a picture")
    (data_dir / "private").mkdir()
    (data_dir / "private" / "paper.txt").write_text("a paper")


def test_restore_brings_back_rows_constraints_and_uploads(data_dir: Path, start: Start) -> None:
    start(data_dir)
    _furnish(data_dir)
    archive = _backup(data_dir)
    query(data_dir, "TRUNCATE jars")
    query(data_dir, "ALTER TABLE jars DROP CONSTRAINT jars_name_key")
    (data_dir / "media" / "jar.txt").write_text("spoilt")
    (data_dir / "private" / "paper.txt").unlink()
    (data_dir / "stamps" / "migrate").write_text("of the newer tables")

    restored = call(data_dir, "restore", str(archive))

    assert restored.returncode == 0, restored.stderr
    assert query(data_dir, "SELECT id, name FROM jars ORDER BY id") == [(1, "أملو"), (2, "Safran")]
    assert query(data_dir, "INSERT INTO jars (name) VALUES ('miel') RETURNING id") == [(3,)]
    assert query(data_dir, "SELECT conname FROM pg_constraint WHERE conname = 'jars_name_key'") == [("jars_name_key",)]
    assert query(data_dir, "SELECT tableowner FROM pg_tables WHERE tablename = 'jars'") == [("marketplace",)]
    assert (data_dir / "media" / "jar.txt").read_text() == "a picture"
    assert (data_dir / "private" / "paper.txt").read_text() == "a paper"
    assert (data_dir / "media.replaced" / "jar.txt").read_text() == "spoilt"
    assert not (data_dir / "stamps" / "migrate").exists()


def test_backup_restores_into_another_data_dir(data_dir: Path, new_data_dir: Path, start: Start) -> None:
    old, new = data_dir, new_data_dir
    start(old)
    _furnish(old)
    archive = _backup(old)
    start(new)

    restored = call(new, "restore", str(archive))

    assert restored.returncode == 0, restored.stderr
    assert query(new, "SELECT count(*) FROM jars WHERE name = 'safran'") == [(1,)]
    assert (new / "media" / "jar.txt").read_text() == "a picture"


def test_backup_is_readable_by_its_owner_alone(data_dir: Path, start: Start) -> None:
    start(data_dir)

    archive = _backup(data_dir)

    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert stat.S_IMODE(archive.parent.stat().st_mode) == 0o700


def test_broken_archive_changes_nothing(data_dir: Path, start: Start) -> None:
    start(data_dir)
    _furnish(data_dir)
    dump = data_dir / "database.dump"
    dump.write_bytes(b"PGDMP of no use")
    broken = data_dir / "broken.tar"
    with tarfile.open(broken, "w") as tar:
        tar.add(dump, "database.dump")

    refused = call(data_dir, "restore", str(broken))

    assert refused.returncode == 1
    assert "pg_restore failed" in refused.stderr
    assert query(data_dir, "SELECT count(*) FROM jars") == [(2,)]
    assert (data_dir / "media" / "jar.txt").read_text() == "a picture"


def test_restore_waits_for_nobody_to_write(data_dir: Path, start: Start) -> None:
    start(data_dir)
    _furnish(data_dir)
    archive = _backup(data_dir)

    with held(layout(data_dir).demo_lock):
        refused = call(data_dir, "restore", str(archive))

    assert refused.returncode == 1
    assert "Stop the demo first" in refused.stderr
    assert query(data_dir, "SELECT count(*) FROM jars") == [(2,)]


def test_restore_of_a_missing_file_says_so(data_dir: Path, start: Start) -> None:
    start(data_dir)

    refused = call(data_dir, "restore", str(data_dir / "none.tar"))

    assert (refused.returncode, refused.stderr) == (1, f"There is no backup at {data_dir / 'none.tar'}.\n")
