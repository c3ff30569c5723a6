"""shillelagh, SQL over an API in Python, at its best: the least adapter that reads the versions of one package, with a
session that keeps its connection, rows one by one, only the columns that the statement wants, and no cache on disk.

    shillelagh_adapter.py start|list|sql URL [SQL]    in SQL the table is called versions
"""

import json
import sys

import requests
from shillelagh.adapters.base import Adapter
from shillelagh.adapters.registry import registry
from shillelagh.backends.apsw.db import connect
from shillelagh.fields import Integer, String

from work import FIELDS, NAME, ORG, TYPE, write

PATH = f"/orgs/{ORG}/packages/{TYPE}/{NAME}/versions"
URL = sys.argv[2]


class Versions(Adapter):
    safe = True
    supports_requested_columns = True

    @staticmethod
    def supports(uri, fast=True, **kwargs):
        return uri == "versions"

    @staticmethod
    def parse_uri(uri):
        return ()

    def __init__(self):
        super().__init__()
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer bench"
        self.session.trust_env = False

    def get_columns(self):
        return {name: Integer() if name == "id" else String() for name in FIELDS}

    def get_rows(self, bounds, order, requested_columns=FIELDS, **kwargs):
        url = URL + PATH + "?per_page=100"
        columns = list(requested_columns)
        while url:
            response = self.session.get(url)
            response.raise_for_status()
            for item in response.json():
                row = {name: item.get(name) for name in columns}
                row["rowid"] = item["id"]
                if "metadata" in row:
                    row["metadata"] = json.dumps(row["metadata"])
                yield row
            url = response.links.get("next", {}).get("url")


registry.add("versions", Versions)
cursor = connect(":memory:", adapters=["versions"]).cursor()
if sys.argv[1] == "start":
    print(cursor.execute("SELECT 1").fetchall())
elif sys.argv[1] == "list":
    rows = cursor.execute(f"SELECT {', '.join(FIELDS)} FROM versions")
    write([dict(zip(FIELDS, row)) for row in rows])
else:
    write([list(row) for row in cursor.execute(sys.argv[3])])
