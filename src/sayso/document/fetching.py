"""A URL → its bytes, without ever speaking to a machine on the inside.

Every name is resolved here, every address it stands for is checked, and the connection goes
to the address that was checked: a name that points elsewhere a moment later, or a redirect,
leads nowhere else. Proxies named in the environment are not used, for they would resolve
names again; cookies and passwords are never sent.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from sayso.document.kinds import MAX_BYTES
from sayso.errors import AddressRefused, FetchFailed, TooLarge

MAX_REDIRECTS = 5
TIMEOUT = 20.0
"""Seconds that a server may stay silent."""
DEADLINE = 120.0
"""Seconds that one page may take, redirects included."""

_AGENT = "sayso (reads news; no crawler)"
_CHUNK = 65_536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL answered with; `url` is where the redirects ended."""

    data: bytes
    url: str
    content_type: str | None
    charset: str | None


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """What `url` answers with, at most 64 MiB of it.

    Raises AddressRefused for an address that is not on the public internet (unless
    `allow_private`), TooLarge, and FetchFailed for everything else that goes wrong: a bad URL,
    an unknown name, no answer in time, too many redirects, a status that is no success.
    """
    deadline = time.monotonic() + DEADLINE
    where = url
    for _ in range(MAX_REDIRECTS + 1):
        _check_time(url, deadline)
        connection, target = _connection(where, allow_private)
        try:
            connection.request("GET", target, headers=_headers())
            response = connection.getresponse()
            if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
                where = urljoin(where, response.getheader("Location") or "")
                continue
            if not 200 <= response.status < 300:
                raise FetchFailed(
                    f"{where} answered {response.status} {response.reason}.", _status_hint(response.status)
                )
            data = _body(response, where, deadline)
            return Fetched(data, where, response.getheader("Content-Type"), response.headers.get_content_charset())
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            raise FetchFailed(
                f"{where} could not be fetched: {_reason(error)}.", "Check the address and the network."
            ) from error
        finally:
            connection.close()
    raise FetchFailed(f"{url} redirects more than {MAX_REDIRECTS} times.", "Give the address that it should lead to.")


def _headers() -> dict[str, str]:
    return {
        "User-Agent": _AGENT,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Language": "en,*;q=0.5",
        "Accept-Encoding": "gzip, identity",
        "Connection": "close",
    }


def _connection(url: str, allow_private: bool) -> tuple[http.client.HTTPConnection, str]:
    """A connection that will go to a checked address, and the path to ask for."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchFailed(f"{url} is no URL: {error}.", "Give an address like https://example.org/news.") from error
    if parts.scheme not in ("http", "https"):
        raise FetchFailed(f"{url} is not fetched: only http and https are.", "For a file, give its path.")
    if not host:
        raise FetchFailed(f"{url} names no host.", "Give an address like https://example.org/news.")
    path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/?%:@!$&'()*+,;=~-._")
    secure = parts.scheme == "https"
    kind = _SecureConnection if secure else _PlainConnection
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchFailed(f"{host} is no host's name.", "Give an address like https://example.org/news.") from error
    return kind(name, port or (443 if secure else 80), allow_private), path


class _PlainConnection(http.client.HTTPConnection):
    def __init__(self, host: str, port: int, allow_private: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self.allow_private = allow_private

    def connect(self) -> None:
        self.sock = _checked_socket(self.host, self.port, self.allow_private)


class _SecureConnection(http.client.HTTPSConnection):
    def __init__(self, host: str, port: int, allow_private: bool) -> None:
        self.trust = _trust()
        super().__init__(host, port, timeout=TIMEOUT, context=self.trust)
        self.allow_private = allow_private

    def connect(self) -> None:
        plain = _checked_socket(self.host, self.port, self.allow_private)
        self.sock = self.trust.wrap_socket(plain, server_hostname=self.host)


def _trust() -> ssl.SSLContext:
    """The system's certificates, and those that come with certifi: a bare container has none."""
    context = ssl.create_default_context()
    try:
        import certifi
    except ImportError:
        return context
    context.load_verify_locations(certifi.where())
    return context


def _checked_socket(host: str, port: int, allow_private: bool) -> socket.socket:
    addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not allow_private:
        for _, _, _, _, address in addresses:
            if not is_public(str(address[0])):
                raise AddressRefused(
                    f"{host} is at {address[0]}, a private or local address.",
                    "If you trust it, allow private addresses (--allow-private).",
                )
    failure: OSError | None = None
    for family, kind, protocol, _, address in addresses:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(TIMEOUT)
            sock.connect(address)
            return sock
        except OSError as error:
            sock.close()
            failure = error
    raise failure or OSError(f"{host} has no address")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it wraps another one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if ip.teredo:
            return False
        if wrapped:
            return is_public(str(wrapped))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _body(response: http.client.HTTPResponse, url: str, deadline: float) -> bytes:
    """The body, unpacked, read in pieces so that neither its size nor its slowness can run away."""
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise FetchFailed(f"{url} answered in the encoding {packing!r}.", "Save the page and read the file.")
    unpacker = None if packing == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
    pieces, size = [], 0
    while chunk := response.read1(_CHUNK):
        _check_time(url, deadline)
        piece = unpacker.decompress(chunk, MAX_BYTES + 1 - size) if unpacker else chunk
        size += len(piece)
        if size > MAX_BYTES:
            raise TooLarge(f"{url} answers with more than {MAX_BYTES:,} bytes.", "Download it, and split it.")
        pieces.append(piece)
    if response.length:
        raise FetchFailed(f"{url} broke off before its end.", "Try again.")
    return b"".join(pieces)


def _check_time(url: str, deadline: float) -> None:
    if time.monotonic() > deadline:
        raise FetchFailed(f"{url} took longer than {DEADLINE:.0f} seconds.", "Save the page and read the file.")


def _status_hint(status: int) -> str:
    if status in (401, 402, 403, 451):
        return "The site does not let programs in: save the page from a browser and read the file."
    if status in (404, 410):
        return "Check the address: there is no such page."
    return "Try again later, or save the page from a browser and read the file."


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {TIMEOUT:.0f} seconds"
    if isinstance(error, socket.gaierror):
        return "no machine has that name"
    return (str(error) or type(error).__name__).rstrip(".")
