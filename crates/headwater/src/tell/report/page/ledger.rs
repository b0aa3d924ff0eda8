//! The ledger of sources.

use super::{To, cell, refs, table};
use crate::tell::report::view::{Ledger, OutletRow, Place, UnnamedRow, VoiceRow, several};
use maud::{Markup, html};

/// Named origins that stand open; the rest is folded.
const NAMED: usize = 20;
/// Places told for one count on one page of the whole; an outlet of more has its articles to go through.
const ALL: usize = 60;

pub(in crate::tell) fn section(to: To<'_>, ledger: &Ledger) -> Markup {
    super::section(
        "ledger",
        "Who speaks: named, by role, unnamed",
        "In the words of the articles. Unnamed people at one outlet count as one origin, whatever their number.",
        html! {
            h3.sub { "What each outlet’s statements rest on" }
            (outlets(to, &ledger.outlets, ALL))
            h3.sub { "Unnamed sources" }
            @if ledger.unnamed.is_empty() { p.meta { "No chain ends at somebody unnamed." } }
            @else { (unnamed(to, &ledger.unnamed)) }
            h3.sub { "Named sources" }
            @let (open, rest) = ledger.named.split_at(ledger.named.len().min(NAMED));
            @if open.is_empty() { p.meta { "No chain ends at somebody with a name." } }
            @else { (named(to, "Named origins, those that most articles carry first", open, ALL)) }
            @if !rest.is_empty() {
                details {
                    summary { (several(rest.len(), "more named source")) }
                    (named(to, "Further named origins", rest, ALL))
                }
            }
        },
    )
}

fn counted(to: To<'_>, places: &[Place], most: usize) -> Markup {
    html! { @if places.is_empty() { "none" } @else { (places.len()) (refs(to, places, most)) } }
}

/// Outlets, with at most so many places for one count.
pub(in crate::tell) fn outlets<'r>(
    to: To<'_>,
    rows: impl IntoIterator<Item = &'r OutletRow>,
    most: usize,
) -> Markup {
    table(
        "Statements by where their chains end; the numbers lead to the words",
        &["Outlet", "Articles", "Named origins", "Unnamed", "Own voice, or not recorded"],
        html! {
            @for row in rows {
                tr {
                    th scope="row" { bdi { (row.outlet) } }
                    (cell("Articles", html! { (row.articles) }))
                    (cell("Named origins", counted(to, &row.named, most)))
                    (cell("Unnamed", counted(to, &row.unnamed, most)))
                    (cell("Own voice, or not recorded", counted(to, &row.unrecorded, most)))
                }
            }
        },
    )
}

/// Unnamed people.
pub(in crate::tell) fn unnamed<'r>(to: To<'_>, rows: impl IntoIterator<Item = &'r UnnamedRow>) -> Markup {
    table(
        "Every unnamed source, in the words of the article",
        &["Source, as worded", "Speaking to", "What rests on it", "Carried by"],
        html! {
            @for row in rows {
                tr {
                    th scope="row" {
                        @match &row.place {
                            Some(place) => a href=(to.place(place)) { "“" bdi { (row.name) } "”" },
                            None => { "“" bdi { (row.name) } "”" },
                        }
                    }
                    (cell("Speaking to", html! { (row.spoke_to.as_deref().unwrap_or("not recorded")) }))
                    (cell("What rests on it", html! {
                        @for (at, (words, id)) in row.rests.iter().enumerate() {
                            @if at > 0 { "; " }
                            a.w href=(to.claim(id)) { bdi { (words) } }
                        }
                        @if row.more > 0 { "; " (several(row.more, "more claim")) }
                    }))
                    (cell("Carried by", html! { span.num { (several(row.articles, "article")) } }))
                }
            }
        },
    )
}

/// Named origins, with at most so many places for one count.
pub(in crate::tell) fn named<'r>(
    to: To<'_>,
    caption: &str,
    rows: impl IntoIterator<Item = &'r VoiceRow>,
    most: usize,
) -> Markup {
    table(
        caption,
        &["Source", "Role, as worded", "Kind", "Speaks for", "Statements that end there", "Carried by"],
        html! {
            @for row in rows {
                tr {
                    th scope="row" { bdi { (row.name) } }
                    (cell("Role, as worded", html! { (row.role.as_deref().unwrap_or("none given")) }))
                    (cell("Kind", html! { (row.kind) @if row.official { ", official" } }))
                    (cell("Speaks for", html! { (row.speaks_for.as_deref().unwrap_or("")) }))
                    (cell("Statements that end there", counted(to, &row.statements, most)))
                    (cell("Carried by", html! { span.num { (several(row.articles, "article")) } }))
                }
            }
        },
    )
}
