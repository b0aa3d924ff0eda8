//! Everything the analyst decided, with what became of it.

use super::frame::{Frame, head};
use super::{Addresses, decide};
use crate::tell::Findings;
use crate::tell::report::page::{self, To, spoken};
use crate::tell::report::view::{Desk, Voice, shown};
use crate::tell::text::judged;
use headwater_trace::judgement::Decision;
use headwater_trace::{Judgement, Outcome, Ruling};
use jiff::tz::TimeZone;
use maud::{Markup, html};

/// The page; `history` has also those that were taken back.
pub fn page(findings: Findings<'_>, to: &Addresses, frame: &Frame, history: &[Judgement]) -> Markup {
    let desk = Desk::new(findings);
    let to: To<'_> = to;
    let holding = &findings.trace.judgements;
    let taken: Vec<&Judgement> = history
        .iter()
        .filter(|judgement| !holding.iter().any(|ruling| ruling.id == judgement.id))
        .filter(|judgement| !matches!(judgement.decision, Decision::Undo(_)))
        .collect();
    html! {
        (head("What the analyst decided", "Judgements are added and never changed. To take one back adds a further one."))
        @if holding.is_empty() { p.meta { "Nothing is decided. Claims and sources have forms for that." } }
        @for found in holding.iter().rev() {
            div id=(shown(&found.id)) {
                (ruling(found, &html! {
                    @if !found.places.is_empty() {
                        p.meta {
                            "About the words "
                            @for place in &found.places {
                                a.w href=(to.place(&desk.place(place.doc, place.span))) { "“" bdi { (desk.words(place.doc, place.span, WORDS)) } "”" } " "
                            }
                        }
                    }
                    (decide::undo(frame, "/judgements", &found.id))
                }))
            }
        }
        @if !taken.is_empty() {
            (page::section("taken", "Taken back", "They leave nothing behind in what is told; the file keeps them.", html! {
                ul.plain {
                    @for judgement in taken.iter().rev() {
                        li {
                            bdi { (shown(&judgement.id)) } ", " bdi { (shown(&judgement.who)) } ", "
                            (judgement.when.to_zoned(TimeZone::UTC).datetime().strftime("%-d %b %Y %H:%M"))
                            @if let Some(note) = &judgement.note { span.why { "“" bdi { (shown(note)) } "”" } }
                        }
                    }
                }
            }))
        }
    }
}

/// Columns of words that a judgement is about.
const WORDS: usize = 90;

/// A judgement in its voice, what became of it, and what can be done.
pub(super) fn ruling(ruling: &Ruling, rest: &Markup) -> Markup {
    let voice = Voice::AnalystDecided {
        by: Some(format!("{}, {}", shown(&ruling.id), shown(&ruling.who))),
        at: Some(judged::moment(ruling)),
    };
    spoken(
        &voice,
        html! {
            p { (shown(&ruling.text)) @if let Some(note) = &ruling.note { " “" bdi { (shown(note)) } "”" } }
            @if ruling.outcome != Outcome::Applied {
                p.meta.loss {
                    @if ruling.outcome == Outcome::Overruled { "Overruled by a later one" } @else { "Kept, and not obeyed" }
                    @if let Some(reason) = &ruling.reason { ": " (shown(reason)) } "."
                }
            }
            (rest)
        },
    )
}
