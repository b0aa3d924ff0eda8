#!/usr/bin/env python3
"""Puts the figures of docs/measured.txt into docs/measurements.md.

A figure fills a cell of a table behind the comment that names it, `<!--newsroom overall-->.745`: section and name as
tools/measure.sh prints them. `data` names the digest of a section's data; `version` what was measured, and when.
A figure that measured.txt does not have becomes "not measured".
"""
import pathlib
import re

docs = pathlib.Path(__file__).resolve().parent.parent / "docs"


def figures(record):
    found, section = {}, ""
    for line in record.splitlines():
        if line.startswith("headwater "):
            found["version"] = line.removeprefix("headwater ")
        elif head := re.fullmatch(r"## (\S+)(?:  \(data (\w+)\))?", line):
            section = head[1]
            found[f"{section} data"] = head[2] or "none"
        elif row := re.fullmatch(r"(\S+)\s+(\S.*)", line):
            found[f"{section} {row[1]}"] = row[2]
    return found


def shown(figure):
    """Three places and no leading zero, as the field prints them."""
    if not re.fullmatch(r"\d\.\d+", figure):
        return figure
    rounded = f"{float(figure):.3f}"
    return rounded.removeprefix("0")


found = figures((docs / "measured.txt").read_text(encoding="utf8"))
page = docs / "measurements.md"
text = re.sub(
    r"<!--(.+?)-->[^|\n]* \|",
    lambda mark: f"<!--{mark[1]}-->{shown(found.get(mark[1], 'not measured'))} |",
    page.read_text(encoding="utf8"),
)
page.write_text(text, encoding="utf8")
