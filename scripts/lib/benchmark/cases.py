"""What is measured of the product, beside its references: for each case the programs that do the same work."""

import json
import os
import shutil
from collections import Counter

from .measure import Case, Entrant, Failure
from .servers import SMALL, Sandbox, dataset, package, page_urls, path

TABLE = "github.packages.package_versions"

# SQL over the versions of one package; in {table} and {where} the tables differ.
STATEMENTS = {
    "filter": ("filter", "SELECT v.id, v.created_at FROM {table} v WHERE {where} AND v.name < 'sha256:2'"
               " ORDER BY v.created_at, v.id"),
    "group": ("group", "SELECT substr(v.created_at, 1, 7), count(*) FROM {table} v WHERE {where} GROUP BY 1 ORDER BY 1"),
    "tags": ("join with json_each over tags", "SELECT t.value, v.id FROM {table} v,"
             " json_each(v.metadata, '$.container.tags') t WHERE {where} ORDER BY v.id, t.value"),
}


def where(name):
    return f"v.org = 'acme' AND v.package_type = 'container' AND v.package_name = '{name}'"


def answers(folder):
    """What the statements answer, worked out here from the pages that the server has."""
    items = []
    for page in range(1, 101):
        with open(os.path.join(folder, SMALL, f"{page}.json")) as file:
            items += json.load(file)
    return {
        "filter": [[item["id"], item["created_at"]]
                   for item in sorted(items, key=lambda item: (item["created_at"], item["id"]))
                   if item["name"] < "sha256:2"],
        "group": [list(pair) for pair in sorted(Counter(item["created_at"][:7] for item in items).items())],
        "tags": [[tag, item["id"]] for item in sorted(items, key=lambda item: item["id"])
                 for tag in sorted(item["metadata"]["container"]["tags"])],
    }


def rows(file):
    """Rows of JSON output, whether they are objects or arrays."""
    with open(file) as stream:
        return [list(row.values()) if isinstance(row, dict) else row for row in json.load(stream)]


def has_rows(expected):
    def check(file):
        if rows(file) != expected:
            raise Failure("the rows are not those that the server has")
    return check


def has_versions(count, fields=11):
    """Whether the output holds so many versions with so many fields; gh prints a JSON array for each page."""
    def check(file):
        with open(file) as stream:
            text = stream.read()
        found, position, decoder = 0, 0, json.JSONDecoder()
        while position < len(text):
            value, position = decoder.raw_decode(text, position)
            position += len(text[position:]) - len(text[position:].lstrip())
            value = value if isinstance(value, list) else [value]
            found += sum(1 for item in value if len(item) >= fields and item["id"])
        if found != count:
            raise Failure(f"{found} versions instead of {count}")
    return check


def has_lines(count):
    def check(file):
        with open(file) as stream:
            found = sum(1 for _ in stream)
        if found != count:
            raise Failure(f"{found} lines instead of {count}")
    return check


def says(text):
    def check(file):
        with open(file) as stream:
            if text not in stream.read().split():
                raise Failure(f"the output is not {text}")
    return check


class Product:
    """The programs that are measured, and the commands that are asked of them."""

    def __init__(self, bindery, generator, typed=None):
        self.bindery, self.generator, self.typed = bindery, generator, typed
        self.environment = {**os.environ, "GITHUB_TOKEN": "bench"}

    def query(self, id, title, url, sql, format="json", options=(), **more):
        command = [self.bindery, "query", sql, "--format", format, "--base-url", url, *options]
        return Entrant(id, title, command, self.environment, **more)


def curl(url, package):
    return Entrant("curl", "curl, one after the other", ["curl", "--silent", "--fail", *page_urls(url, package)])


def parallel(urls):
    return Entrant("curl-parallel", "curl, 8 at a time", [
        "curl", "--silent", "--fail", "--parallel", "--parallel-immediate", "--parallel-max", "8", *urls])


def start_up(product, peers):
    entrants = [Entrant("bindery", "`bindery query \"SELECT 1\"`", [product.bindery, "query", "SELECT 1"],
                        product.environment),
                Entrant("curl", "`curl --version`", ["curl", "--version"]),
                *peers.start()]
    return Case("start", "start-up", entrants, "curl")


def one_object(product, url, folder, peers):
    with open(os.path.join(folder, SMALL, "one.json")) as file:
        number = json.load(file)["id"]
    sql = f"SELECT * FROM {TABLE} v WHERE {where(SMALL)} AND v.id = {number}"
    return Case("one", "one version by its id", [
        product.query("bindery", "Bindery", url, sql, check=has_versions(1)),
        Entrant("curl", "curl", ["curl", "--silent", "--fail", f"{url}{path(SMALL)}/{number}"]),
        *peers.one(url, number)], "curl")


def scan(product, url, name, count, peers):
    """All versions of a package, every page read, every field written."""
    all_columns = f"SELECT * FROM {TABLE} v WHERE {where(name)}"
    entrants = [
        product.query("json", "Bindery, all columns, json", url, all_columns, check=has_versions(count)),
        product.query("csv", "Bindery, all columns, csv", url, all_columns, "csv", check=has_lines(count + 1)),
        product.query("two", "Bindery, two columns, csv", url, f"SELECT id, name FROM {TABLE} v WHERE {where(name)}",
                      "csv", check=has_lines(count + 1)),
        product.query("count", "Bindery, count(*)", url, f"SELECT count(*) FROM {TABLE} v WHERE {where(name)}", "csv",
                      check=says(str(count))),
        curl(url, name), parallel(page_urls(url, name))]
    return Case(f"scan-{count}", f"{count:,} versions", entrants + peers.scan(url, name), "curl")


def latency(product, url, rounds, peers):
    """The same from a server that is 50 ms away; the least is the rounds that a window of 1, 1, 2, 4, 8, 8, … needs."""
    sql = f"SELECT * FROM {TABLE} v WHERE {where(SMALL)}"
    entrants = [
        product.query("json", "Bindery, all columns, json, concurrency 8", url, sql, options=["--concurrency", "8"],
                      check=has_versions(10_000)),
        product.query("count", "Bindery, count(*), concurrency 8", url,
                      f"SELECT count(*) FROM {TABLE} v WHERE {where(SMALL)}", "csv", ["--concurrency", "8"],
                      check=says("10000")),
        Entrant("rounds", f"{rounds} rounds of 50 ms", [], computed=rounds * 0.05),
        parallel(page_urls(url, SMALL))]
    return Case("latency", "10,000 versions, 50 ms away", entrants + peers.far(url), "rounds")


def sandbox_scan(product, url):
    sql = f"SELECT * FROM {TABLE} v WHERE {where(SMALL)}"
    return Case("sandbox", "10,000 versions of the sandbox", [
        product.query("json", "Bindery, all columns, json", url, sql, check=has_versions(10_000)),
        curl(url, SMALL)], "curl")


def sql(product, url, folder, peers):
    """Statements over the same rows; the floor is SQLite with the rows in a table, without any request."""
    expected = answers(folder)
    cases = []
    for id, (title, statement) in STATEMENTS.items():
        text = statement.replace("{table}", TABLE).replace("{where}", where(SMALL))
        cases.append(Case(id, f"{title}, 10,000 versions", [
            product.query("bindery", "Bindery", url, text, check=has_rows(expected[id])),
            curl(url, SMALL), *peers.sql(url, id, statement, has_rows(expected[id]))], "curl"))
    return cases


def join(product, folder):
    """200 packages and the versions of each, 50 ms away: two pages of packages, then 200 requests, 8 at a time."""
    packages = [package(f"package-{number:03}", 3, 10_000_000 + number * 100) for number in range(200)]
    sandbox = Sandbox(product.bindery, "--dataset", dataset(folder, "many", {"many": packages}), "--latency", "50")
    statement = (f"SELECT count(*) FROM github.packages.packages p JOIN {TABLE} v ON v.org = p.org"
                 " AND v.package_type = p.package_type AND v.package_name = p.name"
                 " WHERE p.org = 'many' AND p.package_type = 'container'")
    return sandbox, Case("join", "join of 200 packages with their versions, 50 ms away", [
        product.query("bindery", "Bindery, concurrency 8", sandbox.url, statement, "csv", ["--concurrency", "8"],
                      check=says("600")),
        Entrant("rounds", "27 rounds of 50 ms", [], computed=27 * 0.05),
        parallel(f"{sandbox.url}/orgs/many/packages/container/{one['name']}/versions?per_page=100" for one in packages)],
        "rounds")


# How many packages each program of `deletes` has.
PACKAGES_TO_DELETE = 100


def deletes(product, folder):
    """300 deletions, planned by a predicate and journalled; the reference sends the same requests and no others. The pace
    that the provider asks for is taken out of a copy of the spec."""
    spec = os.path.join(folder, "unpaced")
    shutil.copytree("spec/github", spec)
    with open(os.path.join(spec, "provider.json")) as file:
        provider = json.load(file)
    del provider["rate_limit"]["points_per_minute"]
    with open(os.path.join(spec, "provider.json"), "w") as file:
        json.dump(provider, file)
    first = 50_000_000
    packages = [package(f"doomed-{number:03}", 400, first + number * 1000) for number in range(2 * PACKAGES_TO_DELETE)]
    sandbox = Sandbox(product.bindery, "--dataset", dataset(folder, "doomed", {"acme": packages}))

    # Every run has a package of its own: those of the references lie behind Bindery's.
    def delete(number):
        statement = (f"DELETE FROM {TABLE} WHERE org = 'acme' AND package_type = 'container'"
                     f" AND package_name = 'doomed-{number:03}' AND id < {first + number * 1000 + 300}")
        return [product.bindery, "query", statement, "--yes", "--spec", spec, "--format", "csv", "--base-url", sandbox.url,
                "--journal", os.path.join(folder, "journal.db")]

    def send(number):
        number += PACKAGES_TO_DELETE
        urls = [f"{sandbox.url}{path(f'doomed-{number:03}')}/{first + number * 1000 + version}" for version in range(300)]
        return ["curl", "--silent", "--fail", "--request", "DELETE", *urls]

    return sandbox, Case("deletes", "300 deletions without pacing", [
        Entrant("bindery", "Bindery, 4 pages read, 300 deleted, each journalled", delete, product.environment,
                check=has_lines(301)),
        Entrant("curl", "curl, the 300 requests alone", send)], "curl")


def typed(product, url, peers):
    """A client's objects: every version decoded, two fields of each looked at."""
    environment = {**product.environment, "GITHUB_API_URL": url}
    return Case("typed", "typed client, list of 10,000 decoded models", [
        Entrant("bindery", "Swift, generated client", [product.typed], environment, check=says("10000")),
        curl(url, SMALL), *peers.objects(url)], "curl")


def generator(product, folder, debug=None):
    output = os.path.join(folder, "generated")

    def entrant(id, title, program):
        return Entrant(id, title, [program, "--spec", "spec/github", "--output", output],
                       prepare=lambda: shutil.rmtree(output, ignore_errors=True))

    return Case("generator", "generation of the bundled provider", [
        entrant("release", "generator", product.generator),
        *([entrant("debug", "generator without optimization, as a debug build's plugin has it", debug)] if debug else []),
        Entrant("curl", "`curl --version`", ["curl", "--version"])], "curl")


def docs(product, folder):
    output = os.path.join(folder, "docs")
    return Case("docs", "reference docs of the bundled provider", [
        Entrant(format, format, [product.bindery, "docs", "--spec", "spec/github", "--format", format, "--output", output],
                product.environment, prepare=lambda: shutil.rmtree(output, ignore_errors=True))
        for format in ("markdown", "docusaurus", "html")])
