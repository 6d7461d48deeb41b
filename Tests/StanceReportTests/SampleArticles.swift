import StanceLexicon
import StanceReport
import StanceText

extension Samples {
  /// A small article with headings, furniture, gold labels, right and wrong predictions.
  static var frenchArticle: ScoredArticle {
    article([
      Paragraph(
        text: "Les lunettes de Meta, un an apr\u{E8}s", kind: .heading),
      Paragraph(
        text: "Article en r\u{E9}f\u{E9}rence\u{A0}: https://example.org/lunettes", kind: .furniture
      ),
      Paragraph(text: "Point de vue optimiste", kind: .heading, section: "Point de vue optimiste"),
      Paragraph(
        text:
          "Meta a enfin trouv\u{E9} son succ\u{E8}s mat\u{E9}riel\u{A0}: les lunettes se vendent, "
          + "les clients en redemandent, et personne n\u{2019}aurait mis\u{E9} un euro dessus il y a "
          + "deux ans. Certes, l\u{2019}autonomie d\u{E9}\u{E7}oit encore, mais l\u{2019}usage est l\u{E0}.",
        section: "Point de vue optimiste", gold: "favor", probabilities: [0.71, 0.2, 0.09],
        words: [
          ("succ\u{E8}s", 0.82, .intensifier), ("d\u{E9}\u{E7}oit", -0.31, .beforeContrast),
          ("redemandent", 0.4, nil), ("enfin", 0.12, nil),
          ("mais l\u{2019}usage est l\u{E0}", 0.22, .afterContrast),
        ]),
      Paragraph(
        text:
          "Rien ne dit que l\u{2019}\u{E9}lan retombera. Le r\u{E9}seau de boutiques s\u{2019}\u{E9}tend, "
          + "le prix baisse, et la concurrence cherche encore.",
        section: "Point de vue optimiste", gold: "favor", probabilities: [0.3, 0.33, 0.37],
        words: [
          ("retombera", -0.5, .negation), ("baisse", -0.44, nil), ("s\u{2019}\u{E9}tend", 0.3, nil),
        ]),
      Paragraph(text: "Point de vue neutre", kind: .heading, section: "Point de vue neutre"),
      Paragraph(
        text:
          "Les ventes progressent, la marge n\u{2019}est pas connue. Le groupe parle d\u{2019}un "
          + "march\u{E9} de masse\u{A0}; les analystes attendent les chiffres de l\u{2019}automne.",
        section: "Point de vue neutre", gold: "neutral", probabilities: [0.27, 0.55, 0.18],
        words: [("progressent", 0.21, nil), ("pas connue", -0.2, .negation)]),
      Paragraph(
        text: "Point de vue pessimiste", kind: .heading, section: "Point de vue pessimiste"),
      Paragraph(
        text: "Meta perd de l\u{2019}argent sur chaque paire et maquille l\u{2019}\u{E9}chec en "
          + "strat\u{E9}gie. Le pari est ruineux, l\u{2019}application \u{E9}coute tout, et la promesse "
          + "d\u{2019}un assistant utile reste une promesse.",
        section: "Point de vue pessimiste", gold: "against", probabilities: [0.06, 0.15, 0.79],
        words: [
          ("perd", -0.6, nil), ("\u{E9}chec", -0.9, .intensifier), ("ruineux", -0.71, nil),
          ("maquille", -0.33, nil), ("utile", 0.18, nil), ("promesse", 0.1, nil),
        ]),
      Paragraph(
        text:
          "Le r\u{E9}gulateur irlandais a ouvert une enqu\u{EA}te, et les \u{E9}coles ferment leur porte.",
        section: "Point de vue pessimiste", gold: "against", probabilities: [0.2, 0.38, 0.42],
        words: []),
      Paragraph(
        text: "Redirection en cours\u{2026} Cliquez ici si rien ne se passe.", kind: .furniture),
    ])
  }

  /// Texts that try to get out of where they are written.
  static let payloads = [
    "<script>alert(1)</script>",
    "</title></style></script><svg onload=alert(1)><image href=x onerror=alert(1)></svg>",
    "\"><img src=x onerror=alert(1)>' onmouseover='alert(1)",
    "]]><!-- --!> &lt;b&gt; &#60;script&#62; <![CDATA[x]]>",
    "a\u{0}b\u{1}c\u{1B}[31md\u{85}e\u{FFFE}f\u{1FFFF}g",
    "\u{202E}txt.exe\u{202C} \u{2066}isolated\u{2069} \u{200F}mark",
    "| pipe | `tick` *star* _low_ [link](javascript:alert(1)) ![i](x) <https://a.b> \\ # ~~s~~",
    "{{7*7}} ${x} javascript:alert(1) https://example.org @everyone",
  ]

  /// An article in which everything foreign is a payload.
  static var hostileArticle: ScoredArticle {
    let paragraphs = payloads.enumerated().map { index, payload in
      Paragraph(
        text: payload + " Meta " + payload, kind: index == 0 ? .heading : .body,
        section: payload, gold: payload, probabilities: index == 0 ? nil : [0.6, 0.3, 0.1],
        words: [(payload, 0.5, .negation), ("Meta", -0.2, nil)])
    }
    return article(
      paragraphs + [Paragraph(text: payloads.joined(), kind: .furniture)],
      file: payloads.joined(separator: "/"), target: payloads.joined(),
      labels: [payloads[0], payloads[1], payloads[5]])
  }
}
