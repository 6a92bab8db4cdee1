"""What is missing for a live capture, in one sentence with the command that gives it."""

from __future__ import annotations

import os
import platform
import shlex
import sys


def missing_module() -> str:
    """The kernel has no nlmon, and could not load it by itself."""
    return (
        f"the kernel ({platform.release()}) has no nlmon: load it with `sudo modprobe nlmon`"
        " (Ubuntu keeps it in linux-modules-extra-$(uname -r)), or trace one command without it:"
        " nldissect run -- COMMAND"
    )


def missing_right(job: str, capability: str) -> str:
    """`job` was refused for want of `capability`."""
    if os.geteuid() == 0:
        return (
            f"{job} needs {capability}, which this root does not have: a container gets it by"
            " `--cap-add NET_ADMIN --cap-add NET_RAW`; `nldissect run -- COMMAND` works without it"
        )
    python = shlex.quote(os.path.realpath(sys.executable))
    return (
        f"{job} needs {capability}: run nldissect with sudo, or once and for all"
        f" `sudo setcap cap_net_admin,cap_net_raw+ep {python}`; `nldissect run -- COMMAND` needs no rights"
    )
