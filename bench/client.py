"""A client that costs little: raw sockets, requests prepared before the clock starts."""

import re
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


class Unexpected(Exception):
    """A page answered with another status than it should."""


@dataclass(frozen=True)
class Request:
    """A request ready to be sent; status is the only answer that counts as one."""

    port: int
    data: bytes
    status: int

    def send(self):
        """Send it and return (milliseconds until the last byte, the whole answer). The server closes the connection."""
        parts = []
        start = time.perf_counter()
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(self.data)
            while part := connection.recv(65536):
                parts.append(part)
        elapsed = (time.perf_counter() - start) * 1000
        answer = b"".join(parts)
        if not answer.startswith(b"HTTP/1.1 %d " % self.status):
            raise Unexpected(f"{self.data[:80]!r} should answer {self.status}: {answer[:400]!r}")
        return elapsed, answer


class Client:
    """A browser of one person: cookies, and the token that forms carry."""

    def __init__(self, port, **cookies):
        self.port = port
        self.cookies = cookies
        self.token = ""

    def get(self, path, *, status=200):
        return self._request(f"GET {path}", [], b"", status)

    def post(self, path, fields, *, status=302, **headers):
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode()
        lines = [f"{name}: {value}" for name, value in headers.items()]
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return self._request(f"POST {path}", lines, body, status)

    def open(self, path):
        """The page's bytes; from now on the client has the cookies and the token it came with."""
        head, page = self.get(path).send()[1].split(b"\r\n\r\n", 1)
        for name, value in re.findall(rb"\r\nSet-Cookie: (\w+)=([^;]*)", head, re.I):
            self.cookies[name.decode()] = value.decode()
        found = TOKEN.search(page)
        self.token = found[1].decode() if found else self.token
        return page

    def _request(self, start, lines, body, status):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = [f"{start} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Cookie: {cookies}", *lines, "", ""]
        return Request(self.port, "\r\n".join(head).encode() + body, status)
