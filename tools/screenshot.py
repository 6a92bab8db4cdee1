"""The picture in the README, made by the program: python -m tools.screenshot [CAPTURE [OUT.svg [120x36 [KEY…]]]]

tools/screenshot.sh makes the capture.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from nldissect.capture import open_capture
from nldissect.index import MessageIndex
from nldissect.tui.app import NldissectApp
from nldissect.tui.engine import Engine
from nldissect.tui.feed import FileFeed

CAPTURE = "docs/screenshot.pcapng"
OUT = "docs/screenshot.svg"
SIZE = "120x38"
KEYS = ("s", *"MTU must", "enter", "b", "tab")


async def picture(capture_path: str, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """The UI as SVG after it has read a capture and taken some keys."""
    with open_capture(capture_path) as capture:
        feed = FileFeed(capture, follow=False)
        feed.name = Path(capture_path).name
        index = MessageIndex(capture.source)
        engine = Engine(feed, index)
        app = NldissectApp(engine)
        try:
            async with app.run_test(size=size) as pilot:
                await _settled(engine, pilot.pause)
                for key in keys:
                    await pilot.press(key)
                    await _settled(engine, pilot.pause)
                await pilot.pause(0.3)
                return app.export_screenshot(title="nldissect")
        finally:
            engine.close()


async def _settled(engine: Engine, pause: object) -> None:
    while not (engine.feed.ended and engine.rows.complete):
        await pause(0.05)  # type: ignore[operator]
    await pause(0.05)  # type: ignore[operator]


def main(arguments: list[str]) -> None:
    """Write the picture."""
    capture, out, size, *keys = [*arguments, *(CAPTURE, OUT, SIZE)[len(arguments) :]]
    columns, _, lines = size.partition("x")
    svg = asyncio.run(picture(capture, (int(columns), int(lines)), tuple(keys or KEYS)))
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    Path(out).write_text(svg, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
