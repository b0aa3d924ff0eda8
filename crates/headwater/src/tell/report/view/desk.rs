//! The findings with what every section needs: names, dates, places that can be pointed to.

use super::several;
use crate::tell::Findings;
use crate::tell::text::visible;
use crate::tell::text::visible::{short, width};
use crate::tell::text::when::When;
use headwater_text::{CodePoints, Precision, Span};
use headwater_trace::{Claim, Evidence, Pile};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

/// Columns of words that are quoted beside a figure.
pub(in crate::tell) const WORDS: usize = 90;

/// Words of a document that something on the page points to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the document.
    pub doc: usize,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Place {
    /// The id of the words on the page.
    pub fn id(&self) -> String {
        id(self.doc, self.start)
    }
}

/// The id of the words of `doc` that begin at code point `start`.
pub(in crate::tell) fn id(doc: usize, start: usize) -> String {
    format!("w{}-{start}", doc + 1)
}

/// `text` as a page shows it: in one line, nothing hidden, nothing that reorders its neighbours.
pub fn shown(text: &str) -> String {
    visible(&text.replace('\t', " "))
}

/// What all sections look things up in.
pub(in crate::tell) struct Desk<'f> {
    pub(in crate::tell) findings: Findings<'f>,
    pub(in crate::tell) when: When,
    points: Vec<OnceCell<CodePoints<'f>>>,
    /// First bytes, by document, of all words that are pointed to.
    targets: RefCell<Vec<BTreeSet<usize>>>,
}

impl<'f> Desk<'f> {
    pub(in crate::tell) fn new(findings: Findings<'f>) -> Self {
        Self {
            findings,
            when: When::of(findings.documents),
            points: vec![OnceCell::new(); findings.documents.len()],
            targets: RefCell::new(vec![BTreeSet::new(); findings.documents.len()]),
        }
    }

    pub(in crate::tell) fn pile(&self) -> Pile<'f> {
        Pile { documents: self.findings.documents, annotations: self.findings.annotations }
    }

    /// Words that the page points to; they get an anchor in their article.
    pub(in crate::tell) fn place(&self, doc: usize, span: Span) -> Place {
        if let Some(targets) = self.targets.borrow_mut().get_mut(doc) {
            targets.insert(span.start);
        }
        let (start, end) = self.points(doc).range(span);
        Place { doc, start, end }
    }

    /// Made when they are first asked for: most pages look at a few articles.
    fn points(&self, doc: usize) -> &CodePoints<'f> {
        self.points[doc].get_or_init(|| CodePoints::of(&self.findings.documents[doc].text))
    }

    pub(in crate::tell) fn places(&self, evidence: &[Evidence]) -> Vec<Place> {
        let mut seen = BTreeSet::new();
        let new = evidence.iter().filter(|found| seen.insert(**found));
        new.map(|found| self.place(found.doc, found.span)).collect()
    }

    /// First bytes in `doc` that something points to, and their code points.
    pub(in crate::tell) fn targets(&self, doc: usize) -> Vec<(usize, usize)> {
        self.targets.borrow()[doc].iter().map(|start| (*start, self.points(doc).at(*start))).collect()
    }

    pub(in crate::tell) fn text(&self, doc: usize) -> &'f str {
        &self.findings.documents[doc].text
    }

    /// The words of a span in one line, at most `columns` of them.
    pub(in crate::tell) fn words(&self, doc: usize, span: Span, columns: usize) -> String {
        clipped(span.of(self.text(doc)), columns)
    }

    /// The outlet, or the id where none is recorded.
    pub(in crate::tell) fn name(&self, doc: usize) -> String {
        let document = &self.findings.documents[doc];
        shown(document.outlet.as_ref().unwrap_or(&document.id))
    }

    /// "20 Sep 10:22", or that no date is recorded.
    pub(in crate::tell) fn date(&self, doc: usize) -> String {
        match self.findings.documents[doc].published() {
            Some(_) => self.when.told(&self.findings.documents[doc]),
            None => "undated".to_owned(),
        }
    }

    /// "20 Sep".
    pub(in crate::tell) fn day(&self, doc: usize) -> String {
        self.when.day(&self.findings.documents[doc]).unwrap_or_else(|| "undated".to_owned())
    }

    pub(in crate::tell) fn source(&self, source: usize) -> String {
        shown(&self.findings.trace.sources[source].name)
    }

    /// When a document was published, in seconds.
    pub(in crate::tell) fn second(&self, doc: usize) -> Option<i64> {
        let stamp = self.findings.documents[doc].published()?;
        let (first, last) = (stamp.interval.earliest.as_second(), stamp.interval.latest.as_second());
        // A clock time without zone lies within a day around it: it stands where the clock says.
        let local = stamp.zone.is_none() && stamp.precision > Precision::Day;
        Some(if local { first + (last - first) / 2 } else { first })
    }

    /// The documents by time of publication, undated last.
    pub(in crate::tell) fn by_time(&self) -> Vec<usize> {
        let mut docs: Vec<usize> = (0..self.findings.documents.len()).collect();
        docs.sort_by_key(|doc| (self.second(*doc).unwrap_or(i64::MAX), *doc));
        docs
    }

    /// The claim in one line.
    pub(in crate::tell) fn canonical(&self, claim: &Claim) -> String {
        let words = clipped(&claim.canonical, LONGEST_CLAIM);
        if width(&words) == 0 { claim.id.clone() } else { words }
    }

    /// What stands above a report that was given no title.
    pub(in crate::tell) fn title(&self) -> String {
        let articles = several(self.findings.documents.len(), "article");
        match self.days() {
            Some(days) => format!("{articles}, {days}"),
            None => articles,
        }
    }

    /// "12 to 15 April 2032".
    fn days(&self) -> Option<String> {
        let day = |second| Some(Timestamp::from_second(second).ok()?.to_zoned(TimeZone::UTC).date());
        let seconds = || (0..self.findings.documents.len()).filter_map(|doc| self.second(doc));
        let (first, last) = (day(seconds().min()?)?, day(seconds().max()?)?);
        let end = last.strftime("%-d %B %Y").to_string();
        let start = match (first.year() == last.year(), first.month() == last.month()) {
            _ if first == last => return Some(end),
            (true, true) => "%-d",
            (true, false) => "%-d %B",
            (false, _) => "%-d %B %Y",
        };
        Some(format!("{} to {end}", first.strftime(start)))
    }
}

/// `text` in one line, cut between words where it is longer than `columns`.
pub(in crate::tell) fn clipped(text: &str, columns: usize) -> String {
    let cut = short(&text.replace('\t', " "), columns);
    let Some(whole) = cut.strip_suffix('…') else { return cut };
    // A word longer than half the room is cut where it must be.
    match whole.rfind(' ') {
        Some(end) if 2 * end > whole.len() => format!("{}…", whole[..end].trim_end_matches([',', ';', ':'])),
        _ => cut,
    }
}

/// Columns of a claim's words as a heading.
const LONGEST_CLAIM: usize = 220;
