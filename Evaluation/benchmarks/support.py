"""What the benchmarks share: their Python environment, the programs they need, the machine.

Standard library only; it runs before anything is installed.
"""

import datetime
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build-benchmarks"


def others(name):
    """A folder below OTHER_TEXTS, where texts lie that are not the project's."""
    return str(pathlib.Path(os.environ.get("OTHER_TEXTS", "other-texts")) / name)


def note(text):
    print(text, file=sys.stderr, flush=True)


def enter_environment(requirements):
    """Runs the calling script again inside a virtual environment that has the pinned packages."""
    folder = BUILD / "venv"
    python = folder / "bin" / "python"
    mark = folder / (requirements.parent.name + "-requirements.txt")
    wanted = requirements.read_text()
    if not python.exists():
        note(f"making a Python environment in {folder.relative_to(ROOT)}")
        made = subprocess.run([sys.executable, "-m", "venv", str(folder)])
        if made.returncode != 0:
            shutil.rmtree(folder, ignore_errors=True)
            sys.exit("cannot make a virtual environment: sudo apt-get install python3-venv")
    if not mark.exists() or mark.read_text() != wanted:
        note(f"installing {requirements.relative_to(ROOT)}")
        done = subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "-r", str(requirements)])
        if done.returncode != 0:
            sys.exit(f"pip could not install {requirements}: is the network there?")
        mark.write_text(wanted)
    if pathlib.Path(sys.prefix).resolve() != folder.resolve():
        os.execv(str(python), [str(python), *sys.argv])


def find_stance(given):
    """The program under test: the one given, or the release build of this repository."""
    path = pathlib.Path(given) if given else ROOT / ".build" / "release" / "stance"
    if not path.exists():
        sys.exit(f"{path} is missing: swift build -c release --product stance")
    return str(path.resolve())


def find_program(names, package):
    """Path of the first program found; None, with a word on how to get it, when there is none."""
    for name in names:
        if found := shutil.which(name):
            return found
    note(f"skipped: no {names[0]} here; sudo apt-get install {package}")
    return None


def result_of(command, **options):
    """What a program writes to standard output; where it fails, this one ends with its words."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    if done.returncode != 0:
        words = done.stderr.decode(errors="replace").strip()
        sys.exit(f"{' '.join(map(str, command))[:200]} ended with {done.returncode}:\n{words}")
    return done.stdout


def output_of(command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def versions(packages):
    from importlib import metadata
    found = {"python": platform.python_version()}
    for name in packages:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = None
    for name in ["fasttext", "liblinear-tools", "libblas3", "libopenblas0-pthread"]:
        found[name] = output_of(["dpkg-query", "-W", "-f", "${Version}", name]) or None
    first = output_of(["swift", "--version"]).splitlines()[:1]
    found["swift"] = first[0] if first else None
    return found


def blas_of(program):
    """The file that answers for BLAS when the program runs, links followed; a word if static."""
    for line in output_of(["ldd", program]).splitlines():
        if match := re.search(r"libblas\S* => (\S+)", line):
            return os.path.realpath(match.group(1))
    return "linked in"


def machine():
    model = "unknown"
    try:
        for line in open("/proc/cpuinfo"):
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        model = platform.processor() or "unknown"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": model, "cores": os.cpu_count(), "memory_gb": round(memory / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
    }


def commit():
    """What is measured: the commit, and whether files differ from it; earlier reports do not count."""
    name = output_of(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"])
    dirty = output_of([
        "git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no", "--", ":/",
        ":(exclude,top)Evaluation/reports"])
    return (name or "unknown") + ("+changes" if dirty else "")


def today():
    return datetime.date.today().isoformat()


def write_json(value, folder, stem):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.json"
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
    return path


def table(header, rows):
    """A Markdown table; numbers to the right."""
    def cell(value):
        return "—" if value is None else str(value)
    lines = ["| " + " | ".join(header) + " |"]
    lines.append("|" + "|".join("---" if i == 0 else "---:" for i in range(len(header))) + "|")
    for row in rows:
        lines.append("| " + " | ".join(cell(value) for value in row) + " |")
    return "\n".join(lines)
