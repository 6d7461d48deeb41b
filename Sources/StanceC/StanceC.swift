// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import CStance
internal import StanceKit
internal import StanceModel

// What `stance.h` declares and explains, by the names that it has in C; the compiler holds the two
// together.

/// An analyzer for a target and a model; NULL, and why, when there is none.
@c @implementation
public func stance_open(
  _ target: UnsafePointer<CChar>?, _ model: UnsafePointer<CChar>?,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> OpaquePointer? {
  unsafe CText.orError(error) {
    let analyzer = try Analyzer.named(
      target: unsafe CText.argument(target, "target"), model: unsafe CText.argument(model, "model"))
    // SAFETY: the one count that `stance_close` gives back.
    return unsafe OpaquePointer(Unmanaged.passRetained(SharedScorer(analyzer)).toOpaque())
  }
}

/// Gives an analyzer back; NULL is nothing.
@c @implementation
public func stance_close(_ analyzer: OpaquePointer?) {
  guard let analyzer = unsafe analyzer else { return }
  // SAFETY: the header asks for what `stance_open` gave, and for no call with it behind this one.
  unsafe Unmanaged<SharedScorer>.fromOpaque(UnsafeRawPointer(analyzer)).release()
}

/// The units of an article as JSON lines; NULL, and why, when they cannot be had.
@c @implementation
public func stance_score_article(
  _ analyzer: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ length: Int, _ explain: CInt,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> UnsafeMutablePointer<CChar>? {
  unsafe CText.orError(error) {
    let scorer = try unsafe scorer(analyzer)
    let contributions = try contributions(explain)
    let predictions = try scorer.score(
      article: unsafe CText.text(text, length), explaining: detail(contributions))
    return unsafe lines(predictions, scorer, contributions)
  }
}

/// A text that stands alone as a JSON object; NULL, and why, when it cannot be had.
@c @implementation
public func stance_score_record(
  _ analyzer: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ length: Int,
  _ target: UnsafePointer<CChar>?, _ explain: CInt,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> UnsafeMutablePointer<CChar>? {
  unsafe CText.orError(error) {
    let scorer = try unsafe scorer(analyzer)
    let contributions = try contributions(explain)
    let prediction = scorer.score(
      record: try unsafe CText.text(text, length),
      target: try unsafe CText.argument(target, "target"), explaining: detail(contributions))
    return unsafe lines([prediction], scorer, contributions)
  }
}

/// The labels as a JSON array, in the order of the probabilities.
@c @implementation
public func stance_labels(
  _ analyzer: OpaquePointer?, _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> UnsafeMutablePointer<CChar>? {
  unsafe CText.orError(error) {
    let labels = try unsafe scorer(analyzer).analyzer.model.labels
    return unsafe CText.copy(JSONWriter.encode(.array(labels.map { .string($0) })))
  }
}

/// SAFETY: written once, before the first reader sees it, and never freed.
nonisolated(unsafe) private let version = unsafe CText.copy(Array(StanceVersion.current.utf8))

/// The version of the library; not to be freed.
@c @implementation
public func stance_version() -> UnsafePointer<CChar>! { unsafe UnsafePointer(version) }

/// Frees a text that one of the functions gave; NULL is nothing.
@c @implementation
public func stance_free(_ text: UnsafeMutablePointer<CChar>?) { unsafe text?.deallocate() }

/// What a handle stands for.
private func scorer(_ analyzer: OpaquePointer?) throws(CallError) -> SharedScorer {
  guard let analyzer = unsafe analyzer else { throw .missing("analyzer") }
  // SAFETY: the header asks for what `stance_open` gave, which holds a count until `stance_close`.
  return unsafe Unmanaged<SharedScorer>.fromOpaque(UnsafeRawPointer(analyzer))
    .takeUnretainedValue()
}

/// Contributions for each unit as ``PredictionJSON`` counts them: nil for none, 0 for all.
private func contributions(_ explain: CInt) throws(CallError) -> Int? {
  switch explain {
  case 0: nil
  case STANCE_EXPLAIN_ALL: 0
  case 1...: Int(explain)
  default: throw .explain(Int(explain))
  }
}

private func detail(_ contributions: Int?) -> ExplanationDetail {
  contributions == nil ? .nothing : .full
}

/// Predictions as JSON, an object a line.
private func lines(
  _ predictions: [UnitPrediction], _ scorer: SharedScorer, _ contributions: Int?
) -> UnsafeMutablePointer<CChar> {
  let json = PredictionJSON(
    file: SharedScorer.name, model: scorer.analyzer.model, contributions: contributions)
  var writer = JSONWriter(capacity: predictions.count * 512)
  for prediction in predictions {
    json.write(prediction, to: &writer)
    writer.raw("\n")
  }
  return unsafe CText.copy(writer.bytes)
}
