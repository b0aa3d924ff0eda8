//! What officials have said: the index of all claims.

use super::chain::icon;
use super::{To, cell, table};
use crate::tell::report::view::{Kind, OfficialRow, Officials, Status, several};
use maud::{Markup, html};

pub(in crate::tell) fn section(to: To<'_>, officials: &Officials) -> Markup {
    let heads = ["Claim", "Counts", "Official status", "The words", "Who, where, when"];
    super::section(
        "official",
        "What officials have said",
        "The latest words of a public authority, or of the body that a claim is about. Silence is not denial.",
        html! {
            @if officials.unread > 0 {
                p.meta { (several(officials.unread, "document")) " could not be read, or not in full: what stands there is not known." }
            }
            @if officials.spoken.is_empty() { p.meta { "No official is found to speak to any of the claims." } }
            @else {
                (table("Claims with an official word, denials first", &heads, html! {
                    @for row in &officials.spoken { (spoken(to, row)) }
                }))
            }
            @if !officials.silent.is_empty() {
                details {
                    summary { (several(officials.silent.len(), "claim")) " of several articles without an official word" }
                    (table("Officials are silent in these articles", &["Claim", "Counts"], html! {
                        @for row in &officials.silent {
                            tr { th.cl scope="row" { a href=(to.claim(&row.id)) { bdi { (row.canonical) } } } (cell("Counts", counts(row))) }
                        }
                    }))
                }
            }
            @if !officials.single.is_empty() {
                details #single {
                    summary { (several(officials.single.len(), "claim")) " of one article alone, without an official word" }
                    (table("Told by one article", &["Claim", "Where it is from", "Article"], html! {
                        @for row in &officials.single { (single(to, row)) }
                    }))
                }
            }
        },
    )
}

/// The sign and word of a status.
pub(in crate::tell) fn status(status: Status) -> Markup {
    html! {
        @match status {
            Status::Denied => span.loss { (icon(Kind::Denier)) "Denied" },
            Status::Confirmed => span { (icon(Kind::Named)) "Confirmed" },
            Status::Silent => span.soft { (icon(Kind::NotRecorded)) "Silent" },
        }
    }
}

fn counts(row: &OfficialRow) -> Markup {
    html! { (row.count.articles) br; span.soft.nw { (row.count.interval) } }
}

fn spoken(to: To<'_>, row: &OfficialRow) -> Markup {
    html! {
        // A claim that is told in full elsewhere has its id there.
        tr id=[(!row.full).then_some(&row.id)] {
            th.cl scope="row" {
                @match (&row.place, row.full) {
                    (Some(place), false) => a href=(to.place(place)) { bdi { (row.canonical) } },
                    _ => a href=(to.claim(&row.id)) { bdi { (row.canonical) } },
                }
            }
            (cell("Counts", counts(row)))
            td { span.nw { (status(row.status)) } }
            td { @if let Some((words, place)) = &row.words { a.w href=(to.place(place)) { "“" bdi { (words) } "”" } } }
            td { (row.by.as_deref().unwrap_or("")) }
        }
    }
}

fn single(to: To<'_>, row: &OfficialRow) -> Markup {
    html! {
        tr id=(row.id) {
            th.cl.one scope="row" {
                @match &row.place {
                    Some(place) => a href=(to.place(place)) { bdi { (row.canonical) } },
                    None => bdi { (row.canonical) },
                }
            }
            (cell("Where it is from", html! {
                @if let Some(path) = &row.path { (super::claims::stops(&path.stated)) (super::claims::stops(&path.inferred)) (super::claims::stops(&path.decided)) }
            }))
            (cell("Article", html! { (row.outlet) }))
        }
    }
}
