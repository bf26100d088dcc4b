"""Takes the pictures of the manual's gallery: the page of the shipped plan, as people see it.

    python benchmarks/gallery.py

Needs the extra `browser` and a Chromium; writes docs/gallery/*.png.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "gallery"
WIDE, HIGH = 1200, 860
SHOTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("first-screen", "", {}),
    ("network", "#links", {}),
    ("map", ".map", {}),
    ("money", "#money", {}),
    ("programme", "#programme", {}),
    ("dark", "", {"color_scheme": "dark"}),
    ("phone", "", {"viewport": {"width": 390, "height": 760}}),
    ("phone-network", ".network.narrow", {"viewport": {"width": 390, "height": 960}}),
)
"""Name of the picture, what to scroll to, what is special about the browser."""


def main() -> None:
    """Make the page and take every picture."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as room, sync_playwright() as playwright:
        file = Path(room) / "plan.html"
        words = [
            "report",
            "--plan",
            str(ROOT / "data"),
            "--lens",
            "resilience",
            "-u",
            "actual:2021,12e6",
            "-q",
        ]
        subprocess.run([sys.executable, "-m", "realign", *words, "--output", str(file)], check=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, place, special in SHOTS:
            page = browser.new_page(
                **{"viewport": {"width": WIDE, "height": HIGH}, "device_scale_factor": 0.75, **special}
            )
            page.goto(f"file://{file}")
            page.wait_for_function("document.documentElement.classList.contains('ready')")
            if place:
                page.evaluate(
                    "(place) => [...document.querySelectorAll(place)].find((one) => one.checkVisibility())"
                    ".scrollIntoView({block: 'start', behavior: 'instant'})",
                    place,
                )
            picture = PICTURES / f"{name}.png"
            page.screenshot(path=str(picture))
            print(f"{picture.name}: {picture.stat().st_size / 1024:.0f} KB")
        browser.close()


if __name__ == "__main__":
    main()
