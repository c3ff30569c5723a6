"""Measures the release programs against references in the same run. Called by scripts/bench."""

import argparse
import json
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

PATH = "/orgs/acme/packages/container/monorepo/versions"


def measure(command, runs, environment=None, prepare=None, errors=None, status=0):
    """Wall seconds (minimum, median, maximum), median CPU seconds and the peak memory in MB of a command."""
    walls, cpus, peak = [], [], 0
    for run in range(runs + 1):
        if prepare:
            prepare()
        start = time.perf_counter()
        with open(os.devnull, "wb") as nowhere:
            process = subprocess.Popen(command, stdout=nowhere, stderr=errors, env=environment)
            _, ended, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(ended)
        if process.returncode != status:
            sys.exit(f"bench: exit status {process.returncode}: {' '.join(command)[:200]}")
        if run == 0:
            continue  # warm-up
        walls.append(time.perf_counter() - start)
        cpus.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / (1024 if platform.system() == "Linux" else 1024 * 1024))
    return {"min": min(walls), "median": statistics.median(walls), "max": max(walls),
            "cpu": statistics.median(cpus), "memory": peak}


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


def render_pages(bindery, folder):
    """Writes the 100 pages of the sandbox's large package and returns the Link header of each."""
    sandbox = subprocess.Popen([bindery, "sandbox"], stdout=subprocess.PIPE, text=True)
    try:
        url = sandbox.stdout.readline().split()[-1]
        links = []
        for page in range(1, 101):
            request = urllib.request.Request(f"{url}{PATH}?per_page=100&page={page}")
            with urllib.request.urlopen(request) as response:
                body = response.read()
                links.append((response.headers["Link"] or "").replace(url, "http://$http_host"))
            if len(json.loads(body)) != 100:
                sys.exit(f"bench: page {page} does not hold 100 versions")
            with open(os.path.join(folder, f"{page}.json"), "wb") as file:
                file.write(body)
        return links
    finally:
        sandbox.terminate()
        sandbox.wait()


class Sandbox:
    """The sandbox with 200 packages of three versions each, 50 ms away."""

    def __init__(self, bindery, folder, latency=50):
        packages = [{"name": f"package-{number:03}", "package_type": "container",
                     "versions": {"count": 3, "first_id": 10_000_000 + number * 100}} for number in range(200)]
        dataset = os.path.join(folder, "dataset.json")
        with open(dataset, "w") as file:
            json.dump({"authenticated_user": "octocat", "users": [{"login": "octocat", "packages": []}],
                       "organizations": [{"login": "many", "packages": packages}]}, file)
        self.process = subprocess.Popen([bindery, "sandbox", "--dataset", dataset, "--latency", str(latency)],
                                        stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split()[-1]

    def stop(self):
        self.process.terminate()
        self.process.wait()


class StaticServer:
    """nginx that serves rendered pages with their Link headers."""

    def __init__(self, folder, links):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        entries = "\n".join(f"    {page} '{link}';" for page, link in enumerate(links, 1))
        config = os.path.join(folder, "nginx.conf")
        with open(config, "w") as file:
            file.write(f"""
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000; default_type application/json;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  map_hash_bucket_size 1024; map_hash_max_size 4096;
  map $arg_page $number {{ "" 1; default $arg_page; }}
  map $number $link {{
{entries}
  }}
  server {{
    listen 127.0.0.1:{self.port};
    root {folder};
    location = {PATH} {{ add_header Link $link; try_files /$number.json =404; }}
  }}
}}
""")
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen([nginx, "-p", folder, "-c", config])
        self.url = f"http://127.0.0.1:{self.port}"
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    sys.exit("bench: nginx did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def peak(process):
    """The most memory that a process has held so far, in MB; 0 where the system does not say, or once it has ended."""
    try:
        with open(f"/proc/{process}/status") as file:
            return int(re.search(r"VmHWM:\s*(\d+)", file.read()).group(1)) / 1024
    except (OSError, AttributeError):
        return 0


def million(bindery, sql, format, environment, folder):
    """One scan of 1,000,000 versions of a sandbox; the memory is that of client and sandbox together."""
    dataset = os.path.join(folder, "million.json")
    with open(dataset, "w") as file:
        package = {"name": "big", "package_type": "container", "versions": {"count": 1_000_000}}
        json.dump({"organizations": [{"login": "acme", "packages": [package]}], "users": [{"login": "octocat"}]}, file)
    sandbox = subprocess.Popen([bindery, "sandbox", "--dataset", dataset], stdout=subprocess.PIPE, text=True)
    try:
        url = sandbox.stdout.readline().split()[-1]
        start = time.perf_counter()
        with open(os.devnull, "wb") as nowhere:
            command = [bindery, "query", sql, "--format", format, "--base-url", url]
            process = subprocess.Popen(command, stdout=nowhere, env=environment)
            memory = 0
            while True:
                # Not the peak that the system reports at the end: that has this script's in it, from before the program.
                memory = max(memory, peak(process.pid))
                found, status, usage = os.wait4(process.pid, os.WNOHANG)
                if found:
                    break
                time.sleep(0.01)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"bench: exit status {process.returncode}: {' '.join(command)[:200]}")
        wall = time.perf_counter() - start
        return {"min": wall, "median": wall, "max": wall, "cpu": usage.ru_utime + usage.ru_stime,
                "memory": memory + peak(sandbox.pid)}
    finally:
        sandbox.terminate()
        sandbox.wait()


def machine():
    processor = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            found = re.search(r"model name\s*:\s*(.+)", file.read())
        processor = found.group(1) if found else processor
    return f"{processor}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("bin")
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    bindery = os.path.join(arguments.bin, "bindery")
    generator = os.path.join(arguments.bin, "provider-generator")
    environment = {**os.environ, "GITHUB_TOKEN": "bench"}
    rows = []

    def case(name, bound, result, reference_name=None, reference=None):
        ratio = f"{result['median'] / reference['median']:.2f} × {reference_name}" if reference else ""
        rows.append((name, result, ratio, bound))

    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # nginx may run as another user
        nothing = measure(["/bin/true"], arguments.runs)
        start = measure([bindery, "query", "SELECT 1"], max(20, arguments.runs), environment)
        case("start-up: `bindery query \"SELECT 1\"`", "20 ms", start, "/bin/true", nothing)

        server = StaticServer(folder, render_pages(bindery, folder))
        try:
            urls = [f"{server.url}{PATH}?per_page=100&page={page}" for page in range(1, 101)]
            curl = measure(["curl", "--silent", "--fail", *urls], arguments.runs)
            case("reference: curl, the same 100 pages in sequence", "", curl)
            where = "WHERE org = 'acme' AND package_type = 'container' AND package_name = 'monorepo'"
            table = "github.packages.package_versions"
            for name, sql, format in [
                ("10,000 versions, all columns, json", f"SELECT * FROM {table} {where}", "json"),
                ("10,000 versions, all columns, csv", f"SELECT * FROM {table} {where}", "csv"),
                ("10,000 versions, two columns, csv", f"SELECT id, name FROM {table} {where}", "csv"),
                ("10,000 versions, count(*)", f"SELECT count(*) FROM {table} {where}", "csv"),
            ]:
                command = [bindery, "query", sql, "--format", format, "--base-url", server.url]
                case(name, "500 ms, 80 MB", measure(command, arguments.runs, environment), "curl", curl)
        finally:
            server.stop()

        sandbox = Sandbox(bindery, folder)
        try:
            sql = (f"SELECT count(*) FROM github.packages.packages p JOIN {table} v ON v.org = p.org"
                   " AND v.package_type = p.package_type AND v.package_name = p.name"
                   " WHERE p.org = 'many' AND p.package_type = 'container'")
            command = [bindery, "query", sql, "--concurrency", "8", "--base-url", sandbox.url]
            # Two pages of packages, and ⌈200 / 8⌉ rounds of versions, 50 ms each.
            ideal = {"median": 27 * 0.05}
            case("join of 200 packages with their versions, 50 ms away", "1.3 × the rounds",
                 measure(command, arguments.runs, environment), "27 rounds", ideal)
        finally:
            sandbox.stop()

        where = where.replace("monorepo", "big")
        for name, columns, format in [("all columns, json", "*", "json"), ("all columns, csv", "*", "csv"),
                                      ("count(*)", "count(*)", "csv")]:
            result = million(bindery, f"SELECT {columns} FROM {table} {where}", format, environment, folder)
            case(f"1,000,000 versions, {name}, once; memory with the sandbox's", "60 MB", result)

        output = os.path.join(folder, "generated")
        command = [generator, "--spec", "spec/github", "--output", output]
        clean = lambda: shutil.rmtree(output, ignore_errors=True)
        case("generator, bundled provider", "50 ms", measure(command, arguments.runs, prepare=clean), "/bin/true", nothing)

        documents = "../shared/specs/github-openapi-stackql/provider.yaml"
        if os.path.exists(documents):
            output = os.path.join(folder, "imported")
            command = [bindery, "spec", "import", documents, "--output", output]
            clean = lambda: shutil.rmtree(output, ignore_errors=True)
            case("import of all of GitHub: 48 documents, 7.7 MB of YAML", "3 s, 400 MB",
                 measure(command, arguments.runs, prepare=clean, errors=subprocess.DEVNULL))
            command = [bindery, "query", "--spec", output, "SELECT 1"]
            case("`bindery query --spec`, all of GitHub, \"SELECT 1\"", "250 ms", measure(command, arguments.runs, environment))
            renamed = rename_field(output, os.path.join(folder, "renamed"))
            for name, other in [("with itself", output), ("with a field renamed wherever it is", renamed)]:
                command = [bindery, "spec", "diff", output, other]
                case(f"`bindery spec diff`, all of GitHub {name}", "1 s",
                     measure(command, arguments.runs, status=5 if other == renamed else 0))
        else:
            print(f"bench: {documents} is not there; the import is not measured", file=sys.stderr)

    print(f"Machine: {machine()}. Release build, {arguments.runs} runs after a warm-up; milliseconds, MB.\n")
    print("| case | min | median | max | CPU | peak memory | ratio | bound |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |")
    for name, result, ratio, bound in rows:
        cells = [f"{result[key] * 1000:.1f}" for key in ("min", "median", "max", "cpu")]
        print(f"| {name} | {' | '.join(cells)} | {result['memory']:.0f} | {ratio} | {bound} |")


if __name__ == "__main__":
    main()
