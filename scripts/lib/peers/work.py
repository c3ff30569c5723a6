"""What every client among the peers does with the versions that it has read. Each peer imports its client, and calls
`main` with the functions that read.

    PEER.py start|one|list|count|group URL [ID]
"""

import json
import sys

ORG, TYPE, NAME = "acme", "container", "monorepo"
FIELDS = ("id", "name", "created_at", "deleted_at", "description", "html_url", "license", "metadata",
          "package_html_url", "updated_at", "url")


def show(item):
    return {field: item.get(field) for field in FIELDS}


def write(value):
    # Not json.dump: that writes piece by piece, without the encoder in C.
    sys.stdout.write(json.dumps(value, default=list))


def main(start, one, versions):
    """`start` makes a client of a URL, `one` reads one version of an id, `versions` gives all of them; both give dicts."""
    verb, url = sys.argv[1:3]
    client = start(url)
    if verb == "one":
        write(show(one(client, int(sys.argv[3]))))
    elif verb == "list":
        write([show(item) for item in versions(client)])
    elif verb == "count":
        print(sum(1 for _ in versions(client)))
    elif verb == "group":
        months = {}
        for item in versions(client):
            month = item["created_at"][:7]
            months[month] = months.get(month, 0) + 1
        write(sorted(months.items()))
