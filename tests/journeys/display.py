"""A virtual display and a session bus with accessibility, for a journey to play in."""

import os
import subprocess
import tempfile

INSIDE = "CANDOUR_DAY_INSIDE"


def is_inside():
    return bool(os.environ.get(INSIDE))


def play_inside(script, *arguments, tablets=1, size=(1280, 800)):
    """Starts this script again in there, with room for so many tablets side by side. Its exit code."""
    told, tell = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(tell), "-screen", "0",
                               f"{size[0] * tablets}x{size[1]}x24", "-nolisten", "tcp"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[tell])
    os.close(tell)
    try:
        with os.fdopen(told) as answer:
            display = answer.readline().strip()  # once it takes connections
        if not display:
            raise SystemExit("Xvfb did not start.")
        environment = dict(os.environ, DISPLAY=f":{display}", NO_AT_BRIDGE="0", **{INSIDE: "1"})
        # With sanitizers: Qt's network thread may still hold TLS objects when a program ends.
        environment.setdefault("ASAN_OPTIONS", "detect_leaks=0")
        environment.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="candour-run-"))
        command = ("/usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 & sleep 1; "
                   'exec /usr/bin/python3 "$0" "$@"')
        return subprocess.run(["dbus-run-session", "--", "bash", "-c", command, str(script), *map(str, arguments)],
                              env=environment, check=False).returncode
    finally:
        server.terminate()
        server.wait()
