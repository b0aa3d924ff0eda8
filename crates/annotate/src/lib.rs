//! A document to its annotations: paragraphs, sentences, quotations, attributions, mentions, times, quantities, hedges.
//!
//! **Invariant:** each document is annotated alone; nothing here knows another document, a file or the screen.

pub mod antecedents;
pub mod attributions;
pub mod certainty;
pub mod combine;
pub mod mentions;
mod numbers;
pub mod quantities;
pub mod quotes;
pub mod segment;
pub mod tagger;
pub mod times;
mod tokens;

use headwater_text::{Annotations, Document, Language};

/// The bytes of the network, by whose hash it can be told which one annotated a document.
pub fn model() -> &'static [u8] {
    tagger::model()
}

/// Annotates documents of one language. Made once, used for many documents, from any thread but those of a rayon pool: the
/// network runs in a pool of its own, and a rayon thread that waits for it would begin further documents on its stack.
#[derive(Debug)]
pub struct Annotator {
    attributions: attributions::Finder,
    certainty: certainty::Marker,
    mentions: mentions::Finder,
    quantities: quantities::Finder,
    segmenter: segment::Segmenter,
    tagger: tagger::Tagger,
    times: times::Finder,
}

impl Annotator {
    /// Reads the tables of `language`.
    pub fn new(language: &Language) -> Self {
        Self {
            attributions: attributions::Finder::new(language),
            certainty: certainty::Marker::new(language),
            mentions: mentions::Finder::new(language),
            quantities: quantities::Finder::new(language),
            segmenter: segment::Segmenter::new(language),
            tagger: tagger::Tagger::default(),
            times: times::Finder::new(language),
        }
    }

    /// Annotates one document. Never fails: a text without sentences has one.
    pub fn annotate(&self, document: &Document) -> Annotations {
        let text = document.text.as_str();
        let mut notes = Annotations::default();
        (notes.paragraphs, notes.sentences) = self.segmenter.segment(text);
        notes.quotations = quotes::find(text, &notes.paragraphs);
        notes.times = self.times.find(document, &notes);
        notes.quantities = self.quantities.find(text, &notes);
        notes.mentions = self.mentions.find(text, &notes);
        let tags = self.tagger.tag(text, &notes);
        notes.attributions = self.attributions.find(document, &notes, &tags.attributions);
        combine::name_sources(text, &self.mentions, &mut notes);
        combine::take_kinds(&mut notes.mentions, &tags.names);
        antecedents::resolve(text, &mut notes);
        notes.meanings = tags.meanings;
        notes.marks = self.certainty.mark(text, &notes);
        notes
    }
}
