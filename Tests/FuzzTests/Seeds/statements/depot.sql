SELECT id, label, weight, sealed, "order", tags, "group", site FROM depot.stock.boxes WHERE site = 'a' AND sealed = true AND weight > 1.5; SELECT * FROM depot.stock.boxes WHERE site='a' AND id=1
====
{"boxes":[{"id":1,"label":"x","weight":1e3,"sealed":true,"order":{"a":[1,2]},"tags":["t"],"group":null},{"id":18446744073709551616,"label":2}]}
====
{"id":1,"label":"\u00e9","sealed":false}
