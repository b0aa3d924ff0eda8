//! A small invented story for tests of tellers: its texts, annotations and trace are built by hand.

use super::Findings;
use headwater_text::{
    Annotations, Attribution, Certainty, Document, Form, Interval, Mention, Paragraph, Place, Polarity,
    Precision, Problem, ProblemKind, QuoteKind, Referent, Sentence, Severity, Span, Stamp, StampKind,
    StampRole,
};
use headwater_trace::{
    Claim, Disagreement, DisagreementKind, Drift, DriftKind, Evidence, Hop, HopKind, Independence,
    Occurrence, Official, OfficialStatus, Passage, PassageKind, Reason, ReasonKind, Relation, Side, Source,
    SourceKind, Trace, Values, Voice,
};

/// Documents, annotations, problems and trace, owned.
#[derive(Default)]
pub(crate) struct Story {
    pub(crate) documents: Vec<Document>,
    pub(crate) annotations: Vec<Annotations>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) trace: Trace,
}

impl Story {
    pub(crate) fn findings(&self) -> Findings<'_> {
        Findings { problems: &self.problems, ..Findings::of(&self.documents, &self.annotations, &self.trace) }
    }

    /// Adds a document of one paragraph, one sentence; `minute` counts from the first minute of 3 May 2031.
    pub(crate) fn document(
        &mut self,
        id: &str,
        outlet: Option<&str>,
        minute: Option<i64>,
        text: &str,
    ) -> usize {
        let whole = Span::new(0, text.len());
        self.documents.push(Document {
            id: id.to_owned(),
            path: format!("{id}.txt"),
            outlet: outlet.map(str::to_owned),
            title: outlet.map(|outlet| format!("{outlet} on the dam")),
            text: text.to_owned(),
            language: Some("en".to_owned()),
            hash: "00".repeat(32),
            stamps: minute.map(stamp).into_iter().collect(),
            ..Document::default()
        });
        self.annotations.push(Annotations {
            paragraphs: vec![Paragraph { span: whole, sentences: (0, 1) }],
            sentences: vec![Sentence { span: whole, paragraph: 0 }],
            ..Annotations::default()
        });
        self.documents.len() - 1
    }

    pub(crate) fn span(&self, doc: usize, words: &str) -> Span {
        let start = self.documents[doc].text.find(words).unwrap_or_else(|| panic!("{words:?} not in {doc}"));
        Span::new(start, start + words.len())
    }

    pub(crate) fn source(&mut self, name: &str, kind: SourceKind, official: bool) -> usize {
        let id = format!("s{}", self.trace.sources.len() + 1);
        self.trace.sources.push(Source { id, official, ..Source::called(name, kind) });
        self.trace.sources.len() - 1
    }

    /// Adds an attribution; the source is marked as not named where `unnamed`.
    pub(crate) fn attribution(
        &mut self,
        doc: usize,
        source: &str,
        cue: &str,
        content: &str,
        unnamed: bool,
    ) -> usize {
        let (source, cue, content) = (self.span(doc, source), self.span(doc, cue), self.span(doc, content));
        let notes = &mut self.annotations[doc];
        notes.mentions.push(Mention {
            span: source,
            head: source,
            form: if unnamed { Form::Unnamed } else { Form::Name },
            referent: Referent::Person,
            role: None,
            affiliation: None,
            plural: unnamed,
            official: true,
            antecedent: None,
            alias_of: None,
            kind: None,
        });
        notes.attributions.push(Attribution {
            source: vec![source],
            cue: vec![cue],
            content: vec![content],
            source_mention: Some(notes.mentions.len() - 1),
            found_by: "test",
            ..Attribution::default()
        });
        notes.attributions.len() - 1
    }

    pub(crate) fn occurrence(
        &self,
        doc: usize,
        words: &str,
        via: Vec<Hop>,
        origin: Option<usize>,
    ) -> Occurrence {
        Occurrence {
            doc,
            span: self.span(doc, words),
            sentence: Span::new(0, self.documents[doc].text.len()),
            attribution: (!self.annotations[doc].attributions.is_empty()).then_some(0),
            quote: Some(QuoteKind::Indirect),
            polarity: Polarity::Affirmed,
            certainty: Certainty::Asserted,
            certainty_evidence: None,
            values: Values::default(),
            matched: None,
            judged: Vec::new(),
            via,
            origin,
        }
    }

    /// A hop that the words `evidence` of `doc` state.
    pub(crate) fn stated(&self, kind: HopKind, to: usize, doc: usize, evidence: &str) -> Hop {
        let span = self.span(doc, evidence);
        Hop {
            kind,
            to: Some(to),
            credited: true,
            evidence: Some(Evidence { doc, span }),
            voice: Voice::Text,
            reason: "the text says so".to_owned(),
        }
    }
}

/// A hop that is inferred.
pub(crate) fn inferred(kind: HopKind, to: Option<usize>, reason: &str) -> Hop {
    Hop { kind, to, credited: false, evidence: None, voice: Voice::Inferred, reason: reason.to_owned() }
}

fn stamp(minute: i64) -> Stamp {
    let second = 1_935_532_800 + minute * 60;
    let at = |second| jiff::Timestamp::from_second(second).expect("a time of this century");
    Stamp {
        kind: StampKind::Field,
        role: StampRole::Published,
        raw: at(second).to_string(),
        value: at(second).to_string(),
        precision: Precision::Minute,
        zone: Some("Z".to_owned()),
        interval: Interval { earliest: at(second), latest: at(second + 60) },
        span: None,
    }
}

fn values(number: f64, span: Span) -> Values {
    Values {
        number: Some(number),
        unit: Some("people".to_owned()),
        number_span: Some(span),
        ..Values::default()
    }
}

fn reason(kind: ReasonKind, source: Option<usize>, certain: u32, possible: u32, text: &str) -> Reason {
    Reason { kind, source, certain, possible, text: text.to_owned(), evidence: Vec::new() }
}

/// The story of a dam: one paper's unnamed engineers, copied, relayed, changed and denied.
pub(crate) fn dam() -> Story {
    let mut story = Story::default();
    let courier = story.document(
        "courier",
        Some("Ostrava Lake Courier"),
        Some(62),
        "Two engineers told the Courier that about 400 people may have to leave the valley below the dam.",
    );
    let echo = story.document(
        "echo",
        Some("Valley Echo"),
        Some(210),
        "About 400 people have to leave the valley, the Courier reported, citing two engineers.",
    );
    let hill = story.document(
        "hill",
        None,
        Some(335),
        "As the Valley Echo reported, 4,000 people have to leave the valley.",
    );
    let post = story.document(
        "post",
        Some("Delta Post"),
        Some(300),
        "Two engineers told the Courier that about 400 people may have to leave the valley below the dam.",
    );
    let water = story.document(
        "water",
        Some("Water Board"),
        Some(400),
        "The Water Board said: \"Nobody has to leave the valley.\"",
    );
    let weekly =
        story.document("weekly", Some("The Weekly"), None, "The spillway gates have been shut since 2 May.");

    let engineers = story.source("two engineers", SourceKind::Anonymous, false);
    let paper = story.source("Ostrava Lake Courier", SourceKind::Outlet, false);
    let second = story.source("Valley Echo", SourceKind::Outlet, false);
    let board = story.source("Water Board", SourceKind::Body, true);
    story.trace.sources[engineers].spoke_to = Some(paper);
    let clause = "about 400 people may have to leave the valley below the dam";
    for doc in [courier, post] {
        story.attribution(doc, "Two engineers", "told", clause, true);
    }
    story.attribution(echo, "the Courier", "reported", "About 400 people have to leave the valley", false);
    story.attribution(hill, "the Valley Echo", "reported", "4,000 people have to leave the valley", false);
    story.attribution(water, "The Water Board", "said", "Nobody has to leave the valley", false);

    let mut first = story.occurrence(
        courier,
        clause,
        vec![story.stated(HopKind::Attributed, engineers, courier, "told")],
        Some(engineers),
    );
    first.certainty = Certainty::Hedged;
    first.certainty_evidence = Some(story.span(courier, "may"));
    first.values = values(400.0, story.span(courier, "400"));
    let mut relayed = story.occurrence(
        echo,
        "About 400 people have to leave the valley",
        vec![
            story.stated(HopKind::Relayed, paper, echo, "the Courier reported, citing two engineers"),
            story.stated(HopKind::Attributed, engineers, echo, "citing two engineers"),
        ],
        Some(engineers),
    );
    relayed.values = values(400.0, story.span(echo, "400"));
    let mut copied = story.occurrence(
        post,
        clause,
        vec![
            inferred(HopKind::Copied, Some(paper), "18 words alike, printed 3 hours 58 minutes later"),
            story.stated(HopKind::Attributed, engineers, post, "told"),
        ],
        Some(engineers),
    );
    copied.certainty = Certainty::Hedged;
    copied.certainty_evidence = Some(story.span(post, "may"));
    copied.values = values(400.0, story.span(post, "400"));
    let mut changed = story.occurrence(
        hill,
        "4,000 people have to leave the valley",
        vec![
            story.stated(HopKind::Relayed, second, hill, "As the Valley Echo reported"),
            inferred(HopKind::Relayed, Some(paper), "the Valley Echo names the Courier"),
            inferred(HopKind::Attributed, Some(engineers), "the Courier names two engineers"),
        ],
        Some(engineers),
    );
    changed.values = values(4000.0, story.span(hill, "4,000"));
    let mut denial = story.occurrence(
        water,
        "Nobody has to leave the valley",
        vec![story.stated(HopKind::Attributed, board, water, "said")],
        Some(board),
    );
    denial.polarity = Polarity::Denied;
    denial.certainty = Certainty::Denied;
    denial.quote = Some(QuoteKind::Direct);
    let mut alone =
        story.occurrence(weekly, "The spillway gates have been shut since 2 May", Vec::new(), None);
    alone.quote = None;
    story.trace.claims = vec![
        Claim {
            id: "c1".to_owned(),
            canonical: "About 400 people have to leave the valley below the dam".to_owned(),
            occurrences: vec![first, relayed, copied, changed, denial],
            origins: vec![engineers],
            independence: Independence {
                certain: 1,
                possible: 1,
                reasons: vec![
                    reason(
                        ReasonKind::UnnamedCertain,
                        Some(engineers),
                        1,
                        0,
                        "Only unnamed people are recorded; together they are one origin for certain.",
                    ),
                    reason(
                        ReasonKind::Unnamed,
                        Some(engineers),
                        0,
                        1,
                        "Two engineers spoke to the Ostrava Lake Courier; unnamed people at one outlet are one origin.",
                    ),
                    reason(ReasonKind::Copy, None, 0, 0, "The Delta Post copied it and adds nothing."),
                    reason(
                        ReasonKind::Denial,
                        Some(board),
                        0,
                        0,
                        "The Water Board denies it; denials never count.",
                    ),
                ],
            },
            official: Official {
                status: OfficialStatus::Denied,
                occurrence: Some(4),
                reason: "the Water Board denies it".to_owned(),
            },
            disagreements: vec![
                Disagreement {
                    kind: DisagreementKind::Number,
                    a: 1,
                    b: 3,
                    reason: "About 400 people (Valley Echo) against 4,000 people (hill).".to_owned(),
                },
                Disagreement {
                    kind: DisagreementKind::Polarity,
                    a: 0,
                    b: 4,
                    reason: "The Ostrava Lake Courier affirms it, the Water Board denies it.".to_owned(),
                },
            ],
            drifts: vec![Drift {
                kind: DriftKind::HedgeDropped,
                from: 0,
                to: 1,
                reason: "The Courier writes \"may\"; the Valley Echo states it without reservation."
                    .to_owned(),
            }],
            corrections: Vec::new(),
            judged: Vec::new(),
        },
        Claim {
            id: "c2".to_owned(),
            canonical: "The spillway gates have been shut since 2 May".to_owned(),
            occurrences: vec![alone],
            origins: Vec::new(),
            independence: Independence {
                certain: 0,
                possible: 1,
                reasons: vec![reason(ReasonKind::NotRecorded, None, 0, 1, "The Weekly names no source.")],
            },
            official: Official::default(),
            disagreements: Vec::new(),
            drifts: Vec::new(),
            corrections: Vec::new(),
            judged: Vec::new(),
        },
    ];
    story.trace.passages = vec![Passage {
        a: courier,
        a_span: Span::new(0, story.documents[courier].text.len()),
        b: post,
        b_span: Span::new(0, story.documents[post].text.len()),
        words: 18,
        original: Some(Side::A),
        relation: Relation::Direct,
        credited: false,
        kind: PassageKind::Verbatim,
        credit: None,
        evidence: vec!["printed 3 hours 58 minutes later".to_owned()],
    }];
    story.trace.aliases = vec![vec!["Ostrava Lake Courier".to_owned(), "the Courier".to_owned()]];
    story.problems = vec![Problem {
        kind: ProblemKind::Binary,
        severity: Severity::Lost,
        place: Place { path: "dam.mp3".to_owned(), line: None, byte: None },
        message: "not text; give a transcript".to_owned(),
    }];
    story
}
