"""Measures programs: what a run takes, and what many runs of several programs take that are run in turn."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Callable, Optional

HERE = os.path.dirname(os.path.abspath(__file__))


class Failure(Exception):
    """A program that did not do its work."""


class Runner:
    """The process that starts the programs."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", os.path.join(HERE, "runner.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # Ends what is running, too.
        self.process.terminate()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def run(self, command, environment=None, output=None, errors=None, status=0, limit=900):
        """What one run takes: wall and CPU seconds, and the peak memory in MB, of it or of the largest of its children."""
        order = {"command": command, "environment": dict(environment or os.environ), "output": output, "errors": errors,
                 "limit": limit}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        result = json.loads(self.process.stdout.readline())
        if "problem" in result:
            raise Failure(result["problem"])
        if result["status"] != status:
            raise Failure(f"exit status {result['status']}: {complaint(errors)}")
        return result


def complaint(path):
    """The first line that tells of an error, else the last one."""
    try:
        with open(path, errors="replace") as file:
            lines = file.read().strip().splitlines()
    except (OSError, TypeError):
        lines = []
    return next((line for line in lines if "error:" in line), lines[-1] if lines else "nothing was said")[:200]


def checked(check, output):
    """Looks at an output. One that a check can't even read, as what a program prints that does other work, is wrong."""
    try:
        check(output)
    except Failure:
        raise
    except Exception as error:
        raise Failure(f"its output can't be read: {error!r}") from error


@dataclass
class Entrant:
    """A program that does a case's work."""

    id: str
    title: str
    # The words of the command, or a function of the run's number that gives them.
    command: object
    environment: Optional[dict] = None
    # Looks at what the first run printed, and throws Failure where the work was not done.
    check: Optional[Callable] = None
    prepare: Optional[Callable] = None
    # Fewer runs than others, where one takes long.
    runs: Optional[int] = None
    # The exit status that says that the work was done.
    status: int = 0
    # What is known without a run: seconds.
    computed: Optional[float] = None


@dataclass
class Case:
    """Work that several programs do. The times of all are compared with those of the reference."""

    id: str
    title: str
    entrants: list
    reference: Optional[str] = None
    # Said below the table.
    note: str = ""


def summary(samples):
    """Minimum, median and maximum of the wall seconds, median of the CPU seconds, the most memory in MB."""
    walls = [sample["wall"] for sample in samples]
    return {"runs": len(samples), "min": min(walls), "median": statistics.median(walls), "max": max(walls),
            "cpu": statistics.median(sample["cpu"] for sample in samples),
            "memory": max(sample["memory"] for sample in samples)}


class Bench:
    """Runs cases and keeps what they took."""

    def __init__(self, runner, runs, folder, say):
        self.runner, self.runs, self.folder, self.say = runner, runs, folder, say
        self.counts = {}

    def once(self, entrant, output=None):
        number = self.counts[entrant.id] = self.counts.get(entrant.id, -1) + 1
        if entrant.prepare:
            entrant.prepare()
        command = entrant.command(number) if callable(entrant.command) else entrant.command
        return self.runner.run(command, entrant.environment, output, os.path.join(self.folder, "errors"),
                               entrant.status)

    def run(self, case):
        """The case's record. The programs run in turn, so that what else the machine does meets all of them."""
        self.say(case.title)
        self.counts = {}
        samples, problems, left = {}, {}, {}
        for entrant in case.entrants:
            if entrant.computed is not None:
                continue
            output = os.path.join(self.folder, "output")
            try:
                first = self.once(entrant, output)
                if entrant.check:
                    checked(entrant.check, output)
                # Three seconds for each are enough: what takes long varies less.
                left[entrant.id] = entrant.runs or min(self.runs, max(3, int(3 / first["wall"])))
                samples[entrant.id] = []
            except Failure as failure:
                problems[entrant.id] = str(failure)
                self.say(f"  {entrant.title}: {failure}")
        while any(left.values()):
            for entrant in case.entrants:
                if left.get(entrant.id):
                    left[entrant.id] -= 1
                    try:
                        samples[entrant.id].append(self.once(entrant))
                    except Failure as failure:
                        problems[entrant.id] = str(failure)
                        left[entrant.id] = 0
        return record(case, samples, problems)


def record(case, samples, problems):
    entrants = []
    for entrant in case.entrants:
        one = {"id": entrant.id, "title": entrant.title}
        if entrant.computed is not None:
            one.update(median=entrant.computed)
        elif entrant.id in problems:
            one.update(problem=problems[entrant.id])
        else:
            one.update(summary(samples[entrant.id]))
        entrants.append(one)
    return {"id": case.id, "title": case.title, "reference": case.reference, "note": case.note, "entrants": entrants}


def measure(command, runs, environment=None, prepare=None, errors=None, status=0):
    """Summary of some runs of one command after a warm-up; ends the script where the command fails."""
    samples = []
    with tempfile.TemporaryDirectory() as folder, Runner() as runner:
        log = os.path.join(folder, "errors")
        for run in range(runs + 1):
            if prepare:
                prepare()
            try:
                samples.append(runner.run(command, environment, None, log, status))
            except Failure as failure:
                sys.exit(f"bench: {failure}: {' '.join(command)[:200]}")
    return summary(samples[1:])
