//! Two articles word by word.

use super::Addresses;
use super::address::step;
use super::frame::head;
use crate::tell::Findings;
use crate::tell::comparison::{self, Comparison, Fate, Run, Shared, Went};
use crate::tell::report::page::{To, section};
use crate::tell::report::view::{Desk, several, shown};
use headwater_text::{Language, Span};
use headwater_trace::reuse::edits::{Change, Editor};
use headwater_trace::{PassageKind, Side};
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
    let passages = comparison::between(&desk.findings.trace.passages, a, b);
    let found = Comparison::of(&documents[a], &documents[b], &passages, &Editor::of(language));
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
                p.meta { (several(found.words, "word")) " alike in " (several(passages.len(), "passage")) ". "
                    del { "only in the first" } " " ins { "only in the second" } }
            }
            @for passage in found.shared() { (one(desk, links, (a, b), passage)) }
            @if !passages.is_empty() {
                p.meta {
                    "Outside these passages the first has " (several(found.alone(Side::A), "word"))
                    ", the second " (several(found.alone(Side::B), "word")) "."
                }
            }
        },
    )
}

fn one(desk: &Desk<'_>, to: To<'_>, (a, b): (usize, usize), passage: &Shared) -> Markup {
    let documents = desk.findings.documents;
    let (text_a, text_b) = (documents[a].text.as_str(), documents[b].text.as_str());
    let at = |doc: usize, span: Span, told: &str| {
        html! { a href=(to.place(&desk.place(doc, span))) { (told) } }
    };
    html! {
        div.passage {
            blockquote { @for paragraph in paragraphs(&passage.runs(text_a, text_b)) { p { (words(paragraph)) } } }
            p.meta {
                (kind(passage.kind)) ", " (several(passage.words, "word")) ". "
                (went(passage)) " "
                (at(a, passage.a, "In the first")) ", " (at(b, passage.b, "in the second")) "."
            }
            @for reason in &passage.evidence { p.meta.note { (shown(reason)) } }
            (noted(passage, text_a, text_b))
        }
    }
}

/// The runs of each paragraph.
pub(super) fn paragraphs<'r, 't>(runs: &'r [Run<'t>]) -> impl Iterator<Item = &'r [Run<'t>]> {
    runs.split(|run| *run == Run::Break).filter(|paragraph| !paragraph.is_empty())
}

/// Words that stayed, went and came.
pub(super) fn words(runs: &[Run<'_>]) -> Markup {
    html! {
        @for run in runs {
            @match run {
                Run::Words(Fate::Kept, words) => (shown(words)),
                Run::Words(Fate::Gone, words) => del { (shown(words)) },
                Run::Words(Fate::New, words) => ins { (shown(words)) },
                Run::Break => {},
            }
            " "
        }
    }
}

/// The changes that matter, a line each.
pub(super) fn noted(passage: &Shared, a: &str, b: &str) -> Markup {
    html! {
        @if !passage.noted.is_empty() {
            ul.plain.changes {
                @for noted in &passage.noted {
                    li {
                        span.kind { (noted.name()) }
                        div {
                            @match noted.change {
                                Change::Added => { ins { (shown(noted.b.of(b))) } " came" },
                                Change::Dropped => { del { (shown(noted.a.of(a))) } " went" },
                                _ => { del { (shown(noted.a.of(a))) } " became " ins { (shown(noted.b.of(b))) } },
                            }
                        }
                    }
                }
            }
        }
    }
}

fn kind(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Verbatim => "Word for word",
        PassageKind::Edited => "With edits",
        PassageKind::Syndicated => "A whole agency or partner text",
        PassageKind::Boilerplate => "Furniture",
    }
}

fn went(passage: &Shared) -> &'static str {
    match (passage.went, passage.credited) {
        (Went::Third, true) => "Both took it from a third, and say so.",
        (Went::Third, false) => "Both took it from a third.",
        (Went::FromA, true) => "The second took it from the first, with credit.",
        (Went::FromA, false) => "The second took it from the first, without credit.",
        (Went::FromB, true) => "The first took it from the second, with credit.",
        (Went::FromB, false) => "The first took it from the second, without credit.",
        (Went::Furniture, _) => "Nobody takes such lines from anybody.",
        (Went::Unknown, _) => "Which had it first is undetermined.",
    }
}
