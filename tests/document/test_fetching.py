"""URLs: only the public internet, unless a person says otherwise."""

from __future__ import annotations

import gzip
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest

from sayso.document import fetching, load, load_many
from sayso.document.fetching import fetch, is_public
from sayso.document.kinds import is_url
from sayso.errors import AddressRefused, EmptyInput, FetchFailed, TooLarge
from sayso.types import Failure

PAGE = (
    "<html lang='en'><head><meta property='og:site_name' content='The Tarn Courier'></head><body><article>"
    "<h1>Tarn shuts its harbour</h1>"
    "<p>The council of Tarn said on Monday that it would shut the harbour for the winter.</p>"
    "<p>“We have no choice,” said the mayor, Ada Quill, after the meeting of the council.</p>"
    "</article></body></html>"
)


class _Site(BaseHTTPRequestHandler):
    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/page":
            self._send(PAGE.encode(), "text/html; charset=utf-8")
        elif path == "/latin":
            self._send("The café of Tarn – it is shut.".encode("cp1252"), "text/plain; charset=windows-1252")
        elif path == "/packed":
            self._send(gzip.compress(PAGE.encode()), "text/html", ("Content-Encoding", "gzip"))
        elif path == "/bomb":
            self._send(gzip.compress(b"a" * 3_000_000), "text/plain", ("Content-Encoding", "gzip"))
        elif path == "/hops":
            left = int(query)
            self._redirect(f"/hops?{left - 1}" if left else "/page")
        elif path == "/loop":
            self._redirect("/loop")
        elif path == "/to":
            self._redirect(unquote(query))
        elif path == "/empty":
            self._send(b"", "text/html")
        elif path == "/broken":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"The council")
        elif path == "/rubbish":
            self.wfile.write(b"no answer at all\r\n\r\n")
        else:
            self.send_error(404)

    def _send(self, body, content_type, *headers):
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, to):
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_and_read(site):
    document = load(f"{site}/page", allow_private=True)
    assert document.title == "Tarn shuts its harbour"
    assert document.outlet == "The Tarn Courier"
    assert document.url == f"{site}/page"
    assert document.raw == PAGE.encode()


def test_the_declared_charset_and_gzip_are_understood(site):
    assert load(f"{site}/latin", allow_private=True).text == "The café of Tarn – it is shut."
    assert load(f"{site}/packed", allow_private=True).title == "Tarn shuts its harbour"


def test_five_redirects_are_followed_and_no_more(site):
    assert fetch(f"{site}/hops?4", allow_private=True).url == f"{site}/page"
    with pytest.raises(FetchFailed, match="redirects more than 5"):
        fetch(f"{site}/hops?5", allow_private=True)
    with pytest.raises(FetchFailed, match="redirects more than 5"):
        fetch(f"{site}/loop", allow_private=True)


def test_a_private_address_is_refused(site):
    with pytest.raises(AddressRefused) as caught:
        fetch(f"{site}/page")
    assert "--allow-private" in caught.value.hint
    with pytest.raises(AddressRefused):
        fetch(site.replace("127.0.0.1", "localhost"))
    [failure] = load_many([f"{site}/page"])
    assert isinstance(failure, Failure)
    assert failure.error == "address-refused"


def _resolve_as(monkeypatch, answers):
    """Names resolve to the answers, one after the other; the last one stays."""
    asked = []

    def getaddrinfo(host, port, *_, **__):
        address = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in address]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_that_points_inside_is_refused_even_beside_a_public_address(monkeypatch):
    _resolve_as(monkeypatch, [["93.184.216.34", "10.0.0.5"]])
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.5"):
        fetch("http://news.example/")


def test_the_checked_address_is_the_one_that_is_connected_to(monkeypatch):
    asked = _resolve_as(monkeypatch, [["93.184.216.34"], ["127.0.0.1"]])
    reached = []

    def connect(self, address):
        reached.append(address[0])
        raise OSError("no network here")

    monkeypatch.setattr(fetching.socket.socket, "connect", connect)
    with pytest.raises(FetchFailed):
        fetch("https://news.example/")
    assert asked == ["news.example"]
    assert reached == ["93.184.216.34"]


def test_a_redirect_inside_is_refused(site, monkeypatch):
    port = site.rpartition(":")[2]
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    assert fetch(f"{site}/page").data
    for inside in ("http://127.0.0.2:1/", f"http://[::1]:{port}/page", "http://169.254.169.254/latest"):
        with pytest.raises(AddressRefused):
            fetch(f"{site}/to?{inside}")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/"])
def test_only_http_and_https_even_behind_a_redirect(site, target):
    with pytest.raises(FetchFailed, match="only http and https"):
        fetch(f"{site}/to?{target}", allow_private=True)
    with pytest.raises(FetchFailed, match="only http and https"):
        load(target)


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://a:99999/", "https://\u2024.example/", "http:///x"])
def test_bad_urls(url):
    with pytest.raises(FetchFailed) as caught:
        fetch(url)
    assert caught.value.hint


def test_what_servers_do_wrong(site, monkeypatch):
    with pytest.raises(FetchFailed, match="404"):
        fetch(f"{site}/nowhere", allow_private=True)
    with pytest.raises(FetchFailed):
        fetch(f"{site}/broken", allow_private=True)
    with pytest.raises(FetchFailed):
        fetch(f"{site}/rubbish", allow_private=True)
    with pytest.raises(EmptyInput):
        load(f"{site}/empty", allow_private=True)
    monkeypatch.setattr(fetching, "MAX_BYTES", 1_000_000)
    with pytest.raises(TooLarge):
        fetch(f"{site}/bomb", allow_private=True)
    monkeypatch.setattr(fetching, "MAX_BYTES", 100)
    with pytest.raises(TooLarge):
        fetch(f"{site}/page", allow_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"]
)
def test_addresses_that_are_public(address):
    assert is_public(address)


def test_what_is_a_url():
    assert is_url("https://news.example/x")
    assert not is_url("C:\\news\\x.txt")
    assert not is_url("news/x.html")
    assert not is_url("a sentence: with // in it")
