import StanceLexicon
import StanceTestSupport
import Testing

@Suite("Persons among names")
struct PersonNamesTests {
  private func names() throws -> PersonNames {
    try PersonNames(table: try #require(PackageFiles.read("Lexicons/names/organisations.tsv")))
  }

  @Test(
    "A surname is a name of a person",
    arguments: [
      ("Stanislas Niox-Chateau", "Niox-Chateau"), ("Emmanuel Macron", "Macron"),
      ("Marine Le Pen", "Pen"), ("Élisabeth Borne", "Borne"), ("Alexandre Jardin", "Jardin"),
      ("Aya  Nakamura", "Nakamura"), ("Sinéad O’Connor", "O’Connor"), ("Anne Paule Lô-Bâ", "Lô-Bâ"),
      ("la ministre Hélène Castrac", "Castrac"), ("le maire Régis Fontanel", "Fontanel"),
    ])
  func persons(_ name: String, _ surname: String) throws {
    #expect(try names().surname(of: name) == surname)
  }

  @Test(
    "What names an organisation, a product or a place has none",
    arguments: [
      "Crédit Agricole", "Société Générale", "La Poste", "Air France", "Hugging Face", "Le Monde",
      "Banque Postale", "Orange Bank", "SNCF Réseau", "Mistral AI", "Renault", "la régie",
      "Luca de Meo", "RC Lens", "Petit Bateau", "Scale AI", "Parti Socialiste", "Kaltis 12 Pro",
      "Un Deux Trois Quatre", "Chantal Ly", "", "Jorand & Fils", "France Télévisions",
      "le candidat Maurel",
      "l'hôpital Saint-Roch", "le film Le Dernier Bac", "le maire",
    ])
  func others(_ name: String) throws { #expect(try names().surname(of: name) == nil, "\(name)") }

  @Test("Surnames stand behind the names, once each, unless they are there")
  func extended() throws {
    let names = try names()
    for (typed, whole) in [
      ("Doctolib, Stanislas Niox-Chateau", "Doctolib, Stanislas Niox-Chateau, Niox-Chateau"),
      ("Emmanuel Macron, Macron", "Emmanuel Macron, Macron"),
      ("Anne Macron, Emmanuel Macron", "Anne Macron, Emmanuel Macron, Macron"),
      ("Renault, la régie", "Renault, la régie"), (" , ", " , "), ("", ""),
    ] { #expect(names.extended(typed) == whole) }
  }

  @Test(
    "Wrong rows are refused with their line",
    arguments: ["le\tlast\tfr\town", "\tany\tfr\town", "le\tany\tfr\t", "un\tany\tfr\town"])
  func wrongRows(_ row: String) {
    let table = Array("word\tplace\tlang\tsource\nun\tfirst\tfr\town\n\(row)\n".utf8)
    let error = #expect(throws: LexiconError.self) { _ = try PersonNames(table: table) }
    guard case .row(_, 3, _, _) = error else {
      Issue.record("\(row): \(error.map { "\($0)" } ?? "nothing")")
      return
    }
  }
}
