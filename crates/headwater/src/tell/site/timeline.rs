//! When things happened and when they were reported: the picture, and below it a list in pages that a month or a day narrows.

use super::Addresses;
use super::address::step;
use super::frame::{Stretch, head, pages};
use crate::story::search::facets::days;
use crate::tell::Findings;
use crate::tell::report::page::{self, To, cell, table};
use crate::tell::report::view::{Desk, Event, Timeline, several, timeline};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, PreEscaped, html};
use std::collections::BTreeMap;

/// Entries on a page.
const SIZE: usize = 100;
/// Months told one by one; what goes over more is told by year.
const MONTHS: usize = 24;

/// What the page is made from, the same for whoever looks.
#[derive(Debug, Default)]
pub struct Times {
    /// The picture, drawn.
    picture: String,
    /// Events of claims that several articles carry, and of those that one carries.
    events: [Vec<Event>; 2],
    /// Articles by the time that they give as theirs.
    reports: Vec<Reports>,
    /// Articles without a date.
    undated: usize,
}

/// Articles of one day, or of a month or year where no more is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reports {
    told: String,
    first: Date,
    last: Date,
    count: usize,
}

/// What a reader asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'w> {
    /// "all" for what one article alone tells as well.
    pub show: &'w str,
    /// First day.
    pub from: &'w str,
    /// Last day.
    pub to: &'w str,
    /// Page, from 1.
    pub page: usize,
}

impl Times {
    /// Of what a trace found.
    pub fn of(findings: Findings<'_>, to: &Addresses) -> Self {
        let desk = Desk::new(findings);
        let found = timeline::view(&desk);
        let picture = page::timeline::picture(to, &found).into_string();
        let Timeline { events, single, reports, undated } = found;
        let mut by_day: BTreeMap<(Date, Date), (String, usize)> = BTreeMap::new();
        for report in reports {
            let written = findings.documents[report.doc].published().map_or("", |stamp| stamp.value.as_str());
            // A date is in a year, a month or on a day, as it is written.
            if let Some(range) = days(written) {
                let told = written.get(..10).unwrap_or(written).to_owned();
                by_day.entry(range).or_insert((told, 0)).1 += 1;
            }
        }
        let reports = by_day
            .into_iter()
            .map(|((first, last), (told, count))| Reports { told, first, last, count })
            .collect();
        Self { picture, events: [events, single], reports, undated }
    }

    /// What is wished for, in order of time; on one day what was reported comes last.
    fn entries(&self, wish: &Wish<'_>) -> Vec<(Date, Entry<'_>)> {
        let [shared, single] = &self.events;
        let alone: &[Event] = if wish.show == "all" { single } else { &[] };
        let events =
            shared.iter().chain(alone).filter_map(|event| Some((day(event.from)?, Entry::Event(event))));
        let reports = self.reports.iter().map(|reports| (reports.first, Entry::Reports(reports)));
        let mut all: Vec<(Date, Entry<'_>)> = events.chain(reports).collect();
        all.sort_by_key(|(date, entry)| (*date, entry.order()));
        all
    }
}

enum Entry<'t> {
    Event(&'t Event),
    Reports(&'t Reports),
}

impl Entry<'_> {
    /// Within a day; reports are in order as they are.
    fn order(&self) -> (bool, i64, i64) {
        match self {
            Self::Event(event) => (false, event.from, event.to),
            Self::Reports(_) => (true, 0, 0),
        }
    }

    fn last(&self) -> Option<Date> {
        match self {
            // The first second that it can no longer be.
            Self::Event(event) => day(event.from.max(event.to - 1)),
            Self::Reports(reports) => Some(reports.last),
        }
    }
}

/// The day of a second; times of articles have no zone of their own.
fn day(second: i64) -> Option<Date> {
    Some(Timestamp::from_second(second).ok()?.to_zoned(TimeZone::UTC).date())
}

/// The page; `None` where a day that is wished for is none.
pub fn page(times: &Times, to: &Addresses, wish: &Wish<'_>) -> Option<Markup> {
    let date = |given: &str| match given {
        "" => Some(None),
        given => given.parse::<Date>().ok().map(Some),
    };
    let (from, until) = (date(wish.from)?, date(wish.to)?);
    let all = times.entries(wish);
    let months = months(&all);
    let is_within = |(first, entry): &&(Date, Entry<'_>)| {
        until.is_none_or(|until| *first <= until)
            && from.is_none_or(|from| entry.last().is_none_or(|last| last >= from))
    };
    let chosen: Vec<&(Date, Entry<'_>)> = all.iter().filter(is_within).collect();
    let stretch = Stretch { all: chosen.len(), page: wish.page.max(1), size: SIZE };
    let (skip, take) = stretch.range();
    let to: To<'_> = to;
    Some(html! {
        (head("Timeline", "When it happened, as the articles date it, and when it was reported."))
        div.tlwide { (PreEscaped(&times.picture)) }
        form.sift action="/timeline" method="get" {
            label for="show" { "What happened" }
            select #show name="show" {
                option value="" { "as several articles tell it" }
                option value="all" selected[wish.show == "all"] { "also as one article alone tells it" }
            }
            label for="from" { "From" }
            input #from type="date" name="from" value=(wish.from);
            label for="to" { "to" }
            input #to type="date" name="to" value=(wish.to);
            button { "Show" }
        }
        div.found {
            nav.facets aria-label="Months and years" {
                h2 { "By date" }
                ul {
                    @if from.is_some() || until.is_some() { li { a href=(address(wish, "", "")) { "all" } } }
                    @for month in &months {
                        li { a href=(address(wish, &month.first.to_string(), &month.last.to_string())) { (month.told) } " " span.num { (month.count) } }
                    }
                }
            }
            div {
                p.meta role="status" {
                    @if chosen.len() == 1 { "1 entry." } @else { (chosen.len()) " entries." }
                    @if times.undated > 0 { " " (several(times.undated, "article")) " without a date: not among them." }
                }
                @if !chosen.is_empty() {
                    (table("What happened and what was published, in order of time", &["When", "What", "The words", "Articles"], html! {
                        @for (_, entry) in chosen.into_iter().skip(skip).take(take) { (row(to, entry)) }
                    }))
                }
                (pages(stretch, "/timeline", &[("show", wish.show), ("from", wish.from), ("to", wish.to)]))
            }
        }
    })
}

fn row(to: To<'_>, entry: &Entry<'_>) -> Markup {
    html! {
        @match entry {
            Entry::Event(event) => tr {
                th scope="row" { span.num { (event.told) } @if event.disputed { br; span.loss { "disputed" } } }
                (cell("What", html! { a href=(to.claim(&event.claim)) { bdi { (event.name) } } }))
                (cell("The words", html! { a.w href=(to.place(&event.place)) { "“" bdi { (event.words) } "”" } ", " bdi { (event.by) } }))
                (cell("Articles", html! { (event.articles) }))
            },
            Entry::Reports(reports) => tr.reported {
                th scope="row" { span.num { (reports.told) } }
                td colspan="2" { "Published: " a href={ "/search?from=" (reports.first) "&to=" (reports.last) "&order=newest" } { (several(reports.count, "article")) } }
                (cell("Articles", html! { (reports.count) }))
            },
        }
    }
}

fn address(wish: &Wish<'_>, from: &str, to: &str) -> String {
    format!("/timeline?show={}&from={}&to={}", step(wish.show), step(from), step(to))
}

struct Month {
    told: String,
    first: Date,
    last: Date,
    count: usize,
}

/// How many entries begin in each month, or in each year where they are many.
fn months(entries: &[(Date, Entry<'_>)]) -> Vec<Month> {
    let count = |key: &dyn Fn(Date) -> Date| {
        let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
        for (date, _) in entries {
            *counts.entry(key(*date)).or_default() += 1;
        }
        counts
    };
    let by_month = count(&|date| date.first_of_month());
    let month = |(first, count): (Date, usize)| Month {
        told: first.strftime("%b %Y").to_string(),
        first,
        last: first.last_of_month(),
        count,
    };
    let year = |(first, count): (Date, usize)| Month {
        told: first.year().to_string(),
        first,
        last: first.last_of_year(),
        count,
    };
    match by_month.len() <= MONTHS {
        true => by_month.into_iter().map(month).collect(),
        false => count(&|date| date.first_of_year()).into_iter().map(year).collect(),
    }
}
