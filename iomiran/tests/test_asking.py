"""Asking addresses elsewhere: a text must not make the portal ask machines of its own network."""

import http.server
import socket
import threading

import pytest

from iomiran.common.links.asking import ask

INSIDE = "leads to a machine that is not public"


class Machine(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_HEAD(self):
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def machine():
    """Port of a server on this machine."""
    Machine.asked = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Machine)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "169.254.1.1", "10.0.0.1"])
def test_a_machine_of_the_own_network_is_not_asked(host):
    assert ask(f"http://{host}:9/", patience=0.2) == (None, INSIDE)


def test_a_name_that_means_another_machine_a_moment_later_is_not_asked(machine, monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    answers = iter(["93.184.215.14"])

    def changing(host, port, *args, **kwargs):
        address = next(answers, "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 0))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    assert ask(f"http://changing.example:{machine}/", patience=2) == (None, INSIDE)
    assert Machine.asked == []
