"""Writes what was measured as text, as Markdown or as JSON; and puts it into docs/performance.md and the README."""

import json
import re

RECORD, PAGES = "docs/performance.json", ["docs/performance.md", "README.md"]
COLUMNS = ["program", "min", "median", "max", "CPU", "peak memory", "ratio", "bound"]


def milliseconds(seconds):
    value = seconds * 1000
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def limit(bound):
    """A bound in words."""
    most = bound["at_most"]
    if "over" in bound:
        if most < 1:
            return f"1/{1 / most:.3g} × {bound['over']}"
        return f"{most:g} × {bound['over']}" + (" (CPU)" if bound["figure"] == "cpu" else "")
    return f"{most:.0f} MB" if bound["figure"] == "memory" else f"{milliseconds(most)} ms"


def measured(verdict):
    value = verdict["value"]
    if value is None:
        return "not measured"
    if "over" in verdict:
        return f"{value:.2f} ×"
    return f"{value:.0f} MB" if verdict["figure"] == "memory" else f"{milliseconds(value)} ms"


def table_of(case, verdicts):
    """A case's rows: the words of each cell."""
    reference = next((one for one in case["entrants"] if one["id"] == case["reference"]), {})
    rows = []
    for one in case["entrants"]:
        mine = [verdict for verdict in verdicts if verdict["case"] == case["id"] and verdict["program"] == one["id"]]
        words = ", ".join(limit(verdict) + ("" if verdict["holds"] else " **missed**") for verdict in mine)
        if "problem" in one:
            rows.append([one["title"], f"failed: {one['problem'][:60]}", "", "", "", "", "", words])
            continue
        times = [milliseconds(one[name]) if name in one else "" for name in ("min", "median", "max", "cpu")]
        memory = f"{one['memory']:.0f}" if "memory" in one else ""
        ratio = f"{one['median'] / reference['median']:.2f}" if "median" in reference else ""
        rows.append([one["title"], *times, memory, ratio, words])
    return rows


def heading(case):
    reference = next((one["title"] for one in case["entrants"] if one["id"] == case["reference"]), None)
    return case["title"] + (f" (ratio to {reference})" if reference else "")


def markdown_table(header, rows, right=()):
    lines = ["| " + " | ".join(header) + " |",
             "| " + " | ".join("---:" if name in right else "---" for name in header) + " |"]
    return lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]


def text_table(header, rows, right=()):
    rows = [[cell.replace("**", "").replace("`", "") for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    lines = []
    for row in [header, ["─" * width for width in widths], *rows]:
        cells = [cell.rjust(width) if name in right else cell.ljust(width)
                 for cell, width, name in zip(row, widths, header)]
        lines.append("  ".join(cells).rstrip())
    return lines


def bound_rows(record):
    titles = {(case["id"], one["id"]): (case["title"], one["title"])
              for case in record["cases"] for one in case["entrants"]}
    rows = []
    for verdict in record["verdicts"]:
        case, program = titles.get((verdict["case"], verdict["program"]), (verdict["case"], verdict["program"]))
        holds = {True: "yes", False: "**no**", None: "not measured"}[verdict["holds"]]
        what = {"time": "time", "cpu": "CPU", "memory": "peak memory"}[verdict["figure"]]
        rows.append([case, program, what, limit(verdict), measured(verdict), holds])
    return rows


def head(record):
    return (f"{record['date']}, {record['machine']}, load {record['load']} before it began. {record['build']}. At most"
            f" {record['runs']} runs after one to warm up, three where they take seconds. Times are in milliseconds,"
            " memory in MB.")


def written(record, format):
    """The whole record as text or Markdown."""
    markdown = format == "markdown"
    table = markdown_table if markdown else text_table
    right = COLUMNS[1:7]
    lines = [head(record), ""]
    for case in record["cases"]:
        lines += [("### " if markdown else "") + heading(case), ""]
        lines += table(COLUMNS, table_of(case, record["verdicts"]), right)
        lines += ["", case["note"]] if case["note"] else []
        lines.append("")
    lines += ["### Bounds" if markdown else "Bounds", ""]
    lines += table(["case", "program", "figure", "at most", "measured", "holds"], bound_rows(record), ["measured"])
    if record["tools"]:
        lines += ["", "Beside: " + "; ".join(record["tools"]) + "."]
    return "\n".join(lines) + "\n"


def as_text(record, format):
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n" if format == "json" else written(record, format)


# Figures of the record in a page: a comment that says which one, the figure, a comment that ends it.
FIGURE = re.compile(r"<!-- figure: (\S+) -->(.*?)<!-- end -->", re.S)
TABLES = re.compile(r"(<!-- tables: scripts/bench --update -->\n).*?(<!-- end of tables -->)", re.S)
# What looks like a measured figure.
LOOSE = re.compile(r"\d[\d,.]*\s*(?:ms|MB|µs|s of CPU|× [a-z]|times (?:as |faster|slower))")
# Where figures come from another program and another day: what profilers said.
BY_HAND = re.compile(r"<!-- by hand -->.*?<!-- end of by hand -->", re.S)


def figure(record, name):
    """The words of a figure: case/program, case/program/memory, case/program/over/other."""
    case_id, program, *rest = name.split("/")
    case = next((case for case in record["cases"] if case["id"] == case_id), None)
    entrants = {one["id"]: one for one in case["entrants"]} if case else {}
    one = entrants.get(program, {})
    if rest[:1] == ["over"]:
        other = entrants.get(rest[1], {})
        if "median" in one and "median" in other:
            return f"{one['median'] / other['median']:.1f} ×"
    elif rest == ["memory"] and "memory" in one:
        return f"{one['memory']:.0f} MB"
    elif not rest and "median" in one:
        return f"{milliseconds(one['median'])} ms"
    raise KeyError(f"the record has no figure {name}")


def page(text, record):
    """A page with the tables and figures of the record in their places."""
    text = TABLES.sub(lambda match: match.group(1) + "\n" + written(record, "markdown") + "\n" + match.group(2), text)
    return FIGURE.sub(lambda match: f"<!-- figure: {match.group(1)} -->{figure(record, match.group(1))}<!-- end -->", text)


def update(record):
    """Keeps the record, and writes the pages that show it; nothing of it where a page shows what was not recorded."""
    texts = {RECORD: as_text(record, "json")}
    for name in PAGES:
        with open(name, encoding="utf-8") as file:
            texts[name] = page(file.read(), record)
    for name, text in texts.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)


def problems(text, record):
    """What a page has that the record does not: figures that differ, and figures without a place in the record."""
    found = []
    try:
        if page(text, record) != text:
            found.append("tables or figures are not those that were recorded; run scripts/bench --docs")
    except KeyError as error:
        found.append(str(error.args[0]))
    rest = BY_HAND.sub("", FIGURE.sub("", TABLES.sub("", text)))
    found += [f"'{match.group(0)}' has no place in what was recorded" for match in LOOSE.finditer(rest)]
    return found
