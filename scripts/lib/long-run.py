"""Writes the table of the last long run into docs/testing.md, and prints it.

long-run.py FOLDER: the folder holds what scripts/test --all has gathered: NAME-swift-testing.xml (or NAME.xml) for each run
of the tests, NAME.status with its exit status, and fuzz.txt with what scripts/fuzz printed.
"""

import collections
import datetime
import os
import pathlib
import platform
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

RUNS = {"tests": "the tests, long forms", "address": "address sanitizer", "thread": "thread sanitizer"}
folder = pathlib.Path(sys.argv[1])
page = pathlib.Path(__file__).resolve().parents[2] / "docs" / "testing.md"


def cases(name):
    """The test cases of a run as target, seconds, and whether they failed."""
    for path in (folder / f"{name}-swift-testing.xml", folder / f"{name}.xml"):
        if not path.exists():
            continue
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            target = re.split(r"[./]", case.get("classname", "?"))[0]
            yield target, float(case.get("time", 0)), case.find("failure") is not None
        return


def processor():
    try:
        return re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text()).group(1)
    except (OSError, AttributeError):
        return platform.processor()


version = subprocess.check_output(["swift", "--version"], text=True, stderr=subprocess.DEVNULL).splitlines()[0]
lines = [
    f"{datetime.date.today()}, {os.cpu_count()} × {processor()}, {platform.system()} {platform.machine()}, {version}.",
    "",
    "| run | target | tests | failed | seconds |",
    "| --- | --- | ---: | ---: | ---: |",
]
for name, title in RUNS.items():
    table = collections.defaultdict(list)
    for target, seconds, failed in cases(name):
        table[target].append((seconds, failed))
    status = folder / f"{name}.status"
    ended = status.read_text().split() if status.exists() else ["not run", "0"]
    for target, found in sorted(table.items()):
        failed = sum(failure for _, failure in found)
        # Tests of a target run beside each other: the longest one is what one waits for.
        lines.append(f"| {title} | {target} | {len(found)} | {failed} | {max(s for s, _ in found):.0f} |")
    total = sum(len(found) for found in table.values())
    result = {"0": "0", "not run": "not run"}.get(ended[0], "**failed**")
    lines.append(f"| {title} | **all** | {total} | {result} | {ended[1]} |")
lines += ["", "Seconds of a target are those of its longest test: they run beside each other."]

fuzz = folder / "fuzz.txt"
if fuzz.exists():
    rows = [line.split() for line in fuzz.read_text().splitlines()]
    rows = [row for row in rows if len(row) == 6]
    lines += ["", "| " + " | ".join(rows[0]).replace("_", " ") + " |", "| --- |" + " ---: |" * 5]
    lines += ["| " + " | ".join(row) + " |" for row in rows[1:]]

begin, end = "<!-- the last long run, written by scripts/test --all -->", "<!-- end -->"
before, rest = page.read_text().split(begin)
page.write_text(before + begin + "\n\n" + "\n".join(lines) + "\n\n" + end + rest.split(end, 1)[1])
print("\n".join(lines))
