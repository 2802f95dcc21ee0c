"""The web server: gunicorn in this process, on a socket that is opened before anything else is done."""

import errno
import gc
import os
import socket
import time
from typing import Any, NoReturn

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

WORKERS = 2
THREADS = 4
LONGEST_REQUEST_LINE = 8190  # gunicorn's own upper bound; a longer line is answered with 414
GRACEFUL_SECONDS = 10
# The workers of a killed server notice it within a second or two, and only then let go of the address.
RELEASE_SECONDS = 3
STANDARD_INPUT = 0


class AddressInUseError(Exception):
    """Another program listens on the address."""


def open_listener(host: str, port: int) -> socket.socket:
    """A listening socket, AddressInUseError when it is taken and stays so for three seconds.

    Visitors who come before the archive is ready wait, instead of being turned away.
    """
    deadline = time.monotonic() + RELEASE_SECONDS
    while True:
        try:
            return socket.create_server(
                (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
            )
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            if time.monotonic() > deadline:
                raise AddressInUseError from None
        time.sleep(0.2)


def serve(listener: socket.socket, *, stop_with_parent: bool) -> NoReturn:
    """Answer requests until a signal ends it, then exit; the exit handlers stop the embedded database.

    With `stop_with_parent` it also ends when the process that started it is gone (`kill -9` of make).
    """
    # Nothing of this process's connections may reach the forked workers; those keep a pool each.
    connections.close_all()
    settings.DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": THREADS}
    _Arbiter(_Application(listener), stop_with_parent=stop_with_parent).run()
    raise SystemExit(0)


class _Application(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """This archive as gunicorn wants it: no configuration file, no command line, no control socket."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"fd://{self.listener.detach()}",
            "workers": WORKERS,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": GRACEFUL_SECONDS,
            "limit_request_line": LONGEST_REQUEST_LINE,
            "control_socket_disable": True,
            "loglevel": "warning",
            "proc_name": "minutes-archive",
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        application = get_wsgi_application()
        # Walking through all that is loaded, a full collection holds a page up by some 80 ms; none of it is garbage.
        gc.collect()
        gc.freeze()
        return application


class _Arbiter(Arbiter):  # type: ignore[misc]
    """gunicorn's supervisor of workers, which also ends with its terminal and, when asked, with its parent."""

    def __init__(self, application: _Application, *, stop_with_parent: bool) -> None:
        self.parent_pid = os.getppid() if stop_with_parent else None
        self.watches_terminal = stop_with_parent and _is_in_foreground()
        super().__init__(application)

    def handle_hup(self) -> None:
        """The terminal is gone. gunicorn would load its configuration again, of which there is none."""
        self.handle_term()

    def murder_workers(self) -> None:
        """Runs every second."""
        if self._is_left_alone():
            self.handle_term()
        super().murder_workers()

    def _is_left_alone(self) -> bool:
        """A killed make leaves another parent. A make that leads its session (`ssh -t host make run`) gets the
        hang-up alone and waits for us, so the terminal itself is asked.
        """
        if self.watches_terminal and not os.isatty(STANDARD_INPUT):
            return True
        return self.parent_pid is not None and self.parent_pid != os.getppid()


def _is_in_foreground() -> bool:
    """Started at a terminal and not sent to its background, where a command may outlive it."""
    return os.isatty(STANDARD_INPUT) and os.tcgetpgrp(STANDARD_INPUT) == os.getpgrp()
