SELECT * FROM github.packages.packages"p" WHERE "p"."name" = 'x' UNION ALL SELECT "a"github.packages.packages"
