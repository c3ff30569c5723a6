"""Import, start-up and comparison of a spec of all of GitHub's API, where its documents lie beside the project."""

import os
import shutil

from .measure import Case, Entrant

DOCUMENTS = "../shared/specs/github-openapi-stackql/provider.yaml"


def rename_field(spec, copy):
    """Copies a spec; a field that many models have gets another name in all of them."""
    shutil.copytree(spec, copy)
    for name in os.listdir(copy):
        path = os.path.join(copy, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace('"node_id"', '"node_number"'))
    return copy


def cases(product, bench, folder, say):
    if not os.path.exists(DOCUMENTS):
        say(f"{DOCUMENTS} is not there; the import is not measured")
        return []
    spec, renamed = os.path.join(folder, "imported"), os.path.join(folder, "renamed")

    def bindery(id, title, *words, **more):
        return Entrant(id, title, [product.bindery, *words], product.environment, **more)

    imported = bench.run(Case("import", "import of all of GitHub, 48 documents, 7.7 MB of YAML", [
        bindery("import", "`bindery spec import`", "spec", "import", DOCUMENTS, "--output", spec,
                prepare=lambda: shutil.rmtree(spec, ignore_errors=True))]))
    if not os.path.exists(spec):
        return [imported]
    rename_field(spec, renamed)
    return [imported, bench.run(Case("import-used", "the imported spec of all of GitHub", [
        bindery("query", "`bindery query --spec` with `SELECT 1`", "query", "--spec", spec, "SELECT 1"),
        bindery("same", "`bindery spec diff` with itself", "spec", "diff", spec, spec),
        bindery("renamed", "`bindery spec diff` after a field was renamed wherever it is", "spec", "diff", spec, renamed,
                status=5)]))]
