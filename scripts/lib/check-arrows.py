"""Checks the dependencies between targets against those that the design allows (docs/design.md)."""

import json
import subprocess
import sys

# Whatever a library user links at run time, and the sandbox, which must not share the client's bugs.
FORBIDDEN = {
    "ProviderRuntime": {"*"},
    "GitHubProvider": {"ProviderSpec", "ProviderGenerator", "CSQLite", "CMicrohttpd", "CCurl", "CSimdJSON", "CYAML"},
    "CurlTransport": {"ProviderSpec", "ProviderGenerator", "CSQLite", "CMicrohttpd", "CYAML"},
    "ProviderSQL": {
        "ProviderSpec", "ProviderGenerator", "CurlTransport", "CCurl", "CMicrohttpd", "CYAML", "GitHubProvider"
    },
    "ProviderSpec": {"*"},
    "ProviderGenerator": {"ProviderRuntime", "ProviderSQL", "CurlTransport"},
    "ProviderDocs": {"ProviderRuntime", "ProviderGenerator", "ProviderSQL", "CurlTransport", "GitHubProvider"},
    "SpecImport": {"ProviderRuntime", "ProviderGenerator", "ProviderSQL", "CurlTransport", "GitHubProvider"},
    "GitHubSandbox": {"ProviderRuntime", "ProviderSpec", "ProviderGenerator", "ProviderSQL", "GitHubProvider"},
    "ProviderCommands": {"GitHubProvider", "GitHubSandbox"},
}

package = json.loads(subprocess.check_output(["swift", "package", "dump-package"]))
arrows = {
    target["name"]: {dependency["byName"][0] for dependency in target["dependencies"] if "byName" in dependency}
    for target in package["targets"]
}


def reachable(name, seen):
    for dependency in arrows.get(name, ()):
        if dependency not in seen:
            seen.add(dependency)
            reachable(dependency, seen)
    return seen


wrong = []
for name, forbidden in FORBIDDEN.items():
    if name not in arrows:
        wrong.append(f"target '{name}' is gone; take its line out of {__file__}")
        continue
    # A target that may use nothing is checked by its own arrows; the others by all that they reach.
    reached = arrows[name] if "*" in forbidden else reachable(name, set())
    bad = reached if "*" in forbidden else reached & forbidden
    wrong += [f"{name} → {dependency}: an arrow that must not exist" for dependency in sorted(bad)]
if wrong:
    sys.exit("\n".join(wrong))
