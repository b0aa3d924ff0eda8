//! When something was published, as short as is exact.

use headwater_text::{Document, Precision, Stamp};
use jiff::tz::TimeZone;

/// Stands where an article records no date.
pub(in crate::tell) const UNDATED: &str = "not recorded";

/// Writes dates of one pile.
#[derive(Debug, Clone, Copy)]
pub(in crate::tell) struct When {
    /// Whether the year must stand with every date, because the pile has several.
    years: bool,
}

impl When {
    pub(in crate::tell) fn of(documents: &[Document]) -> Self {
        let mut years: Vec<i16> = documents.iter().filter_map(Document::published).map(year).collect();
        years.dedup();
        years.sort_unstable();
        years.dedup();
        Self { years: years.len() > 1 }
    }

    /// "20 Sep 10:22"; in UTC where a zone is recorded, else as written and marked "local".
    pub(in crate::tell) fn told(self, document: &Document) -> String {
        document.published().map_or_else(|| UNDATED.to_owned(), |stamp| self.stamp(stamp, self.years))
    }

    /// The day alone: "20 Sep"; `None` where no date is recorded.
    pub(in crate::tell) fn day(self, document: &Document) -> Option<String> {
        let stamp = document.published()?;
        let precision = stamp.precision.min(Precision::Day);
        Some(self.stamp(&Stamp { precision, ..stamp.clone() }, self.years))
    }

    fn stamp(self, stamp: &Stamp, with_year: bool) -> String {
        let zoned = stamp.zone.is_some();
        let local: Option<jiff::civil::DateTime> = if zoned || stamp.precision <= Precision::Day {
            Some(stamp.interval.earliest.to_zoned(TimeZone::UTC).datetime())
        } else {
            stamp.value.get(..16).and_then(|value| value.parse().ok())
        };
        let Some(at) = local else {
            return stamp.value.clone();
        };
        let year = if with_year { " %Y" } else { "" };
        let format = match stamp.precision {
            Precision::Year => "%Y".to_owned(),
            Precision::Month => "%b %Y".to_owned(),
            Precision::Day => format!("%-d %b{year}"),
            Precision::Minute | Precision::Second if zoned => format!("%-d %b{year} %H:%M"),
            Precision::Minute | Precision::Second => format!("%-d %b{year} %H:%M local"),
        };
        at.strftime(&format).to_string()
    }

    /// "20 Sep to 22 Sep 2031", or `None` where nothing is dated.
    pub(in crate::tell) fn range(self, documents: &[Document]) -> Option<String> {
        let dated = || documents.iter().filter_map(Document::published);
        let first = dated().min_by_key(|stamp| stamp.interval.earliest)?;
        let last = dated().max_by_key(|stamp| stamp.interval.earliest)?;
        let day = |stamp: &Stamp, with_year| {
            let precision = stamp.precision.min(Precision::Day);
            let stamp = Stamp { precision, ..stamp.clone() };
            self.stamp(&stamp, with_year)
        };
        let (from, to) = (day(first, true), day(last, true));
        if from == to {
            return Some(to);
        }
        Some(format!("{} to {to}", day(first, self.years)))
    }
}

fn year(stamp: &Stamp) -> i16 {
    stamp.interval.earliest.to_zoned(TimeZone::UTC).year()
}
