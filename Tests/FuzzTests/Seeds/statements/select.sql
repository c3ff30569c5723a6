SELECT *, org, json_extract(metadata, '$.container.tags') FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container' AND package_name IN ('web', 'a/b') ORDER BY created_at DESC LIMIT 3
====
[{"id":1,"name":"sha256:a","url":"u","package_html_url":"p","created_at":"2025-01-02T03:04:05Z","updated_at":"2025-01-02T03:04:05Z","metadata":{"package_type":"container","container":{"tags":["v1","latest"]}}},{"id":2,"name":"sha256:a","url":"u","package_html_url":"p","created_at":"2025-01-02T03:04:05Z","updated_at":"2025-01-02T03:04:05Z","metadata":{"package_type":"container","container":{"tags":["v1","latest"]}}}]
====
[]
