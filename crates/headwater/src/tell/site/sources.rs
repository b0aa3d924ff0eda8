//! The ledger of sources, with what can be decided about them: the first rows of each table, and each table in pages.

use super::frame::{Frame, Stretch, head, pages};
use super::{Addresses, decide};
use crate::tell::Findings;
use crate::tell::report::page::{To, ledger as told, section};
use crate::tell::report::view::{Ledger, OutletRow, UnnamedRow, VoiceRow, several, shown};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Rows of each table where all are shown.
const FIRST: usize = 25;
/// Rows on a page of one table.
const SIZE: usize = 100;
/// Places told for one count; its statements are found by searching for the source.
const PLACES: usize = 6;
/// Names offered where sources are compared.
const NAMES: usize = 2_000;

/// Tables: as the address has them, as told.
const TABLES: [(&str, &str); 5] = [
    ("", "All"),
    ("outlets", "Outlets"),
    ("unnamed", "Unnamed"),
    ("named", "Named"),
    ("same", "One source or two"),
];

/// What a reader asks the ledger for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'w> {
    /// One of [`TABLES`].
    pub show: &'w str,
    /// Words that a name has.
    pub words: &'w str,
    /// Page, from 1.
    pub page: usize,
}

/// The page.
pub fn page(
    findings: Findings<'_>,
    ledger: &Ledger,
    to: &Addresses,
    frame: &Frame,
    wish: &Wish<'_>,
) -> Markup {
    let to: To<'_> = to;
    html! {
        (head("Sources", "Who speaks, in the words of the articles. Unnamed people at one outlet count as one origin, whatever their number."))
        nav.kinds aria-label="Tables of sources" {
            ul { @for (name, told) in TABLES { li { a href={ "/sources?show=" (name) } aria-current=[(wish.show == name).then_some("page")] { (told) } } } }
        }
        @if wish.show == "same" { (same(findings, frame)) }
        @else { (tables(ledger, to, wish)) }
    }
}

fn tables(ledger: &Ledger, to: To<'_>, wish: &Wish<'_>) -> Markup {
    let wanted = wish.words.to_lowercase();
    let has = |name: &str| wanted.is_empty() || name.to_lowercase().contains(&wanted);
    let outlets: Vec<&OutletRow> = ledger.outlets.iter().filter(|row| has(&row.outlet)).collect();
    let unnamed: Vec<&UnnamedRow> = (ledger.unnamed.iter())
        .filter(|row| has(&row.name) || row.spoke_to.as_deref().is_some_and(has))
        .collect();
    let named: Vec<&VoiceRow> =
        ledger.named.iter().filter(|row| has(&row.name) || row.role.as_deref().is_some_and(has)).collect();
    let caption = "Named origins, those that most articles carry first";
    html! {
        form.sift action="/sources" method="get" {
            input type="hidden" name="show" value=(wish.show);
            label for="words" { "With the words" }
            input #words type="search" name="q" value=(wish.words) maxlength="400";
            button { "Show" }
        }
        (one(wish, "outlets", "What each outlet’s statements rest on", &outlets, |rows| told::outlets(to, rows.iter().copied(), PLACES)))
        (one(wish, "unnamed", "Unnamed sources", &unnamed, |rows| told::unnamed(to, rows.iter().copied())))
        (one(wish, "named", "Named sources", &named, |rows| told::named(to, caption, rows.iter().copied(), PLACES)))
    }
}

/// One table: its first rows among the others, or a page of it by itself.
fn one<R>(wish: &Wish<'_>, name: &str, title: &str, rows: &[&R], table: impl Fn(&[&R]) -> Markup) -> Markup {
    if !wish.show.is_empty() && wish.show != name {
        return html! {};
    }
    let alone = wish.show == name;
    let size = if alone { SIZE } else { FIRST };
    let stretch = Stretch { all: rows.len(), page: if alone { wish.page.max(1) } else { 1 }, size };
    let (skip, take) = stretch.range();
    let here = rows.get(skip.min(rows.len())..skip.saturating_add(take).min(rows.len())).unwrap_or_default();
    section(
        name,
        title,
        "",
        html! {
            @if here.is_empty() { p.meta { "None." } } @else { (table(here)) }
            @if alone { (pages(stretch, "/sources", &[("show", wish.show), ("q", wish.words)])) }
            @else if rows.len() > FIRST {
                p.meta { a href={ "/sources?show=" (name) "&q=" (super::address::step(wish.words)) } { "All " (rows.len()) " of them" } }
            }
        },
    )
}

fn same(findings: Findings<'_>, frame: &Frame) -> Markup {
    let trace = findings.trace;
    let names: BTreeSet<&String> = trace.sources.iter().map(|source| &source.name).collect();
    let (all, names) =
        (names.len(), names.into_iter().take(NAMES).map(|name| shown(name)).collect::<Vec<_>>());
    section(
        "same",
        "One source or two",
        "What is decided holds for these names and for what they are called in the articles.",
        html! {
            (decide::sources(frame, &names))
            @if all > NAMES { p.meta { (several(all - NAMES, "further name")) " can be typed in full." } }
        },
    )
}
