SELECT p.name, count(*), max(v.id) FROM github.packages.packages p LEFT JOIN github.packages.package_versions v ON v.package_name = p.name AND v.package_type = p.package_type AND v.org = 'acme' WHERE p.org = 'acme' AND p.package_type = 'container' GROUP BY 1
====
[{"id":7,"name":"web","package_type":"container","owner":{"login":"acme","id":9},"version_count":2,"visibility":"private","url":"u","html_url":"h","created_at":"2025-01-02T03:04:05Z","updated_at":"2025-01-02T03:04:05Z"}]
====
[{"id":1,"name":"sha256:a","url":"u","package_html_url":"p","created_at":"2025-01-02T03:04:05Z","updated_at":"2025-01-02T03:04:05Z","metadata":{"package_type":"container","container":{"tags":["v1","latest"]}}}]
