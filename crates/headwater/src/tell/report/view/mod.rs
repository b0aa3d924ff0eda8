//! What a report says, as plain data: every section of the page, before it is a page.
//!
//! Built from the findings alone. The page and the brief print these and decide nothing.

pub(in crate::tell) mod articles;
pub(in crate::tell) mod chain;
pub(in crate::tell) mod claims;
pub(in crate::tell) mod desk;
pub(in crate::tell) mod ledger;
pub(in crate::tell) mod matrix;
pub(in crate::tell) mod method;
pub(in crate::tell) mod news;
pub(in crate::tell) mod officials;
pub(in crate::tell) mod path;
pub(in crate::tell) mod reading;
pub(in crate::tell) mod runs;
pub(in crate::tell) mod timeline;

pub use articles::{Article, Note, Paragraph};
pub use chain::{Chain, Kind, Node, Sign, Words};
pub use claims::{Claim, Count, Occurrence};
pub(in crate::tell) use desk::clipped;
pub use desk::{Place, shown};
pub use ledger::{Ledger, OutletRow, UnnamedRow, VoiceRow};
pub use matrix::{Cell, Column, Matrix, Row, Value};
pub use method::{Method, Rate};
pub use news::{Item, News, Note as NewNote};
pub use officials::{OfficialRow, Officials, Status};
pub use path::{Path, Stop};
pub use reading::{Cited, DocumentRow, Reading, Unread};
pub(in crate::tell) use runs::SOUGHT;
pub use runs::{Marks, Run};
pub use timeline::{Event, Report as Reported, Timeline};

use super::Options;
use crate::tell::Findings;
use crate::tell::text::forest::Strength;
pub(in crate::tell) use desk::Desk;

/// Who says a sentence of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voice {
    /// The words of an article.
    TextSays,
    /// Headwater, from the words.
    HeadwaterInfers,
    /// The analyst, by name and time where they are recorded.
    AnalystDecided {
        /// Who.
        by: Option<String>,
        /// When.
        at: Option<String>,
    },
}

impl Voice {
    /// The voice of a step or finding of the trace.
    pub(in crate::tell) fn of(voice: headwater_trace::Voice) -> Self {
        match voice {
            headwater_trace::Voice::Text => Self::TextSays,
            headwater_trace::Voice::Inferred => Self::HeadwaterInfers,
            headwater_trace::Voice::Analyst => Self::AnalystDecided { by: None, at: None },
        }
    }

    /// The label, which is always printed.
    pub fn label(&self) -> &'static str {
        match self {
            Self::TextSays => "The text says",
            Self::HeadwaterInfers => "Headwater infers",
            Self::AnalystDecided { .. } => "The analyst decided",
        }
    }
}

/// A sentence in one voice, with the words it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Who says it.
    pub voice: Voice,
    /// What it is about, in bold before it: "1 certain."
    pub lead: Option<String>,
    /// The sentence.
    pub text: String,
    /// Where the words stand that show it.
    pub places: Vec<Place>,
}

/// Everything a report says, in its order.
#[derive(Debug, Clone)]
pub struct Report {
    /// Headline.
    pub title: String,
    /// A few sentences that sum it up.
    pub standfirst: String,
    /// When the articles were published: "12 Apr to 15 Apr 2032".
    pub published: Option<String>,
    /// What was read and what could not be.
    pub reading: Reading,
    /// Claims of several articles that rest on one origin, or on none that is recorded.
    pub repeated: Vec<Claim>,
    /// Claims of several articles that rest on several origins.
    pub supported: Vec<Claim>,
    /// Where accounts disagree.
    pub matrices: Vec<Matrix>,
    /// What officials have said; the index of all claims.
    pub officials: Officials,
    /// What is new, where a date was given.
    pub news: Option<News>,
    /// When things happened and when they were reported.
    pub timeline: Timeline,
    /// Every article with its provenance.
    pub articles: Vec<Article>,
    /// Who is named, who is not.
    pub ledger: Ledger,
    /// How it was made and how often that is wrong.
    pub method: Method,
}

impl Report {
    /// Lays the findings out.
    pub fn of(findings: Findings<'_>, options: &Options<'_>) -> Self {
        let desk = Desk::new(findings);
        let reading = reading::view(&desk);
        let (repeated, supported) = claims::view(&desk);
        let matrices = matrix::view(&desk);
        let officials = officials::view(&desk);
        let news = options.since.as_ref().map(|since| news::view(&desk, since));
        let timeline = timeline::view(&desk);
        let ledger = ledger::view(&desk);
        let method = method::view(&desk, options);
        // Last, when every place that something points to is known.
        let articles = articles::view(&desk);
        Self {
            title: options.title.as_deref().map_or_else(|| desk.title(), shown),
            standfirst: claims::standfirst(&desk),
            published: desk.when.range(findings.documents),
            reading,
            repeated,
            supported,
            matrices,
            officials,
            news,
            timeline,
            articles,
            ledger,
            method,
        }
    }
}

/// "stated", "inferred", "not recorded".
pub(in crate::tell) fn strength_words(strength: Strength) -> &'static str {
    match strength {
        Strength::Stated => "stated",
        Strength::Inferred => "inferred",
        Strength::NotRecorded => "not recorded",
    }
}

/// "1 article", "3 articles".
pub(in crate::tell) fn several(count: usize, one: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {one}{ending}")
}
