"""The steps of ClientTests with PyGithub.

    pygithub_client.py URL TOKEN VERSION_TO_DELETE

PyGithub has no methods for packages. What it has is used: its PaginatedList, which follows Link headers, over an item that
keeps what came; and its requester, which sends a request, checks the answer and throws the exception that fits. The
organisation is read first, and the address of its packages is built on the one that it reports.
"""

import json
import sys

import github
from github.GithubObject import NonCompletableGithubObject
from github.PaginatedList import PaginatedList

url, token, version = sys.argv[1:]
client = github.Github(
    auth=github.Auth.Token(token), base_url=url, per_page=100, retry=None, seconds_between_requests=None,
    seconds_between_writes=None)
requester = client.requester
packages = client.get_organization("acme").url + "/packages"


class Item(NonCompletableGithubObject):
    def _initAttributes(self):
        self.values = {}

    def _useAttributes(self, attributes):
        self.values = attributes


def ids(path, **parameters):
    return [item.values["id"] for item in PaginatedList(Item, requester, packages + path, parameters)]


def get(path):
    return requester.requestJsonAndCheck("GET", packages + path)[1]["id"]


def send(method, path):
    return requester.requestJson(method, packages + path)[0]


def refusal(path):
    try:
        get(path)
    except github.UnknownObjectException as error:
        return [error.status, error.data["message"]]


report = {
    "packages": ids("", package_type="container", visibility="private", per_page=2),
    "versions": ids("/container/many/versions"),
    "package": get("/npm/%40scope%2Flib"),
    "version": get(f"/container/many/versions/{version}"),
    "statuses": [send("DELETE", f"/container/many/versions/{version}")],
    "deleted": ids("/container/many/versions", state="deleted"),
    "gone": refusal(f"/container/many/versions/{version}"),
}
report["statuses"] += [
    send("POST", f"/container/many/versions/{version}/restore"),
    send("DELETE", "/container/doomed-1"),
    send("POST", "/container/doomed-1/restore"),
]
report["missing"] = refusal("/npm/nix")
json.dump(report, sys.stdout)
