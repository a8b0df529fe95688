"""`make bench`: measurements beside a peer in the same run. Figures are printed, never tested.

usage: python bench/run.py [clock] [ledger] [search] [pages]
"""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["GONGKAI_HOME"] = tempfile.mkdtemp(prefix="gongkai-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")

import django

django.setup()

from bench import clock, ledger, pages, search  # noqa: E402 - Django must be set up first

BENCHES = {"clock": clock.run, "ledger": ledger.run, "search": search.run, "pages": pages.run}


def main() -> None:
    for name in sys.argv[1:] or BENCHES:
        print(f"{name}: ", flush=True)
        for line in BENCHES[name]():
            print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
