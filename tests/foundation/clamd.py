"""A clamd for tests: speaks INSTREAM on a socket of its own and answers as it is told."""

import contextlib
import socket
import threading
import time

VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR"
SLOW = 5.0


class Clamd:
    """``saying``: "scan" (OK, or FOUND for the test virus), "silence", "nothing", or the words to answer with."""

    def __init__(self, address="127.0.0.1"):
        family = socket.AF_UNIX if address.startswith("/") else socket.AF_INET
        self.saying = "scan"
        self.heard = []
        self.stops = threading.Event()
        self.server = socket.socket(family)
        self.server.bind(address if family == socket.AF_UNIX else (address, 0))
        self.server.listen()
        self.server.settimeout(0.05)
        name = self.server.getsockname()
        self.address = name if family == socket.AF_UNIX else f"{name[0]}:{name[1]}"
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def close(self):
        self.stops.set()
        self.thread.join()
        self.server.close()

    def _serve(self):
        while not self.stops.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _address = self.server.accept()
                with connection, contextlib.suppress(ConnectionError):
                    connection.settimeout(SLOW)
                    self._answer(connection)

    def _answer(self, connection):
        if self.saying == "full":
            connection.recv(20)
            connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            return
        content = self._stream(connection.makefile("rb"))
        self.heard.append(content)
        if self.saying == "silence":
            until = time.monotonic() + SLOW
            while time.monotonic() < until and not self.stops.wait(0.02):
                pass
        elif self.saying == "scan":
            connection.sendall(b"stream: Eicar-Test FOUND\0" if VIRUS in content else b"stream: OK\0")
        elif self.saying != "nothing":
            connection.sendall(self.saying)

    def _stream(self, source):
        assert source.read(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(source.read(4), "big"):
            content += source.read(size)
        return content
