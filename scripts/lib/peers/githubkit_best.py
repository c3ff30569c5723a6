"""githubkit at its best: one HTTP client for all requests (it is entered as a context), which keeps its connection; without
the cache of answers and the repetitions; and what came as JSON instead of models."""

import githubkit

from work import NAME, ORG, TYPE, main

PACKAGE = {"org": ORG, "package_type": TYPE, "package_name": NAME}


def start(url):
    github = githubkit.GitHub(githubkit.TokenAuthStrategy("bench"), base_url=url, http_cache=False, auto_retry=False,
                              rest_api_validate_body=False)
    return github.__enter__()


def one(github, number):
    return github.rest.packages.get_package_version_for_organization(package_version_id=number, **PACKAGE).json()


def versions(github):
    method = github.rest.packages.get_all_package_versions_for_package_owned_by_org
    return github.rest.paginate(method, map_func=lambda response: response.json(), per_page=100, **PACKAGE)


main(start, one, versions)
