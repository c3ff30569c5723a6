"""PyGithub with seconds_between_requests=0, its own pace switched off. It has no methods for packages, so this is its
PaginatedList, which follows Link headers, over an item that keeps what came, as its own classes do."""

import github
from github.GithubObject import NonCompletableGithubObject
from github.PaginatedList import PaginatedList

from work import NAME, ORG, TYPE, main

PATH = f"/orgs/{ORG}/packages/{TYPE}/{NAME}/versions"


class Version(NonCompletableGithubObject):
    def _initAttributes(self):
        self.values = {}

    def _useAttributes(self, attributes):
        self.values = attributes


def start(url):
    return github.Github(auth=github.Auth.Token("bench"), base_url=url, per_page=100, retry=None,
                         seconds_between_requests=0, seconds_between_writes=0).requester


def one(requester, number):
    return requester.requestJsonAndCheck("GET", f"{PATH}/{number}")[1]


def versions(requester):
    return (item.values for item in PaginatedList(Version, requester, PATH, {}))


main(start, one, versions)
