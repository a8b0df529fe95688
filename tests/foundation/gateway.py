"""An SMS gateway for tests: an HTTP server of its own that keeps what it is sent and answers as it is told."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer


class Gateway:
    """``status`` and ``answer`` say how it answers; ``heard`` holds (path, headers, body) of each request."""

    def __init__(self):
        self.status, self.answer, self.location = 200, '{"code": 0}', ""
        self.heard = []
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                gateway.heard.append((self.path, dict(self.headers), body))
                self.send_response(gateway.status)
                if gateway.location:
                    self.send_header("Location", gateway.location)
                self.end_headers()
                self.wfile.write(gateway.answer.encode())

            def log_message(self, *told):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/sms"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
