"""The whole demonstration, from an empty folder to nothing left: what `make demo` does once packages are installed."""

import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from marketplace.runtime.layout import PROJECT
from marketplace.runtime.processes import free_port, holder
from tests.runtime.servers import RUNTIME, call, environment, stop_all

SECONDS_TO_START = 600


class RunningDemo:
    """A demo of one DATA_DIR and port, with what it printed until it was ready."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        env = environment(data_dir, PORT=str(port), DEMO_SCALE="small")
        command = [*RUNTIME, "demo"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=PROJECT, env=env, stdout=pipe, stderr=subprocess.STDOUT, text=True)
        self.said = ""
        deadline = time.monotonic() + SECONDS_TO_START
        while f"Ready: {self.address}/" not in self.said:
            assert self.process.stdout is not None
            line = self.process.stdout.readline()
            assert line, f"the demo ended: {self.said}"
            assert time.monotonic() < deadline, self.said
            self.said += line

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=60) as answer:  # noqa: S310 -- our own address
            return answer.status, answer.url

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(90)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def demonstrate(tmp_path: Path) -> Iterator[Callable[[], RunningDemo]]:
    """Starts a demo on data that the test keeps."""
    port = free_port()
    running: list[RunningDemo] = []

    def begin() -> RunningDemo:
        running.append(RunningDemo(tmp_path, port))
        return running[-1]

    yield begin
    for demo in running:
        if demo.process.poll() is None:
            demo.stop()
    stop_all(tmp_path)


def _gone(processes: list[psutil.Process], seconds: float = 60) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def test_demo_serves_ends_whole_and_starts_again_without_doing_anything_twice(
    demonstrate: Callable[[], RunningDemo], tmp_path: Path
) -> None:
    first = demonstrate()
    assert "tables" in first.said or "migrate" in first.said
    assert "load_demo" in first.said
    assert first.get("/readyz")[0] == 200
    assert "Card payments are simulated at http://127.0.0.1:" in first.said
    assert [child for child in first.children() if "getpaid_simulator" in child.cmdline()]
    assert first.get("/")[1].startswith(f"{first.address}/ar/")
    assert "runs already" in call(tmp_path, "demo").stderr
    rollup = ["manage.py", "rollup", "--json"]
    asked = subprocess.run(
        [RUNTIME[0], *rollup], cwd=PROJECT, env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stderr
    assert set(json.loads(asked.stdout)) == {"total", "rows"}
    children = first.children()
    assert first.stop(signal.SIGINT) == 0
    assert _gone(children)

    second = demonstrate()

    assert "tables" not in second.said
    assert "migrate" not in second.said
    assert "load_demo" not in second.said
    assert "collectstatic" not in second.said
    assert second.get("/readyz")[0] == 200

    children = second.children()
    os.kill(second.process.pid, signal.SIGKILL)
    second.process.wait()
    assert _gone(children)
    assert holder(tmp_path / "demo.lock") is None
