"""Says which bounds hold. A bound is data (bounds.json): a figure of a program in a case, alone or as a ratio to that of
another program in the same case and run, with the most it may be and where that comes from."""

import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))


def bounds(kind):
    """The bounds of a kind: "full" of release programs, "short" of the programs that tests use."""
    with open(os.path.join(HERE, "bounds.json"), encoding="utf-8") as file:
        return json.load(file)[kind]


def figure(case, entrant, name):
    """A figure of a program; nil where it was not measured."""
    for one in case["entrants"]:
        if one["id"] == entrant:
            return one.get(name)
    return None


def value(bound, cases):
    """What a bound is about: seconds, MB or a ratio; nil where something of it was not measured."""
    case = next((case for case in cases if case["id"] == bound["case"]), None)
    if case is None:
        return None
    name = {"time": "median", "cpu": "cpu", "memory": "memory"}[bound["figure"]]
    found = figure(case, bound["program"], name)
    if found is None or "over" not in bound:
        return found
    other = figure(case, bound["over"], name)
    return found / other if other else None


def judge(bounds, cases, slack=1.0):
    """A verdict on each bound: its value and whether it holds, nil where it was not measured."""
    verdicts = []
    for bound in bounds:
        found = value(bound, cases)
        verdicts.append({**bound, "value": found, "holds": None if found is None else found <= bound["at_most"] * slack})
    return verdicts


def broken(verdicts):
    """The cases of bounds that do not hold, or that were to be measured and were not."""
    return {verdict["case"] for verdict in verdicts if not verdict["holds"]}


def judge_twice(bounds, cases, measure_again, slack):
    """Verdicts on cases; those that have a broken bound are measured once more, which counts: a machine that did
    something else in between fails nothing."""
    verdicts = judge(bounds, cases, slack)
    again = broken(verdicts)
    if not again:
        return cases, verdicts
    # By id, in their order; what was measured only now comes last.
    cases = list({case["id"]: case for case in [*cases, *measure_again(again)]}.values())
    return cases, judge(bounds, cases, slack)
