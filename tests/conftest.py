"""What tests need beyond Python is skipped where it is missing, with the command that brings it; CI demands it."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("tests.proof")  # assertions outside of test modules

# Examples are timed by nothing: a busy machine is not a bug. CI tries the same ones each time.
settings.register_profile("nldissect", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("nldissect")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests marked `tshark` (those marked `live` have a conftest of their own)."""
    if item.get_closest_marker("tshark") and shutil.which("tshark") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no tshark: sudo apt install tshark")
