"""ghapi: its generated method with a client that waits (sync=True), and its `sync_paged`, which asks for page after page
until one is empty: one request more than there are pages. Its transport is given an HTTP client to keep, which makes it
many times faster than one for each request."""

import httpx2
from ghapi.all import GhApi, sync_paged

from work import NAME, ORG, TYPE, main


def start(url):
    api = GhApi(token="bench", gh_host=url, sync=True)
    api.transport.client = httpx2.Client(timeout=60)
    return api


def one(api, number):
    return api.packages.get_package_version_for_organization(TYPE, NAME, ORG, number)


def versions(api):
    method = api.packages.get_all_package_versions_for_package_owned_by_org
    for page in sync_paged(method, package_type=TYPE, package_name=NAME, org=ORG, per_page=100):
        yield from page


main(start, one, versions)
