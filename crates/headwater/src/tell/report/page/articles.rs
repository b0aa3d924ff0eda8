//! Articles with provenance in the margin.

use super::claims::stops;
use super::{To, runs, spoken};
use crate::tell::report::view::{Article, Note, Paragraph, Voice, several};
use maud::{Markup, html};

/// Articles that stand open.
const OPEN: usize = 1;

pub(super) fn section(to: To<'_>, articles: &[Article]) -> Markup {
    super::section(
        "reading",
        "Every article, with its provenance",
        "The text as captured. The margin says who speaks, through whom, and how many origins stand behind the statement.",
        html! {
            div.reads { @for (at, article) in articles.iter().enumerate() {
                details.read id={ "d" (article.doc + 1) } open[at < OPEN] {
                    summary {
                        h3 { bdi { (article.title) } }
                        " "
                        span.meta { bdi { (article.outlet) } ", " (article.date) " · " (several(article.statements, "statement")) }
                    }
                    (body(to, article))
                }
            } }
        },
    )
}

pub(in crate::tell) fn body(to: To<'_>, article: &Article) -> Markup {
    html! {
        p.meta.facts { @for (at, fact) in article.facts.iter().enumerate() { @if at > 0 { " · " } bdi { (fact) } } }
        @for paragraph in &article.paragraphs { (row(to, paragraph)) }
    }
}

fn row(to: To<'_>, paragraph: &Paragraph) -> Markup {
    let quiet = paragraph.notes.is_empty();
    html! {
        @if paragraph.furniture {
            div.row.quietrow { p.furniture { (runs(&paragraph.runs)) } }
        } @else {
            div.row .quietrow[quiet] {
                p { (runs(&paragraph.runs)) }
                // A note and no landmark: a page has one for each paragraph.
                div.margin role="note" {
                    @if quiet { "No statement counted here." } @else { (margin(to, &paragraph.notes)) }
                }
            }
        }
    }
}

/// Notes as blocks by voice, neighbours of one voice under one label.
fn margin(to: To<'_>, notes: &[Note]) -> Markup {
    let mut blocks: Vec<(Voice, Vec<Markup>)> = Vec::new();
    let mut push = |voice: Voice, line: Markup| match blocks.last_mut() {
        Some((last, lines)) if *last == voice => lines.push(line),
        _ => blocks.push((voice, vec![line])),
    };
    for note in notes {
        let key = html! { @if let Some(key) = &note.key { span.kk { (key) } } };
        let certain = html! { @if let Some(word) = note.certainty { span.certain { (word) } } };
        let counts = html! {
            @if !note.claims.is_empty() {
                span.counts {
                    @for (at, (id, count)) in note.claims.iter().enumerate() {
                        @if at > 0 { "; " }
                        a href=(to.claim(id)) { (count) }
                    }
                }
            }
        };
        let path = &note.path;
        if !path.stated.is_empty() {
            push(Voice::TextSays, html! { (key) (stops(&path.stated)) (certain) });
        }
        if !path.decided.is_empty() {
            push(Voice::AnalystDecided { by: None, at: None }, html! { (key) (stops(&path.decided)) });
        }
        if !path.inferred.is_empty() || !note.claims.is_empty() {
            let alone = path.stated.is_empty();
            push(
                Voice::HeadwaterInfers,
                html! { (key) (stops(&path.inferred)) @if alone { (certain) } (counts) },
            );
        }
    }
    html! {
        @for (voice, lines) in &blocks {
            (spoken(voice, html! { @for line in lines { span.line { (line) } } }))
        }
    }
}
