//! Chains as SVG, and as the table beside it.

use super::{cell, named_table};
use crate::tell::report::layout::chain::{CORNER, Chart, Edge, Placed, Return, narrow, radius, wide};
use crate::tell::report::layout::{Class, Label};
use crate::tell::report::view::{Chain, Claim, Kind, Node, Sign, strength_words};
use crate::tell::text::forest::Strength;
use maud::{Markup, PreEscaped, html};
use std::fmt::Write as _;

/// The picture with its caption.
pub(in crate::tell) fn figure(claim: &Claim) -> Markup {
    let chain = &claim.chain;
    let Some(folded) = pictures(claim, &chain.rows, "f") else {
        return html! { p.meta { "This chain is too long or too deep to be drawn; the table has all of it." } };
    };
    html! {
        figure {
            div.chainbox {
                @match chain.unfolded.as_ref().and_then(|rows| pictures(claim, rows, "u")) {
                    Some(unfolded) => {
                        div.fold {
                            input type="checkbox" id={ (claim.id) "-fold" };
                            label for={ (claim.id) "-fold" } { "Unfold the " (chain.folded) " copies" }
                        }
                        div.folded { (folded) }
                        div.unfolded { (unfolded) }
                    }
                    None => (folded)
                }
            }
            @if !chain.caption.is_empty() { figcaption { (chain.caption) } }
        }
    }
}

fn pictures(claim: &Claim, rows: &[Node], name: &str) -> Option<Markup> {
    let (wide, narrow) = (wide(rows)?, narrow(rows)?);
    Some(html! {
        (svg(claim, rows, &wide, &format!("{name}w"), "chain wide"))
        (svg(claim, rows, &narrow, &format!("{name}n"), "chain narrow"))
    })
}

fn svg(claim: &Claim, rows: &[Node], chart: &Chart, name: &str, class: &str) -> Markup {
    let id = format!("{}-{name}", claim.id);
    let described = format!(
        "{} in {} rows, origins first; the table below holds the same content.",
        claim.count.articles,
        rows.len()
    );
    html! {
        svg class=(class) viewBox={ "0 0 " (px(chart.width)) " " (px(chart.height)) } role="group"
            aria-labelledby={ (id) "-t" } aria-describedby={ (id) "-d" } preserveAspectRatio="xMinYMin meet" {
            title id={ (id) "-t" } { "How the claim reached its articles" }
            desc id={ (id) "-d" } { (described) }
            (scale(chart))
            (bracket(chart))
            @for edge in &chart.edges { (drawn(edge)) }
            @for back in &chart.returns { (returned(back)) }
            @for (x, y, which) in &chart.signs { (sign(*x, *y, *which)) }
            @for label in &chart.words { (text(label)) }
            @for node in &chart.nodes { (placed(claim, rows, node)) }
        }
    }
}

/// At most one decimal, none where it is zero.
pub(super) fn px(value: f64) -> String {
    let told = format!("{value:.1}");
    told.strip_suffix(".0").map_or(told.clone(), str::to_owned)
}

fn scale(chart: &Chart) -> Markup {
    let bottom = px(chart.height - 2.0);
    html! {
        @if let (Some(first), Some(last)) = (chart.ticks.first(), chart.ticks.last()) {
            text.axh x="9" y="14" { "Origin" }
            text.axh x=(px(first.0)) y="14" { "Published, UTC" }
            path.grid d={ "M" (px(first.0)) " 22H" (px(last.0)) } {}
            @for (at, (x, told)) in chart.ticks.iter().enumerate() {
                path.grid d={ "M" (px(*x)) " 22V" (bottom) } {}
                @if at + 1 < chart.ticks.len() { text.axl x=(px(x + 6.0)) y="35" { (told) } }
            }
        }
    }
}

/// Unnamed origins that may be the same people.
fn bracket(chart: &Chart) -> Markup {
    let (Some(first), Some(last)) = (chart.bracket.first(), chart.bracket.last()) else {
        return html! {};
    };
    let mut path = format!("M4 {}V{}", px(*first), px(*last));
    for y in &chart.bracket {
        let _ = write!(path, "M4 {}H9", px(*y));
    }
    html! { path.e.same d=(path) {} }
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Stated => "e",
        Strength::Inferred => "e inferred",
        Strength::NotRecorded => "e notrec",
    }
}

fn drawn(edge: &Edge) -> Markup {
    match *edge {
        Edge::Trunk(kind, x, from, to) => html! {
            path class=(strength(kind)) d={ "M" (px(x)) " " (px(from)) "V" (px(to)) } {}
        },
        Edge::Branch(kind, from, y, to) => html! {
            path class=(strength(kind))
                d={ "M" (px(from)) " " (px(y - CORNER)) "Q" (px(from)) " " (px(y)) " " (px(from + CORNER)) " " (px(y)) "H" (px(to)) } {}
        },
    }
}

/// With a tip at each end: each gives the other as its source.
fn returned(back: &Return) -> Markup {
    let tip = |(x, y): (f64, f64)| {
        format!("M{} {}L{} {}L{} {}", px(x + 5.0), px(y - 3.5), px(x), px(y), px(x + 5.0), px(y + 3.5))
    };
    let (from, to) = (back.from, back.to);
    let line = format!("M{} {}H{}V{}H{}", px(from.0), px(from.1), px(back.right), px(to.1), px(to.0));
    html! { path.e.back d={ (line) (tip(from)) (tip(to)) } {} }
}

fn sign(x: f64, y: f64, which: Sign) -> Markup {
    let at = |dx: f64, dy: f64| format!("{} {}", px(x + dx), px(y + dy));
    html! {
        g.mk {
            circle.gap cx=(px(x)) cy=(px(y)) r="7" {}
            @match which {
                Sign::Lost => path d={ "M" (at(-4.0, 5.5)) "L" (at(0.0, -5.5)) "M" (at(1.0, 5.5)) "L" (at(5.0, -5.5)) } {},
                Sign::Changed => path d={
                    "M" (at(-5.0, -2.6)) "L" (at(5.0, -2.6)) "M" (at(-5.0, 2.6)) "L" (at(5.0, 2.6))
                    "M" (at(-3.0, 6.5)) "L" (at(3.0, -6.5))
                } {},
            }
        }
    }
}

/// Labels as text; what stands beside another on its line follows it, as wide as the face at hand really is.
pub(super) fn texts(labels: &[Label]) -> Markup {
    let mut lines: Vec<Vec<&Label>> = Vec::new();
    for label in labels {
        match lines.last_mut() {
            Some(line) if (line[0].y - label.y).abs() < 0.5 => line.push(label),
            _ => lines.push(vec![label]),
        }
    }
    html! {
        @for line in &lines {
            @match line[..] {
                [only] => (text(only)),
                _ => text x=(px(line[0].x)) y=(px(line[0].y)) {
                    @for (at, label) in line.iter().enumerate() {
                        tspan class=(class(label)) dx=[(at > 0).then_some("8")] { (label.text) }
                    }
                },
            }
        }
    }
}

fn text(label: &Label) -> Markup {
    let (x, anchor) = if label.to_end { (label.x + label.width, Some("end")) } else { (label.x, None) };
    html! { text class=(class(label)) x=(px(x)) y=(px(label.y)) text-anchor=[anchor] { (label.text) } }
}

fn class(label: &Label) -> &'static str {
    match label.class {
        Class::Origin => "on",
        Class::Name => "an",
        Class::About => "tm",
        Class::Words => "cue",
        Class::Loss => "lossw",
        Class::Inferred => "sub",
    }
}

fn placed(claim: &Claim, rows: &[Node], node: &Placed) -> Markup {
    let row = &rows[node.row];
    let body = html! {
        (dot(node))
        (texts(&node.labels))
    };
    match row.occurrences.first() {
        Some(_) if matches!(row.kind, Kind::Stack(_)) => {
            html! { a href={ "#" (claim.id) "-fold" } data-unfold="" { (body) } }
        }
        Some(first) => html! { a href={ "#" (claim.id) "-" (first + 1) } { (body) } },
        None => body,
    }
}

fn dot(node: &Placed) -> Markup {
    let (x, y) = (px(node.x), px(node.y));
    let circle = |class: &str| html! { circle class=(class) cx=(x) cy=(y) r=(px(radius(node.kind))) {} };
    match node.kind {
        Kind::Named => circle("o-named"),
        Kind::Unnamed => circle("o-unnamed"),
        Kind::NotRecorded => html! {
            (circle("o-unknown"))
            text.qm x=(x) y=(px(node.y + 4.0)) text-anchor="middle" { "?" }
        },
        Kind::Denier => html! {
            (circle("o-deny"))
            path.o-denyx d={ "M" (px(node.x - 4.5)) " " (px(node.y + 4.5)) "L" (px(node.x + 4.5)) " " (px(node.y - 4.5)) } {}
        },
        Kind::Article => circle("n-art"),
        Kind::Absent => circle("n-ghost"),
        Kind::Stack(count) => html! {
            @for shift in [4.0, 2.0, 0.0] {
                rect.stk x=(px(node.x - 16.0 + shift)) y=(px(node.y - 6.0 - shift)) width="28" height="13" rx="1.5" {}
            }
            text.stkt x=(px(node.x - 2.0)) y=(px(node.y + 4.5)) text-anchor="middle" { "×" (count) }
        },
    }
}

/// The same content as the picture, row by row.
pub(in crate::tell) fn as_table(claim: &Claim, chain: &Chain) -> Markup {
    let rows = chain.unfolded.as_ref().unwrap_or(&chain.rows);
    html! {
        details {
            summary { "The same chain as a table" }
            (named_table(
                &format!("Every step of claim {}", claim.id),
                "Every step, in the order of the picture",
                &["Who", "Published, or what is known", "Took it from", "Words that show it", "Kind of step", "Lost or changed"],
                html! {
                    @for row in rows {
                        tr {
                            th scope="row" {
                                @match row.occurrences.first() {
                                    Some(first) => a href={ "#" (claim.id) "-" (first + 1) } { bdi { (row.name) } },
                                    None => bdi { (row.name) },
                                }
                            }
                            (cell("Published, or what is known", html! { (row.about) }))
                            (cell("Took it from", html! {
                                @match row.parent { Some(above) => bdi { (rows[above].name) }, None => "nobody above: where it begins" }
                            }))
                            (cell("Words that show it", html! { (words(row)) }))
                            (cell("Kind of step", html! { @if row.parent.is_some() { (strength_words(row.strength)) } @else { "none" } }))
                            (cell("Lost or changed", html! {
                                @if row.losses.is_empty() { "nothing" } @else { span.loss { (row.losses.join("; ")) } }
                            }))
                        }
                    }
                },
            ))
        }
    }
}

fn words(row: &Node) -> String {
    let all: Vec<String> = row.words.iter().chain(&row.more).map(|words| words.told()).collect();
    if all.is_empty() { "none".to_owned() } else { all.join("; ") }
}

/// How to read the pictures.
pub(in crate::tell) fn key() -> Markup {
    let line = |class: &str| {
        html! { svg width="34" height="10" aria-hidden="true" { path class=(class) d="M1 5H34" {} } }
    };
    let ring = |class: &str| {
        html! { svg width="16" height="16" aria-hidden="true" { circle class=(class) cx="8" cy="8" r="6" {} } }
    };
    html! {
        div.keybox {
            h3.sub { "How to read a chain" }
            ul.key {
                li { (line("e")) "stated in the text" }
                li { (line("e inferred")) "inferred" }
                li { (line("e notrec")) "not recorded" }
                li { svg width="34" height="16" aria-hidden="true" { path.e.back d="M10 3H30V13H10M15 -0.5L10 3L15 6.5M15 9.5L10 13L15 16.5" {} } "each gives the other as its source" }
                li { (ring("o-named")) "named origin" }
                li { (ring("o-unnamed")) "unnamed" }
                li { (ring("o-unknown")) "not recorded" }
                li { svg width="16" height="16" aria-hidden="true" { circle.o-deny cx="8" cy="8" r="6" {} path.o-denyx d="M4 12L12 4" {} } "denies" }
                li { svg width="12" height="16" aria-hidden="true" { circle.n-art cx="6" cy="8" r="4.5" {} } "article" }
                li { svg width="12" height="16" aria-hidden="true" { circle.n-ghost cx="6" cy="8" r="4.5" {} } "cited, not here" }
                li { svg width="26" height="16" aria-hidden="true" { path.e d="M0 8H26" {} (sign(13.0, 8.0, Sign::Lost)) } "words lost" }
                li { svg width="26" height="16" aria-hidden="true" { path.e d="M0 8H26" {} (sign(13.0, 8.0, Sign::Changed)) } "value changed" }
            }
        }
    }
}

/// A small sign for a kind of origin, as wide as a letter.
pub(in crate::tell) fn icon(kind: Kind) -> Markup {
    let body = match kind {
        Kind::Unnamed => {
            r#"<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="2"/>"#
        }
        Kind::NotRecorded => {
            r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="1.5 2.4"/>"#
        }
        Kind::Denier => {
            r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/><path d="M4 12L12 4" stroke="currentColor" stroke-width="2"/>"#
        }
        _ => r#"<circle cx="8" cy="8" r="6" fill="currentColor"/>"#,
    };
    html! { svg.ico viewBox="0 0 16 16" aria-hidden="true" { (PreEscaped(body)) } }
}
