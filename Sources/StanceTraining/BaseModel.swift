internal import StanceModel

/// A model to start from, with its weights by the buckets of a table as large or larger.
///
/// A bucket is the upper bits of a hash, so that a bucket of a smaller table is a run of buckets in a
/// larger one.
struct BaseModel: Sendable {
  let model: LinearModel
  private let shift: Int

  /// - Precondition: the table has at least as many buckets as the model's.
  init(_ model: LinearModel, bucketBits: Int) {
    precondition(bucketBits >= model.spec.bucketBits, "a table smaller than that of the base")
    self.model = model
    shift = bucketBits - model.spec.bucketBits
  }

  /// s_f as the model has it; 0 for a bucket that it does not know.
  func scale(_ bucket: Int) -> Float { model.table.scale(bucket >> shift) }

  /// The weight of one bucket for one of the model's outputs.
  func weight(_ bucket: Int, _ output: Int) -> Float { model.table.weight(bucket >> shift, output) }
}
