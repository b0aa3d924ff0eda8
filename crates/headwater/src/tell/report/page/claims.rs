//! Claims in full.

use super::{To, chain, runs, section, statements};
use crate::tell::report::view::{Claim, Occurrence, Report, Status, Stop, several};
use crate::tell::text::forest::Strength;
use maud::{Markup, html};

/// Claims of a section that stand open; of the others the head.
const OPEN: usize = 5;
/// Bytes of a claim past which it is set smaller: three lines are a heading, five are a paragraph.
const LONG: usize = 90;

/// Both sections of claims that several articles carry.
pub(super) fn sections(to: To<'_>, report: &Report) -> Markup {
    html! {
        @if report.repeated.is_empty() && report.supported.is_empty() {
            (section("repeated", "Repeated by many", "No claim was found in more than one article.", html! {}))
        }
        @if !report.repeated.is_empty() {
            (section(
                "repeated",
                "Repeated by many, from one origin",
                "Each claim is followed upstream to where it began. Copies and relays add nothing to the count.",
                html! { (chain::key()) (claims(to, &report.repeated)) },
            ))
        }
        @if !report.supported.is_empty() {
            (section(
                "supported",
                "Told by several, from more than one origin",
                "More than one origin is certain. That makes no claim true; it says that not all of it goes back to one voice.",
                html! { @if report.repeated.is_empty() { (chain::key()) } (claims(to, &report.supported)) },
            ))
        }
    }
}

fn claims(to: To<'_>, all: &[Claim]) -> Markup {
    let (open, rest) = all.split_at(all.len().min(OPEN));
    html! {
        @for claim in open {
            article.claim id=(claim.id) aria-labelledby={ (claim.id) "-h" } {
                header.claimhead { (head(claim)) }
                (body(to, claim))
            }
        }
        @if !rest.is_empty() {
            h3.sub.more { (several(rest.len(), "more claim")) }
            div.claims {
                @for claim in rest {
                    details.claim id=(claim.id) {
                        summary.claimhead { (head(claim)) }
                        (body(to, claim))
                    }
                }
            }
        }
    }
}

fn head(claim: &Claim) -> Markup {
    headed(claim, html! { bdi { (claim.canonical) } })
}

/// [`head`] with a link to the claim's own page.
pub(in crate::tell) fn linked_head(to: To<'_>, claim: &Claim) -> Markup {
    headed(claim, html! { a href=(to.claim(&claim.id)) { bdi { (claim.canonical) } } })
}

fn headed(claim: &Claim, words: Markup) -> Markup {
    html! {
        h3 id={ (claim.id) "-h" } .long[claim.canonical.len() > LONG] { (words) }
        span.count {
            b { (claim.count.articles) }
            span { (claim.count.interval) }
            @if claim.official != Status::Silent { span { (super::officials::status(claim.official)) } }
        }
    }
}

pub(in crate::tell) fn body(to: To<'_>, claim: &Claim) -> Markup {
    html! {
        (chain::figure(claim))
        div.two {
            div {
                h4 { "Where it is said" }
                @for found in &claim.first { (occurrence(to, found)) }
                @if !claim.rest.is_empty() {
                    details {
                        summary { (several(claim.rest.len(), "more occurrence")) }
                        @for found in &claim.rest { (occurrence(to, found)) }
                    }
                }
            }
            div {
                h4 { "Why this count" }
                (statements(to, &claim.reasons))
                @if let Some(by) = &claim.official_by {
                    p.meta { (claim.official.word()) " by " (by) "." }
                }
            }
        }
        (chain::as_table(claim, &claim.chain))
    }
}

pub(in crate::tell) fn occurrence(to: To<'_>, found: &Occurrence) -> Markup {
    html! {
        div.occ id=(found.id) {
            blockquote { (runs(&found.runs)) }
            p.meta {
                a href=(to.place(&found.place)) { bdi { (found.outlet) } ", " (found.date) }
                @if found.paragraph > 0 { " · paragraph " (found.paragraph) }
                ", characters " (found.place.start) "–" (found.place.end) " · "
                @if found.certainty == "denied" { span.loss { "denied" } } @else { (found.certainty) }
            }
            @for note in &found.notes { p.meta.note { (note) } }
        }
    }
}

/// Stops with arrows that point upstream.
pub(in crate::tell) fn stops(stops: &[Stop]) -> Markup {
    html! {
        @if !stops.is_empty() {
            span.path {
                @for stop in stops {
                    span.st { span class=(arrow(stop.strength)) aria-hidden="true" {} span.vh { "from " } bdi { (stop.name) } }
                    " "
                }
            }
        }
    }
}

fn arrow(strength: Strength) -> &'static str {
    match strength {
        Strength::Stated => "arr",
        Strength::Inferred => "arr inferred",
        Strength::NotRecorded => "arr notrec",
    }
}
