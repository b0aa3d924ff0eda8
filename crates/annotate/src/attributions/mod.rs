//! Who is said to have said what, by rules over the tables of a language.
//!
//! A paragraph is cut into units in which each quotation is one token. From each unit, citing phrases and then trailing
//! frames are taken out, so that what is left reads as if they were not there and leading frames can be read from left to right;
//! what is left between frames is their content. Spans follow the conventions of PolNeAR (Newell et al. 2018): "that" and quotation
//! marks belong to the content, auxiliaries to the cue, appositions to the source; recipients and times to none of them. Unlike
//! there, attributions nest.

mod blocks;
mod citing;
mod contents;
mod frames;
mod layout;
mod leading;
mod meet;
mod nouns;
mod order;
mod passive;
mod quoted;
mod recipients;
mod rejoin;
mod ruled;
mod signed;
mod sources;
mod speech;
mod spots;
mod stream;
mod trailing;
mod turns;
mod verbs;
mod vocabulary;

use crate::tagger::Tagged;
use headwater_text::{Annotations, Attribution, Document, Language, Span};
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

    /// Attributions of a document, in order of their first content or cue: those of the rules, met by what the model
    /// `tagged`. `notes` holds paragraphs, sentences and quotations.
    pub fn find(&self, document: &Document, notes: &Annotations, tagged: &[Tagged]) -> Vec<Attribution> {
        let units = self.units(document, notes);
        let met = meet::meet(document, notes, self.framed(&units), tagged, &self.vocabulary);
        self.finish(document, notes, &units, tagged, met)
    }

    /// What the rules find alone.
    pub fn find_by_rule(&self, document: &Document, notes: &Annotations) -> Vec<Attribution> {
        let units = self.units(document, notes);
        self.finish(document, notes, &units, &[], self.framed(&units))
    }

    /// The stretches that rules read, each for itself.
    fn units(&self, document: &Document, notes: &Annotations) -> Vec<stream::Unit> {
        let units = stream::units(&document.text, notes, &self.vocabulary)
            .into_iter()
            .filter(|unit| !in_furniture(document, unit.span))
            .collect();
        rejoin::rejoin(units, &self.vocabulary)
    }

    /// Attributions with a frame of their own.
    fn framed(&self, units: &[stream::Unit]) -> Vec<Attribution> {
        let mut framed: Vec<Attribution> = Vec::new();
        for unit in units {
            order::append(&mut framed, contents::of_unit(unit, &self.vocabulary));
        }
        framed
    }

    /// Adds what the layout shows, speech that goes on without a frame, and what is quoted in it.
    fn finish(
        &self,
        document: &Document,
        notes: &Annotations,
        units: &[stream::Unit],
        tagged: &[Tagged],
        framed: Vec<Attribution>,
    ) -> Vec<Attribution> {
        let mut laid_out = signed::find(&document.text, units, &notes.quotations, &self.vocabulary);
        laid_out.extend(turns::find(document, notes));
        order::append(&mut laid_out, blocks::find(document, notes, units, tagged, &framed, &self.vocabulary));
        let mut all = layout::around(laid_out, framed);
        speech::carry_on(units, &notes.quotations, &mut all);
        let cited = quoted::sources(&document.text, notes, &all, &self.vocabulary);
        all.extend(cited);
        order::sort(all)
    }
}

/// Whether words stand in a header line, an author's note or the like.
fn in_furniture(document: &Document, words: Span) -> bool {
    let next = document.furniture.partition_point(|span| span.start <= words.start);
    next.checked_sub(1).is_some_and(|index| document.furniture[index].contains(words))
}
