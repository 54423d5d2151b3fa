"""nginx itself, started with our configuration before a program that is away, or has nothing to say."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.databases import ROOT

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
FAULTS = ROOT / "wegweiser" / "pages" / "static" / "pages" / "faults"

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Speechless(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(204)
        self.end_headers()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing to the tests' output."""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Before a program that is away."""
    with started(tmp_path, free_port()) as port:
        yield port


@pytest.fixture
def port_of_program(tmp_path: Path) -> Iterator[int]:
    program = HTTPServer(("127.0.0.1", 0), Speechless)
    thread = Thread(target=program.serve_forever)
    thread.start()
    try:
        with started(tmp_path, program.server_port) as port:
            yield port
    finally:
        program.shutdown()
        thread.join()
        program.server_close()


@contextmanager
def started(tmp_path: Path, program: int) -> Iterator[int]:
    port, log = free_port(), tmp_path / "access.log"
    shutil.copytree(FAULTS, tmp_path / "static" / "pages" / "faults")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "http://web:8000": f"http://127.0.0.1:{program}",
        "/srv/static": str(tmp_path / "static"),
        "/tmp/nginx.pid": str(tmp_path / "nginx.pid"),  # noqa: S108 -- stands in the configuration
        "/dev/stdout": str(log),
        "worker_processes auto": "daemon off; user root; worker_processes 1",
    }
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(text)
    process = subprocess.Popen([str(NGINX), "-c", str(configuration), "-e", str(tmp_path / "error.log")])
    try:
        while not answers(port):
            assert process.poll() is None
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def answers(port: int) -> bool:
    try:
        return ask(port, "GET", "/nginx-health").status == 204
    except OSError:
        return False


def ask(port: int, method: str, path: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body="a=1" if method == "POST" else None)
    response = connection.getresponse()
    response.text = response.read().decode()  # type: ignore[attr-defined]
    connection.close()
    return response


@pytest.mark.parametrize("path", ["/", "/ar/karte/", "/api/", "/tiles/base/abc/12/2130/1360.png", "/admin/"])
def test_while_the_program_is_away_a_page_says_so(port: int, path: str) -> None:
    response = ask(port, "GET", path)
    assert response.status == 503
    assert 'href="tel:112"' in response.text  # type: ignore[attr-defined]
    assert response.getheader("Retry-After") == "60"
    assert response.getheader("Cache-Control") == "no-store"
    assert response.getheader("Referrer-Policy") == "no-referrer"
    assert "unsafe" not in str(response.getheader("Content-Security-Policy"))


@pytest.mark.parametrize(
    ("path", "taken"),
    [("/", 21), ("/tr/ort-vorschlagen/", 21), ("/ar/mein-viertel/", 7), ("/in-der-naehe/adressen/", 41)],
)
def test_a_hundred_forms_from_one_source_are_not_passed_on(port: int, path: str, taken: int) -> None:
    answered = [ask(port, "POST", path) for _ in range(100)]
    refused = [answer for answer in answered if answer.status == 429]
    assert 0 < len(refused) <= 100 - taken
    assert refused[0].getheader("Retry-After") == "60"
    assert "sehr schnell" in refused[0].text  # type: ignore[attr-defined]
    assert ask(port, "GET", path).status == 503, "reading is not limited"


def test_its_log_holds_no_address_no_query_and_no_whereabouts(port_of_program: int, tmp_path: Path) -> None:
    for path in ("/karte/?art=kita&wort=Kanarienvogelgasse", "/tiles/base/12/2130/1360.png", "/orte/14/8514/5466.json"):
        ask(port_of_program, "GET", path)
    ask(port_of_program, "POST", "/tr/in-der-naehe/")
    lines = (tmp_path / "access.log").read_text().splitlines()
    assert [line.split()[1:4] for line in lines] == [["GET", "/karte/", "204"]]
    assert not re.search(r"\d+\.\d+\.\d+\.\d+|Kanarien", "".join(lines))
    assert (tmp_path / "error.log").read_text() == ""
