"""Packages that not everyone has who runs the tests: in CI they must be there."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import pytest


def needed(module: str) -> Any:
    """The module; skips what asks where it is missing."""
    if os.environ.get("CI"):
        return import_module(module)
    package = module.partition(".")[0]
    return pytest.importorskip(module, reason=f"no {package}: pip install {package}")
