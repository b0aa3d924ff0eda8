//! Two articles word by word.

use super::Addresses;
use super::address::step;
use super::frame::head;
use crate::tell::Findings;
use crate::tell::report::page::{To, section};
use crate::tell::report::view::{Desk, Place, several, shown};
use headwater_text::{Document, Language, Span};
use headwater_trace::reuse::edits::{About, Change, Editor, Piece};
use headwater_trace::{Passage, PassageKind, Relation, Side};
use maud::{Markup, html};

/// Articles offered for choice.
const OFFERED: usize = 5_000;

/// Where two articles are compared.
pub fn address(_: &Addresses, a: usize, b: usize, findings: Findings<'_>) -> String {
    format!("/compare?a={}&b={}", step(&findings.documents[a].id), step(&findings.documents[b].id))
}

/// The page; with what was found where two articles are chosen.
pub fn page(
    findings: Findings<'_>,
    to: &Addresses,
    language: &Language,
    given: (&str, &str),
    chosen: Option<(usize, usize)>,
) -> Markup {
    let desk = Desk::new(findings);
    let options: Vec<(String, String)> = desk
        .by_time()
        .into_iter()
        .take(OFFERED)
        .map(|doc| (findings.documents[doc].id.clone(), format!("{}, {}", desk.name(doc), desk.date(doc))))
        .collect();
    html! {
        (head("Compare two articles", "The passages that two articles share, with every word that one of them changed."))
        form.sift action="/compare" method="get" {
            datalist #articles { @for (id, told) in &options { option value=(id) { (told) } } }
            label for="a" { "The first" }
            input #a name="a" list="articles" value=(given.0) maxlength="400" required;
            label for="b" { "and the second" }
            input #b name="b" list="articles" value=(given.1) maxlength="400" required;
            button { "Compare" }
        }
        @match chosen {
            Some((a, b)) => (found(&desk, to, language, a, b)),
            None => @if !given.0.is_empty() || !given.1.is_empty() { p.notice.loss role="alert" { "The story has no article of one of these ids." } },
        }
    }
}

fn found(desk: &Desk<'_>, to: &Addresses, language: &Language, a: usize, b: usize) -> Markup {
    let documents = desk.findings.documents;
    let editor = Editor::of(language);
    let passages = shared(desk.findings, a, b);
    let words: usize = passages.iter().map(|passage| passage.words).sum();
    let links: To<'_> = to;
    let name =
        |doc: usize| html! { a href=(links.article(doc)) { bdi { (desk.name(doc)) } ", " (desk.date(doc)) } };
    section(
        "shared",
        "What they share",
        "",
        html! {
            p { "First: " (name(a)) ". Second: " (name(b)) "." }
            @if passages.is_empty() { p.meta { "No passage is shared." } }
            @else {
                p.meta { (several(words, "word")) " alike in " (several(passages.len(), "passage")) ". "
                    del { "only in the first" } " " ins { "only in the second" } }
            }
            @for passage in &passages { (one(desk, links, &editor, (a, b), passage)) }
            @if !passages.is_empty() {
                p.meta {
                    "Outside these passages the first has " (several(alone(&documents[a], passages.iter().map(|passage| passage.a_span)), "word"))
                    ", the second " (several(alone(&documents[b], passages.iter().map(|passage| passage.b_span)), "word")) "."
                }
            }
        },
    )
}

/// The passages of both, with `a` as the first side, in the order of `a`.
pub fn shared(findings: Findings<'_>, a: usize, b: usize) -> Vec<Passage> {
    let turned = |passage: &Passage| Passage {
        a: passage.b,
        a_span: passage.b_span,
        b: passage.a,
        b_span: passage.a_span,
        original: passage.original.map(|side| match side {
            Side::A => Side::B,
            Side::B => Side::A,
        }),
        ..passage.clone()
    };
    let mut all: Vec<Passage> = findings
        .trace
        .passages
        .iter()
        .filter_map(|passage| match (passage.a, passage.b) {
            pair if pair == (a, b) => Some(passage.clone()),
            pair if pair == (b, a) => Some(turned(passage)),
            _ => None,
        })
        .collect();
    all.sort_by_key(|passage| (passage.a_span, passage.b_span));
    all
}

fn one(desk: &Desk<'_>, to: To<'_>, editor: &Editor, (a, b): (usize, usize), passage: &Passage) -> Markup {
    let documents = desk.findings.documents;
    let (text_a, text_b) = (&documents[a].text, &documents[b].text);
    let pieces = editor.pieces((text_a, passage.a_span), (text_b, passage.b_span));
    let at = |doc: usize, span: Span, told: &str| {
        let place: Place = desk.place(doc, span);
        html! { a href=(to.place(&place)) { (told) } }
    };
    html! {
        div.passage {
            blockquote { @for piece in &pieces { (words(text_a, text_b, piece)) } }
            p.meta {
                (kind(passage)) ", " (several(passage.words, "word")) ". "
                (direction(passage)) " "
                (at(a, passage.a_span, "In the first")) ", " (at(b, passage.b_span, "in the second")) "."
            }
            @for reason in &passage.evidence { p.meta.note { (shown(reason)) } }
            @let changed: Vec<&Piece> = pieces.iter().filter(|piece| !piece.about.is_empty()).collect();
            @if !changed.is_empty() {
                ul.plain.changes {
                    @for piece in changed {
                        li {
                            span.loss { (about(piece)) ": " }
                            @match piece.change {
                                Change::Added => { "added " ins { (shown(piece.b.of(text_b))) } },
                                Change::Dropped => { "dropped " del { (shown(piece.a.of(text_a))) } },
                                _ => { del { (shown(piece.a.of(text_a))) } " became " ins { (shown(piece.b.of(text_b))) } },
                            }
                        }
                    }
                }
            }
        }
    }
}

fn words(a: &str, b: &str, piece: &Piece) -> Markup {
    html! {
        @match piece.change {
            Change::None => (shown(piece.b.of(b))),
            Change::Dropped => del { (shown(piece.a.of(a))) },
            Change::Added => ins { (shown(piece.b.of(b))) },
            Change::Replaced => { del { (shown(piece.a.of(a))) } " " ins { (shown(piece.b.of(b))) } },
        }
        " "
    }
}

fn about(piece: &Piece) -> String {
    let word = |about: &About| match about {
        About::Number => "a number",
        About::Name => "a name",
        About::Hedge => "a reservation",
        About::Attribution => "an attribution",
    };
    piece.about.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn kind(passage: &Passage) -> &'static str {
    match passage.kind {
        PassageKind::Verbatim => "Word for word",
        PassageKind::Edited => "With edits",
        PassageKind::Syndicated => "A whole agency or partner text",
        PassageKind::Boilerplate => "Furniture",
    }
}

fn direction(passage: &Passage) -> &'static str {
    let credited = passage.credited;
    match (passage.relation, passage.original) {
        (Relation::Sibling, _) if credited => "Both took it from a third, and say so.",
        (Relation::Sibling, _) => "Both took it from a third.",
        (_, Some(Side::A)) if credited => "The second took it from the first, with credit.",
        (_, Some(Side::A)) => "The second took it from the first, without credit.",
        (_, Some(Side::B)) if credited => "The first took it from the second, with credit.",
        (_, Some(Side::B)) => "The first took it from the second, without credit.",
        (_, None) => "Which had it first is undetermined.",
    }
}

/// Words of a document outside some spans.
fn alone(document: &Document, spans: impl Iterator<Item = Span>) -> usize {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let (mut done, mut count) = (0, 0);
    for span in spans.into_iter().chain([Span::new(document.text.len(), document.text.len())]) {
        if span.start > done {
            count += Span::new(done, span.start).of(&document.text).split_whitespace().count();
        }
        done = done.max(span.end);
    }
    count
}
