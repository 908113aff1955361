"""A stretch of bad network: passes bytes on to the store, and breaks off in the middle when told to."""

import socket
import threading


class Relay:
    def __init__(self, port=0):
        self.target = None  # nobody there until a port is set
        self.cut_after = None  # bytes towards the store, then the line is dead
        self.dead = False  # after a break nothing goes through until it is mended
        self.cuts = 0
        self.sent = 0
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        if self.target is None or self.dead:
            client.close()
            return
        try:
            store = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            client.close()
            return
        threading.Thread(target=self._pass, args=(store, client, False), daemon=True).start()
        self._pass(client, store, True)

    def _pass(self, source, sink, upwards):
        try:
            while data := source.recv(65536):
                if upwards and self.cut_after is not None:
                    self.sent += len(data)
                    if self.sent > self.cut_after:
                        sink.sendall(data[: len(data) // 2])
                        self.cuts += 1
                        self.cut_after = None
                        self.dead = True
                        break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    def cut(self, after):
        """The next `after` bytes go through; what follows breaks off half way, and the line stays dead."""
        self.mend()
        self.sent = 0
        self.cut_after = after

    def mend(self):
        self.dead = False
