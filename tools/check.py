"""What `make check` runs, each step named, all of them even when one fails."""

import os
import subprocess
import sys
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


def main() -> int:
    """Run the steps named on the command line, or all; 1 when one fails."""
    failed = []
    for name in sys.argv[1:] or STEPS:
        run = subprocess.run(STEPS[name], cwd=ROOT, capture_output=True, text=True, env=os.environ)
        print(f"{'✓' if run.returncode == 0 else '✗'} {name}", flush=True)
        if run.returncode:
            failed.append(name)
            print(run.stdout[-8000:] + run.stderr[-4000:], flush=True)
    if failed:
        print(f"make check: {len(failed)} of {len(STEPS)} steps failed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
