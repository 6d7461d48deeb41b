extension StyleSheet {
  /// Everything on a page that is no plot.
  static let page = StyleSheet(
    text: """
      *{box-sizing:border-box}
      html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
      body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,\
      -apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}
      .page{max-width:66rem;margin:0 auto;padding:1.25rem 1rem 3rem}
      h1,h2,h3,h4{line-height:1.25;overflow-wrap:anywhere;text-wrap:balance}
      h1{font-size:1.7rem;margin:.5rem 0 .25rem}
      h2{font-size:1.3rem;margin:3rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
      h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
      p{margin:.5rem 0;max-width:44rem}
      a{color:var(--favor)}
      code,.code{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;\
      font-size:.82em;overflow-wrap:anywhere}
      .muted,.small{color:var(--muted)}
      .small{font-size:.82rem;line-height:1.4}
      .lead{font-size:1.12rem;max-width:46rem}
      .lead strong{font-weight:650}
      .skip{position:absolute;left:-100vw;top:0;background:var(--paper);color:var(--ink);\
      padding:.5rem 1rem;z-index:20}
      .skip:focus{left:0}
      :focus-visible{outline:2px solid var(--ink);outline-offset:2px}
      nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem .9rem;margin:1rem 0;padding:0;\
      font-size:.9rem}
      nav a{display:inline-block;padding:.2rem 0}
      .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9.5rem),1fr));\
      gap:.75rem;margin:1.25rem 0;padding:0;list-style:none}
      .tiles li{background:var(--panel);border-radius:.5rem;padding:.7rem .9rem}
      .tiles b{display:block;font-size:1.55rem;line-height:1.2;font-weight:650;\
      font-variant-numeric:tabular-nums}
      .tiles span{display:block;font-size:.82rem;color:var(--muted)}
      .warnings{border-left:4px solid var(--against);background:var(--panel);\
      border-radius:0 .5rem .5rem 0;padding:.7rem 1rem;margin:1.25rem 0}
      .warnings h3{margin:0 0 .25rem}
      .warnings ul{margin:0;padding-left:1.1rem}
      .scroll{overflow-x:auto;margin:.75rem 0}
      table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
      caption{text-align:left;font-weight:600;padding:0 0 .35rem}
      th,td{text-align:left;vertical-align:top;padding:.34rem .9rem .34rem 0;\
      border-bottom:1px solid var(--line)}
      thead th{font-weight:600;font-size:.82rem;color:var(--muted);vertical-align:bottom}
      tbody th{font-weight:400}
      .num{text-align:right}
      th:last-child,td:last-child{padding-right:0}
      td .small,th .small{display:block;white-space:normal;max-width:20rem}
      .num .small{white-space:nowrap}
      td .chip,th .chip{white-space:nowrap}
      td .plot{width:7.5rem;max-width:none;display:block;margin-top:.2rem}
      .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,21rem),1fr));\
      gap:2rem 2.5rem;align-items:start}
      .figures>*{min-width:0}
      .tables{gap:.25rem 2.5rem}
      .flow{columns:21rem 2;column-gap:2.5rem}
      .flow>*{break-inside:avoid;overflow:hidden}
      figure{margin:.75rem 0;max-width:31rem}
      figure.wide{max-width:none}
      figure .plot{display:block;width:100%}
      figcaption{font-size:.88rem;color:var(--muted);margin-bottom:.6rem}
      figcaption b{color:var(--ink);display:block;font-size:.98rem}
      details{margin:.5rem 0}
      summary{cursor:pointer;font-size:.88rem;color:var(--muted);padding:.2rem 0}
      summary:hover{color:var(--ink)}
      .chip{display:inline-block;border-radius:.8rem;padding:.05rem .6rem;font-size:.82rem;\
      font-weight:600;border:1px solid currentColor;max-width:100%;overflow-wrap:anywhere}
      .chip.favor{color:var(--favor);background:var(--favor-tint)}
      .chip.neutral{color:var(--neutral);background:var(--neutral-tint)}
      .chip.against{color:var(--against);background:var(--against-tint)}
      .narrow{display:block}
      .broad{display:none}
      @media (min-width:44rem){.narrow{display:none}.broad{display:block}}

      """)

  /// Articles and errors: tinted paragraphs, underlined words, their reasons.
  static let article = StyleSheet(
    text: """
      .unit,.furniture{max-width:54rem}
      .unit{border-left:4px solid var(--line);padding:.6rem .9rem .5rem;margin:.6rem 0;\
      border-radius:0 .4rem .4rem 0;overflow-wrap:anywhere}
      .unit.favor{border-left-color:var(--favor);background:var(--favor-tint)}
      .unit.neutral{border-left-color:var(--neutral);background:var(--neutral-tint)}
      .unit.against{border-left-color:var(--against);background:var(--against-tint)}
      .unit .facts{display:flex;flex-wrap:wrap;gap:.2rem .7rem;align-items:center;margin:0;\
      max-width:none;font-size:.85rem;color:var(--muted);font-variant-numeric:tabular-nums}
      .unit .facts>*{min-width:0;max-width:100%}
      .unit .facts b{color:var(--ink)}
      .unit .chip{background:var(--paper)}
      .unit .words{margin:.4rem 0;max-width:46rem;font-size:1.03rem;line-height:1.7;\
      white-space:pre-line}
      .unit table{font-size:.9rem;margin:.5rem 0}
      @media (min-width:44rem){.unit th .small{display:inline;margin-left:.6rem}}
      .unit .note{color:var(--muted);font-size:.85rem}
      .furniture{color:var(--muted);font-size:.85rem;border-left:4px dotted var(--line);\
      padding:.2rem .9rem;margin:.6rem 0;overflow-wrap:anywhere}
      .heading{margin:1.75rem 0 .5rem;font-size:1.1rem}
      mark{background:none;color:inherit;border-bottom:2px solid var(--muted);cursor:help}
      mark.up{border-bottom:2px solid var(--favor)}
      mark.down{border-bottom:2px dashed var(--against)}
      mark.strong{border-bottom-width:4px;font-weight:600}
      mark:hover,mark:focus{background:var(--paper);outline:2px solid var(--ink);\
      outline-offset:1px;border-radius:2px}
      .tip{display:none;position:fixed;z-index:10;left:0;right:0;bottom:0;background:var(--ink);\
      color:var(--paper);padding:.7rem 1rem;font-size:.86rem;line-height:1.45;font-weight:400;\
      white-space:normal;max-height:50vh;overflow-y:auto}
      .tip span{display:block}
      .tip .sum{font-weight:650}
      mark:hover>.tip,mark:focus>.tip{display:block}
      mark:focus>.tip{z-index:11}
      @media (min-width:44rem){.tip{left:auto;right:1rem;bottom:1rem;width:24rem;\
      border-radius:.5rem}
      thead .num{white-space:nowrap}
      @supports (position-area:block-end) and (anchor-scope:--word){
      mark{anchor-scope:--word}
      mark:hover,mark:focus{anchor-name:--word}
      .tip{position-anchor:--word;inset:auto;position-area:block-end span-inline-end;\
      position-try-fallbacks:flip-block,flip-inline,flip-block flip-inline;margin:.35rem 0;\
      width:max-content;max-width:22rem}}}
      .legend{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;font-size:.85rem;color:var(--muted);\
      padding:0;margin:.75rem 0;list-style:none}
      .legend mark{cursor:auto}
      .share{display:inline-flex;width:6rem;height:.6rem;border-radius:.3rem;overflow:hidden;\
      border:1px solid var(--muted)}
      .share i{display:block;height:100%}
      .share .favor{background:var(--favor)}
      .share .neutral{background:var(--neutral)}
      .share .against{background:var(--against)}

      """)

  /// On paper: light, nothing to click, nothing cut in two, closed parts stay closed.
  static let print = StyleSheet(
    text: """
      @page{margin:16mm 14mm}
      @media print{
      body{font-size:10pt}
      .page{max-width:none;padding:0}
      nav,.skip,.tip{display:none!important}
      .narrow{display:none}.broad{display:block}
      h2{margin-top:1.5rem}
      h2,h3,h4,caption,figcaption{break-after:avoid}
      figure,tr,.tiles li,.warnings{break-inside:avoid}
      .scroll{overflow:visible}
      .figures{grid-template-columns:1fr 1fr;gap:1rem 1.5rem}
      .unit,.chip,.tiles li,.share i,mark{print-color-adjust:exact;\
      -webkit-print-color-adjust:exact}
      a{color:inherit;text-decoration:none}
      details:not([open]){display:none}
      }

      """)
}
