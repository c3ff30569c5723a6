"""The steps of ClientTests with githubkit, whose methods and models are generated from GitHub's own OpenAPI document.

    githubkit_client.py URL TOKEN VERSION_TO_DELETE
"""

import json
import sys

import githubkit
from githubkit.exception import RequestFailed

url, token, version = sys.argv[1:]
# It puts a path's parameters in as they are, so a name with a slash has to come encoded.
name = "%40scope%2Flib"
github = githubkit.GitHub(githubkit.TokenAuthStrategy(token), base_url=url, auto_retry=False)
packages = github.rest.packages
many = {"org": "acme", "package_type": "container", "package_name": "many"}
doomed = {"org": "acme", "package_type": "container", "package_name": "doomed-1"}
one = {**many, "package_version_id": int(version)}


def ids(method, **parameters):
    return [item.id for item in github.rest.paginate(method, **parameters)]


def refusal(method, **parameters):
    try:
        method(**parameters)
    except RequestFailed as error:
        return [error.response.status_code, error.response.json()["message"]]


# Its model of a package knows no internal ones, as the document, so the list asks for private ones.
report = {
    "packages": ids(
        packages.list_packages_for_organization, org="acme", package_type="container", visibility="private", per_page=2),
    "versions": ids(packages.get_all_package_versions_for_package_owned_by_org, **many, per_page=100),
    "package": packages.get_package_for_organization("npm", name, "acme").parsed_data.id,
    "version": packages.get_package_version_for_organization(**one).parsed_data.id,
    "statuses": [packages.delete_package_version_for_org(**one).status_code],
    "deleted": ids(
        packages.get_all_package_versions_for_package_owned_by_org, **many, per_page=100, state="deleted"),
    "gone": refusal(packages.get_package_version_for_organization, **one),
}
report["statuses"] += [
    packages.restore_package_version_for_org(**one).status_code,
    packages.delete_package_for_org(**doomed).status_code,
    packages.restore_package_for_org(**doomed).status_code,
]
report["missing"] = refusal(packages.get_package_for_organization, org="acme", package_type="npm", package_name="nix")
json.dump(report, sys.stdout)
