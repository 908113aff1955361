"""The app's window as somebody outside sees it: found through the accessibility bus (AT-SPI), pressed
and typed at through the X server. Nothing here reaches into the process."""

import contextlib
import os
import pathlib
import signal
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


@contextlib.contextmanager
def enrolled_app(binaries, pictures, size=(1280, 800)):
    """The app at the lock screen of AW's enrolled tablet, its store running. A picture of where it stopped, if it
    fails and there is a folder for it."""
    import northmere

    with tempfile.TemporaryDirectory(prefix="candour-journey-") as data:
        council = northmere.Northmere(binaries, data)
        council.prepare()
        council.enrol("AW")
        app = Window(council.bin / "candour",
                     ["--vault", council.vault("AW"), "--store", f"https://127.0.0.1:{council.port}"],
                     council.data / "app.log", size)
        try:
            app.find("Unlock", "push button")
            yield app
        except BaseException:
            if pictures:
                app.picture(pathlib.Path(pictures) / "where-it-stopped.png")
            raise
        finally:
            app.close()
            council.stop_store()


class Window:
    def __init__(self, binary, arguments, log, size=(1280, 800), left=0):
        """Where it begins from the left decides which of several windows somebody points and types at."""
        self.size = size
        self.left = left
        self.log = open(log, "a", encoding="utf-8")
        environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QUICK_BACKEND="software",
                           QT_QPA_PLATFORM="xcb")
        self.process = subprocess.Popen([str(binary), *map(str, arguments), "--size", f"{size[0]}x{size[1]}"],
                                        env=environment, stdout=self.log, stderr=self.log)
        if left > 0:
            self.wait_until("the window is there", lambda: self.window_ids())
            xdotool("windowmove", self.window_ids()[0], left, 0)

    def window_ids(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                               capture_output=True, text=True, check=False)
        return found.stdout.split()

    # Looking ------------------------------------------------------------------------------------------

    def root(self):
        """Our application on the accessibility bus; it comes there a moment after the start."""
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            try:
                if child is not None and child.get_process_id() == self.process.pid:
                    return child
            except gi.repository.GLib.Error:
                continue
        return None

    def everything(self):
        """Every element that is showing, in the order of a screen reader."""
        found = []

        def walk(element, depth):
            try:
                if depth > 40:
                    return
                states = element.get_state_set()
                if depth > 1 and not states.contains(Atspi.StateType.SHOWING):
                    return
                found.append(element)
                for i in range(element.get_child_count()):
                    child = element.get_child_at_index(i)
                    if child is not None:
                        walk(child, depth + 1)
            except gi.repository.GLib.Error:
                return  # it went away while we looked

        root = self.root()
        if root is not None:
            root.clear_cache()
            walk(root, 0)
        return found

    def find(self, name, role=None, seconds=20, last=False):
        """The first element (or the last) whose name begins so. Waits for it, because the window does."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            elements = self.everything()
            for element in reversed(elements) if last else elements:
                try:
                    if element.get_name().startswith(name) and (role is None or element.get_role_name() == role):
                        return element
                except gi.repository.GLib.Error:
                    continue
            if self.process.poll() is not None:
                raise SystemExit(f"The app ended with {self.process.returncode} while we waited for “{name}”")
            time.sleep(0.2)
        names = sorted({f"{e.get_role_name()}: {e.get_name()}" for e in self.everything() if e.get_name()})
        raise SystemExit(f"“{name}” did not appear. What there is:\n  " + "\n  ".join(names))

    def names(self):
        return [element.get_name() for element in self.everything()]

    def wait_until(self, what, holds, seconds=30):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if holds():
                return
            time.sleep(0.2)
        raise SystemExit(f"Waited in vain: {what}. What there is:\n  " + "\n  ".join(n for n in self.names() if n))

    # Doing --------------------------------------------------------------------------------------------

    def press(self, name, role=None, last=False):
        self.press_on(self.find(name, role, last=last))

    def press_nth(self, role, number, seconds=20):
        """For what has no name of its own to an outside reader: the n-th element of a role, from 0."""
        found = []

        def there():
            found[:] = [e for e in self.everything() if e.get_role_name() == role]
            return len(found) > number

        self.wait_until(f"{number + 1} of role {role}", there, seconds)
        self.press_on(found[number])

    def press_on(self, element):
        box = element.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        xdotool("mousemove", box.x + box.width // 2, box.y + box.height // 2, "click", "1")
        time.sleep(0.3)

    def type(self, text, delay=12):
        self.focus()
        xdotool("type", "--delay", delay, "--", text)

    def key(self, *keys):
        self.focus()
        xdotool("key", *keys)
        time.sleep(0.1)

    def focus(self):
        """With no window manager the keys go where the pointer is."""
        if not self.has_pointer():
            xdotool("mousemove", self.left + self.size[0] // 2, self.size[1] // 2)

    def has_pointer(self):
        place = subprocess.run(["xdotool", "getmouselocation", "--shell"], capture_output=True, text=True, check=True)
        x = int(place.stdout.split("X=")[1].split()[0])
        return self.left <= x < self.left + self.size[0]

    def scroll_up(self):
        xdotool("mousemove", self.left + self.size[0] // 2, self.size[1] // 2, "click", "--repeat", "5", "4")
        time.sleep(0.3)

    def picture(self, path, whole=False):
        """Of the window, or of the whole screen."""
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        part = [] if whole else ["-crop", f"{self.size[0]}x{self.size[1]}+{self.left}+0", "+repage"]
        subprocess.run(["import", "-window", "root", *part, str(path)], check=True)

    # Ending -------------------------------------------------------------------------------------------

    def kill(self):
        """As a power cut ends it: at once, with nothing put in order."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        return self.process.returncode


def xdotool(*arguments):
    subprocess.run(["xdotool", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
