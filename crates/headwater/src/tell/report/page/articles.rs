//! Articles with provenance in the margin.

use super::{claims, runs};
use crate::tell::report::view::{Article, Note, Paragraph, several};
use maud::{Markup, html};

/// Articles that stand open.
const OPEN: usize = 1;

pub(super) fn section(articles: &[Article]) -> Markup {
    super::section(
        "reading",
        "Every article, with its provenance",
        "The text as captured. The margin says who speaks, through whom, and how many origins stand behind the statement.",
        html! {
            @for (at, article) in articles.iter().enumerate() {
                details.read id={ "d" (article.doc + 1) } open[at < OPEN] {
                    summary {
                        h3 { bdi { (article.title) } }
                        " "
                        span.meta { bdi { (article.outlet) } ", " (article.date) " · " (several(article.statements, "statement")) }
                    }
                    (body(article))
                }
            }
        },
    )
}

fn body(article: &Article) -> Markup {
    html! {
        p.meta.facts { @for (at, fact) in article.facts.iter().enumerate() { @if at > 0 { " · " } bdi { (fact) } } }
        @for paragraph in &article.paragraphs { (row(paragraph)) }
    }
}

fn row(paragraph: &Paragraph) -> Markup {
    let quiet = paragraph.notes.is_empty();
    html! {
        @if paragraph.furniture {
            div.row.quietrow { p.furniture { (runs(&paragraph.runs)) } }
        } @else {
            div.row .quietrow[quiet] {
                p { (runs(&paragraph.runs)) }
                @if quiet { aside { "No statement counted here." } }
                @else { aside { @for note in &paragraph.notes { (margin(note)) } } }
            }
        }
    }
}

fn margin(note: &Note) -> Markup {
    let tail = html! {
        @if !note.claims.is_empty() {
            span.counts {
                @for (at, (id, count)) in note.claims.iter().enumerate() {
                    @if at > 0 { "; " }
                    a href={ "#" (id) } { (count) }
                }
            }
        }
    };
    html! { (claims::path(&note.path, &tail, note.certainty)) }
}
