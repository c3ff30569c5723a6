"""Measures the product beside its references, in one run. Called by scripts/bench."""

import argparse
import datetime
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile

from benchmark import allofgithub, builds, cases, judge, million, report
from benchmark.measure import Bench, Failure, Runner, measure  # noqa: F401  (scale.py measures with it, too)
from benchmark.peers import PEERS, NoPeers, Peers
from benchmark.servers import BIG, SMALL, Sandbox, StaticServer

# What a ratio may be worse than its bound in the short form, where other programs may run beside.
SLACK = 1.5
# Every run of the deletions has a package of its own, and the one to warm up.
MOST_RUNS = cases.PACKAGES_TO_DELETE - 1


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


def matches(id, name):
    """Whether a case is meant by a name: its own, or the first words of it."""
    return id == name or id.startswith(name + "-")


class Session:
    """One run of the script: the servers, and the cases that are wanted."""

    def __init__(self, arguments, runner, folder, chosen):
        self.arguments, self.folder, self.chosen = arguments, folder, chosen
        self.bench = Bench(runner, arguments.runs, folder, say)
        bin = arguments.bin
        self.product = cases.Product(os.path.join(bin, "bindery"), os.path.join(bin, "provider-generator"))
        self.records = []
        # The cases that there are.
        self.offered = []
        self.peers = Peers(arguments.peers, folder) if arguments.peers else NoPeers()
        for make in (cases.join, cases.deletes):
            os.mkdir(os.path.join(folder, make.__name__))

    def wants(self, *ids):
        self.offered += [id for id in ids if id not in self.offered]
        return not self.chosen or any(matches(id, name) for id in ids for name in self.chosen)

    def run(self, *wanted):
        """Measures those of the cases that are wanted."""
        self.records += [self.bench.run(case) for case in wanted if self.wants(case.id)]

    def static(self):
        """The cases that ask nginx."""
        product, folder, peers = self.product, self.folder, self.peers
        with StaticServer(product.bindery, folder) as server:
            url = server.url
            peers.fill(product, url)
            self.run(cases.start_up(product, peers), cases.one_object(product, url, folder, peers))
            self.run(cases.scan(product, url, SMALL, 10_000, peers))
            if not self.arguments.short:
                self.run(cases.scan(product, url, BIG, 100_000, peers))
            self.run(*cases.sql(product, url, folder, peers))
            if not self.arguments.short and self.wants("typed", "virtual", "build"):
                self.in_a_package(url)

    def in_a_package(self, url):
        """What a user's package shows: the typed client, the library's tables, and builds."""
        runner = self.bench.runner
        package = builds.Package(runner, self.folder, self.product.generator, self.arguments.static, say)
        if self.wants("typed"):
            self.product.typed = package.program("typed-list")
            self.run(cases.typed(self.product, url, self.peers))
        if self.wants("virtual"):
            program = package.program("virtual-table")
            self.records += builds.virtual(runner, program, self.folder, cases.STATEMENTS, self.arguments.runs)
        if self.wants("build"):
            say("builds of the generated target")
            self.records.append(builds.builds(package, 3))

    def sandbox(self):
        """The cases that ask the sandbox."""
        product = self.product
        with Sandbox(product.bindery) as sandbox:
            self.run(cases.sandbox_scan(product, sandbox.url))
        with Sandbox(product.bindery, "--latency", "50") as sandbox:
            self.run(cases.latency(product, sandbox.url, 16, self.peers))
        for make in (cases.join, cases.deletes):
            sandbox, case = make(product, os.path.join(self.folder, make.__name__))
            with sandbox:
                self.run(case)

    def offline(self):
        """The cases that ask nobody."""
        if self.arguments.short:
            self.run(cases.generator(self.product, self.folder))
        else:
            self.run(cases.generator(self.product, self.folder, builds.debug_generator()))
            self.run(cases.docs(self.product, self.folder))

    def large(self):
        if self.wants("scan-1000000"):
            self.records.append(million.million(self.product, self.bench.runner, self.folder, say))
        if self.wants("import"):
            self.records += allofgithub.cases(self.product, self.bench, self.folder, say)

    def all(self):
        """The records of all that could be measured. What was not is missing in them, and so are its bounds' figures."""
        for part in [self.static, self.sandbox, self.offline] + ([] if self.arguments.short else [self.large]):
            try:
                part()
            except (Failure, OSError, LookupError, ValueError, subprocess.SubprocessError) as error:
                say(f"the rest of '{part.__name__}' is not measured: {error}")
        for name in self.chosen or []:
            if not any(matches(id, name) for id in self.offered):
                sys.exit(f"bench: no case '{name}'; the cases are {', '.join(self.offered)}")
        return self.records


def measured(arguments, chosen):
    """The records of the cases chosen, all of them where none is."""
    with tempfile.TemporaryDirectory() as folder, Runner() as runner:
        return Session(arguments, runner, folder, chosen).all()


def record(arguments, records, verdicts):
    kind = "Debug build, as tests have it" if arguments.short else "Release build, static standard library"
    return {"date": str(datetime.date.today()), "machine": machine(), "load": arguments.load, "build": kind,
            "runs": arguments.runs, "tools": tools(arguments.peers), "cases": records, "verdicts": verdicts}


def tell(verdicts, slack=1):
    more = f", of which {slack} times as much is let pass" if slack > 1 else ""
    for verdict in verdicts:
        if not verdict["holds"]:
            found, limit = report.measured(verdict), report.limit(verdict)
            say(f"{verdict['case']}: {verdict['program']} is {found}; its bound is {limit}{more}")


def short(arguments):
    """The short form: what is worse than its bound by half is measured once more, and then fails."""
    bounds = judge.bounds("short")
    chosen = {bound["case"] for bound in bounds}
    records, verdicts = judge.judge_twice(
        bounds, measured(arguments, chosen), lambda again: measured(arguments, again), SLACK)
    print(report.as_text(record(arguments, records, verdicts), arguments.format), end="")
    tell(verdicts, SLACK)
    sys.exit(1 if judge.broken(verdicts) else 0)


def full(arguments):
    records = measured(arguments, arguments.case)
    ids = {case["id"] for case in records} if arguments.case else None
    # Without --peers the bounds beside them can't be judged.
    bounds = [bound for bound in judge.bounds("full") if (ids is None or bound["case"] in ids)
              and (arguments.peers or bound.get("over") not in PEERS)]
    whole = record(arguments, records, judge.judge(bounds, records))
    print(report.as_text(whole, arguments.format), end="")
    if arguments.update:
        report.update(whole)
    tell(whole["verdicts"])


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--bin", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--static", type=str.split, default=[], help=argparse.SUPPRESS)
    parser.add_argument("--load", default="unknown", help=argparse.SUPPRESS)
    parser.add_argument("--peers", help=argparse.SUPPRESS)
    parser.add_argument("--short", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--runs", type=int, help="how often a program runs at most; 20, in the short form 9")
    parser.add_argument("--format", choices=["text", "markdown", "json"], default="text")
    parser.add_argument("--case", action="append",
                        help="only this case, or those that begin with it and a hyphen; may be given again")
    parser.add_argument("--update", action="store_true", help="keep the record, and write the docs from it")
    arguments = parser.parse_args()
    if arguments.update and (arguments.case or arguments.short):
        parser.error("--update keeps a whole run only")
    if arguments.runs is not None and not 1 <= arguments.runs <= MOST_RUNS:
        parser.error(f"--runs is from 1 to {MOST_RUNS}")
    arguments.runs = arguments.runs or (9 if arguments.short else 20)
    # What was started is ended in any case: by an exception, which a signal is not.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("bench: ended by a signal"))
    if arguments.short:
        short(arguments)
    else:
        full(arguments)


if __name__ == "__main__":
    main()
