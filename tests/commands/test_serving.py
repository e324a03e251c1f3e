"""The pages are served to this machine alone, end with the command that began them, and say when they cannot begin."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from installation import Installation

LOCAL, EVERYWHERE = "127.0.0.1", "0.0.0.0"


def free_port() -> int:
    with socket.create_server((LOCAL, 0)) as server:
        return server.getsockname()[1]


def listening_addresses(port: int) -> set[str]:
    """As Linux tells them: the address's four bytes in hexadecimal, the last one first."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    found = [local for _, local, _, state, *_ in lines if state == "0A" and int(local.split(":")[1], 16) == port]
    return {socket.inet_ntoa(bytes.fromhex(local.split(":")[0])[::-1]) for local in found}


@contextlib.contextmanager
def dashboards(home: Path, port: int, **settings: str):
    """`loompin dashboards` as a script's background job, once it listens."""
    command = [str(Path(sys.executable).with_name("loompin")), "dashboards", "--port", str(port)]
    environment = {**os.environ, "LOOMPIN_HOME": str(home), **settings}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            until(lambda: listening_addresses(port))
            yield process
        finally:
            process.kill()


def until(holds) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it did not come to that within a minute")


def test_the_pages_are_for_this_machine_and_end_with_their_command(installation: Installation):
    port = free_port()
    with dashboards(installation.home, port) as process:
        assert listening_addresses(port) == {LOCAL}
        assert b"dashboards.server" in Path(f"/proc/{process.pid}/cmdline").read_bytes()
        taken = installation.loompin("dashboards", "--port", port)
        process.send_signal(signal.SIGTERM)
        until(lambda: not listening_addresses(port))
        assert "without a password" not in process.stdout.read()
    assert taken.code == 1
    assert f"localhost:{port} cannot be listened on (Address already in use)" in taken.err
    assert "choose another port with --port or LOOMPIN_DASHBOARD_PORT" in taken.err
    assert "http://" not in taken.out


def test_what_pages_are_drawn_with_is_imported_before_the_server_begins():
    """Else two first visitors import it at once, and one of them may meet half of it."""
    told = "import runpy, sys, streamlit.web.cli as cli\n" \
        "cli.main = lambda **_: print(hasattr(sys.modules.get('pandas'), 'Timestamp'), 'altair' in sys.modules)\n" \
        "runpy.run_module('dashboards.server', run_name='__main__')"  # fmt: skip
    finished = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert finished.stdout.split() == ["True", "True"]


def test_a_setting_opens_the_pages_to_others_and_says_so(installation: Installation):
    port = free_port()
    with dashboards(installation.home, port, LOOMPIN_DASHBOARD_ADDRESS=EVERYWHERE) as process:
        assert listening_addresses(port) == {EVERYWHERE}
        process.terminate()
        assert "without a password" in process.stdout.read()


def test_an_address_that_is_not_this_machines_is_told(installation: Installation):
    finished = installation.loompin("dashboards", LOOMPIN_DASHBOARD_ADDRESS="192.0.2.1")
    assert finished.code == 1
    assert "192.0.2.1:8501 cannot be listened on" in finished.err
    assert "LOOMPIN_DASHBOARD_ADDRESS" in finished.err
