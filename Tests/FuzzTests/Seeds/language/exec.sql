EXEC github.packages.package_versions.restore_package_version_for_org @org = 'acme' @package_type='npm', @package_version_id=-42, @x = NULL, @y=true
FOR EACH (SELECT id AS package_version_id FROM github.packages.package_versions WHERE org='acme')
