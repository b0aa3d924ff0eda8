//! The ledger of sources.

use super::{To, cell, refs, table};
use crate::tell::report::view::{Ledger, Place, several};
use maud::{Markup, html};

/// Named origins that stand open; the rest is folded.
const NAMED: usize = 20;
/// Places told for one count; an outlet of more has its articles to go through.
const ALL: usize = 60;

pub(in crate::tell) fn section(to: To<'_>, ledger: &Ledger) -> Markup {
    super::section(
        "ledger",
        "Who speaks: named, by role, unnamed",
        "In the words of the articles. Unnamed people at one outlet count as one origin, whatever their number.",
        html! {
            (outlets(to, ledger))
            (unnamed(to, ledger))
            (named(to, ledger))
        },
    )
}

fn counted(to: To<'_>, places: &[Place]) -> Markup {
    html! { @if places.is_empty() { "none" } @else { (places.len()) (refs(to, places, ALL)) } }
}

fn outlets(to: To<'_>, ledger: &Ledger) -> Markup {
    html! {
        h3.sub { "What each outlet’s statements rest on" }
        (table(
            "Statements by where their chains end; the numbers lead to the words",
            &["Outlet", "Articles", "Named origins", "Unnamed", "Own voice, or not recorded"],
            html! {
                @for row in &ledger.outlets {
                    tr {
                        th scope="row" { bdi { (row.outlet) } }
                        (cell("Articles", html! { (row.articles) }))
                        (cell("Named origins", counted(to, &row.named)))
                        (cell("Unnamed", counted(to, &row.unnamed)))
                        (cell("Own voice, or not recorded", counted(to, &row.unrecorded)))
                    }
                }
            },
        ))
    }
}

fn unnamed(to: To<'_>, ledger: &Ledger) -> Markup {
    html! {
        h3.sub { "Unnamed sources" }
        @if ledger.unnamed.is_empty() { p.meta { "No chain ends at somebody unnamed." } }
        @else {
            (table(
                "Every unnamed source, in the words of the article",
                &["Source, as worded", "Speaking to", "What rests on it", "Carried by"],
                html! {
                    @for row in &ledger.unnamed {
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
            ))
        }
    }
}

fn named(to: To<'_>, ledger: &Ledger) -> Markup {
    let (open, rest) = ledger.named.split_at(ledger.named.len().min(NAMED));
    let heads =
        ["Source", "Role, as worded", "Kind", "Speaks for", "Statements that end there", "Carried by"];
    let body = |rows: &[crate::tell::report::view::VoiceRow]| {
        html! {
            @for row in rows {
                tr {
                    th scope="row" { bdi { (row.name) } }
                    (cell("Role, as worded", html! { (row.role.as_deref().unwrap_or("none given")) }))
                    (cell("Kind", html! { (row.kind) @if row.official { ", official" } }))
                    (cell("Speaks for", html! { (row.speaks_for.as_deref().unwrap_or("")) }))
                    (cell("Statements that end there", counted(to, &row.statements)))
                    (cell("Carried by", html! { span.num { (several(row.articles, "article")) } }))
                }
            }
        }
    };
    html! {
        h3.sub { "Named sources" }
        @if open.is_empty() { p.meta { "No chain ends at somebody with a name." } }
        @else { (table("Named origins, those that most articles carry first", &heads, body(open))) }
        @if !rest.is_empty() {
            details {
                summary { (several(rest.len(), "more named source")) }
                (table("Further named origins", &heads, body(rest)))
            }
        }
    }
}
