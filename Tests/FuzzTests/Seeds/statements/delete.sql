BEGIN; DELETE FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container' AND package_name = 'web' AND created_at < '2026-01-01'; SELECT * FROM bindery_plan; COMMIT; DELETE FROM depot.stock.boxes WHERE site = 'a' AND box_id = 4
====
[{"id":1,"name":"sha256:a","url":"u","package_html_url":"p","created_at":"2025-01-02T03:04:05Z","updated_at":"2025-01-02T03:04:05Z","metadata":{"package_type":"container","container":{"tags":["v1","latest"]}}}]
