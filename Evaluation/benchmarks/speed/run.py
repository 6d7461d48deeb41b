#!/usr/bin/env python3
"""Speed, memory, start-up and training time of stance beside its peers, in one run.

    swift build -c release --static-swift-stdlib -Xswiftc -static-executable --product stance
    swift build -c release --static-swift-stdlib -Xswiftc -static-executable --product StanceBenchmarks
    python3 Evaluation/benchmarks/speed/run.py            # about a quarter of an hour
    python3 Evaluation/benchmarks/speed/run.py --full     # with inputs of 1 GB
"""

import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import support

HERE = pathlib.Path(__file__).resolve().parent
PARTS = ["bulk", "start", "memory", "scaling", "training"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stance", help="the program (default: the release build here)")
    parser.add_argument(
        "--shared", help="a build without -static-executable, for what OpenBLAS adds to a start")
    parser.add_argument("--model", help="a model in place of the shipped one")
    parser.add_argument(
        "--data", default=support.others("data"),
        help="folder with cls_fr, for the training part (default: data below $OTHER_TEXTS)")
    parser.add_argument("--size", type=int, default=100, help="MB of text (default: 100)")
    parser.add_argument("--rounds", type=int, default=3, help="alternating runs (default: 3)")
    parser.add_argument("--starts", type=int, default=40, help="runs of the start (default: 40)")
    parser.add_argument("--wide", action="store_true", help="in bulk: many words that are rare")
    parser.add_argument("--full", action="store_true", help="memory and scaling up to 1 GB")
    parser.add_argument("--only", default="", help=f"some of {','.join(PARTS)}")
    parser.add_argument("--programs", default="", help="in bulk: only names with these words")
    parser.add_argument("--no-report", action="store_true", help="print only")
    return parser.parse_args()


def main():
    options = arguments()
    support.enter_environment(HERE / "requirements.txt")
    import inputs
    import parts
    import plot
    import tools
    import training
    program = support.find_stance(options.stance)
    stance = tools.Stance(program, options.model)
    bench = support.ROOT / ".build" / "release" / "StanceBenchmarks"
    if not bench.exists():
        support.note("skipped: bare pass and solver; swift build -c release")
        bench = None
    corpus = support.ROOT / "Evaluation" / "corpus"
    folder = support.BUILD / "speed"
    folder.mkdir(parents=True, exist_ok=True)
    pieces = inputs.paragraphs(corpus)
    wanted = options.only.split(",") if options.only else PARTS
    texts, values, series = [], {}, None

    def keep(name, title, text, value):
        if text is None:
            return
        print(f"\n## {title}\n\n{text}", flush=True)
        texts.append(f"## {title}\n\n{text}\n")
        values[name] = value

    if "bulk" in wanted:
        tools.prepare(stance, corpus, folder)
        chosen = [
            tool for tool in tools.all_tools(stance, folder)
            if not options.programs or tool.name == "stance, 1 thread"
            or any(word in tool.name for word in options.programs.split(","))]
        keep("bulk", "Bulk scoring", *parts.bulk(options, chosen, stance, pieces, folder, bench))
    if "start" in wanted:
        keep("start", "Start: one article",
             *parts.start(options, stance, options.shared, corpus))
    if "memory" in wanted:
        keep("memory", "Memory", *parts.memory(options, stance, pieces, folder))
    if "scaling" in wanted:
        text, value, series = parts.scaling(options, stance, pieces, folder)
        keep("scaling", "Scaling", text, value)
    if "training" in wanted:
        keep("training", "Training on cls_fr", *training.compare(options, stance, folder, bench))
    if options.no_report:
        return
    report = {
        "date": support.today(), "commit": support.commit(), "machine": support.machine(),
        "blas": support.blas_of(program), "size_mb": options.size, "rounds": options.rounds,
        "versions": support.versions(["scikit-learn", "vaderSentiment-fr", "textblob-fr"]),
        **values}
    path = support.write_json(
        report, support.ROOT / "Evaluation" / "reports" / "speed", support.today())
    head = (
        f"# Speed beside peers, {report['date']}\n\nCommit {report['commit']};"
        f" {report['machine']['processor']}, {report['machine']['cores']} cores;"
        f" BLAS {pathlib.Path(report['blas']).name}.\n\n")
    if series:
        path.with_suffix(".svg").write_text(plot.scaling(series, "stance score, one thread"))
        head += f"![Seconds against bytes of input]({path.stem}.svg)\n\n"
    path.with_suffix(".md").write_text(head + "\n".join(texts))
    support.note(f"written: {path.relative_to(support.ROOT)}")


if __name__ == "__main__":
    main()
