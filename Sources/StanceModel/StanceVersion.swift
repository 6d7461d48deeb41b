/// The version of the program and its libraries.
public enum StanceVersion {
  /// Semantic version: major, minor, patch.
  public static let current = "0.1.0"
}
