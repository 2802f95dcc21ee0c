"""The settings of the tests: the real ones, with data of their own.

All test runs share one embedded server below `build/`; it begins empty whenever it starts. Each run has databases of
its own there, named by the process that began it, so that two runs at once do not disturb each other. A running
`make run` has another VAR_DIR and so another server.
"""

import os
from pathlib import Path

os.environ["VAR_DIR"] = str(Path(__file__).resolve().parent.parent / "build" / "tests")
# Set by the first process, inherited by its xdist workers.
_run = os.environ.setdefault("TEST_RUN", str(os.getpid()))

from minutes_archive.settings import *  # noqa: E402, F403
from minutes_archive.settings import DATABASES  # noqa: E402

DATABASES["default"] |= {"TEST": {"NAME": f"test_archive_{_run}"}, "IS_THROWAWAY": True}
# The real hasher takes 0.3 s on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEFAULT_MUNICIPALITY = ""
# Every client of the tests has a middleware of its own, which would read through all static files first: 0.1 s each.
WHITENOISE_AUTOREFRESH = True
