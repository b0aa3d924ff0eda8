//! Articles by their words: full-text search, with counts by outlet, source and date.

pub mod facets;
pub mod query;
pub mod snippet;

use super::{Story, StoryError};
use facets::{Facets, Sources, count, count_dates, days, moment};
use headwater_text::{Document, Span};
use jiff::civil::Date;
use query::Query;
use rusqlite::{Row, params};
use snippet::{CLOSE, OPEN, Snippet};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Articles of a page of results, where nothing else is asked for.
pub const PAGE: usize = 20;

/// In which order articles are found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Those first that have most of what was searched for (BM25); the newest first where nothing was.
    #[default]
    Rank,
    /// The newest first, undated ones last.
    Newest,
}

/// What is searched for. Filters combine: an article must pass each kind, and one of several of a kind is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// As typed; see [`Query::read`]. Where it is empty every article is found.
    pub words: String,
    /// Outlets, as recorded, whatever the case of letters; the empty one stands for articles that record none.
    pub outlets: Vec<String>,
    /// Sources, as [`Sources::named`] tells them.
    pub sources: Vec<String>,
    /// Only articles that can be of this day or later. Undated ones pass neither this nor `to`.
    pub from: Option<Date>,
    /// Only articles that can be of this day or earlier.
    pub to: Option<Date>,
    /// The order.
    pub order: Order,
    /// Articles to pass over.
    pub skip: usize,
    /// Articles to give.
    pub take: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            words: String::new(),
            outlets: Vec::new(),
            sources: Vec::new(),
            from: None,
            to: None,
            order: Order::Rank,
            skip: 0,
            take: PAGE,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Results {
    /// Articles found, on all pages.
    pub total: usize,
    /// Those of the page that was asked for.
    pub hits: Vec<Hit>,
    /// Counts.
    pub facets: Facets,
    /// Pieces of the query that were not searched for.
    pub unsearched: Vec<String>,
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its id.
    pub name: String,
    /// Its version, from 1.
    pub version: i64,
    /// Its headline.
    pub title: Option<String>,
    /// What was searched for, in the headline.
    pub title_hits: Vec<Span>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// When it was published, as recorded.
    pub published: Option<String>,
    /// Lines in which what was searched for stands.
    pub snippets: Vec<Snippet>,
}

/// An article that has the words, before its words are looked at.
struct Candidate {
    row: i64,
    rank: f64,
    name: String,
    version: i64,
    title: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
}

impl Candidate {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get(0)?,
            rank: row.get(1)?,
            name: row.get(2)?,
            version: row.get(3)?,
            title: row.get(4)?,
            outlet: row.get(5)?,
            published: row.get(6)?,
        })
    }
}

impl Story {
    /// Searches the articles that the story consists of, in their last versions. The facet of sources is counted where `sources`
    /// are given; to filter by one without them finds nothing.
    ///
    /// # Errors
    ///
    /// [`StoryError::Damaged`], and those of the database. No words are an error.
    pub fn search(&self, request: &Request, sources: Option<&Sources>) -> Result<Results, StoryError> {
        let query = Query::read(&request.words);
        let mut found = self.candidates(&query)?;
        match request.order {
            Order::Rank => found.sort_by(|a, b| a.rank.total_cmp(&b.rank).then_with(|| newest(a, b))),
            Order::Newest => found.sort_by(newest),
        }
        let filter = Filter { request, sources };
        let facets = filter.facets(&found);
        found.retain(|candidate| {
            filter.outlet(candidate) && filter.source(candidate) && filter.date(candidate)
        });
        let total = found.len();
        let page = found.into_iter().skip(request.skip).take(request.take).collect();
        Ok(Results { total, hits: self.hits(page, &query)?, facets, unsearched: query.unsearched })
    }

    /// The articles that have the words.
    fn candidates(&self, query: &Query) -> Result<Vec<Candidate>, StoryError> {
        if query.is_hopeless() {
            return Ok(Vec::new());
        }
        // A word of the headline counts as four of the text: a headline says what an article is about, and is too short to
        // say it twice. Not measured.
        let which = match query.wanted {
            Some(_) => "(SELECT rowid AS row, bm25(words, 4.0, 1.0) AS rank FROM words WHERE words MATCH ?1)",
            None => "(SELECT id AS row, 0.0 AS rank FROM documents WHERE ?1 IS NULL)",
        };
        let without = match query.unwanted {
            Some(_) => "NOT IN (SELECT rowid FROM words WHERE words MATCH ?2)",
            None => "IS NOT ?2",
        };
        let mut statement = self.connection.prepare(&format!(
            "SELECT p.id, found.rank, p.name, p.version, p.title, p.outlet, p.published
             FROM {which} AS found CROSS JOIN present AS p ON p.id = found.row WHERE p.id {without}"
        ))?;
        let rows = statement.query_map(params![query.wanted, query.unwanted], Candidate::of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The articles with the lines in which the words stand.
    fn hits(&self, page: Vec<Candidate>, query: &Query) -> Result<Vec<Hit>, StoryError> {
        let marked = self.marked(&page, query)?;
        let mut about = self.connection.prepare("SELECT text, record FROM documents WHERE id = ?1")?;
        let mut hits = Vec::with_capacity(page.len());
        for found in page {
            let (text, record): (String, String) =
                about.query_row([found.row], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let document: Document = serde_json::from_str(&record).map_err(|_| {
                StoryError::Damaged(format!("the record of article \"{}\" cannot be read", found.name))
            })?;
            let (mut title_hits, mut text_hits) = (Vec::new(), Vec::new());
            if let Some((title, words)) = marked.get(&found.row) {
                title_hits = snippet::hits(
                    title.as_deref().unwrap_or_default(),
                    found.title.as_deref().unwrap_or_default(),
                );
                text_hits = snippet::hits(words, &text);
            }
            hits.push(Hit {
                name: found.name,
                version: found.version,
                title: found.title,
                title_hits,
                outlet: found.outlet,
                published: found.published,
                snippets: snippet::snippets(&text, &document.furniture, &text_hits),
            });
        }
        Ok(hits)
    }

    /// Headlines and texts, by row, with marks around what was searched for.
    fn marked(&self, page: &[Candidate], query: &Query) -> Result<BTreeMap<i64, Marked>, StoryError> {
        let rows = || page.iter().map(|found| found.row);
        let (Some(wanted), Some(first), Some(last)) = (&query.wanted, rows().min(), rows().max()) else {
            return Ok(BTreeMap::new());
        };
        // One walk for the whole page. Asked for each article, a beginning ("s*") is looked up anew each time: its words are
        // thousands. The plus keeps the database from doing that by itself.
        let mut statement = self.connection.prepare(
            "SELECT rowid, highlight(words, 0, ?2, ?3), highlight(words, 1, ?2, ?3) FROM words
             WHERE words MATCH ?1 AND rowid BETWEEN ?4 AND ?5 AND +rowid IN (SELECT value FROM json_each(?6))",
        )?;
        let wished = serde_json::Value::from(rows().collect::<Vec<i64>>()).to_string();
        let given = params![wanted, OPEN.to_string(), CLOSE.to_string(), first, last, wished];
        let rows = statement.query_map(given, |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A headline and a text with marks.
type Marked = (Option<String>, String);

/// The newest first, undated ones last, then by name.
fn newest(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    let key = |found: &Candidate| Reverse(found.published.as_deref().and_then(moment));
    key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
}

/// Which articles pass.
#[derive(Clone, Copy)]
struct Filter<'r> {
    request: &'r Request,
    sources: Option<&'r Sources>,
}

impl Filter<'_> {
    fn outlet(self, found: &Candidate) -> bool {
        let outlet = found.outlet.as_deref().unwrap_or_default().to_lowercase();
        let wanted = &self.request.outlets;
        wanted.is_empty() || wanted.iter().any(|wanted| wanted.trim().to_lowercase() == outlet)
    }

    fn source(self, found: &Candidate) -> bool {
        let wanted = &self.request.sources;
        wanted.is_empty() || self.sources.is_some_and(|sources| sources.carries(&found.name, wanted))
    }

    fn date(self, found: &Candidate) -> bool {
        let Request { from, to, .. } = *self.request;
        let within = |(first, last): (Date, Date)| {
            from.is_none_or(|from| last >= from) && to.is_none_or(|to| first <= to)
        };
        (from.is_none() && to.is_none()) || found.published.as_deref().and_then(days).is_some_and(within)
    }

    fn facets(self, found: &[Candidate]) -> Facets {
        let outlets = found.iter().filter(|found| self.source(found) && self.date(found));
        let dates = found.iter().filter(|found| self.outlet(found) && self.source(found));
        let of_sources = found.iter().filter(|found| self.outlet(found) && self.date(found));
        Facets {
            outlets: count(outlets.map(|found| found.outlet.as_deref())),
            sources: self.sources.map(|sources| sources.count(of_sources.map(|found| found.name.as_str()))),
            dates: count_dates(dates.map(|found| found.published.as_deref())),
        }
    }
}

#[cfg(test)]
mod tests;
