"""`python -m nldissect`: the command line."""

from __future__ import annotations

import sys

from nldissect.cli import main

sys.exit(main())
