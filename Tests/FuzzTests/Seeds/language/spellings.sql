SELECT github.packages.packages.name, `github`.[packages]."package_versions".* -- x.y
FROM GitHub . /* a */ packages . PACKAGES p, "github.packages.packages" q WHERE x'41' <> 'it''s' AND 1e+5 > .5 AND a IS NOT DISTINCT FROM b.c.d;
