//! Everything that is known of a story at one moment.

use crate::pipeline::crew;
use crate::pipeline::progress::Progress;
use crate::story::add::annotated;
use crate::story::documents::Stored;
use crate::story::search::facets::Sources;
use crate::story::watch::Held;
use crate::tell::Findings;
use crate::tell::report::view::Ledger;
use crate::tell::report::{Options, Since};
use crate::tell::site::timeline::Times;
use crate::tell::site::{Addresses, front};
use headwater_text::{Annotations, Document, Language};
use headwater_trace::news::{Moment, News, compare};
use headwater_trace::{Judgement, Pile, Trace, Tracer};
use std::collections::BTreeMap;

/// What was known at an earlier moment, to tell what is new.
#[derive(Debug)]
pub struct Before {
    /// The moment, as a story writes it.
    pub moment: String,
    /// The moment, as told.
    pub told: String,
    /// The articles.
    pub documents: Vec<Document>,
    /// Their trace.
    pub trace: Trace,
}

/// A story at one moment. Never changed, so that any number of readers share it.
#[derive(Debug)]
pub struct Snapshot {
    /// The last change that it knows.
    pub change: i64,
    /// The articles, by id.
    pub documents: Vec<Document>,
    /// Their rows in the story.
    rows: Vec<i64>,
    /// What was found in each.
    pub annotations: Vec<Annotations>,
    /// All judgements, also those taken back.
    pub judgements: Vec<Judgement>,
    /// What was found between them.
    pub trace: Trace,
    /// To whom each article owes something.
    pub carried: Sources,
    /// Where everything stands.
    pub addresses: Addresses,
    /// The front page's body. Made once, since everybody looks at it.
    pub front: String,
    /// Who speaks.
    pub sources: Ledger,
    /// When things happened and were reported.
    pub timeline: Times,
    /// The body of the page on method.
    pub method: String,
    /// What is new, and since when as a story writes it; `None` where news were never told.
    pub news: Option<(String, News)>,
}

impl Snapshot {
    /// Traces what a story holds.
    pub fn of(
        held: Held,
        tracer: &mut Tracer,
        language: &Language,
        before: Option<&Before>,
        progress: &Progress,
    ) -> Self {
        let Held { change, stored, judgements } = held;
        let rows: Vec<i64> = stored.iter().map(|stored| stored.row).collect();
        let keys: Vec<u64> = stored.iter().map(Stored::key).collect();
        let (documents, annotations) = annotated(stored, language, progress);
        let pile = Pile { documents: &documents, annotations: &annotations };
        let trace = tracer.trace(pile, &keys, &judgements);
        let (addresses, carried) =
            rayon::join(|| Addresses::of(&documents, &trace), || Sources::of(&documents, &trace));
        let mut snapshot = Self {
            change,
            rows,
            documents,
            annotations,
            judgements,
            trace,
            carried,
            addresses,
            front: String::new(),
            sources: Ledger::default(),
            timeline: Times::default(),
            method: String::new(),
            news: None,
        };
        snapshot.lay_out(language, before);
        snapshot
    }

    fn lay_out(&mut self, language: &Language, before: Option<&Before>) {
        let now = Moment { documents: &self.documents, trace: &self.trace };
        self.news = before.map(|before| (before.moment.clone(), compare(before.as_moment(), now)));
        let since =
            before.zip(self.news.as_ref()).map(|(before, (_, news))| Since { told: &before.told, news });
        let options = Options { title: None, language: language.code, since };
        let findings = self.findings();
        let to = &self.addresses;
        let ((front, method), (sources, timeline)) = rayon::join(
            || {
                let front = front::page(findings, to, &options).into_string();
                (front, front::method_page(findings, &options).into_string())
            },
            || (Ledger::of(findings), Times::of(findings, to)),
        );
        self.front = front;
        self.sources = sources;
        self.timeline = timeline;
        self.method = method;
    }

    /// The articles by their rows, for the next snapshot.
    pub fn known(&self) -> BTreeMap<i64, Stored> {
        let all = self.rows.iter().zip(&self.documents).zip(&self.annotations);
        all.map(|((row, document), notes)| {
            (*row, Stored { row: *row, document: document.clone(), annotations: Some(notes.clone()) })
        })
        .collect()
    }

    /// As tellers take it.
    pub fn findings(&self) -> Findings<'_> {
        Findings::of(&self.documents, &self.annotations, &self.trace)
    }
}

impl Before {
    /// What a snapshot knows.
    pub fn from_snapshot(snapshot: &Snapshot, moment: String) -> Self {
        let (documents, trace) = (snapshot.documents.clone(), snapshot.trace.clone());
        Self { told: front::day(&moment), moment, documents, trace }
    }

    /// As it is compared.
    pub fn as_moment(&self) -> Moment<'_> {
        Moment { documents: &self.documents, trace: &self.trace }
    }

    /// Traces what a story held.
    pub fn of(held: Held, moment: String, language: &Language) -> Self {
        let (documents, annotations) = annotated(held.stored, language, &Progress::silent());
        let pile = Pile { documents: &documents, annotations: &annotations };
        let trace = crew::trace(pile, &held.judgements, language);
        Self { told: front::day(&moment), moment, documents, trace }
    }
}
