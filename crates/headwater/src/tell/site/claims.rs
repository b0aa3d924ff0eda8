//! The list of claims, and from it the choice of a claim that is the same as another.

use super::frame::{Frame, Stretch, head, pages};
use super::{Addresses, decide, front};
use crate::tell::Findings;
use crate::tell::report::page::{To, cell, officials, table};
use crate::tell::report::view::{Desk, officials as index, several};
use headwater_trace::Claim;
use maud::{Markup, html};

/// Claims on a page.
pub const SIZE: usize = 50;

/// Kinds of claims that a list can show: as the address has them, as told.
pub const KINDS: [(&str, &str); 9] = [
    ("", "all"),
    ("repeated", "repeated by many"),
    ("supported", "several origins"),
    ("disagree", "accounts disagree"),
    ("lost", "something lost on the way"),
    ("official", "official word"),
    ("denied", "denied"),
    ("silent", "officials silent"),
    ("judged", "decided by the analyst"),
];

/// What a reader asks the list for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'w> {
    /// One of [`KINDS`].
    pub kind: &'w str,
    /// Words that the claim has.
    pub words: &'w str,
    /// Page, from 1.
    pub page: usize,
    /// Key of the claim that another one is looked for that is the same.
    pub join: &'w str,
}

/// The claims that a wish picks, in the order of the trace.
pub fn picked<'f>(findings: Findings<'f>, wish: &Wish<'_>) -> Vec<&'f Claim> {
    let wanted: Vec<String> = wish.words.split_whitespace().map(str::to_lowercase).collect();
    let has = |claim: &Claim| {
        let text = claim.canonical.to_lowercase();
        wanted.iter().all(|word| text.contains(word.as_str()))
    };
    let claims = findings.trace.claims.iter();
    claims.filter(|claim| front::is_shown(claim, wish.kind) && (wanted.is_empty() || has(claim))).collect()
}

/// The page.
pub fn page(findings: Findings<'_>, to: &Addresses, frame: &Frame, wish: Wish<'_>) -> Markup {
    let desk = Desk::new(findings);
    let joined = to.claim(wish.join).and_then(|index| findings.trace.claims.get(index));
    let mut all = picked(findings, &wish);
    if let Some(joined) = joined {
        all.retain(|claim| claim.id != joined.id);
    }
    let stretch = Stretch { all: all.len(), page: wish.page.max(1), size: SIZE };
    let (skip, take) = stretch.range();
    let title = match joined {
        Some(_) => "Which claim is the same?",
        None => "Claims",
    };
    html! {
        (head(title, ""))
        @if let Some(joined) = joined {
            p.about { "As: " a href=(claim_address(to, &joined.id)) { bdi { (desk.canonical(joined)) } } }
        }
        form.sift action="/claims" method="get" {
            label for="words" { "With the words" }
            input #words type="search" name="q" value=(wish.words) maxlength="400";
            label for="kind" { "Which" }
            select #kind name="show" { @for (kind, told) in KINDS { option value=(kind) selected[kind == wish.kind] { (told) } } }
            @if joined.is_some() { input type="hidden" name="join" value=(wish.join); }
            button { "Show" }
        }
        @let caption = format!("{}. Those come first that many articles repeat and few origins feed.", several(all.len(), "claim"));
        @if all.is_empty() { p.meta { "No claim is of this kind." } }
        @else {
            @let here = all.iter().skip(skip).take(take);
            @match joined {
                None => (front::rows(to, "Claims", &caption, here.map(|claim| index::row(&desk, claim)))),
                Some(joined) => (choice(&desk, to, frame, joined, &caption, here.copied())),
            }
        }
        (pages(stretch, "/claims", &[("show", wish.kind), ("q", wish.words), ("join", wish.join)]))
    }
}

fn claim_address(to: To<'_>, id: &str) -> String {
    to.claim(id)
}

fn choice<'f>(
    desk: &Desk<'_>,
    to: &Addresses,
    frame: &Frame,
    joined: &Claim,
    caption: &str,
    claims: impl Iterator<Item = &'f Claim>,
) -> Markup {
    let back = claim_address(to, &joined.id);
    table(
        caption,
        &["Claim", "Counts", "Official status", "Decide"],
        html! {
            @for claim in claims {
                @let row = index::row(desk, claim);
                tr {
                    th.cl scope="row" { a href=(claim_address(to, &row.id)) { bdi { (row.canonical) } } }
                    (cell("Counts", html! { (row.count.articles) br; span.soft.nw { (row.count.interval) } }))
                    (cell("Official status", html! { span.nw { (officials::status(row.status)) } }))
                    td { (decide::join(frame, desk.findings, joined, claim, &back)) }
                }
            }
        },
    )
}
