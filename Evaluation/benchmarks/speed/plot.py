"""A log-log plot as SVG: seconds against bytes, one line per series."""

import math

COLORS = ["#0b6bcb", "#b3541e", "#2b7a3d", "#7a3fa0"]
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 440, 70, 40, 190, 60


def power(value):
    digits = str(int(math.log10(value))) if value >= 1 else str(round(math.log10(value)))
    return f"10{digits.translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def scaling(series, title):
    """`series`: name → list of (bytes, seconds)."""
    points = [point for values in series.values() for point in values]
    low_x, high_x = (math.log10(f(p[0] for p in points)) for f in (min, max))
    low_y = math.floor(math.log10(min(p[1] for p in points)))
    high_y = math.ceil(math.log10(max(p[1] for p in points)))
    inner_w, inner_h = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(value):
        return LEFT + inner_w * (math.log10(value) - low_x) / max(high_x - low_x, 1e-9)

    def y(value):
        return TOP + inner_h * (high_y - math.log10(value)) / max(high_y - low_y, 1)

    names = ", ".join(series)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{title}</title>",
        f"<desc>Seconds against bytes of input, both logarithmic, for {names}.</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" fill="#1a1a1a">{title}</text>',
    ]
    for exponent in range(math.ceil(low_x - 1e-9), math.floor(high_x + 1e-9) + 1):
        at = x(10**exponent)
        out.append(
            f'<line x1="{at:.1f}" y1="{TOP}" x2="{at:.1f}" y2="{TOP + inner_h}" stroke="#dddddd"/>'
            f'<text x="{at:.1f}" y="{TOP + inner_h + 20}" text-anchor="middle"'
            f' fill="#1a1a1a">{power(10**exponent)}</text>')
    for exponent in range(low_y, high_y + 1):
        at = y(10**exponent)
        out.append(
            f'<line x1="{LEFT}" y1="{at:.1f}" x2="{LEFT + inner_w}" y2="{at:.1f}" stroke="#dddddd"/>'
            f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end"'
            f' fill="#1a1a1a">{power(10.0**exponent)}</text>')
    out.append(
        f'<text x="{LEFT + inner_w / 2}" y="{HEIGHT - 14}" text-anchor="middle"'
        f' fill="#1a1a1a">bytes of input</text>'
        f'<text transform="translate(18 {TOP + inner_h / 2}) rotate(-90)" text-anchor="middle"'
        f' fill="#1a1a1a">seconds</text>')
    for index, (name, values) in enumerate(series.items()):
        color = COLORS[index % len(COLORS)]
        path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in values)
        out.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        for a, b in values:
            out.append(f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3.5" fill="{color}"/>')
        row = TOP + 14 + 22 * index
        out.append(
            f'<rect x="{WIDTH - RIGHT + 14}" y="{row - 10}" width="12" height="12" fill="{color}"/>'
            f'<text x="{WIDTH - RIGHT + 32}" y="{row}" fill="#1a1a1a">{name}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"
