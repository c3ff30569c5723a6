"""What scripts/bench says of made-up measurements. Run by scripts/test."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import unittest
from unittest import mock

import bench
from benchmark import judge, report
from benchmark.measure import Bench, Case, Entrant, Failure, Runner

BOUND = {"case": "scan", "program": "json", "figure": "time", "over": "curl", "at_most": 4, "source": "made up"}


def scan(json, curl, memory=20):
    return {"id": "scan", "title": "a scan", "reference": "curl", "note": "", "entrants": [
        {"id": "json", "title": "Bindery", "min": json, "median": json, "max": json, "cpu": json, "memory": memory},
        {"id": "curl", "title": "curl", "min": curl, "median": curl, "max": curl, "cpu": curl, "memory": 10}]}


def record(*cases):
    return {"date": "2026-01-01", "machine": "a machine", "load": 0.1, "build": "Release build", "runs": 3, "tools": [],
            "cases": list(cases), "verdicts": judge.judge([BOUND], list(cases))}


class TheShortForm(unittest.TestCase):
    def fails(self, first, second):
        asked = []

        def again(ids):
            asked.append(ids)
            return second

        _, verdicts = judge.judge_twice([BOUND], first, again, 1.5)
        return bool(judge.broken(verdicts)), asked

    def test_fails_on_a_ratio_that_is_worse_by_half_twice(self):
        self.assertEqual(self.fails([scan(6.1, 1)], [scan(6.1, 1)]), (True, [{"scan"}]))

    def test_lets_a_ratio_pass_that_is_worse_by_less(self):
        self.assertEqual(self.fails([scan(5.9, 1)], []), (False, []))

    def test_lets_a_ratio_pass_that_was_worse_once(self):
        self.assertEqual(self.fails([scan(60, 1)], [scan(3, 1)]), (False, [{"scan"}]))

    def test_looks_at_ratios_and_not_at_times(self):
        self.assertEqual(self.fails([scan(59, 10)], []), (False, []))

    def test_fails_where_nothing_was_measured(self):
        broken = scan(1, 1)
        broken["entrants"][0] = {"id": "json", "title": "Bindery", "problem": "exit status 1"}
        self.assertEqual(self.fails([broken], [broken]), (True, [{"scan"}]))
        self.assertEqual(self.fails([], []), (True, [{"scan"}]))


    def test_looks_at_a_case_that_only_the_second_measurement_has(self):
        self.assertEqual(self.fails([], [scan(3, 1)]), (False, [{"scan"}]))


class Bounds(unittest.TestCase):
    def test_memory_and_time_alone_are_judged_too(self):
        memory = {"case": "scan", "program": "json", "figure": "memory", "at_most": 19, "source": "made up"}
        alone = {"case": "scan", "program": "json", "figure": "time", "at_most": 2, "source": "made up"}
        self.assertEqual([verdict["holds"] for verdict in judge.judge([memory, alone], [scan(1, 1)])], [False, True])

    def test_each_says_where_it_comes_from(self):
        for kind in ("full", "short"):
            for bound in judge.bounds(kind):
                self.assertTrue(bound["source"], bound)
                self.assertGreater(bound["at_most"], 0, bound)
                self.assertIn(bound["figure"], ("time", "cpu", "memory"))

    def test_the_short_form_knows_no_times_but_ratios(self):
        self.assertTrue(judge.bounds("short"))
        for bound in judge.bounds("short"):
            self.assertTrue("over" in bound or bound["figure"] == "memory", bound)


class Pages(unittest.TestCase):
    PAGE = ("A scan takes <!-- figure: scan/json -->?<!-- end -->, <!-- figure: scan/json/over/curl -->?<!-- end --> curl,"
            " and <!-- figure: scan/json/memory -->?<!-- end -->.\n"
            "<!-- tables: scripts/bench --update -->\n<!-- end of tables -->\n")

    def test_get_figures_and_tables_of_the_record(self):
        text = report.page(self.PAGE, record(scan(0.08, 0.02)))
        self.assertIn("-->80.0 ms<!--", text)
        self.assertIn("-->4.0 ×<!--", text)
        self.assertIn("-->20 MB<!--", text)
        self.assertIn("| Bindery | 80.0 | 80.0 | 80.0 | 80.0 | 20 | 4.00 | 4 × curl |", text)
        self.assertEqual(report.problems(text, record(scan(0.08, 0.02))), [])

    def test_that_hold_another_figure_are_found(self):
        text = report.page(self.PAGE, record(scan(0.08, 0.02)))
        self.assertEqual(len(report.problems(text, record(scan(0.09, 0.02)))), 1)
        self.assertEqual(len(report.problems(text.replace("80.0 ms", "8.0 ms", 1), record(scan(0.08, 0.02)))), 1)

    def test_with_a_figure_that_was_not_recorded_are_found(self):
        text = report.page(self.PAGE, record(scan(0.08, 0.02)))
        self.assertEqual(len(report.problems(text + "It starts in 3 ms.\n", record(scan(0.08, 0.02)))), 1)
        self.assertEqual(len(report.problems(text + "<!-- figure: scan/gh -->3 ms<!-- end -->", record(scan(0.08, 0.02)))), 1)

    def test_and_record_stay_as_they_are_where_one_of_them_shows_what_was_not_recorded(self):
        with tempfile.TemporaryDirectory() as folder:
            def name(text):
                path = os.path.join(folder, str(len(os.listdir(folder))))
                with open(path, "w") as file:
                    file.write(text)
                return path

            texts = ["{}", self.PAGE, self.PAGE + "<!-- figure: scan/gh -->3 ms<!-- end -->"]
            paths = [name(text) for text in texts]
            with mock.patch.multiple(report, RECORD=paths[0], PAGES=paths[1:]), self.assertRaises(KeyError):
                report.update(record(scan(0.08, 0.02)))
            for path, text in zip(paths, texts):
                with open(path) as file:
                    self.assertEqual(file.read(), text)

    def test_show_a_missed_bound_and_a_program_that_failed(self):
        broken = scan(0.09, 0.02)
        broken["entrants"].append({"id": "gh", "title": "gh", "problem": "exit status 1"})
        text = report.written(record(broken), "markdown")
        self.assertIn("4 × curl **missed**", text)
        self.assertIn("| gh | failed: exit status 1 |", text)
        self.assertIn("| **no** |", text)


class Cases(unittest.TestCase):
    def measured(self, *chosen):
        arguments = argparse.Namespace(runs=3, bin="/nowhere", peers=None, short=False, static=[])
        with tempfile.TemporaryDirectory() as folder:
            session = bench.Session(arguments, None, folder, chosen)
            session.bench.run = lambda case: case.id
            session.static = lambda: session.run(Case("scan-10", "", []), Case("scan-100", "", []), Case("one", "", []))
            session.sandbox = session.offline = session.large = lambda: None
            for part in (session.static, session.sandbox):
                part.__name__ = "part"
            return session.all()

    def test_are_chosen_by_their_names_or_the_beginning_of_them(self):
        self.assertEqual(self.measured(), ["scan-10", "scan-100", "one"])
        self.assertEqual(self.measured("scan"), ["scan-10", "scan-100"])
        self.assertEqual(self.measured("one", "scan-10"), ["scan-10", "one"])

    def test_that_are_not_there_are_an_error(self):
        with self.assertRaisesRegex(SystemExit, "no case 'sacn'; the cases are scan-10, scan-100, one"):
            self.measured("one", "sacn")

    def test_run_as_often_as_there_is_something_to_delete(self):
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench.py")
        for runs in ("0", "100"):
            run = subprocess.run([sys.executable, script, "--bin", "x", "--runs", runs], capture_output=True, text=True)
            self.assertIn("--runs is from 1 to 99", run.stderr)
            self.assertEqual(run.returncode, 2)


class Programs(unittest.TestCase):
    def test_that_fail_or_do_other_work_are_told_and_the_rest_is_measured(self):
        def wrong(_):
            raise Failure("other work")

        def confused(_):
            raise AttributeError("no such member")

        case = Case("case", "a case", [
            Entrant("good", "good", ["true"]), Entrant("bad", "bad", ["false"]),
            Entrant("none", "none", ["/nowhere/program"]), Entrant("wrong", "wrong", ["true"], check=wrong),
            Entrant("confused", "confused", ["true"], check=confused)], "good")
        with tempfile.TemporaryDirectory() as folder, Runner() as runner:
            found = Bench(runner, 3, folder, lambda _: None).run(case)["entrants"]
        self.assertEqual(found[0]["runs"], 3)
        self.assertLess(found[0]["min"], found[0]["max"])
        self.assertEqual([one.get("problem", "")[:13] for one in found[1:]], ["exit status 1", "/nowhere/prog", "other work", "its output ca"])

    def test_that_hang_are_ended_with_what_they_started(self):
        with tempfile.TemporaryDirectory() as folder, Runner() as runner:
            pid = os.path.join(folder, "pid")
            with self.assertRaisesRegex(Failure, "took longer"):
                runner.run(["sh", "-c", f"sleep 1000 & echo $! >{pid}; wait"], limit=1)
            with open(pid) as file:
                child = int(file.read())
            deadline = time.monotonic() + 20
            while os.path.exists(f"/proc/{child}/stat") and time.monotonic() < deadline:
                with open(f"/proc/{child}/stat") as file:
                    if file.read().split()[2] == "Z":
                        return
                time.sleep(0.05)
            self.assertLess(time.monotonic(), deadline)

    def test_are_not_charged_with_the_memory_of_the_script(self):
        ballast = bytearray(100_000_000)
        with Runner() as runner:
            self.assertLess(runner.run([sys.executable, "-S", "-c", "pass"])["memory"], 60)
        self.assertEqual(len(ballast), 100_000_000)


if __name__ == "__main__":
    unittest.main()
