//! What a trace says, as plain data.
//!
//! Documents are named by their index into the pile, everything else by its index into the list that holds it. Spans
//! are byte offsets; whoever writes JSON converts them.

use headwater_text::{Certainty, Interval, Modifier, Polarity, QuoteKind, Span};
use jiff::Timestamp;
use jiff::civil::Date;

/// Index of a document in the pile.
pub type DocIx = usize;
/// Index of a source in [`Trace::sources`].
pub type SourceIx = usize;

/// Index of a judgement in [`Trace::judgements`].
pub type RulingIx = usize;

/// Words of a document that show something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The document.
    pub doc: DocIx,
    /// The words.
    pub span: Span,
}

/// Who says that something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The words of a document.
    Text,
    /// Headwater, from the words.
    Inferred,
    /// The analyst.
    Analyst,
}

/// One step of transmission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HopKind {
    /// Credits the source of the words.
    Attributed,
    /// Names an outlet that reported it or was spoken to.
    Relayed,
    /// Took a passage over.
    Copied,
    /// Carries a whole agency or partner text.
    Syndicated,
    /// Links to where it stands.
    Linked,
    /// States it crediting nobody.
    OwnVoice,
}

/// One step from a document outward.
#[derive(Debug, Clone, PartialEq)]
pub struct Hop {
    /// What kind of step.
    pub kind: HopKind,
    /// Where it leads; `None` where the lineage is not recorded.
    pub to: Option<SourceIx>,
    /// Whether the text credits the step.
    pub credited: bool,
    /// The words that show it.
    pub evidence: Option<Evidence>,
    /// Who says so.
    pub voice: Voice,
    /// One line in plain words: why Headwater thinks so.
    pub reason: String,
}

/// What kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A named person.
    Person,
    /// An authority, company, party, armed group.
    Body,
    /// A report, statement, filing.
    Document,
    /// Somebody the text does not name.
    Anonymous,
    /// A news agency.
    Wire,
    /// A newspaper, broadcaster, site.
    Outlet,
    /// A post on a social network.
    Social,
    /// Somebody who was there.
    Eyewitness,
    /// Not known.
    Unknown,
}

/// A node of chains.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Stable id: "s1", "s2" ... in order of first use.
    pub id: String,
    /// Fullest name or, for unnamed ones, the label ("two commission officials").
    pub name: String,
    /// Every surface form met, sorted.
    pub names: Vec<String>,
    /// Kind.
    pub kind: SourceKind,
    /// Speaks with public authority.
    pub official: bool,
    /// The body it speaks for.
    pub speaks_for: Option<SourceIx>,
    /// Role as the texts give it: "the interior minister".
    pub role: Option<String>,
    /// The entity behind it, if named.
    pub entity: Option<usize>,
    /// For unnamed sources: the outlet that spoke to them.
    pub spoke_to: Option<SourceIx>,
    /// The first words of the pile that name or describe it.
    pub seen: Option<Evidence>,
    /// A document whose outlet it is.
    pub publishes: Option<DocIx>,
    /// Judgements that joined it or told it apart.
    pub judged: Vec<RulingIx>,
}

impl Source {
    /// A node of which nothing is known but what it is called; it has no id yet.
    pub fn called(name: &str, kind: SourceKind) -> Self {
        Self {
            id: String::new(),
            name: name.to_owned(),
            names: vec![name.to_owned()],
            kind,
            official: false,
            speaks_for: None,
            role: None,
            entity: None,
            spoke_to: None,
            seen: None,
            publishes: None,
            judged: Vec::new(),
        }
    }
}

/// Number, unit and date that an occurrence gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    /// The number that the proposition turns on.
    pub number: Option<f64>,
    /// Its unit or counted noun.
    pub unit: Option<String>,
    /// How exactly it is meant.
    pub modifier: Option<Modifier>,
    /// The modifier as written ("up to").
    pub modifier_words: Option<String>,
    /// The words that give the number.
    pub number_span: Option<Span>,
    /// TIMEX3 value of the date inside the clause.
    pub date: Option<String>,
    /// First and last day it can mean.
    pub days: Option<(Date, Date)>,
    /// The words that give the date.
    pub date_span: Option<Span>,
    /// The name that it gives where another occurrence says the same of somebody or something else.
    pub name: Option<String>,
    /// The words that give the name.
    pub name_span: Option<Span>,
}

/// Why an occurrence is taken for the same claim as another.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Index of the other in the claim: the one that it agrees with most.
    pub with: usize,
    /// The words of this occurrence that say the same as words there.
    pub shared: Vec<Span>,
    /// Who says so: Headwater or the analyst.
    pub voice: Voice,
    /// One line in plain words.
    pub reason: String,
}

/// A span of a document that carries a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence {
    /// The document.
    pub doc: DocIx,
    /// The clause: the proposition without source and cue.
    pub span: Span,
    /// The sentence or sentences around it, frame included.
    pub sentence: Span,
    /// The attribution that carries it, an index into the document's attributions; `None` in own voice.
    pub attribution: Option<usize>,
    /// Direct, indirect or mixed; `None` in own voice.
    pub quote: Option<QuoteKind>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Asserted, hedged or denied.
    pub certainty: Certainty,
    /// The words that show the certainty.
    pub certainty_evidence: Option<Span>,
    /// Number and date.
    pub values: Values,
    /// Why it stands in its claim; `None` where it stands there alone.
    pub matched: Option<Match>,
    /// Hops from the document outward.
    pub via: Vec<Hop>,
    /// Where the chain ends; `None` where lineage is not recorded.
    pub origin: Option<SourceIx>,
    /// Judgements on its words, its claim or its origin.
    pub judged: Vec<RulingIx>,
}

/// Why a bound of independence is what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Machine-readable kind.
    pub kind: ReasonKind,
    /// The origin it speaks of, if one.
    pub source: Option<SourceIx>,
    /// What it adds to the lower bound.
    pub certain: u32,
    /// What it adds to the upper bound.
    pub possible: u32,
    /// One sentence in plain words.
    pub text: String,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
}

/// Kinds of [`Reason`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// A named person, body, document or post, or an outlet credited without further source.
    Identified,
    /// Unnamed people at one outlet.
    Unnamed,
    /// Own voice whose lineage is not recorded.
    NotRecorded,
    /// Own voice that repeats a recorded origin and adds nothing.
    InferredRepeat,
    /// A copy or syndication that adds nothing.
    Copy,
    /// Outlets that credit one another, with no origin.
    Circular,
    /// Only unnamed origins, which count once for certain.
    UnnamedCertain,
    /// Somebody states it, so at least one origin is possible.
    AtLeastOne,
    /// A denial, which never counts.
    Denial,
    /// The origin speaks about itself.
    Interested,
}

/// How many independent origins stand behind a claim.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Independence {
    /// At least.
    pub certain: u32,
    /// At most.
    pub possible: u32,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// What public authorities or the body concerned said last.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Official {
    /// Confirmed, denied or silent.
    pub status: OfficialStatus,
    /// The occurrence (index into the claim's) that decides it.
    pub occurrence: Option<usize>,
    /// One sentence in plain words.
    pub reason: String,
}

/// See [`Official`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum OfficialStatus {
    /// An official voice asserts it.
    Confirmed,
    /// An official voice denies it.
    Denied,
    /// Nobody official speaks to it, or only with hedges.
    #[default]
    None,
}

/// What two occurrences disagree about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisagreementKind {
    /// Numbers that cannot both hold.
    Number,
    /// Dates that cannot both hold.
    Date,
    /// Names that cannot both hold.
    Name,
    /// One affirms, one denies.
    Polarity,
}

/// Two occurrences of one claim that cannot both hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// What about.
    pub kind: DisagreementKind,
    /// Index of the earlier occurrence in the claim.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// One sentence in plain words.
    pub reason: String,
}

/// What was lost between two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftKind {
    /// A reservation.
    HedgeDropped,
    /// The source.
    AttributionDropped,
}

/// Certainty or attribution lost from one text to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// What was lost.
    pub kind: DriftKind,
    /// Index of the more careful occurrence in the claim.
    pub from: usize,
    /// Index of the one that lost it.
    pub to: usize,
    /// One sentence in plain words.
    pub reason: String,
}

/// How an article takes words of its own back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// Something in it was wrong.
    Corrected,
    /// None of it stands.
    Withdrawn,
}

/// A note by which an article corrects itself or is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it does.
    pub kind: NoticeKind,
    /// The note.
    pub place: Evidence,
}

/// What a note means for a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The note, an index into [`Trace::notices`].
    pub notice: usize,
    /// Indices of the occurrences in the article that bears it.
    pub occurrences: Vec<usize>,
    /// Indices of the occurrences elsewhere that rest on those: their articles copied, cite or link to it.
    pub dependents: Vec<usize>,
}

/// Occurrences that assert or deny the same proposition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claim {
    /// Stable within a run: "c1", "c2" ... in the order told.
    pub id: String,
    /// The occurrence whose words stand for the claim, trimmed to one line.
    pub canonical: String,
    /// Occurrences by time, then document, then place.
    pub occurrences: Vec<Occurrence>,
    /// Distinct origins that affirm it.
    pub origins: Vec<SourceIx>,
    /// How many are independent.
    pub independence: Independence,
    /// Official status.
    pub official: Official,
    /// Disagreements.
    pub disagreements: Vec<Disagreement>,
    /// Drifts.
    pub drifts: Vec<Drift>,
    /// Corrections of articles that carry it.
    pub corrections: Vec<Correction>,
    /// Judgements on its occurrences.
    pub judged: Vec<RulingIx>,
}

/// Which of two documents is the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// How two passages hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// One was taken from the other.
    Direct,
    /// One was taken from the other through a third.
    Ancestor,
    /// Both were taken from a third.
    Sibling,
}

/// What kind of shared passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassageKind {
    /// Word for word.
    Verbatim,
    /// With edits.
    Edited,
    /// A whole agency or partner text.
    Syndicated,
    /// A newsletter line, an author's note: an outlet's own furniture.
    Boilerplate,
}

/// Two passages of two documents, aligned word by word.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// First document, the one with the smaller index.
    pub a: DocIx,
    /// Its passage.
    pub a_span: Span,
    /// Second document.
    pub b: DocIx,
    /// Its passage.
    pub b_span: Span,
    /// Words that are alike.
    pub words: usize,
    /// Which had the words first, as far as can be told. For siblings the one that the other could have them from as well;
    /// `None` where its words speak against that, and where it is undetermined.
    pub original: Option<Side>,
    /// How they hang together.
    pub relation: Relation,
    /// Whether the copy credits where it took it from (for siblings: whether both credit the third).
    pub credited: bool,
    /// What kind.
    pub kind: PassageKind,
    /// The words that credit, where they do.
    pub credit: Option<Evidence>,
    /// Why Headwater thinks so, one line each.
    pub evidence: Vec<String>,
}

/// What kind of decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RulingKind {
    /// Two occurrences are one claim.
    SameClaim,
    /// They are not.
    DifferentClaim,
    /// Two names or descriptions are one source.
    SameSource,
    /// They are not.
    DifferentSource,
    /// Words carry no claim, or others do.
    WrongSpan,
    /// Where an occurrence comes from.
    Origin,
    /// An earlier judgement is taken back.
    Undo,
}

/// What became of a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It was obeyed.
    Applied,
    /// A later one on the same matter was obeyed.
    Overruled,
    /// It could not be obeyed.
    NotApplied,
}

/// A judgement of the analyst that holds, and what became of it. Those taken back are not among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Its id.
    pub id: String,
    /// Who decided.
    pub who: String,
    /// When.
    pub when: Timestamp,
    /// Why, in the analyst's words.
    pub note: Option<String>,
    /// What kind of decision.
    pub kind: RulingKind,
    /// What was decided, in one line.
    pub text: String,
    /// The words it is about, as they were found.
    pub places: Vec<Evidence>,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was not applied.
    pub reason: Option<String>,
}

/// Everything a trace found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// Claims, those first that many repeat and few origins feed.
    pub claims: Vec<Claim>,
    /// Nodes of chains.
    pub sources: Vec<Source>,
    /// Aligned passages.
    pub passages: Vec<Passage>,
    /// Names that mean the same, each list sorted, lists sorted.
    pub aliases: Vec<Vec<String>>,
    /// Pairs of documents whose outlets credit one another for the same claim.
    pub circular: Vec<(DocIx, DocIx)>,
    /// Notes by which articles correct themselves or are withdrawn, by document, then place.
    pub notices: Vec<Notice>,
    /// Judgements, in the order in which they were made.
    pub judgements: Vec<Ruling>,
}

/// When a document was published, for ordering; `None` where it records no date.
pub fn published(document: &headwater_text::Document) -> Option<Interval> {
    document.published().map(|stamp| stamp.interval)
}
