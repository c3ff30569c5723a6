"""githubkit as its documentation shows it: rest.paginate over the method, each version a validated model."""

import githubkit

from work import NAME, ORG, TYPE, main

PACKAGE = {"org": ORG, "package_type": TYPE, "package_name": NAME}


def start(url):
    github = githubkit.GitHub(githubkit.TokenAuthStrategy("bench"), base_url=url)
    return github


def one(github, number):
    answer = github.rest.packages.get_package_version_for_organization(package_version_id=number, **PACKAGE)
    return answer.parsed_data.model_dump(mode="json")


def versions(github):
    method = github.rest.packages.get_all_package_versions_for_package_owned_by_org
    for version in github.rest.paginate(method, per_page=100, **PACKAGE):
        yield version.model_dump(mode="json")


main(start, one, versions)
