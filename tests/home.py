"""Loaded before the settings (``-p tests.home``): nothing a test stores lands in a developer's own ``var/``."""

import os
import tempfile
from pathlib import Path

home = Path(tempfile.mkdtemp(prefix="gongkai-test-"))
(home / "static").mkdir()
os.environ["GONGKAI_HOME"] = str(home)
