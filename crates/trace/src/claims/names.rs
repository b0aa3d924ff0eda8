//! Which words are names: those that texts write with a capital where no sentence begins.

use super::lexicon::{Lexicon, Numbered, WordId};
use super::text::Text;
use crate::entities::Entities;
use crate::{DocIx, Pile};
use headwater_text::{Form, Mention, NameKind, Span};
use std::sync::Arc;

/// Classes of entities that a clause may name: people, bodies, places.
pub(super) const CLASSES: usize = 3;

/// The class of what a name refers to.
fn class(mention: &Mention) -> Option<usize> {
    match mention.taken_for()? {
        NameKind::Person => Some(0),
        NameKind::Organisation => Some(1),
        NameKind::Place => Some(2),
        NameKind::Other => None,
    }
}

/// The names of a pile.
pub(super) struct Names {
    /// For each word how often it has a capital inside sentences, and how often not.
    counts: Vec<(u32, u32)>,
    /// For each document, the spans of name mentions with their entity, by start.
    mentions: Vec<Vec<(Span, usize)>>,
    /// For each entity its class.
    class: Vec<Option<usize>>,
    /// For each entity the words of its fullest name.
    full: Vec<Vec<WordId>>,
}

/// What a word names.
pub(super) enum Naming<'n> {
    /// It is no name.
    Nobody,
    /// What it says.
    Itself,
    /// Somebody of this full name.
    Full(&'n [WordId]),
}

impl Names {
    pub(super) fn of(
        pile: Pile<'_>,
        texts: &[Arc<Text>],
        entities: &Entities,
        lexicon: &mut Lexicon,
    ) -> Self {
        let full = entities
            .list
            .iter()
            .map(|entity| lexicon.words(&entity.name, 0))
            .map(|words| words.iter().filter(|word| word.capital).map(|word| word.id).collect())
            .collect();
        let mut counts = vec![(0, 0); lexicon.len()];
        for word in texts.iter().flat_map(|text| &text.words).filter(|word| !word.opens) {
            let count: &mut (u32, u32) = &mut counts[word.id as usize];
            if word.capital {
                count.0 += 1;
            } else {
                count.1 += 1;
            }
        }
        let mentions = pile
            .annotations
            .iter()
            .enumerate()
            .map(|(doc, annotations)| {
                let meant = entities.of_mention.get(doc);
                let mut spans: Vec<(Span, usize)> = annotations
                    .mentions
                    .iter()
                    .enumerate()
                    .filter(|(_, mention)| mention.form == Form::Name)
                    .filter_map(|(index, mention)| {
                        let entity = *meant?.get(index)?;
                        entity.map(|entity| (mention.head, entity))
                    })
                    .collect();
                spans.sort_unstable();
                spans
            })
            .collect();
        let mut votes = vec![[0_u32; CLASSES]; entities.list.len()];
        for (annotations, meant) in pile.annotations.iter().zip(&entities.of_mention) {
            for (mention, entity) in annotations.mentions.iter().zip(meant) {
                if let (Some(class), Some(entity)) = (class(mention), entity) {
                    votes[*entity][class] += 1;
                }
            }
        }
        // Of equals the first.
        let most = |votes: &[u32; CLASSES]| {
            (0..CLASSES).rev().max_by_key(|class| votes[*class]).filter(|class| votes[*class] > 0)
        };
        let class = votes.iter().map(most).collect();
        Self { counts, mentions, full, class }
    }

    /// The entities named in a clause, by class; each once, in order.
    pub(super) fn in_clause(&self, doc: DocIx, clause: Span) -> [Vec<usize>; CLASSES] {
        let mut named: [Vec<usize>; CLASSES] = Default::default();
        let mentions = self.mentions.get(doc).map_or(&[][..], Vec::as_slice);
        let from = mentions.partition_point(|(span, _)| span.start < clause.start);
        for (span, entity) in mentions[from..].iter().take_while(|(span, _)| span.start < clause.end) {
            if let Some(class) = self.class[*entity].filter(|_| clause.contains(*span)) {
                named[class].push(*entity);
            }
        }
        for entities in &mut named {
            entities.sort_unstable();
            entities.dedup();
        }
        named
    }

    /// What a word of a document names.
    pub(super) fn at(&self, doc: DocIx, word: &Numbered) -> Naming<'_> {
        if !word.capital {
            return Naming::Nobody;
        }
        let mentions = self.mentions.get(doc).map_or(&[][..], Vec::as_slice);
        let before = mentions.partition_point(|(span, _)| span.start <= word.span.start);
        let mention = before.checked_sub(1).and_then(|index| mentions.get(index));
        if let Some((span, entity)) = mention
            && span.contains(word.span)
            && let Some(full) = self.full.get(*entity)
            && !full.is_empty()
        {
            return Naming::Full(full);
        }
        let (upper, small) = self.counts.get(word.id as usize).copied().unwrap_or_default();
        if upper > small { Naming::Itself } else { Naming::Nobody }
    }
}
