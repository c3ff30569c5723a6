"""requests: a session that keeps its connection, the Link headers followed, each page decoded by requests (the json of
Python's library). What most people write by hand."""

import requests

from work import NAME, ORG, TYPE, main

PATH = f"/orgs/{ORG}/packages/{TYPE}/{NAME}/versions"


def start(url):
    session = requests.Session()
    session.headers["Authorization"] = "Bearer bench"
    session.trust_env = False
    return session, url + PATH


def get(session, url):
    response = session.get(url)
    response.raise_for_status()
    return response


def one(client, number):
    session, url = client
    return get(session, f"{url}/{number}").json()


def versions(client):
    session, url = client
    url += "?per_page=100"
    while url:
        response = get(session, url)
        yield from response.json()
        url = response.links.get("next", {}).get("url")


main(start, one, versions)
