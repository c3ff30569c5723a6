"""What a user would pick instead, on the same work. Scripts of the clients are in ../peers; scripts/bench --peers installs
what they need."""

import os
import subprocess

from .cases import TABLE, has_versions, says, where
from .measure import Entrant
from .servers import SIZES, SMALL, path

SCRIPTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "peers")

# Clients in Python: id, title, script.
CLIENTS = [
    ("pygithub", "PyGithub", "pygithub"),
    ("githubkit", "githubkit, as documented", "githubkit_documented"),
    ("githubkit-best", "githubkit, at its best", "githubkit_best"),
    ("ghapi", "ghapi, connection kept", "ghapi_client"),
    ("requests", "requests + json", "requests_json"),
]

# All that --peers adds.
PEERS = {"sqlite3", "gh", "shillelagh", *(id for id, _, _ in CLIENTS)}


class NoPeers:
    """Without --peers nothing but curl stands beside the product."""

    def fill(self, product, url):
        pass

    def start(self):
        return []

    def one(self, url, number):
        return []

    def scan(self, url, name):
        return []

    def far(self, url):
        return []

    def sql(self, url, id, statement, check):
        return []

    def objects(self, url):
        return []


class Peers:
    """The peers' entries for each case."""

    def __init__(self, python, folder):
        self.python = python
        self.environment = {**os.environ, "GH_TOKEN": "bench", "GH_CONFIG_DIR": os.path.join(folder, "gh"),
                            "PYTHONDONTWRITEBYTECODE": "1"}
        self.database = os.path.join(folder, "rows.db")

    def fill(self, product, url):
        """Writes the same rows into a table of a file, for SQLite alone."""
        statement = f"CREATE TABLE versions AS SELECT * FROM {TABLE} v WHERE {where(SMALL)}"
        subprocess.run([product.bindery, "query", statement, "--database", self.database, "--base-url", url],
                       env=product.environment, check=True)

    def client(self, id, title, script, *words, **more):
        command = [self.python, os.path.join(SCRIPTS, f"{script}.py"), *words]
        return Entrant(id, title, command, self.environment, **more)

    def clients(self, *words, **more):
        return [self.client(id, title, script, *words, **more) for id, title, script in CLIENTS]

    def gh(self, *words, **more):
        # gh wants TLS of other servers than GitHub's, unless it is given the whole address.
        return Entrant("gh", "gh api", ["gh", "api", *words], self.environment, **more)

    def shillelagh(self, *words, **more):
        return self.client("shillelagh", "shillelagh, at its best", "shillelagh_adapter", *words, **more)

    def start(self):
        nowhere = "http://127.0.0.1:9"
        return [Entrant("sqlite3", "`sqlite3 :memory: \"SELECT 1\"`", ["sqlite3", ":memory:", "SELECT 1"]),
                Entrant("gh", "`gh --version`", ["gh", "--version"], self.environment),
                *self.clients("start", nowhere), self.shillelagh("start", nowhere)]

    def one(self, url, number):
        return [self.gh(f"{url}{path(SMALL)}/{number}", check=has_versions(1, 8)),
                *self.clients("one", url, str(number), check=has_versions(1))]

    def lists(self, url, **more):
        return [self.gh("--paginate", f"{url}{path(SMALL)}?per_page=100", check=has_versions(SIZES[SMALL], 8), **more),
                *self.clients("list", url, check=has_versions(SIZES[SMALL]), **more),
                self.shillelagh("list", url, check=has_versions(SIZES[SMALL]), **more)]

    def scan(self, url, name):
        if name != SMALL:
            return []
        floor = Entrant("sqlite3", "sqlite3, the rows in a table, json",
                        ["sqlite3", "-json", self.database, "SELECT * FROM versions"], check=has_versions(SIZES[SMALL]))
        return [*self.lists(url), floor]

    def far(self, url):
        # A hundred requests one after the other take five seconds; one run behind the first tells enough.
        return self.lists(url, runs=1)

    def sql(self, url, id, statement, check):
        table = statement.replace("{table}", "versions").replace("{where}", "true")
        more = self.clients("group", url, check=check) if id == "group" else []
        return [Entrant("sqlite3", "sqlite3, the rows in a table", ["sqlite3", "-json", self.database, table], check=check),
                self.shillelagh("sql", url, table, check=check), *more]

    def objects(self, url):
        return self.clients("count", url, check=says(str(SIZES[SMALL])))
