"""The one lock around PDFium: it keeps global state and must not be entered by two threads at once."""

import threading

lock = threading.RLock()
