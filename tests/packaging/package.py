"""The Debian packages as an administrator meets them: made, looked at, installed, started and removed again.
It works on this machine, so it wants to be root, and stops at once if Candour is installed here already. Whatever
it cannot try is a failure with its reason, never passed over."""

import argparse
import os
import pathlib
import pwd
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PACKAGES = ["candour", "candour-camera", "candour-cli", "candour-store"]
TOOLS = ["cpack", "ninja", "dpkg", "dpkg-deb", "dpkg-shlibdeps", "appstreamcli", "systemd-analyze", "setpriv"]
UNIT = pathlib.Path("/usr/lib/systemd/system/candour-store.service")
UNIT_ALIAS = pathlib.Path("/lib/systemd/system/candour-store.service")
WORST_EXPOSURE = 3.0  # of systemd-analyze security; 0 is none, 10 a program that may do everything


def fail(text):
    raise SystemExit(f"package: {text}")


def run(*command, check=True, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **more)
    if check and done.returncode != 0:
        fail(f"{' '.join(map(str, command))} answered {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


def prove(text, holds, shown=""):
    if not holds:
        fail(f"not so: {text}. {shown}")
    print(f"   ✓ {text}", flush=True)


def preconditions():
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        fail(f"these are not installed: {', '.join(missing)}")
    if os.geteuid() != 0:
        fail("installing packages needs root")
    there = [name for name in PACKAGES if run("dpkg-query", "-W", name, check=False).returncode == 0]
    if there:
        fail(f"{', '.join(there)} are installed here already; this would remove them")


def make(build):
    run("ninja", "-C", build, "candour", "candour-cli", "candour-store")
    shutil.rmtree(build / "packages", ignore_errors=True)
    run("cpack", "--config", build / "CPackConfig.cmake", cwd=build)
    files = {path.name.split("_")[0]: path for path in (build / "packages").glob("*.deb")}
    prove("cpack makes one package of each program, and one of the camera", sorted(files) == PACKAGES, str(sorted(files)))
    return files


def look(files):
    for name, path in files.items():
        depends = run("dpkg-deb", "--field", path, "Depends").stdout
        prove(f"{name} says what it needs", "libc6" in depends, depends)
        size = path.stat().st_size
        prove(f"{name} is small: {size // 1000} kB", size < 20_000_000)
    needs = run("dpkg-deb", "--field", files["candour"], "Depends").stdout
    prove("The app asks for the QML that no linker sees", "qml6-module-qtquick-templates" in needs, needs)
    prove("The app needs nothing of the camera's", "multimedia" not in needs, needs)
    prove("The app recommends the camera",
          "candour-camera" in run("dpkg-deb", "--field", files["candour"], "Recommends").stdout)
    seeing = run("dpkg-deb", "--field", files["candour-camera"], "Depends").stdout
    prove("The camera needs Qt Multimedia, and what it loads", "libqt6multimedia6" in seeing
          and "gstreamer1.0-plugins-good" in seeing, seeing)
    wrong = []
    for name, path in files.items():
        with tempfile.TemporaryDirectory() as opened:
            run("dpkg-deb", "--raw-extract", path, opened)
            wrong += [str(file.relative_to(opened)) for file in pathlib.Path(opened).rglob("*")
                      if file.is_file() and str(SOURCE).encode() in file.read_bytes()]
    prove("No package knows where it was built", not wrong, str(wrong))


def app(scratch):
    run("appstreamcli", "validate", "--no-net", "/usr/share/metainfo/org.candour.Candour.metainfo.xml")
    prove("Shops can show it (AppStream)", True)
    entry = pathlib.Path("/usr/share/applications/org.candour.Candour.desktop").read_text(encoding="utf-8")
    icon = re.search(r"^Icon=(.+)$", entry, re.M).group(1)
    prove("The desktop entry starts an installed program",
          shutil.which(re.search(r"^Exec=(\S+)", entry, re.M).group(1)) == "/usr/bin/candour")
    module = pathlib.Path("/usr/lib/candour/qml/Candour/Camera")
    prove("The camera lies where the app looks for it",
          (module / "qmldir").exists() and (module / "libcandour_camera.so").exists())
    prove("Its icon is there", pathlib.Path(f"/usr/share/icons/hicolor/scalable/apps/{icon}.svg").exists())
    quiet = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software", HOME=str(scratch),
                 XDG_RUNTIME_DIR=str(scratch))
    prove("candour says its version", "candour" in run("candour", "--version", env=quiet).stdout)
    window = subprocess.Popen(["candour", "--vault", str(scratch / "vault")], env=quiet, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
    time.sleep(4)
    running = window.poll() is None
    window.send_signal(signal.SIGTERM)
    said = window.communicate(timeout=30)[0]
    prove("The app opens its window and ends when it is told to", running, said)
    prove("Every page was found", "module" not in said and "is not a type" not in said, said)


def cli(scratch):
    vault = ["candour-cli", "--vault", scratch / "notes"]
    words = scratch / "words"
    words.write_text("four words are good\n", encoding="utf-8")
    run(*vault, "--passphrase-file", words, "create")
    whole = run(*vault, "--passphrase-file", words, "--json", "verify").stdout
    prove("candour-cli makes a vault and proves it whole", '"faults":0' in whole.replace(" ", ""), whole)


def commands(settings):
    """What the unit runs, with its variables filled in as systemd would."""
    unit = UNIT.read_text(encoding="utf-8") if UNIT.exists() else UNIT_ALIAS.read_text(encoding="utf-8")
    found = {}
    for key in ["ExecStartPre", "ExecStart"]:
        line = re.search(rf"^{key}=(.+)$", unit, re.M).group(1)
        for name, value in settings.items():
            line = line.replace(f"${{{name}}}", value)
        found[key] = shlex.split(line)
    return found


def store(scratch):
    configuration = pathlib.Path("/etc/candour/store.conf").read_text(encoding="utf-8")
    settings = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', configuration, re.M))
    unit = UNIT if UNIT.exists() else UNIT_ALIAS
    verified = run("systemd-analyze", "verify", "--man=no", unit, check=False)
    ours = [line for line in verified.stderr.splitlines() if "candour-store" in line]
    prove("systemd understands the unit", not ours, "\n".join(ours))
    judged = run("systemd-analyze", "security", "--offline=yes", f"--threshold={int(WORST_EXPOSURE * 10)}", unit,
                 check=False)
    prove(f"It may do little else (exposure at most {WORST_EXPOSURE})", judged.returncode == 0,
          judged.stdout[-400:] + judged.stderr)
    folder = scratch / "state"
    folder.mkdir(mode=0o700)
    somebody = pwd.getpwnam("nobody")
    os.chown(folder, somebody.pw_uid, somebody.pw_gid)
    scratch.chmod(0o755)
    settings.update(STATE_DIRECTORY=str(folder), STORE_PORT="0")
    todo = commands(settings)
    as_somebody = ["setpriv", f"--reuid={somebody.pw_uid}", f"--regid={somebody.pw_gid}", "--clear-groups",
                   "--no-new-privs"]
    environment = dict(os.environ, HOME=str(folder), **settings)
    run(*as_somebody, *todo["ExecStartPre"], env=environment)
    prove("The store is made when it is first started", (folder / "store.key").exists())
    key = (folder / "store.key").read_bytes()
    run(*as_somebody, *todo["ExecStartPre"], env=environment)
    prove("A store that is there is never made anew", (folder / "store.key").read_bytes() == key)
    ready = folder / "ready"
    serving = subprocess.Popen([*as_somebody, *todo["ExecStart"], "--ready-file", str(ready)], env=environment,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for _ in range(100):
        if ready.exists() or serving.poll() is not None:
            break
        time.sleep(0.1)
    answers = ready.exists() and serving.poll() is None
    serving.send_signal(signal.SIGTERM)
    said = serving.communicate(timeout=30)[0]
    prove("It answers as a user with no rights, and ends when it is told to",
          answers and serving.returncode == 0, f"{serving.returncode}: {said}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, type=pathlib.Path)
    build = parser.parse_args().build.resolve()
    preconditions()
    files = make(build)
    look(files)
    try:
        run("dpkg", "--install", *files.values())
        prove("dpkg installs them; everything they need is named and here", True)
        with tempfile.TemporaryDirectory(prefix="candour-package-") as folder:
            scratch = pathlib.Path(folder)
            app(scratch)
            cli(scratch)
            store(scratch)
    finally:
        run("dpkg", "--purge", *PACKAGES, check=False)
    left = [path for path in ["/usr/lib/candour", "/usr/bin/candour", "/usr/bin/candour-cli", "/usr/bin/candour-store",
                              "/etc/candour/store.conf", str(UNIT), str(UNIT_ALIAS)] if os.path.exists(path)]
    prove("Removed, they leave nothing behind", not left, str(left))


if __name__ == "__main__":
    sys.exit(main())
