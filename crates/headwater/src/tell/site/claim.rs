//! One claim with the whole argument: what `headwater why` tells, with the chain drawn, and with what can be decided.

use super::frame::Frame;
use super::{Addresses, decide};
use crate::tell::Findings;
use crate::tell::report::page::{self, To, chain, claims as told, officials, spoken, statements};
use crate::tell::report::view::{Claim as Whole, Desk, Place, Status, Voice, claims, several};
use crate::tell::text::judged;
use headwater_trace::{Claim, Hop, HopKind, Occurrence, OfficialStatus};
use maud::{Markup, html};

/// Occurrences told before the rest is folded away.
const OPEN: usize = 12;
/// Occurrences with forms; a page of thousands is for reading.
const DECIDED: usize = 60;

/// The page.
pub fn page(findings: Findings<'_>, to: &Addresses, frame: &Frame, index: usize) -> Markup {
    let desk = Desk::new(findings);
    let claim = &findings.trace.claims[index];
    let whole = claims::full(&desk, claim);
    let advocate = Advocate { desk: &desk, to, claim, frame, back: format!("/claims/{}", to.key(index)) };
    let to: To<'_> = to;
    html! {
        div.title {
            h1.words { bdi { (whole.canonical) } }
            p.stand { (whole.count.articles) ". " span.soft { (whole.count.interval) "." } }
            p.status { (officials::status(whole.official)) @if let Some(by) = &whole.official_by { " by " bdi { (by) } } }
        }
        (page::section("chain", "How it reached its articles", "Origins first; each step down is an article that had it from the one above.", html! {
            (chain::figure(&whole))
            (chain::as_table(&whole, &whole.chain))
            details { summary { "How to read a chain" } (chain::key()) }
        }))
        (page::section("why", "Why this count", "Copies and relays add nothing. Each bound has its reasons, and each reason its words.", statements(to, &whole.reasons)))
        (page::section("said", &stands(claim), "The words as they stand, why they are one claim, and each step upstream in the voice that knows of it.", advocate.occurrences()))
        @let other = advocate.compared();
        @if !other.is_empty() { (page::section("compared", "What cannot both hold, what was lost, what officials said", "", html! { @for line in &other { (line) } })) }
        (decided(&desk, frame, claim, &advocate.back))
        (rest(&whole))
    }
}

fn stands(claim: &Claim) -> String {
    match claim.occurrences.len() {
        1 => "Where it stands".to_owned(),
        count => format!("Where it stands, {count} times"),
    }
}

fn rest(whole: &Whole) -> Markup {
    html! { p.meta { "In `headwater why` and in JSON this claim is " (whole.id) " as long as the story stays as it is. Its address here stays." } }
}

struct Advocate<'a, 'f> {
    desk: &'a Desk<'f>,
    to: &'a Addresses,
    claim: &'f Claim,
    frame: &'a Frame,
    back: String,
}

impl Advocate<'_, '_> {
    fn occurrences(&self) -> Markup {
        let count = self.claim.occurrences.len();
        html! {
            @for index in 0..count.min(OPEN) { (self.occurrence(index)) }
            @if count > OPEN {
                details {
                    summary { (several(count - OPEN, "more occurrence")) }
                    @for index in OPEN..count { (self.occurrence(index)) }
                }
            }
        }
    }

    fn occurrence(&self, index: usize) -> Markup {
        let found = &self.claim.occurrences[index];
        let shown = claims::occurrence(self.desk, self.claim, index);
        html! {
            div.step {
                h3.vh { "In " bdi { (shown.outlet) } ", " (shown.date) }
                (told::occurrence(self.to, &shown))
                div.argument {
                    (self.matched(found))
                    @for hop in &found.via { (self.hop(hop)) }
                    (self.end(found))
                    @if index < DECIDED { (decide::occurrence(self.frame, self.desk, self.claim, index, &self.back)) }
                }
            }
        }
    }

    /// Why it is the same claim as another.
    fn matched(&self, found: &Occurrence) -> Markup {
        let Some(matched) = &found.matched else { return html! {} };
        let other = &self.claim.occurrences[matched.with];
        let link = format!("#{}-{}", self.claim.id, matched.with + 1);
        spoken(
            &Voice::of(matched.voice),
            html! {
                p {
                    "The same claim as in " a href=(link) { bdi { (self.desk.name(other.doc)) } ", " (self.desk.date(other.doc)) }
                    @if matched.voice == headwater_trace::Voice::Analyst { "." } @else { ": " (claims::curly(&matched.reason)) "." }
                }
            },
        )
    }

    fn hop(&self, hop: &Hop) -> Markup {
        let what = match hop.kind {
            HopKind::Attributed => "Attributed to ",
            HopKind::Relayed => "Relayed from ",
            HopKind::Copied => "Copied from ",
            HopKind::Syndicated => "Syndicated from ",
            HopKind::Linked => "Linked to ",
            HopKind::OwnVoice => "In the article’s own voice",
        };
        let own = hop.kind == HopKind::OwnVoice;
        let decided = hop.voice == headwater_trace::Voice::Analyst;
        spoken(
            &Voice::of(hop.voice),
            html! {
                p {
                    (what)
                    @if !own { @match hop.to { Some(to) => b { bdi { (self.desk.source(to)) } }, None => "nobody on record" } }
                    @if !own && !hop.credited && !decided { ", uncredited" }
                    ": " (claims::curly(&hop.reason)) "."
                    @if let Some(found) = hop.evidence {
                        @let place = self.desk.place(found.doc, found.span);
                        " " (self.quoted(&place, &self.desk.words(found.doc, found.span, WORDS)))
                    }
                }
            },
        )
    }

    fn quoted(&self, place: &Place, words: &str) -> Markup {
        let to: To<'_> = self.to;
        html! { a.w href=(to.place(place)) { "“" bdi { (words) } "”" } }
    }

    fn end(&self, found: &Occurrence) -> Markup {
        html! {
            p.meta {
                @match found.origin {
                    Some(origin) => { "The chain ends at " bdi { (self.desk.source(origin)) } "." },
                    None => "The chain ends here: whom it has this from is not recorded.",
                }
            }
        }
    }

    /// Each pair of occurrences that was compared to a finding, and the official word.
    fn compared(&self) -> Vec<Markup> {
        let link = |index: usize| {
            let doc = self.claim.occurrences[index].doc;
            html! { a href={ "#" (self.claim.id) "-" (index + 1) } { bdi { (self.desk.name(doc)) } ", " (self.desk.date(doc)) } }
        };
        let infers = |body: Markup| spoken(&Voice::HeadwaterInfers, html! { p { (body) } });
        let mut lines: Vec<Markup> = Vec::new();
        for found in &self.claim.disagreements {
            lines.push(infers(html! {
                b { "Cannot both hold. " } (link(found.a)) " and " (link(found.b)) ": " (claims::curly(&found.reason)) "."
            }));
        }
        for found in &self.claim.drifts {
            lines.push(infers(html! {
                b { "Lost. " } "From " (link(found.from)) " to " (link(found.to)) ": " (claims::curly(&found.reason)) "."
            }));
        }
        let official = &self.claim.official;
        if official.status != OfficialStatus::None {
            lines.push(infers(html! {
                b { (Status::of(official.status).word()) ". " }
                @if let Some(index) = official.occurrence { (link(index)) ": " }
                (claims::curly(&official.reason)) "."
            }));
        }
        lines
    }
}

/// Columns of words that show a step.
const WORDS: usize = 90;

fn decided(desk: &Desk<'_>, frame: &Frame, claim: &Claim, back: &str) -> Markup {
    let about = judged::about(desk.findings, claim);
    if about.is_empty() {
        return html! {};
    }
    page::section(
        "decided",
        "What the analyst decided",
        "",
        html! {
            @for ruling in about.into_iter().map(|index| &desk.findings.trace.judgements[index]) {
                (super::judgements::ruling(ruling, &html! { (decide::undo(frame, back, &ruling.id)) }))
            }
        },
    )
}
