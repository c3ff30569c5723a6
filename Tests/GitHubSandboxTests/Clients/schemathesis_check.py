"""Checks a running sandbox against GitHub's OpenAPI document, with schemathesis.

    schemathesis_check.py DOCUMENT DATASET URL EXAMPLES SEED

Prints one JSON object: what was answered how often by operation, the failures that no exclusion explains, and how often
each exclusion was needed. The exit status is 0 when schemathesis ran to its end, whatever it found.
"""

import contextlib
import json
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from typing import Callable
from urllib.parse import quote

import schemathesis
from schemathesis.cli import schemathesis as command

document, dataset, url, examples, seed = sys.argv[1:]


@dataclass
class Exclusion:
    """A check that the document makes fail although the sandbox does what GitHub does."""

    name: str
    kind: str
    """The class of the failure."""
    applies: Callable
    """Whether it explains a failure: (case, response, failure) -> bool."""
    used: int = 0


def not_found_on_read(case, response, failure):
    return case.method == "GET" and response.status_code == 404 and not case.path.endswith("/versions")


def message(response):
    return response.json().get("message", "") if response.status_code == 400 else ""


def refused_state(case, response, failure):
    return case.path.endswith("/versions") and message(response) == "Invalid argument." and "state" in case.query


def refused_write(case, response, failure):
    told = ("You cannot delete the last", "Publicly visible package", "cannot be restored")
    return case.method in ("DELETE", "POST") and any(text in message(response) for text in told)


def too_deep(case, response, failure):
    return case.path.endswith("/packages") and message(response).startswith("The product of page and per_page")


def page_is_no_number(case, response, failure):
    """The query is wrong in its page numbers and in nothing else."""
    allowed = {
        "package_type": ["npm", "maven", "rubygems", "docker", "nuget", "container"],
        "visibility": ["public", "private", "internal"], "state": ["active", "deleted"],
    }
    query = case.query or {}
    pages = [query[name] for name in ("page", "per_page") if name in query]
    return any(not re.fullmatch("-?[0-9]+", str(value)) for value in pages) and all(
        value in allowed.get(name, [value]) for name, value in query.items())


def undeclared_method(case, response, failure):
    return response.status_code == 404


def docker_tag(case, response, failure):
    return list(failure.schema_path[-1:]) == ["required"] and isinstance(failure.instance, dict) and set(
        failure.instance) == {"tag"}


def internal(case, response, failure):
    return failure.instance == "internal" and failure.schema_path[-1:] == ["enum"]


# docs/sandbox.md says why each of them is here; a test compares the names, and fails for one that is needed no longer.
EXCLUSIONS = [
    Exclusion("404 on reading", "UndefinedStatusCode", not_found_on_read),
    Exclusion("400 for a wrong state", "UndefinedStatusCode", refused_state),
    Exclusion("400 for a refused write, as a status", "UndefinedStatusCode", refused_write),
    Exclusion("400 for a refused write, as a refusal", "RejectedPositiveData", refused_write),
    Exclusion("400 beyond 10,000 packages", "RejectedPositiveData", too_deep),
    Exclusion("page numbers that are none", "AcceptedNegativeData", page_is_no_number),
    Exclusion("404 for an unknown method", "UnsupportedMethodResponse", undeclared_method),
    Exclusion("tag in place of tags", "JsonSchemaError", docker_tag),
    Exclusion("internal packages", "JsonSchemaError", internal),
]

unexplained = {}


@schemathesis.hook
def filter_failure(context, failure, case, response):
    kind = type(failure).__name__
    for exclusion in EXCLUSIONS:
        if exclusion.kind == kind and exclusion.applies(case, response, failure):
            exclusion.used += 1
            return False
    key = f"{case.method} {case.path}: {failure}"
    unexplained.setdefault(key, f"{response.request.method} {response.request.url} -> {response.status_code}")
    return True


# What the document lacks: names that exist. The data set says which.

with open(dataset, encoding="utf-8") as file:
    accounts = json.load(file)


def deleted_versions(package):
    return [version["id"] for version in package["versions"] if "deleted_at" in version]


def targets(path, method):
    """Path parameters and queries with which an operation succeeds on the untouched data set."""
    kind, owner = ("organizations", "org") if path.startswith("/orgs") else ("users", "username")
    account = accounts[kind][0]
    packages = {package["name"]: package for package in account["packages"]}
    base = {owner: account["login"]} if "{" + owner + "}" in path else {}
    # "/user" and "/users/octocat" are the same account: each has objects of its own to delete and restore.
    number = 1 if path.startswith("/users") or kind == "organizations" else 2
    page = [{}, {"page": 2, "per_page": 100}, {"per_page": 1}]

    def of(name, **more):
        return {**base, "package_type": packages[name]["package_type"], "package_name": quote(name, safe=""), **more}

    if path.endswith("/docker/conflicts"):
        return [(base, {})]
    if path.endswith("/packages"):
        types = ["npm", "maven", "rubygems", "docker", "nuget", "container"]
        return [(base, {"package_type": kind, **query}) for kind in types for query in page] + [
            (base, {"package_type": "container", "visibility": value}) for value in ("public", "private", "internal")
        ] + [(base, {"package_type": "npm", "page": 101, "per_page": 100})]
    if path.endswith("/versions"):
        return [(of(name), query) for name in packages if "deleted_at" not in packages[name] for query in page] + [
            (of("read/me"), {"state": "deleted"})]
    reading = [name for name in packages if not name.startswith(("gone", "doomed"))]
    if path.endswith("{package_name}/restore"):
        return [(of("again"), {}), (of(f"gone-{number}"), {})]
    if path.endswith("{package_name}"):
        if method == "delete":
            return [(of("popular"), {}), (of(f"doomed-{number}"), {})]
        return [(of(name), {}) for name in reading]
    if path.endswith("/restore"):
        return [(of("read/me", package_version_id=deleted_versions(packages["read/me"])[number - 1]), {})]
    if method == "delete":
        untagged = [v["id"] for v in packages["read/me"]["versions"] if "tags" not in v and "deleted_at" not in v]
        only = packages["single"]["versions"][0]["id"]
        return [(of("single", package_version_id=only), {}), (of("read/me", package_version_id=untagged[number - 1]), {})]
    return [
        (of(name, package_version_id=packages[name]["versions"][0]["id"]), {})
        for name in reading if isinstance(packages[name]["versions"], list)
    ]


@schemathesis.hook
def before_add_examples(context, examples):
    operation = context.operation
    for path_parameters, query in targets(operation.path, operation.method):
        examples.append(operation.Case(path_parameters=path_parameters, query=query))


def successes(report):
    """How many answers each operation gave that passed the check of their schema, by status."""
    counts = {}
    with open(report, encoding="utf-8") as file:
        for line in file:
            recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder", {})
            for identifier, checks in recorder.get("checks", {}).items():
                passed = {check["name"] for check in checks if check["status"] == "success"}
                answer = recorder.get("interactions", {}).get(identifier, {}).get("response")
                if answer is None or "response_schema_conformance" not in passed:
                    continue
                if "status_code_conformance" not in passed:
                    continue
                case = recorder["cases"][identifier]["value"]
                key = f"{case['method']} {case['path']}"
                status = counts.setdefault(key, {})
                status[str(answer["status_code"])] = status.get(str(answer["status_code"]), 0) + 1
    return counts


def run(report):
    """What the command line says at its end: None or 0 when all is well."""
    try:
        return command.main(
            [
                "run", document, "--url", url, "--checks", "all", "--max-examples", examples, "--seed", seed,
                "--continue-on-failure", "--no-shrink", "--no-color", "--generation-database", "none",
                "--report", "ndjson", "--report-ndjson-path", report,
            ],
            standalone_mode=False)
    except SystemExit as end:
        return end.code


# It leaves files where it runs, and its own account of the run is for people.
with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
    os.chdir(folder)
    status = run("report.ndjson")
    counts = successes("report.ndjson")
    os.chdir("/")
json.dump(
    {
        "status": status or 0,
        "version": schemathesis.__version__,
        "successes": counts,
        "unexplained": unexplained,
        "exclusions": {exclusion.name: exclusion.used for exclusion in EXCLUSIONS},
    }, sys.stdout, indent=1)
