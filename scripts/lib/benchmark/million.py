"""A scan of 1,000,000 versions of a sandbox that makes them up as they are asked for: time, and memory of both."""

import os
import re

from .cases import TABLE, where
from .measure import Failure
from .servers import Sandbox, dataset, package


def peak(process):
    """The most memory that a process has held so far, in MB; 0 where the system does not say."""
    try:
        with open(f"/proc/{process}/status") as file:
            return int(re.search(r"VmHWM:\s*(\d+)", file.read()).group(1)) / 1024
    except (OSError, AttributeError):
        return 0


def million(product, runner, folder, say):
    say("1,000,000 versions")
    data = dataset(folder, "million", {"acme": [package("big", 1_000_000, 1)]})
    entrants = []
    for id, title, columns, format in [("json", "all columns, json", "*", "json"), ("csv", "all columns, csv", "*", "csv"),
                                       ("count", "count(*)", "count(*)", "csv")]:
        with Sandbox(product.bindery, "--dataset", data) as sandbox:
            sql = f"SELECT {columns} FROM {TABLE} v WHERE {where('big')}"
            command = [product.bindery, "query", sql, "--format", format, "--base-url", sandbox.url]
            one = {"id": id, "title": f"Bindery, {title}"}
            try:
                took = runner.run(command, product.environment, errors=os.path.join(folder, "errors"))
                one.update(runs=1, min=took["wall"], median=took["wall"], max=took["wall"], cpu=took["cpu"],
                           memory=took["memory"], both=took["memory"] + peak(sandbox.process.pid))
            except Failure as failure:
                one["problem"] = str(failure)
            entrants.append(one)
    both = ", ".join(f"{one['both']:.0f} MB ({one['id']})" for one in entrants if "both" in one)
    return {"id": "scan-1000000", "title": "1,000,000 versions of the sandbox, once", "reference": None,
            "note": f"Memory of the client alone; with the sandbox's: {both}." if both else "", "entrants": entrants}
