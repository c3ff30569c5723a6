"""Writes docs/performance.md and the README's figures from the record of the last run, docs/performance.json. With --check
nothing is written: pages that hold another figure than the record are errors. Called by scripts/bench --docs."""

import json
import sys

from benchmark import report

with open(report.RECORD, encoding="utf-8") as file:
    record = json.load(file)
if sys.argv[1:] == ["--check"]:
    found = []
    for name in report.PAGES:
        with open(name, encoding="utf-8") as file:
            found += [f"{name}: {problem}" for problem in report.problems(file.read(), record)]
    if found:
        sys.exit("\n".join(found))
else:
    report.update(record)
