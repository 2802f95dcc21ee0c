"""The reading process: reads document after document, under limits, and ends when the process that asked does.

    python -m apps.parsing.worker

Started by `apps.ingestion.reading_process`. It gets documents on its standard input and answers on its standard
output; a request is a REQUEST header, the name and the bytes, an answer is an ANSWER header and its body. It opens
no network connection and no database, and gets no secrets: a file that takes it over gains nothing but this.
"""

import gc
import os
import resource
import signal
import struct
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from apps.parsing import ParsingError, parse_document
from apps.parsing.transport import packed

ADDRESS_SPACE = 1_000_000_000
CPU_SECONDS = 9
# Lengths of name and content.
REQUEST = struct.Struct("!II")
# What the body is, whether this process is spent and wants to be replaced, and the body's length.
ANSWER = struct.Struct("!c?I")
READY, MEETING, REFUSAL, LIMIT, FAULT = b"R", b"M", b"E", b"L", b"F"
# The line of a refusal, -1 for none; its message follows.
REFUSED_LINE = struct.Struct("!q")
# What one large document took is not all given back, and the next one is to have its whole share.
_SPENT_BYTES = 300_000_000
_MEMORY = Path("/proc/self/statm")


def main() -> None:
    """Serve until the input ends."""
    # Ctrl-C is for the process that asked.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not come between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit_process()
    gc.freeze()
    serve(sys.stdin.buffer, answers)


def limit_process() -> None:
    """Bound memory; forbid core files and writing to files."""
    # macOS knows no bound of the address space; the limits of time hold there too.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def limit_next_document() -> None:
    """Let the process be killed when the next document takes more than CPU_SECONDS."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + 1 + CPU_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every request, in order."""
    _send(answers, READY, b"")
    while header := requests.read(REQUEST.size):
        name_length, content_length = REQUEST.unpack(header)
        name = requests.read(name_length).decode(errors="replace")
        content = requests.read(content_length)
        if len(content) < content_length:
            return
        limit_next_document()
        _send(answers, *answer(content, name))


def answer(content: bytes, name: str) -> tuple[bytes, bytes]:
    """What is said of one document: its meeting, a refusal, or a fault of the parser itself."""
    try:
        return MEETING, packed(parse_document(content, name=name))
    except ParsingError as error:
        line = -1 if error.line is None else error.line
        return REFUSAL, REFUSED_LINE.pack(line) + error.message.encode(errors="replace")
    except MemoryError:
        return LIMIT, b""
    except Exception:  # noqa: BLE001 - told to the process that asked, which logs it
        return FAULT, traceback.format_exc().encode(errors="replace")


def _send(answers: BinaryIO, kind: bytes, body: bytes) -> None:
    answers.write(ANSWER.pack(kind, _address_space() > _SPENT_BYTES, len(body)))
    answers.write(body)
    answers.flush()


def _address_space() -> int:
    """Bytes of the address space in use; 0 where the system does not say."""
    # Not the peak of getrusage: on Linux it begins with that of the process that started this one.
    try:
        pages = int(_MEMORY.read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
