extension Markup {
  /// The elements of pages and plots, by their names.
  enum Element: String, Sendable {
    case a, article, aside, b, bdi, body, caption, circle, code, desc, details, div, figcaption,
      figure, footer, h1, h2, h3, head, header, html, i, li, line, link, main, mark, meta, nav, p,
      path, rect, section, span, strong, summary, svg, table, tbody, td, text, th, thead, title, tr,
      ul

    /// HTML never closes it; in XML it is written `<meta/>`, which HTML reads too.
    var isVoid: Bool { self == .meta || self == .link }

    /// A line end follows, so that a page can be read and compared as text.
    var endsLine: Bool {
      switch self {
      case .article, .aside, .body, .caption, .circle, .desc, .details, .div, .figcaption, .figure,
        .footer, .h1, .h2, .h3, .head, .header, .li, .line, .main, .meta, .nav, .p, .path, .rect,
        .section, .summary, .svg, .table, .tbody, .thead, .title, .tr, .ul:
        true
      default: false
      }
    }
  }

  /// The attributes of pages and plots, by their names.
  enum Name: String, Sendable {
    case charset, `class`, content, cx, cy, d, dir, height, href, id, lang, name, r, rel, role, rx,
      scope, style, tabindex, title, transform, viewBox, width, x, x1, x2, xmlns, y, y1, y2
    case ariaDescribedby = "aria-describedby"
    case ariaHidden = "aria-hidden"
    case ariaLabel = "aria-label"
    case ariaLabelledby = "aria-labelledby"
    case httpEquiv = "http-equiv"
  }
}
