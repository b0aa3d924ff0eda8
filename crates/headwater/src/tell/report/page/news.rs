//! What is new.

use super::To;
use crate::tell::report::view::{Item, NewNote, News, several};
use maud::{Markup, html};

/// Articles named for one item.
const NAMED: usize = 4;

pub(in crate::tell) fn section(to: To<'_>, news: &News) -> Markup {
    super::section(
        "new",
        &format!("New since {}", news.since),
        &news.articles,
        html! {
            @if !news.notes.is_empty() { ol.newlist { @for note in &news.notes { (taken_back(to, note)) } } }
            @if news.items.is_empty() { p.meta { "They bring nothing that several articles carry." } }
            @else { ol.newlist { @for item in &news.items { (told(to, item)) } } }
            @if news.more > 0 { p.meta { (several(news.more, "more claim")) " are only repeated by them." } }
        },
    )
}

fn taken_back(to: To<'_>, note: &NewNote) -> Markup {
    html! {
        li {
            div.kind.loss { (note.kind) }
            div {
                p { a href=(to.place(&note.by.1)) { bdi { (note.by.0) } } ": “" bdi { (note.words) } "”" }
                @for (claim, canonical, resting) in &note.claims {
                    p.meta { "Speaks of " a href=(to.claim(claim)) { bdi { (canonical) } } ". " (resting) }
                }
            }
        }
    }
}

fn told(to: To<'_>, item: &Item) -> Markup {
    html! {
        li {
            div.kind .loss[item.kind == "New denial"] { (item.kind) }
            div {
                p { a href=(to.claim(&item.claim)) { bdi { (item.canonical) } } @if let Some(words) = &item.words { ": “" bdi { (words) } "”" } }
                p.meta {
                    (item.told) " "
                    @for (at, (name, place)) in item.places.iter().take(NAMED).enumerate() {
                        @if at > 0 { "; " }
                        a href=(to.place(place)) { bdi { (name) } }
                    }
                    @if item.places.len() > NAMED { " and " (item.places.len() - NAMED) " more" }
                    "."
                }
            }
        }
    }
}
