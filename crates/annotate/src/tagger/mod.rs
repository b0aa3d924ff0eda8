//! A small neural model that marks who is said to have said what.
//!
//! `pieces` of a text go, `windows` by window, through the `network`; `decode` makes spans of its scores, and `link`
//! joins the spans into attributions. A window is run alone, so what is found in a text depends on nothing but the text.

mod decode;
mod link;
mod network;
pub mod pieces;
mod windows;

use std::ops::Range;

use decode::Decoder;
use headwater_text::{Annotations, Meanings, NameKind, Span, meaning};
use network::{KINDS, Network, ROLES, Scores, Table, classes};
use pieces::{Piece, Pieces};

/// Paragraphs of more pieces are decoded in parts, so that memory stays bounded on a text without line breaks.
const LONGEST: usize = 1024;

/// What it costs to begin a content. The network begins them a little too readily: of nine values from -0.6 to 1.7 this one found
/// attributions and their words best on PolNeAR dev (`training/RESULTS.md`).
const WARY: f32 = 0.8;

/// The bytes of the network.
pub(crate) fn model() -> &'static [u8] {
    network::MODEL
}

/// Source, cue and content as the model sees them, in text order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// Who speaks, where the text names somebody.
    pub source: Option<Span>,
    /// The words that mark it.
    pub cue: Span,
    /// What is attributed, in one piece or several; in none where the paragraph holds nothing of it ("The mayor wrote:").
    pub content: Vec<Span>,
}

/// A name as the model sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub span: Span,
    /// What it is the name of.
    pub kind: NameKind,
}

/// What the model marks in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags {
    /// Attributions, in the order of their cues within each paragraph.
    pub attributions: Vec<Tagged>,
    /// Names, in text order.
    pub names: Vec<Named>,
    /// What the words mean.
    pub meanings: Meanings,
}

/// The model. Loading takes a fraction of a second; made once, used from any thread but those of a rayon pool, as
/// [`crate::Annotator`] says.
#[derive(Debug)]
pub struct Tagger {
    pieces: Pieces,
    network: Network,
    roles: Decoder,
    names: Decoder,
}

impl Default for Tagger {
    fn default() -> Self {
        let network = Network::load();
        let roles = Decoder::new(ROLES, &network.steps).wary(link::CONTENT, WARY);
        let names = Decoder::new(KINDS.len(), &[0.0; classes(KINDS.len()).pow(2)]);
        Self { pieces: Pieces::default(), network, roles, names }
    }
}

impl Tagger {
    /// Attributions and names of `text`; `notes` holds its paragraphs and quotations.
    ///
    /// ```
    /// use headwater_annotate::{quotes, segment::Segmenter, tagger::Tagger};
    /// use headwater_text::{Annotations, Language, NameKind};
    /// let text = "Mayor Mara Ilvess said on Monday that the bridge would stay closed.";
    /// let (paragraphs, sentences) = Segmenter::new(&Language::english()).segment(text);
    /// let quotations = quotes::find(text, &paragraphs);
    /// let notes = Annotations { paragraphs, sentences, quotations, ..Annotations::default() };
    /// let tags = Tagger::default().tag(text, &notes);
    /// assert_eq!(tags.attributions[0].cue.of(text), "said");
    /// assert_eq!(tags.attributions[0].source.map(|source| source.of(text)), Some("Mayor Mara Ilvess"));
    /// assert_eq!(tags.names[0].kind, NameKind::Person);
    /// ```
    pub fn tag(&self, text: &str, notes: &Annotations) -> Tags {
        let paragraphs = self.pieces.of(text, &notes.paragraphs, &notes.quotations);
        let parts: Vec<&[Piece]> = paragraphs.iter().flat_map(|pieces| pieces.chunks(LONGEST)).collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let all: Vec<Piece> = parts.concat();
        let starts: Vec<usize> = lengths
            .iter()
            .scan(0, |next, length| {
                *next += length;
                Some(*next - length)
            })
            .collect();
        let mut windows = windows::windows(&lengths).into_iter().peekable();
        let mut tags = Tags::default();
        let mut seen: Vec<Seen> = Vec::new();
        for (start, length) in starts.iter().zip(&lengths) {
            let part = *start..start + length;
            while let Some(window) = windows.next_if(|window| window.start < part.end) {
                seen.push(self.look(&all, &starts, window));
            }
            self.read(&all, part, &seen, &mut tags);
            seen.retain(|seen| seen.window.end > start + length);
        }
        tags
    }

    /// Runs the network on a window.
    fn look(&self, all: &[Piece], starts: &[usize], window: Range<usize>) -> Seen {
        let mut places = Vec::with_capacity(window.len() + 8);
        let mut at = Vec::with_capacity(window.len());
        let mut next = starts.partition_point(|start| *start <= window.start);
        for index in window.clone() {
            if starts.get(next) == Some(&index) {
                places.push(None);
                next += 1;
            }
            places.push(Some(all[index]));
            // Place 0 opens the window.
            at.push(places.len());
        }
        Seen { table: self.network.run(&places), window, at }
    }

    /// Decodes a paragraph, whose windows have all been looked at.
    fn read(&self, all: &[Piece], part: Range<usize>, seen: &[Seen], tags: &mut Tags) {
        let views: Vec<View<'_>> = part.clone().filter_map(|index| View::best(index, seen)).collect();
        debug_assert_eq!(views.len(), part.len(), "every piece lies in a window");
        let span = |run: &decode::Run| {
            let (first, last) = (part.start + run.first, part.start + run.last);
            Span::new(all[first].word.start, all[last].word.end)
        };
        let runs = self.roles.runs(views.iter().map(|view| view.scores.role()));
        tags.attributions.extend(link::join(&runs, &views, span));
        let names = self.names.runs(views.iter().map(|view| view.scores.name()));
        for word in (all[part.start..part.end].iter().zip(&views))
            .collect::<Vec<_>>()
            .chunk_by(|(a, _), (b, _)| a.word == b.word)
        {
            let mut mean = [0.0; meaning::WIDTH];
            for (_, view) in word {
                let values = view.scores.meaning().iter();
                mean.iter_mut().zip(values).for_each(|(sum, value)| *sum += value / word.len() as f32);
            }
            tags.meanings.push(word[0].0.word.start, &mean);
        }
        tags.names.extend(names.iter().map(|run| Named { span: span(run), kind: KINDS[run.kind] }));
    }
}

/// A window that was looked at.
struct Seen {
    window: Range<usize>,
    table: Table,
    /// Place of each piece, counted from the first of the window.
    at: Vec<usize>,
}

/// What the network says of a piece, with what it takes for "no source" in the window around it.
#[derive(Debug, Clone, Copy)]
struct View<'a> {
    scores: Scores<'a>,
    none: &'a [f32],
}

impl<'a> View<'a> {
    /// Of windows that overlap, the one in which the piece stands furthest from an edge; of equals, the first.
    fn best(index: usize, seen: &'a [Seen]) -> Option<Self> {
        let room = |seen: &Seen| (index - seen.window.start).min(seen.window.end - 1 - index);
        let mut best: Option<&Seen> = None;
        for other in seen.iter().filter(|seen| seen.window.contains(&index)) {
            if best.is_none_or(|best| room(other) > room(best)) {
                best = Some(other);
            }
        }
        best.map(|seen| Self {
            scores: seen.table.at(seen.at[index - seen.window.start]),
            none: seen.table.opening().be_source(),
        })
    }
}
