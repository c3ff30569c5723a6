"""Measures the whole way of a spec at the size of all of GitHub: import, generation, and a package that builds the result.
Called by scripts/bench --scale."""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time

from bench import machine, measure
from benchmark.allofgithub import DOCUMENTS

PACKAGE = """// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "scale",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "bindery", path: "{root}")],
  targets: [
    .target(
      name: "AllOfGitHub",
      dependencies: [.product(name: "ProviderRuntime", package: "bindery")],
      plugins: [.plugin(name: "ProviderPlugin", package: "bindery")]),
    .executableTarget(
      name: "one-call",
      dependencies: ["AllOfGitHub", .product(name: "CurlTransport", package: "bindery")]),
    .executableTarget(
      name: "all-tables",
      dependencies: ["AllOfGitHub", .product(name: "ProviderCommands", package: "bindery")]),
    .executableTarget(
      name: "one-call-bundled",
      dependencies: [
        .product(name: "GitHubProvider", package: "bindery"), .product(name: "CurlTransport", package: "bindery"),
      ]),
    .executableTarget(name: "no-foundation"),
    .executableTarget(name: "date"),
    .executableTarget(name: "data"),
    .executableTarget(
      name: "runtime", dependencies: [.product(name: "CurlTransport", package: "bindery")]),
  ],
  swiftLanguageModes: [.v6]
)
"""

FOUNDATION = """#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

"""

ONE_CALL = """import CurlTransport
import {module}

@main
struct OneCall {{
  static func main() async throws {{
    let github = {client}(transport: CurlTransport())
    print(try await github.packages.packages.get(org: "acme", packageType: .container, packageName: "web").name)
  }}
}}
"""

# What is linked in spite of no call leading to it goes, too: see docs/performance.md.
UNEXPORTED = [] if platform.system() == "Darwin" else ["-Xlinker", "--no-export-dynamic"]

PROGRAMS = [
    ("no-foundation", "an empty program", ""),
    ("date", "one that names Date", ""),
    ("data", "one that names Data", ""),
    ("runtime", "one with a transport", ""),
    ("one-call-bundled", "one call of the bundled provider", "12 MB"),
    ("one-call", "one call of all of GitHub", "12 MB"),
    ("all-tables", "SQL over all of GitHub", ""),
]

SOURCES = {
    "AllOfGitHub/AllOfGitHub.swift": "",
    "AllOfGitHub/bindery.json": '{ "spec": "../../spec" }',
    "one-call/OneCall.swift": ONE_CALL.format(module="AllOfGitHub", client="Github"),
    "one-call-bundled/OneCall.swift": ONE_CALL.format(module="GitHubProvider", client="GitHub"),
    "all-tables/AllTables.swift": """import AllOfGitHub
import Foundation
import ProviderCommands

@main
struct AllTables {
  static func main() {
    exit(CommandLineTool(name: "all-tables", version: "1", providers: [Github.descriptor]).run())
  }
}
""",
    "no-foundation/main.swift": "print(1)\n",
    "date/main.swift": FOUNDATION + "print(Date(timeIntervalSince1970: 0))\n",
    "data/main.swift": FOUNDATION + "print(Data([1]).count)\n",
    "runtime/main.swift": "import CurlTransport\n\nprint(CurlTransport())\n",
}


class Rows(list):
    """What was measured; each row is told as it comes, since the whole takes long."""

    def append(self, row):
        print(f"bench: {row[0]}: {row[1]}", file=sys.stderr, flush=True)
        super().append(row)


def build(package, *options):
    """Builds a product of the package; gives what it took, the children's time too."""
    command = ["swift", "build", "--package-path", package, *options]
    start = time.perf_counter()
    with open(os.path.join(package, "build.log"), "wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    with open(os.path.join(package, "build.log"), errors="replace") as log:
        text = log.read()
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(command)}\n{text[-2000:]}")
    warnings = [line for line in text.splitlines() if re.search(r"\.swift:\d+:\d+: warning:", line)]
    if warnings:
        sys.exit("bench: the generated code has warnings:\n" + "\n".join(warnings)[:2000])
    return {"wall": time.perf_counter() - start, "cpu": usage.ru_utime + usage.ru_stime,
            "memory": usage.ru_maxrss / (1024 if platform.system() == "Linux" else 1024 * 1024)}


def forget(package):
    """Removes what the compiler made of the generated target, so that all of it is compiled again."""
    folder = os.path.join(package, ".build", "debug", "AllOfGitHub.build")
    for name in os.listdir(folder):
        if name.endswith((".o", ".swiftdeps", ".d", ".priors", ".swiftmodule")):
            os.remove(os.path.join(folder, name))


def objects(package):
    """The generated target's object files of the debug build, each with the moment it was written."""
    folder = os.path.join(package, ".build", "debug", "AllOfGitHub.build")
    return {name: os.stat(os.path.join(folder, name)).st_mtime_ns
            for name in os.listdir(folder) if name.endswith(".o")}


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench --scale")
    parser.add_argument("bin")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    if not os.path.exists(DOCUMENTS):
        sys.exit(f"bench: {DOCUMENTS} is not there, from which all of GitHub is imported")
    rows = Rows()
    static = [] if platform.system() == "Darwin" else ["--static-swift-stdlib"]
    with tempfile.TemporaryDirectory() as folder:
        package = os.path.join(folder, "package")
        spec = os.path.join(package, "spec")
        for name, text in SOURCES.items():
            file = os.path.join(package, "Sources", name)
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "w") as stream:
                stream.write(text)
        with open(os.path.join(package, "Package.swift"), "w") as stream:
            stream.write(PACKAGE.replace("{root}", os.getcwd()))

        clean = lambda: shutil.rmtree(spec, ignore_errors=True)
        result = measure([os.path.join(arguments.bin, "bindery"), "spec", "import", DOCUMENTS, "--output", spec],
                         arguments.runs, prepare=clean, errors=subprocess.DEVNULL)
        rows.append(("import of 48 documents", f"{result['median']:.2f} s, {result['memory']:.0f} MB", "3 s, 400 MB"))

        output = os.path.join(folder, "generated")
        clean = lambda: shutil.rmtree(output, ignore_errors=True)
        arguments_of_generator = ["--spec", spec, "--output", output]
        result = measure([os.path.join(arguments.bin, "provider-generator"), *arguments_of_generator],
                         arguments.runs, prepare=clean)
        size = sum(os.path.getsize(os.path.join(output, name)) for name in os.listdir(output))
        rows.append((f"generation of {size / 1e6:.1f} MB of Swift, generator built for release",
                     f"{result['median']:.2f} s, {result['memory']:.0f} MB", "1 s"))

        build(package)  # everything else that the generated target needs, the generator too
        binaries = os.path.join(package, ".build", "debug")
        tool = next(os.path.join(binaries, name) for name in sorted(os.listdir(binaries))
                    if name in ("provider-generator", "provider-generator-tool"))
        result = measure([tool, *arguments_of_generator], arguments.runs, prepare=clean)
        rows.append(("generation, generator built for debugging, as plugins have it",
                     f"{result['median']:.2f} s, {result['memory']:.0f} MB", "5 s"))

        nothing = build(package)
        forget(package)
        result = build(package, "--target", "AllOfGitHub")
        rows.append(("debug build of the generated target from clean",
                     f"{result['cpu'] - nothing['cpu']:.0f} s of CPU, {result['wall']:.0f} s, "
                     f"{result['memory']:.0f} MB in the largest process", "80 s of CPU, 1.5 GB"))

        before = objects(package)
        service = os.path.join(spec, "gists.json")
        with open(service) as stream:
            text = stream.read()
        with open(service, "w") as stream:
            stream.write(text.replace('"summary": "', '"summary": "Changed: ', 1))
        result = build(package, "--target", "AllOfGitHub")
        again = [name for name, moment in objects(package).items() if moment != before.get(name)]
        rows.append(("debug build after a change of one line of one service",
                     f"{len(again)} of {len(before)} files ({', '.join(again)}), {result['wall']:.1f} s", "1 service"))

        for product, title, bound in PROGRAMS:
            program = os.path.join(package, ".build", "release", product)
            sizes = []
            for options in [UNEXPORTED, []] if UNEXPORTED else [[]]:
                build(package, "-c", "release", *static, *options, "--product", product)
                subprocess.run(["strip", "-o", program + ".stripped", program], check=True)
                sizes.append(os.path.getsize(program + ".stripped"))
            text = " MB; without exported symbols ".join(f"{size / 1e6:.1f}" for size in reversed(sizes)) + " MB"
            rows.append((f"stripped release program, static standard library: {title}", text, bound))
        program = os.path.join(package, ".build", "release", "all-tables")
        nothing = measure([os.path.join(package, ".build", "release", "no-foundation")], max(20, arguments.runs))
        result = measure([program, "query", "SELECT 1"], max(20, arguments.runs))
        rows.append(("start-up with every table: `query \"SELECT 1\"`",
                     f"{result['median'] * 1000:.1f} ms ({result['median'] / nothing['median']:.1f} × an empty program), "
                     f"{result['memory']:.0f} MB", "25 ms"))

    print(f"Machine: {machine()}. {arguments.runs} runs after a warm-up, medians; builds once.\n")
    print("| case | figure | bound |")
    print("| --- | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


main()
