//! Articles found by their words, with counts that narrow the search.

use super::Addresses;
use super::address::step;
use super::frame::{Stretch, head, pages};
use crate::story::search::facets::{Count, DateCount};
use crate::story::search::{Hit, Results};
use crate::tell::report::page::links::Links;
use crate::tell::report::view::{Place, several, shown};
use headwater_text::Span;
use maud::{Markup, html};

/// Counts told of one kind.
const COUNTS: usize = 25;

/// What is searched for, as the address has it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'w> {
    /// Words.
    pub words: &'w str,
    /// An outlet; empty for all.
    pub outlet: &'w str,
    /// A source; empty for all.
    pub source: &'w str,
    /// First day.
    pub from: &'w str,
    /// Last day.
    pub to: &'w str,
    /// "newest", or the best first.
    pub order: &'w str,
    /// Page, from 1.
    pub page: usize,
}

impl<'w> Wish<'w> {
    fn query(&self) -> [(&'static str, &'w str); 6] {
        [
            ("q", self.words),
            ("outlet", self.outlet),
            ("source", self.source),
            ("from", self.from),
            ("to", self.to),
            ("order", self.order),
        ]
    }

    /// The address of the same search with some values changed.
    fn with(&self, changed: &[(&str, &str)]) -> String {
        let value = |name: &str, old: &'w str| {
            changed
                .iter()
                .find(|(known, _)| *known == name)
                .map_or(old.to_owned(), |(_, new)| (*new).to_owned())
        };
        let parts: Vec<String> = self
            .query()
            .into_iter()
            .map(|(name, old)| (name, value(name, old)))
            .filter(|(name, value)| {
                !value.is_empty() || changed.iter().any(|(known, new)| known == name && *new == NONE)
            })
            .map(|(name, value)| format!("{name}={}", step(&value)))
            .collect();
        format!("/search?{}", parts.join("&"))
    }
}

/// Stands in an address for articles that record no outlet.
pub const NONE: &str = "-";

/// The page; `results` are `None` where the wish cannot be read, with why.
pub fn page(to: &Addresses, wish: Wish<'_>, results: Result<&Results, &str>) -> Markup {
    html! {
        (head("Search", ""))
        form.sift action="/search" method="get" {
            label for="q" { "Words" }
            input #q type="search" name="q" value=(wish.words) maxlength="400";
            label for="order" { "Order" }
            select #order name="order" { option value="" { "the best first" } option value="newest" selected[wish.order == "newest"] { "the newest first" } }
            @for (name, value) in wish.query().into_iter().filter(|(name, value)| !matches!(*name, "q" | "order") && !value.is_empty()) {
                input type="hidden" name=(name) value=(value);
            }
            button { "Search" }
        }
        p.meta { "“Quoted words” stand together, -word must not stand there, word* begins so." }
        @match results {
            Err(why) => p.notice.loss role="alert" { (why) },
            Ok(results) => (found(to, &wish, results)),
        }
    }
}

fn found(to: &Addresses, wish: &Wish<'_>, results: &Results) -> Markup {
    let stretch = Stretch { all: results.total, page: wish.page.max(1), size: crate::story::search::PAGE };
    html! {
        (chosen(wish))
        div.found {
            div.facets role="navigation" aria-label="Narrow the search" {
                (counted("By outlet", &results.facets.outlets, |value| wish.with(&[("outlet", value.unwrap_or(NONE))])))
                @if let Some(sources) = &results.facets.sources {
                    (counted("By source in the chains", sources, |value| wish.with(&[("source", value.unwrap_or(NONE))])))
                }
                (dated(wish, &results.facets.dates))
            }
            div {
                p.meta role="status" {
                    (several(results.total, "article"))
                    @if !results.unsearched.is_empty() { ". Not searched for: " (shown(&results.unsearched.join(" "))) }
                    "."
                }
                ol.hits { @for hit in &results.hits { (one(to, hit)) } }
                (pages(stretch, "/search", &wish.query()))
            }
        }
    }
}

/// What narrows the search already, each with a link that takes it back.
fn chosen(wish: &Wish<'_>) -> Markup {
    let kept =
        wish.query().into_iter().filter(|(name, value)| !matches!(*name, "q" | "order") && !value.is_empty());
    html! {
        @let kept: Vec<(&str, &str)> = kept.collect();
        @if !kept.is_empty() {
            p.about {
                "Only "
                @for (at, (name, value)) in kept.iter().enumerate() {
                    @if at > 0 { ", " }
                    (name) " " b { bdi { @if *value == NONE { "not recorded" } @else { (shown(value)) } } } " (" a href=(wish.with(&[(name, "")])) { "all" } ")"
                }
            }
        }
    }
}

fn counted(name: &str, counts: &[Count], to: impl Fn(Option<&str>) -> String) -> Markup {
    html! {
        @if !counts.is_empty() {
            h2 { (name) }
            ul {
                @for count in counts.iter().take(COUNTS) {
                    li { a href=(to(count.value.as_deref())) { bdi { @match &count.value { Some(value) => (shown(value)), None => "not recorded" } } } " " span.num { (count.count) } }
                }
                @if counts.len() > COUNTS { li { "and " (counts.len() - COUNTS) " more" } }
            }
        }
    }
}

fn dated(wish: &Wish<'_>, dates: &[DateCount]) -> Markup {
    html! {
        @if !dates.is_empty() {
            h2 { "By date" }
            ul {
                @for date in dates {
                    li {
                        @match &date.value {
                            Some((told, first, last)) => a href=(wish.with(&[("from", &first.to_string()), ("to", &last.to_string())])) { (told) },
                            None => "not recorded",
                        }
                        " " span.num { (date.count) }
                    }
                }
            }
        }
    }
}

fn one(to: &Addresses, hit: &Hit) -> Markup {
    let doc = to.document(&hit.name);
    let title = hit.title.as_deref().unwrap_or(&hit.name);
    let headline = marked(title, if hit.title.is_some() { &hit.title_hits } else { &[] });
    html! {
        li {
            h2 { @match doc { Some(doc) => a href=(to.article(doc)) { bdi { (headline) } }, None => bdi { (headline) } } }
            p.meta {
                bdi { (shown(hit.outlet.as_deref().unwrap_or(&hit.name))) }
                ", " (shown(hit.published.as_deref().unwrap_or("undated")))
                @if hit.version > 1 { ", version " (hit.version) }
                @if doc.is_none() { ", not traced yet" }
            }
            @for snippet in &hit.snippets {
                p {
                    @if snippet.cut_before { "… " }
                    @match doc {
                        Some(doc) => a href=(to.place(&Place { doc, start: snippet.points.0, end: snippet.points.1 })) { (marked(&snippet.words, &snippet.hits)) },
                        None => (marked(&snippet.words, &snippet.hits)),
                    }
                    @if snippet.cut_after { " …" }
                }
            }
        }
    }
}

/// Words with what was searched for in bold.
fn marked(text: &str, hits: &[Span]) -> Markup {
    let mut done = 0;
    let mut parts: Vec<(bool, &str)> = Vec::new();
    for hit in hits {
        if hit.start < done {
            continue;
        }
        let (Some(before), Some(words)) = (text.get(done..hit.start), text.get(hit.start..hit.end)) else {
            continue;
        };
        parts.extend([(false, before), (true, words)]);
        done = hit.end;
    }
    parts.push((false, text.get(done..).unwrap_or("")));
    html! { @for (is_hit, words) in parts { @if is_hit { b { (shown(words)) } } @else { (spaced(words)) } } }
}

/// As it is shown, with the white space at its ends that parts it from its neighbours.
fn spaced(words: &str) -> String {
    let inner = shown(words.trim());
    let gap = |has: bool| if has { " " } else { "" };
    if inner.is_empty() {
        return gap(!words.is_empty()).to_owned();
    }
    format!(
        "{}{inner}{}",
        gap(words.starts_with(char::is_whitespace)),
        gap(words.ends_with(char::is_whitespace))
    )
}
