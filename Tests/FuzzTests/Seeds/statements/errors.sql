SELECT * FROM depot.stock.events
====
HTTP 200
Link: <https://api.example.com/events?page=2&per_page=2>; rel="next", <https://api.example.com/events?page=3&per_page=2>; rel="last"

[{"id":1},{"id":2}]
====
HTTP 429
Retry-After: 2

====
HTTP 403
x-remaining: 0
x-reset: 1700000100

{"message":"API rate limit exceeded"}
====
HTTP 404

{"message":"Not Found","documentation_url":"https://docs.example.com"}
