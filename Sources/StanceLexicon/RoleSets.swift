/// Unions of role bits, spelled out so that the compiler folds them into one constant.
extension OperatorKind {
  @inline(__always)
  static func bits(_ k0: OperatorKind, _ k1: OperatorKind) -> Roles {
    k0.bit | k1.bit
  }

  @inline(__always)
  static func bits(_ k0: OperatorKind, _ k1: OperatorKind, _ k2: OperatorKind) -> Roles {
    k0.bit | k1.bit | k2.bit
  }

  @inline(__always)
  static func bits(_ k0: OperatorKind, _ k1: OperatorKind, _ k2: OperatorKind, _ k3: OperatorKind)
    -> Roles
  {
    k0.bit | k1.bit | k2.bit | k3.bit
  }

  @inline(__always)
  static func bits(
    _ k0: OperatorKind, _ k1: OperatorKind, _ k2: OperatorKind, _ k3: OperatorKind,
    _ k4: OperatorKind
  ) -> Roles {
    k0.bit | k1.bit | k2.bit | k3.bit | k4.bit
  }

  @inline(__always)
  static func bits(
    _ k0: OperatorKind, _ k1: OperatorKind, _ k2: OperatorKind, _ k3: OperatorKind,
    _ k4: OperatorKind, _ k5: OperatorKind
  ) -> Roles {
    k0.bit | k1.bit | k2.bit | k3.bit | k4.bit | k5.bit
  }

  @inline(__always)
  static func bits(
    _ k0: OperatorKind, _ k1: OperatorKind, _ k2: OperatorKind, _ k3: OperatorKind,
    _ k4: OperatorKind, _ k5: OperatorKind, _ k6: OperatorKind
  ) -> Roles {
    k0.bit | k1.bit | k2.bit | k3.bit | k4.bit | k5.bit | k6.bit
  }

  @inline(__always)
  static func bits(
    _ k0: OperatorKind, _ k1: OperatorKind, _ k2: OperatorKind, _ k3: OperatorKind,
    _ k4: OperatorKind, _ k5: OperatorKind, _ k6: OperatorKind, _ k7: OperatorKind
  ) -> Roles {
    k0.bit | k1.bit | k2.bit | k3.bit | k4.bit | k5.bit | k6.bit | k7.bit
  }

  @inline(__always)
  static func bits(
    _ k0: OperatorKind, _ k1: OperatorKind, _ k2: OperatorKind, _ k3: OperatorKind,
    _ k4: OperatorKind, _ k5: OperatorKind, _ k6: OperatorKind, _ k7: OperatorKind,
    _ k8: OperatorKind
  ) -> Roles {
    k0.bit | k1.bit | k2.bit | k3.bit | k4.bit | k5.bit | k6.bit | k7.bit | k8.bit
  }

  @inline(__always)
  static func bits(
    _ k0: OperatorKind, _ k1: OperatorKind, _ k2: OperatorKind, _ k3: OperatorKind,
    _ k4: OperatorKind, _ k5: OperatorKind, _ k6: OperatorKind, _ k7: OperatorKind,
    _ k8: OperatorKind, _ k9: OperatorKind
  ) -> Roles {
    k0.bit | k1.bit | k2.bit | k3.bit | k4.bit | k5.bit | k6.bit | k7.bit | k8.bit | k9.bit
  }
}
