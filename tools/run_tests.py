"""What `make test` runs: the whole suite on SQLite, then what touches data again on PostgreSQL.

A PostgreSQL is taken from DATABASE_URL, or a private one is started from the programs on this machine and
thrown away afterwards. Without either the second part is left out, and said so; in CI that is a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Pure rooms do not know a database; running them twice would prove nothing.
PURE = ["tests/law", "tests/reading", "tests/guard", "tests/redaction"]
# Pages show what the rooms answer, and the rooms are tried on both databases; so is the command line. The example is
# the same acts once more.
PAGES = ["tests/journeys", "tests/portal", "tests/workbench", "tests/example"]


def pytest(*arguments: str, database: str | None = None) -> int:
    """Run the suite with these arguments on this database (None: SQLite); the exit status of pytest."""
    # In the order of the folders: files with few tests are the long walks in a browser, which must not come last.
    spread = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", "-q", *spread, *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database:
        environment["DATABASE_URL"] = database
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def program(name: str) -> str | None:
    """Where PostgreSQL's own program is: Debian keeps the server's outside PATH."""
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(beside[0]) if beside else shutil.which(name)


@contextmanager
def postgresql() -> Iterator[str | None]:
    """The address of a PostgreSQL to test on, or None where there is none."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    if not (program("initdb") and program("pg_ctl")):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-postgresql-") as folder:
        yield from _private_server(Path(folder))


def _private_server(folder: Path) -> Iterator[str]:
    # PostgreSQL refuses to run as root: there the account of Debian's package owns the folder.
    su = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    if su:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    # Nothing is ever committed that statistics could be taken of: tables that were found empty between two tests would
    # be planned for as empty in the next.
    options = (
        f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        " -c autovacuum=off -c jit=off"
    )

    def run(*command: str) -> None:
        subprocess.run([*su, *command], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run(program("initdb"), "-D", str(data), "-A", "trust", "-U", "gongkai", "-E", "UTF8", "--no-locale")
    run(program("pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql://gongkai@/postgres?host={folder}"
    finally:
        run(program("pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


def main() -> int:
    """Both runs; 0 only when each that could be made passed."""
    print("→ the suite on SQLite", flush=True)
    status = pytest("tests", *sys.argv[1:])
    with postgresql() as address:
        if address is None:
            print("→ no PostgreSQL here, its half of the suite is left out (apt-get install postgresql)")
            return status or int(bool(os.environ.get("GONGKAI_REQUIRE_POSTGRESQL")))
        print("→ the suite on PostgreSQL", flush=True)
        ignored = [f"--ignore={name}" for name in (*PURE, *PAGES)]
        return pytest("tests", *ignored, *sys.argv[1:], database=address) or status


if __name__ == "__main__":
    sys.exit(main())
