"""What `make check` runs, each step named, all of them even when one fails."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def tracked(pattern: str) -> list[str]:
    """The files of the working tree that git knows or would take, by a pattern."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return [name for name in listed if (ROOT / name).exists() and "/vendor/" not in name]


STEPS = {
    "format": [BIN / "ruff", "format", "--check", "--quiet", "src", "tests", "tools", "bench"],
    "lint": [BIN / "ruff", "check", "--quiet", "src", "tests", "tools", "bench"],
    "templates": [BIN / "djhtml", "--check", *tracked("src/*.html")],
    "types": [BIN / "mypy", "--no-error-summary"],
    "import floors": [BIN / "lint-imports", "--no-cache"],
    "missing translations": [sys.executable, "tools/messages.py", "check"],
    "missing migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "settings": [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
}


def run(name: str) -> bool:
    """Run one step and tell how it went; True when it passed."""
    done = subprocess.run(STEPS[name], cwd=ROOT, capture_output=True, text=True, env=os.environ)
    told = "" if done.returncode == 0 else done.stdout[-8000:] + done.stderr[-4000:]
    print(f"{'✗' if told or done.returncode else '✓'} {name}\n{told}", end="", flush=True)
    return done.returncode == 0


def main() -> int:
    """Run the steps named on the command line, or all, as many at a time as there are cores; 1 when one fails."""
    # The longest first.
    names = sorted(sys.argv[1:] or STEPS, key=lambda name: name != "types")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failed = [name for name, passed in zip(names, pool.map(run, names), strict=True) if not passed]
    if failed:
        print(f"make check: {len(failed)} of {len(names)} steps failed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
