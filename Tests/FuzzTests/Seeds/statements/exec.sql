EXEC github.packages.package_versions.restore_package_version_for_org @org='acme', @package_type='container', @package_name='web' FOR EACH (SELECT id AS package_version_id FROM github.packages.package_versions WHERE org='acme' AND package_type='container' AND package_name='web' AND state='deleted')
====
[{"id":1,"name":"sha256:a","url":"u","package_html_url":"p","created_at":"2025-01-02T03:04:05Z","updated_at":"2025-01-02T03:04:05Z","metadata":{"package_type":"container","container":{"tags":["v1","latest"]}}}]
