//! What was found, counted by outlet, source and date.

use headwater_text::Document;
use headwater_trace::{HopKind, SourceIx, Trace};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// Days that are counted one by one; what goes over more is counted by month.
const DAYS: usize = 31;
/// Months that are counted one by one; what goes over more is counted by year.
const MONTHS: usize = 36;

/// The sources to which each article owes something, as a trace found them: everybody in the chains of its claims, and
/// nobody who is merely mentioned. The database knows no sources, so a caller that wants this facet brings them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// How each is told, in order.
    told: Vec<String>,
    /// Indices into those, by the id of the article.
    carried: BTreeMap<String, Vec<usize>>,
    /// Every way in which a source is named, in small letters, and how it is told.
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Sources {
    /// The sources of `documents`, of which `trace` is the trace.
    pub fn of(documents: &[Document], trace: &Trace) -> Self {
        let labels: Vec<String> = (0..trace.sources.len()).map(|source| label(trace, source)).collect();
        let told: Vec<String> = labels.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
        let place = |source: SourceIx| told.binary_search(&labels[source]).unwrap_or_default();
        let mut carried: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); documents.len()];
        for occurrence in trace.claims.iter().flat_map(|claim| &claim.occurrences) {
            let Some(carried) = carried.get_mut(occurrence.doc) else { continue };
            let hops = occurrence.via.iter().filter(|hop| hop.kind != HopKind::OwnVoice);
            let owed = hops.filter_map(|hop| hop.to).chain(occurrence.origin);
            let own = |source: &SourceIx| trace.sources[*source].publishes == Some(occurrence.doc);
            carried.extend(owed.filter(|source| !own(source)).map(place));
        }
        let ids = documents.iter().map(|document| document.id.clone());
        let carried = ids.zip(carried).map(|(id, places)| (id, places.into_iter().collect())).collect();
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (source, label) in trace.sources.iter().zip(&labels) {
            for name in source.names.iter().chain([&source.name, &source.id, label]) {
                names.entry(name.to_lowercase()).or_default().insert(label.clone());
            }
        }
        Self { told, carried, names }
    }

    /// How the sources are told that are named `name`, whatever its letters' case; none where none is.
    pub fn named(&self, name: &str) -> Vec<String> {
        self.names.get(&name.trim().to_lowercase()).into_iter().flatten().cloned().collect()
    }

    /// Whether an article owes something to one of `wanted`, as they are told.
    pub(super) fn carries(&self, article: &str, wanted: &[String]) -> bool {
        let mut places = self.carried.get(article).into_iter().flatten();
        places.any(|place| wanted.contains(&self.told[*place]))
    }

    /// How many of the articles owe something to each.
    pub(super) fn count<'a>(&self, articles: impl Iterator<Item = &'a str>) -> Vec<Count> {
        // By index: an article owes something to dozens, and to compare their names for each takes longer than to find it.
        let mut counts = vec![0; self.told.len()];
        for place in articles.filter_map(|article| self.carried.get(article)).flatten() {
            counts[*place] += 1;
        }
        let found = self.told.iter().zip(counts).filter(|(_, count)| *count > 0);
        let mut found: Vec<Count> =
            found.map(|(told, count)| Count { value: Some(told.clone()), count }).collect();
        found.sort_by_key(|count| std::cmp::Reverse(count.count));
        found
    }
}

/// The name of a source; unnamed people are others at every outlet.
fn label(trace: &Trace, source: SourceIx) -> String {
    let about = &trace.sources[source];
    match about.spoke_to {
        Some(outlet) => format!("{} (to {})", about.name, trace.sources[outlet].name),
        None => about.name.clone(),
    }
}

/// How many articles have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The value; `None` where an article records none.
    pub value: Option<String>,
    /// Articles.
    pub count: usize,
}

/// How many articles are of one day, month or year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateCount {
    /// "2032-04-14", "2032-04" or "2032", and the days that it goes over; `None` for undated articles.
    pub value: Option<(String, Date, Date)>,
    /// Articles.
    pub count: usize,
}

/// Counts of what was found. Each is over the articles that all other filters leave, so that it shows what another choice of
/// its own would give.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By outlet, the largest first.
    pub outlets: Vec<Count>,
    /// By source, the largest first; `None` where nobody brought the sources.
    pub sources: Option<Vec<Count>>,
    /// By date, the earliest first, undated ones last.
    pub dates: Vec<DateCount>,
}

/// Counts values, the largest count first, equal ones by name.
pub(super) fn count<'v>(values: impl Iterator<Item = Option<&'v str>>) -> Vec<Count> {
    let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<Count> =
        counts.into_iter().map(|(value, count)| Count { value: value.map(str::to_owned), count }).collect();
    // What is not recorded stands last, whatever it counts: nobody looks for it first.
    counts.sort_by_key(|count| (count.value.is_none(), std::cmp::Reverse(count.count)));
    counts
}

/// Counts dates as they are written, by day, or by month or year where they go over many.
pub(super) fn count_dates<'v>(dates: impl Iterator<Item = Option<&'v str>> + Clone) -> Vec<DateCount> {
    let different = |length: usize| {
        let of = |date: &'v str| date.get(..length);
        dates.clone().flatten().filter_map(of).collect::<BTreeSet<_>>().len()
    };
    let length = match () {
        () if different(10) <= DAYS => 10,
        () if different(7) <= MONTHS => 7,
        () => 4,
    };
    let mut counts: BTreeMap<(bool, Option<&str>), usize> = BTreeMap::new();
    for date in dates {
        let date = date.filter(|date| days(date).is_some()).map(|date| date.get(..length).unwrap_or(date));
        *counts.entry((date.is_none(), date)).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|((_, date), count)| {
            let value = date.and_then(|date| days(date).map(|(from, to)| (date.to_owned(), from, to)));
            DateCount { value, count }
        })
        .collect()
}

/// First and last day that a date can mean, as it is written: "2032-04-14T23:10-05:00" is the 14th, "2032" a year. `None` where
/// it is no date.
pub(crate) fn days(date: &str) -> Option<(Date, Date)> {
    let year = date.get(..4)?.parse().ok()?;
    let Some(month) = date.get(5..7) else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let first = Date::new(year, month.parse().ok()?, 1).ok()?;
    let Some(day) = date.get(8..10) else {
        return Some((first, first.last_of_month()));
    };
    let day = Date::new(year, first.month(), day.parse().ok()?).ok()?;
    Some((day, day))
}

/// The moment that a date is sorted by: its own where it gives one, else the beginning of what it can mean.
pub(super) fn moment(date: &str) -> Option<Timestamp> {
    let beginning = || {
        let local = date.get(..16).and_then(|date| date.parse::<jiff::civil::DateTime>().ok());
        let local = local.or_else(|| Some(days(date)?.0.at(0, 0, 0, 0)))?;
        Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
    };
    date.parse().ok().or_else(beginning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_a_date() {
        let check = |date: &str, expected: &str| {
            let found = days(date).map(|(from, to)| format!("{from} {to}"));
            assert_eq!(found.unwrap_or_default(), expected, "{date}");
        };
        check("2032-04-14T23:10-05:00", "2032-04-14 2032-04-14");
        check("2032-04-14", "2032-04-14 2032-04-14");
        check("2032-02", "2032-02-01 2032-02-29");
        check("2032", "2032-01-01 2032-12-31");
        check("2032-13", "");
        check("2032-04-31", "");
        check("soon", "");
        check("", "");
        check("äöü", "");
    }

    #[test]
    fn dates_are_counted_by_what_they_go_over() {
        let check = |dates: &[&str], expected: &str| {
            let counts = count_dates(dates.iter().map(|date| Some(*date).filter(|date| !date.is_empty())));
            let told = |count: &DateCount| {
                let name = count.value.as_ref().map_or("undated", |(name, ..)| name);
                format!("{name} {}", count.count)
            };
            assert_eq!(counts.iter().map(told).collect::<Vec<_>>().join(", "), expected);
        };
        check(&[], "");
        check(
            &["2032-04-14T08:00Z", "", "2032-04-13", "2032-04-14"],
            "2032-04-13 1, 2032-04-14 2, undated 1",
        );
        check(&["2032-04", "2032-04-13"], "2032-04 1, 2032-04-13 1");
        let many = |step: usize| -> Vec<String> {
            (0..40)
                .map(|n| format!("{}-{:02}-{:02}", 2000 + n * step / 12, n * step % 12 + 1, n % 28 + 1))
                .collect()
        };
        let counted = |dates: &[String]| {
            count_dates(dates.iter().map(|date| Some(date.as_str())))
                .first()
                .unwrap()
                .value
                .clone()
                .unwrap()
                .0
        };
        assert_eq!(counted(&(1..=28).map(|n| format!("2032-04-{n:02}")).collect::<Vec<_>>()), "2032-04-01");
        assert_eq!(counted(&many(0)), "2000-01-01");
        assert_eq!(counted(&many(1)), "2000");
        assert_eq!(counted(&many(1)[..35]), "2000-01");
    }

    #[test]
    fn moments_that_dates_are_sorted_by() {
        let check = |date: &str, expected: &str| {
            assert_eq!(moment(date).map(|at| at.to_string()).unwrap_or_default(), expected, "{date}");
        };
        check("2032-04-14T23:10-05:00", "2032-04-15T04:10:00Z");
        check("2032-04-14T23:10", "2032-04-14T23:10:00Z");
        check("2032-04-14", "2032-04-14T00:00:00Z");
        check("2032", "2032-01-01T00:00:00Z");
        check("never", "");
    }
}
