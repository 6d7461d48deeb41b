/// A whole document: head, style, contents, foot.
struct PageFrame {
  /// A part of the page with its anchor.
  struct Part {
    let id: String
    /// nil for the only part of a page, which the page's title names.
    let title: String?
    let content: [Markup]
  }

  let title: String
  /// Lines below the title.
  let byline: [Markup]
  let parts: [Part]
  let program: String?

  var source: String {
    var nav: [Markup] = []
    if parts.count > 2 {
      nav = [
        tag(
          .nav, [.init(.ariaLabel, "Contents")],
          [
            tag(
              .ul,
              [],
              parts.map { part in
                tag(
                  .li, [], [tag(.a, [.init(.href, "#" + part.id)], text: part.title ?? part.id)])
              })
          ])
      ]
    }
    let sections = parts.map { part in
      tag(
        .section, [.init(.id, part.id)],
        (part.title.map { [tag(.h2, [], [bidirectional($0)])] } ?? []) + part.content)
    }
    let body: [Markup] = [
      tag(.a, class: "skip", [.init(.href, "#content")], text: "To the content"),
      tag(
        .div, class: "page", [],
        [
          tag(.header, [], [tag(.h1, [], [bidirectional(title)])] + byline),
          .group(nav),
          tag(.main, [.init(.id, "content")], sections),
          tag(.footer, [], [tag(.p, class: "small", text: foot)]),
        ]),
    ]
    let document = tag(
      .html, [.init(.lang, "en")],
      [
        tag(
          .head, [],
          [
            tag(.meta, [.init(.charset, "utf-8")]),
            tag(
              .meta,
              [
                .init(.name, "viewport"),
                .init(.content, "width=device-width, initial-scale=1"),
              ]),
            // Nothing is loaded and nothing runs, whatever a text holds.
            tag(
              .meta,
              [
                .init(.httpEquiv, "Content-Security-Policy"),
                .init(
                  .content,
                  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
                ),
              ]),
            tag(.meta, [.init(.name, "color-scheme"), .init(.content, "light dark")]),
            tag(.link, [.init(.rel, "icon"), .init(.href, "data:,")]),
            tag(.title, text: title),
            .style(.colors + .plots + .page + .article + .print),
          ]),
        tag(.body, [], body),
      ])
    return "<!DOCTYPE html>\n" + document.source + "\n"
  }

  private var foot: String {
    (program.map { "Made by \($0). " } ?? "")
      + "This page stands alone: it loads nothing and runs no script."
  }
}

/// Foreign text whose direction must not touch its surroundings.
func bidirectional(_ text: String) -> Markup { tag(.bdi, text: text) }
