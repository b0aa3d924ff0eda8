//! The ledger of sources, with what can be decided about them.

use super::frame::{Frame, head};
use super::{Addresses, decide};
use crate::tell::Findings;
use crate::tell::report::page::{self, To, ledger as told};
use crate::tell::report::view::{Desk, ledger, several};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Rows of each table.
const ROWS: usize = 120;
/// Names offered where sources are compared.
const NAMES: usize = 2_000;

/// The ledger itself, of sources that have `words` in their name.
pub fn body(findings: Findings<'_>, to: &Addresses, words: &str) -> Markup {
    let desk = Desk::new(findings);
    let to: To<'_> = to;
    let mut all = ledger::view(&desk);
    let wanted = words.to_lowercase();
    let has = |name: &str| wanted.is_empty() || name.to_lowercase().contains(&wanted);
    all.outlets.retain(|row| has(&row.outlet));
    all.unnamed.retain(|row| has(&row.name) || row.spoke_to.as_deref().is_some_and(has));
    all.named.retain(|row| has(&row.name) || row.role.as_deref().is_some_and(has));
    let over = |count: usize| count.saturating_sub(ROWS);
    let left = over(all.outlets.len()) + over(all.unnamed.len()) + over(all.named.len());
    all.outlets.truncate(ROWS);
    all.unnamed.truncate(ROWS);
    all.named.truncate(ROWS);
    html! {
        @if left > 0 { p.meta { (several(left, "more row")) " not shown: give words of a name." } }
        (told::section(to, &all))
    }
}

/// The page around a ledger.
pub fn page(findings: Findings<'_>, frame: &Frame, words: &str, body: &Markup) -> Markup {
    let trace = findings.trace;
    let names: BTreeSet<&String> = trace.sources.iter().map(|source| &source.name).collect();
    let names: Vec<String> =
        names.into_iter().take(NAMES).map(|name| crate::tell::report::view::shown(name)).collect();
    html! {
        (head("Sources", ""))
        form.sift action="/sources" method="get" {
            label for="words" { "With the words" }
            input #words type="search" name="q" value=(words) maxlength="400";
            button { "Show" }
        }
        (body)
        (page::section("same", "One source or two", "What is decided holds for these names and for what they are called in the articles.", decide::sources(frame, &names)))
    }
}
