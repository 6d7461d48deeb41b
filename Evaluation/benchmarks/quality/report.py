"""Results of all systems on all sets as one value, and as the page that people read."""

import json

import scoring
import support

#: Systems that need no training either.
WORD_LISTS = ["vaderSentiment-fr", "textblob-fr"]


def parts(data):
    """(name, how it was divided, which test rows) of a set: the own texts count in two parts."""
    rows = [row for fold in data.folds for row in fold.test]
    names = list(dict.fromkeys(row.part for row in rows))
    return [
        (name or data.name, data.how, [i for i, row in enumerate(rows) if row.part == name])
        for name in names], rows


def value(sets, systems, results, commit):
    columns, scores, skipped, leads, untrained = [], [], [], [], []
    for i, data in enumerate(sets):
        own_parts, rows = parts(data)
        for name, how, places in own_parts:
            chosen = [rows[k] for k in places]
            columns.append({
                "set": name, "split": how, "n": len(chosen),
                "train": round(sum(len(fold.train) for fold in data.folds) / len(data.folds)),
                "labels": data.labels, "commit": commit})
            predicted = {}
            for j, system in enumerate(systems):
                result = results[i, j]
                if "skipped" in result:
                    if name == own_parts[0][0]:
                        skipped.append({
                            "set": data.name, "system": system.name, "reason": result["skipped"]})
                    continue
                for title, found in result["predicted"].items():
                    predicted[title] = [found[k] for k in places]
                    scores.append({
                        "set": name, "system": title, "cpu_seconds": result["seconds"],
                        **scoring.scores(chosen, predicted[title], data.labels)})
            ours = next(
                (x for x in ["stance, paragraphs alone", "stance"] if x in predicted), None)
            learned = [x for x in predicted if not x.startswith("stance")]
            leads += lead(name, chosen, predicted, scores, data.labels, ours, learned)
            if not data.sources:
                lists = [x for x in predicted if x in WORD_LISTS]
                untrained += lead(
                    name, chosen, predicted, scores, data.labels, "stance, shipped model", lists)
    return {
        "sets": columns, "results": scores, "leads": leads, "untrained_leads": untrained,
        "skipped": skipped}


def kept(value, path):
    """The value with an earlier report's results for the sets that it lacks, in that order."""
    if not path.exists():
        return value
    old = json.loads(path.read_text(encoding="utf-8"))
    for column in old["sets"]:
        column.setdefault("commit", old["commit"])
    new = {column["set"]: column for column in value["sets"]}
    result = {"sets": [new.pop(column["set"], column) for column in old["sets"]]}
    result["sets"] += new.values()
    measured = {column["set"] for column in value["sets"]}
    if measured & {"corpus", "press", "phenomena"}:
        measured.add("own")
    for key in ["results", "leads", "untrained_leads", "skipped"]:
        result[key] = value[key] + [x for x in old.get(key, []) if x["set"] not in measured]
    return result


def lead(name, rows, predicted, scores, labels, ours, peers):
    """One of the systems against the strongest of some others on this set."""
    found = [x for x in scores if x["set"] == name and x["system"] in peers]
    if not found or ours not in predicted:
        return []
    best = max(found, key=lambda x: x["macro_f1"])["system"]
    return [{
        "set": name, "system": ours, "peer": best,
        **scoring.lead(rows, predicted[ours], predicted[best], labels)}]


def lead_table(leads):
    return support.table(
        ["set", "strongest other", "lead in macro-F1", "interval", "stance is"],
        [[x["set"], x["peer"], signed(x["lead"]),
          f"{signed(x['interval'][0])} to {signed(x['interval'][1])}", verdict(x["interval"])]
         for x in leads]) + "\n\n"


def percent(number):
    return None if number is None else f"{100 * number:.1f}"


def signed(number):
    return f"{100 * number:+.1f}".replace("-", "−")


def verdict(interval):
    low, high = interval
    return "ahead" if low > 0 else "behind" if high < 0 else "cannot be told"


def markdown(value):
    names = [column["set"] for column in value["sets"]]
    found = {(x["set"], x["system"]): x for x in value["results"]}
    systems = list(dict.fromkeys(x["system"] for x in value["results"]))
    # One order for all sets, whichever system came first.
    systems.sort(key=lambda name: name.startswith("stance"))
    best = {
        name: max((x["macro_f1"] for x in value["results"] if x["set"] == name), default=None)
        for name in names}

    def cell(name, system):
        number = found.get((name, system), {}).get("macro_f1")
        text = percent(number)
        return f"**{text}**" if number is not None and number == best[name] else text

    text = f"# Quality beside peers, {value['date']}\n\n"
    text += (
        f"`python3 Evaluation/benchmarks/quality/run.py`, commit {value['commit']},"
        f" {value['elapsed_seconds'] // 60} min {value['elapsed_seconds'] % 60} s on"
        f" {value['machine']['cores']} cores. Settings: `Evaluation/benchmarks/quality/README.md`.\n\n")
    text += "Macro-F1 in %, the best of each column in bold; “—”: the system cannot take part.\n\n"
    rows = [[system] + [cell(name, system) for name in names] for system in systems]
    rows.append(["*texts tested*"] + [column["n"] for column in value["sets"]])
    rows.append(["*texts trained on*"] + [column["train"] for column in value["sets"]])
    text += support.table(["system"] + names, rows) + "\n\n"
    text += "\n".join(
        f"- {c['set']}: {c['split']}; {', '.join(c['labels'])}; commit {c['commit']}"
        for c in value["sets"])
    text += "\n\n## Is the lead more than chance?\n\n"
    text += (
        "`stance`, trained on the same rows as its peers and reading each text alone, less the"
        " strongest of them; 95 % interval of the difference by paired bootstrap over groups. The"
        " strongest is chosen on the same rows, which favours it.\n\n")
    text += lead_table(value["leads"])
    if value["untrained_leads"]:
        text += (
            "The shipped models on sets of others, of which nothing was trained on, less the stronger"
            " of the two word lists:\n\n") + lead_table(value["untrained_leads"])
    text += "## Each result\n\n"
    text += support.table(
        ["set", "system", "macro-F1 %", "95 % by group", "accuracy %", "calibration error %", "n", "CPU s"],
        [[x["set"], x["system"], percent(x["macro_f1"]),
          " to ".join(percent(end) for end in x["macro_f1_interval"]), percent(x["accuracy"]),
          percent(x.get("calibration_error")), x["n"], x["cpu_seconds"]] for x in value["results"]]) + "\n"
    for x in value["skipped"]:
        if x["reason"] not in {"made for other labels", "French only"}:
            text += f"\n- left out: {x['system']} on {x['set']}: {x['reason']}"
    for name in value["absent"]:
        text += f"\n- not there: {name}"
    versions = ", ".join(f"{k} {v}" for k, v in value["versions"].items() if v)
    return text.rstrip() + f"\n\nVersions: {versions}.\n"
