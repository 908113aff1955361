#!/usr/bin/env python3
"""A bad line in user space: passes TCP on with a delay, and breaks connections off at a byte that chance
picks. Ends when its standard input does.

    tests/network/roughline.py --listen 127.0.0.1:PORT --to HOST:PORT [--delay-ms 60] [--cut 0.3] [--seed 1]

--cut is how many of the connections break, each somewhere in its first 200 kB in either direction."""

import argparse
import asyncio
import random
import sys

FURTHEST = 200_000


class Line:
    def __init__(self, options):
        self.host, port = options.to.rsplit(":", 1)
        self.port = int(port)
        self.delay = options.delay_ms / 1000
        self.cut = options.cut
        self.chance = random.Random(options.seed)

    async def serve(self, reader, writer):
        ends = [writer]
        left = [self.chance.randrange(FURTHEST)] if self.chance.random() < self.cut else [None]
        try:
            far_reader, far_writer = await asyncio.open_connection(self.host, self.port)
            ends.append(far_writer)
            there = asyncio.create_task(self.carry(reader, far_writer, left))
            back = asyncio.create_task(self.carry(far_reader, writer, left))
            # One direction that ends alone (a half-closed connection) lets the other go on.
            done, waiting = await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
            if left[0] is None or left[0] > 0:
                await asyncio.wait(waiting)
            for task in (there, back):
                task.cancel()
        except (OSError, asyncio.CancelledError):
            pass
        for end in ends:
            end.transport.abort()

    async def carry(self, reader, writer, left):
        """Bytes arrive after the delay, in order and without waiting for each other."""
        queue = asyncio.Queue()
        loop = asyncio.get_running_loop()

        async def deliver():
            while (item := await queue.get()) is not None:
                due, data = item
                await asyncio.sleep(max(0.0, due - loop.time()))
                writer.write(data)
                await writer.drain()
            writer.write_eof()

        delivery = asyncio.create_task(deliver())
        try:
            while data := await reader.read(65536):
                if left[0] is not None:
                    data, rest = data[: left[0]], data[left[0] :]
                    left[0] -= len(data)
                    queue.put_nowait((loop.time() + self.delay, data))
                    if rest or left[0] == 0:
                        left[0] = 0
                        await asyncio.sleep(self.delay)
                        return
                else:
                    queue.put_nowait((loop.time() + self.delay, data))
            queue.put_nowait(None)
            await delivery
        except (OSError, RuntimeError):
            pass
        finally:
            delivery.cancel()


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listen", required=True)
    parser.add_argument("--to", required=True)
    parser.add_argument("--delay-ms", type=float, default=60)
    parser.add_argument("--cut", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    host, port = options.listen.rsplit(":", 1)
    server = await asyncio.start_server(Line(options).serve, host, int(port))
    print("ready", flush=True)
    async with server:
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
