//! Articles found by their words, as `schema/search.json` documents them.

use super::Range;
use crate::story::search::facets::{Count, DateCount};
use crate::story::search::snippet::Snippet;
use crate::story::search::{Hit, Results};
use headwater_text::{CodePoints, Span};
use serde::Serialize;
use std::io::{self, Write};

/// What was found, counted.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "results")]
pub struct Counts<'r> {
    total: usize,
    skip: usize,
    unsearched: &'r [String],
    outlets: Vec<Value<'r>>,
    sources: Option<Vec<Value<'r>>>,
    dates: Vec<Dated<'r>>,
}

#[derive(Debug, Serialize)]
struct Value<'r> {
    value: Option<&'r str>,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Dated<'r> {
    value: Option<&'r str>,
    from: Option<String>,
    to: Option<String>,
    count: usize,
}

/// An article that was found.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "article")]
pub struct Article<'r> {
    doc: &'r str,
    version: i64,
    title: Option<&'r str>,
    title_hits: Vec<Range>,
    outlet: Option<&'r str>,
    published: Option<&'r str>,
    snippets: Vec<Line<'r>>,
}

#[derive(Debug, Serialize)]
struct Line<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    hits: Vec<Range>,
    cut_before: bool,
    cut_after: bool,
}

/// The counts of what was found.
pub fn counts(found: &Results, skip: usize) -> Counts<'_> {
    Counts {
        total: found.total,
        skip,
        unsearched: &found.unsearched,
        outlets: found.facets.outlets.iter().map(value).collect(),
        sources: found.facets.sources.as_ref().map(|counts| counts.iter().map(value).collect()),
        dates: found.facets.dates.iter().map(dated).collect(),
    }
}

fn value(count: &Count) -> Value<'_> {
    Value { value: count.value.as_deref(), count: count.count }
}

fn dated(count: &DateCount) -> Dated<'_> {
    let value = count.value.as_ref();
    Dated {
        value: value.map(|(value, ..)| value.as_str()),
        from: value.map(|(_, from, _)| from.to_string()),
        to: value.map(|(.., to)| to.to_string()),
        count: count.count,
    }
}

/// An article that was found.
pub fn article(hit: &Hit) -> Article<'_> {
    Article {
        doc: &hit.name,
        version: hit.version,
        title: hit.title.as_deref(),
        title_hits: ranges(hit.title.as_deref().unwrap_or_default(), &hit.title_hits),
        outlet: hit.outlet.as_deref(),
        published: hit.published.as_deref(),
        snippets: hit.snippets.iter().map(line).collect(),
    }
}

fn line(snippet: &Snippet) -> Line<'_> {
    Line {
        start: snippet.points.0,
        end: snippet.points.1,
        text: &snippet.words,
        hits: ranges(&snippet.words, &snippet.hits),
        cut_before: snippet.cut_before,
        cut_after: snippet.cut_after,
    }
}

fn ranges(words: &str, spans: &[Span]) -> Vec<Range> {
    let points = CodePoints::of(words);
    spans.iter().map(|span| points.range(*span)).collect()
}

/// Writes the counts on one line, then a line for each article.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, found: &Results, skip: usize) -> io::Result<()> {
    super::line(out, &counts(found, skip))?;
    found.hits.iter().try_for_each(|hit| super::line(out, &article(hit)))
}
