"""Measures the product beside its references, in one run. Called by scripts/bench."""

import argparse
import datetime
import os
import platform
import re
import subprocess
import sys
import tempfile

from benchmark import allofgithub, builds, cases, judge, million, report
from benchmark.measure import Bench, Failure, measure  # noqa: F401  (scale.py measures with it, too)
from benchmark.peers import NoPeers, Peers
from benchmark.servers import BIG, SMALL, Sandbox, StaticServer

# What a ratio may be worse than its bound in the short form, where other programs may run beside.
SLACK = 1.5


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def machine():
    processor = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            found = re.search(r"model name\s*:\s*(.+)", file.read())
        processor = found.group(1) if found else processor
    return f"{processor}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def tools(python):
    """The versions of what stands beside the product."""
    commands = [["curl", "--version"], ["nginx", "-v"], ["swift", "--version"]]
    if python:
        commands += [["gh", "--version"], ["sqlite3", "--version"], [python, "--version"]]
    found = []
    for command in commands:
        try:
            run = subprocess.run(command, capture_output=True, text=True)
        except OSError:
            continue
        line = ((run.stdout + run.stderr).strip().splitlines() or [""])[0]
        version = re.search(r"\d+(\.\d+)+", line)
        found.append(f"{os.path.basename(command[0])} {version.group(0) if version else line}")
    if python:
        listed = subprocess.run([python, "-m", "pip", "list", "--format", "freeze", "--disable-pip-version-check"],
                                capture_output=True, text=True).stdout
        names = {"pygithub", "githubkit", "ghapi", "requests", "shillelagh", "hishel", "apsw"}
        found += [line.replace("==", " ") for line in listed.splitlines() if line.split("==")[0].lower() in names]
    return found


class Session:
    """One run of the script: the servers, and the cases that are wanted."""

    def __init__(self, arguments, folder):
        self.arguments, self.folder = arguments, folder
        self.bench = Bench(arguments.runs, folder, say)
        bin = arguments.bin
        self.product = cases.Product(os.path.join(bin, "bindery"), os.path.join(bin, "provider-generator"))

    def wants(self, *ids):
        chosen = self.arguments.case
        return not chosen or any(id == name or id.startswith(name + "-") for id in ids for name in chosen)

    def over_http(self):
        """The cases that programs are run for, over HTTP."""
        records, bench, product, folder, short = [], self.bench, self.product, self.folder, self.arguments.short

        def run(case):
            if self.wants(case.id):
                records.append(bench.run(case))

        with StaticServer(product.bindery, folder) as server:
            peers = Peers(self.arguments.peers, product, server.url, folder) if self.arguments.peers else NoPeers()
            run(cases.start_up(product, peers))
            run(cases.one_object(product, server.url, folder, peers))
            run(cases.scan(product, server.url, SMALL, 10_000, peers))
            if not short:
                run(cases.scan(product, server.url, BIG, 100_000, peers))
            for case in cases.sql(product, server.url, folder, peers):
                run(case)
            if not short and self.wants("typed", "virtual", "build"):
                records.extend(self.in_a_package(server.url, peers))
        with Sandbox(product.bindery) as sandbox:
            run(cases.sandbox_scan(product, sandbox.url))
        with Sandbox(product.bindery, "--latency", "50") as sandbox:
            run(cases.latency(product, sandbox.url, 16, peers))
        for make in (cases.join, cases.deletes):
            sandbox, case = make(product, os.path.join(folder, make.__name__))
            with sandbox:
                run(case)
        run(cases.generator(product, folder))
        if not short:
            run(cases.docs(product, folder))
        return records

    def in_a_package(self, url, peers):
        """What a user's package shows: the typed client, the library's tables, and builds."""
        records, bench = [], self.bench
        try:
            package = builds.Package(bench.runner, self.folder, self.product.generator, self.arguments.static, say)
            if self.wants("typed"):
                self.product.typed = package.program("typed-list")
                records.append(bench.run(cases.typed(self.product, url, peers)))
            if self.wants("virtual"):
                program = package.program("virtual-table")
                records += builds.virtual(bench.runner, program, self.folder, cases.STATEMENTS, 3 * self.arguments.runs)
            if self.wants("build"):
                say("builds of the generated target")
                records.append(builds.builds(package, 3))
        except Failure as failure:
            # The bounds that need it are reported as not measured.
            say(f"the package does not build: {failure}")
        return records

    def all(self):
        records = self.over_http()
        if not self.arguments.short:
            if self.wants("scan-1000000"):
                records.append(million.million(self.product, self.bench.runner, self.folder, say))
            if self.wants("import"):
                records += allofgithub.cases(self.product, self.bench, self.folder, say)
        return records


def recorded(arguments, records, verdicts):
    kind = "Debug build" if arguments.short else "Release build, static standard library"
    return {"date": str(datetime.date.today()), "machine": machine(), "build": kind, "runs": arguments.runs,
            "tools": tools(arguments.peers), "cases": records, "verdicts": verdicts}


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--bin", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--static", type=str.split, default=[], help=argparse.SUPPRESS)
    parser.add_argument("--peers", help=argparse.SUPPRESS)
    parser.add_argument("--short", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--format", choices=["text", "markdown", "json"], default="text")
    parser.add_argument("--case", action="append", help="only this case, or those that begin with it and a hyphen; may be given again")
    parser.add_argument("--update", action="store_true", help="keep the record, and write the docs from it")
    arguments = parser.parse_args()
    if arguments.update and (arguments.case or arguments.short):
        sys.exit("bench: --update keeps a whole run only")

    bounds = judge.bounds("short" if arguments.short else "full")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("join", "deletes"):
            os.mkdir(os.path.join(folder, name))
        session = Session(arguments, folder)
        records = session.all()
    chosen = [bound for bound in bounds if session.wants(bound["case"])]
    if not arguments.peers:
        programs = {one["id"] for case in records for one in case["entrants"]}
        chosen = [bound for bound in chosen if bound.get("over") in programs | {None}]
    record = recorded(arguments, records, judge.judge(chosen, records, SLACK if arguments.short else 1))
    print(report.as_text(record, arguments.format), end="")
    if arguments.update:
        report.update(record)
    for verdict in record["verdicts"]:
        if not verdict["holds"]:
            say(f"{verdict['case']}: {verdict['program']} is {report.measured(verdict)}; at most {report.limit(verdict)}")


if __name__ == "__main__":
    main()
