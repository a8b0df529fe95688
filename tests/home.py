"""Loaded before the settings (``-p tests.home``): nothing a test stores lands in a developer's own ``var/``."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

home = Path(tempfile.mkdtemp(prefix="gongkai-test-"))
atexit.register(shutil.rmtree, home, ignore_errors=True)
(home / "static").mkdir()
os.environ["GONGKAI_HOME"] = str(home)
# What one test has changed by hand, the next must not remember; what remembers is tried by itself.
os.environ["GONGKAI_REMEMBER_SECONDS"] = "0"
