//! Who is said to have said what, by rules over the tables of a language.
//!
//! A paragraph is cut into units in which each quotation is one token. From each unit, citing phrases and then trailing
//! frames are taken out, so that what is left reads as if they were not there and leading frames can be read from left to right;
//! what is left between frames is their content. Spans follow the conventions of PolNeAR (Newell et al. 2018): "that" and quotation
//! marks belong to the content, auxiliaries to the cue, appositions to the source; recipients and times to none of them. Unlike
//! there, attributions nest.

mod citing;
mod contents;
mod frames;
mod leading;
mod nouns;
mod order;
mod passive;
mod quoted;
mod recipients;
mod rejoin;
mod sources;
mod speech;
mod stream;
mod trailing;
mod verbs;
mod vocabulary;

use headwater_text::{Annotations, Attribution, Document, Language};
use vocabulary::Vocabulary;

/// Finds attributions.
#[derive(Debug)]
pub struct Finder {
    vocabulary: Vocabulary,
}

impl Finder {
    /// Reads cues, frames and citing words of `language`.
    pub fn new(language: &Language) -> Self {
        Self { vocabulary: Vocabulary::new(language) }
    }

    /// Attributions of a document, in order of their first content or cue; `notes` holds paragraphs, sentences and quotations.
    pub fn find(&self, document: &Document, notes: &Annotations) -> Vec<Attribution> {
        let units = stream::units(&document.text, notes, &self.vocabulary)
            .into_iter()
            .filter(|unit| !in_furniture(document, unit))
            .collect();
        let units = rejoin::rejoin(units, &self.vocabulary);
        let mut all: Vec<Attribution> = Vec::new();
        let mut first_of_unit = Vec::with_capacity(units.len());
        for unit in &units {
            let first = all.len();
            first_of_unit.push(first);
            all.extend(contents::of_unit(unit, &self.vocabulary).into_iter().map(|mut attribution| {
                attribution.parent = attribution.parent.map(|parent| parent + first);
                attribution
            }));
        }
        speech::carry_on(&units, &first_of_unit, &notes.quotations, &mut all);
        let cited = quoted::sources(&document.text, notes, &all, &self.vocabulary);
        all.extend(cited);
        order::sort(all)
    }
}

/// Whether a unit stands in a header line, an author's note or the like.
fn in_furniture(document: &Document, unit: &stream::Unit) -> bool {
    let next = document.furniture.partition_point(|span| span.start <= unit.span.start);
    next.checked_sub(1).is_some_and(|index| document.furniture[index].contains(unit.span))
}
