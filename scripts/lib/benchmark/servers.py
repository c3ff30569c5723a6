"""The servers that the cases ask: nginx with rendered pages for the limit, and the sandbox."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

# Packages of the organisation acme, by name: how many versions each has. Big and huge are not in the demo's data.
SMALL, BIG = "monorepo", "big"
SIZES = {SMALL: 10_000, BIG: 100_000}


def path(package):
    return f"/orgs/acme/packages/container/{package}/versions"


def page_urls(url, package):
    return [f"{url}{path(package)}?per_page=100&page={page}" for page in range(1, SIZES[package] // 100 + 1)]


def dataset(folder, name, organizations):
    """Writes a data set of the sandbox, in which octocat is the one who asks."""
    file = os.path.join(folder, f"{name}.json")
    with open(file, "w") as stream:
        json.dump({"authenticated_user": "octocat", "users": [{"login": "octocat", "packages": []}],
                   "organizations": [{"login": login, "packages": packages}
                                     for login, packages in organizations.items()]}, stream)
    return file


def package(name, count, first=3_100_000_001):
    return {"name": name, "package_type": "container",
            "versions": {"count": count, "first_id": first, "tagged_every": 10}}


class Sandbox:
    """A process of the sandbox."""

    def __init__(self, bindery, *options):
        self.process = subprocess.Popen([bindery, "sandbox", *options], stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split()[-1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def render(bindery, folder):
    """Writes every page of the packages; gives what comes behind each page's path as its Link header."""
    data = dataset(folder, "rendered", {"acme": [
        package(name, count, first) for (name, count), first in zip(SIZES.items(), (3_100_000_001, 3_200_000_001))]})
    links = []
    # What a server says behind the last page.
    with open(os.path.join(folder, "empty.json"), "w") as file:
        file.write("[]")
    with Sandbox(bindery, "--dataset", data) as sandbox:
        for name, count in SIZES.items():
            os.mkdir(os.path.join(folder, name))
            for page, url in enumerate(page_urls(sandbox.url, name), 1):
                with urllib.request.urlopen(urllib.request.Request(url)) as response:
                    body = response.read()
                    link = (response.headers["Link"] or "").replace(sandbox.url, "http://$http_host")
                if len(json.loads(body)) != 100:
                    sys.exit(f"bench: page {page} of {name} does not hold 100 versions")
                links.append((f"{name}/{page}", link))
                with open(os.path.join(folder, name, f"{page}.json"), "wb") as file:
                    file.write(body)
            with open(os.path.join(folder, name, "1.json")) as file:
                newest = json.load(file)[0]
            with open(os.path.join(folder, name, "one.json"), "w") as file:
                json.dump(newest, file)
    return links


class StaticServer:
    """nginx that serves rendered pages with their Link headers, and each package's newest version by its id."""

    def __init__(self, bindery, folder):
        # nginx may run as another user.
        os.chmod(folder, 0o755)
        links = render(bindery, folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        entries = "\n".join(f"    {name} '{link}';" for name, link in links)
        config = os.path.join(folder, "nginx.conf")
        with open(config, "w") as file:
            file.write(f"""
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000; default_type application/json;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  map_hash_bucket_size 1024; map_hash_max_size 8192;
  map $arg_page $number {{ "" 1; default $arg_page; }}
  map $uri $package {{ ~^/orgs/acme/packages/container/(?<name>[a-z]+)/ $name; }}
  map $package/$number $link {{
{entries}
  }}
  server {{
    listen 127.0.0.1:{port};
    root {folder};
    location ~ /versions$ {{ add_header Link $link; try_files /$package/$number.json /empty.json; }}
    location ~ /versions/ {{ try_files /$package/one.json =404; }}
  }}
}}
""")
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen([nginx, "-p", folder, "-c", config])
        self.url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    self.__exit__()
                    sys.exit("bench: nginx did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
