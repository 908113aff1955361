#!/usr/bin/env python3
"""A slow link in user space, on loopback only: what comes to one port goes to another after a fixed
time and at a fixed rate, each way. Order is kept, nothing is lost, and opening a connection takes a
round trip more, as it does for TCP.

    tests/bench/slowlink.py FROM TO [--one-way MS] [--rate BYTES_A_SECOND]
"""
import argparse
import asyncio
import contextlib

PIECE = 16 * 1024
QUEUE = 64  # pieces on their way: what a real link and its buffers hold


class Direction:
    """All connections share the rate."""

    def __init__(self, rate, delay):
        self.rate, self.delay, self.free = rate, delay, 0.0

    async def carry(self, reader, writer, opening):
        loop = asyncio.get_running_loop()
        pieces = asyncio.Queue(QUEUE)

        async def deliver():
            while True:
                due, data = await pieces.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                if not data:
                    break
                writer.write(data)
                await writer.drain()
            with contextlib.suppress(OSError):
                writer.write_eof()

        delivering = asyncio.create_task(deliver())
        begun = loop.time() + opening
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(PIECE):
                self.free = max(self.free, loop.time(), begun) + len(data) / self.rate
                await pieces.put((self.free + self.delay, data))
        await pieces.put((max(self.free, loop.time()) + self.delay, b""))
        with contextlib.suppress(ConnectionError):
            await delivering


async def relay(options):
    delay = options.one_way / 1000
    up, down = Direction(options.rate, delay), Direction(options.rate, delay)

    async def connected(reader, writer):
        there, back = await asyncio.open_connection("127.0.0.1", options.to)
        await asyncio.gather(up.carry(reader, back, 2 * delay), down.carry(there, writer, 0.0))
        writer.close()
        back.close()

    server = await asyncio.start_server(connected, "127.0.0.1", options.source)
    print("ready", flush=True)
    await server.serve_forever()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=int, metavar="FROM")
    parser.add_argument("to", type=int, metavar="TO")
    parser.add_argument("--one-way", type=float, default=50.0, help="milliseconds")
    parser.add_argument("--rate", type=float, default=1e6, help="bytes a second, each way")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(relay(parser.parse_args()))


if __name__ == "__main__":
    main()
