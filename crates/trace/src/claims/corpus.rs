//! The texts of a pile beside one another: what each says, whom it names, which of them report one event.

use super::events::Events;
use super::leads::Leads;
use super::lexicon::Lexicon;
use super::names::Names;
use super::occurrence::{Finder, Found};
use super::reading::{Clause, Readings};
use super::text::Text;
use super::{Groups, cluster, copies, matches, occurrence, profiles, reading};
use crate::corrections::Wording;
use crate::crew::{self, Crew};
use crate::entities::Entities;
use crate::judgement::{self, ClaimLinks};
use crate::memory::Memo;
use crate::{Match, Notice, Occurrence, Passage, Pile, Voice};
use headwater_text::{Language, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads the texts of one pile after the other, and knows those again that it has read for the last one.
#[derive(Debug)]
pub(crate) struct Reader {
    finder: Finder,
    wording: Wording,
    lexicon: Lexicon,
    texts: Memo<u64, Arc<Text>>,
}

impl Reader {
    pub(crate) fn new(language: &Language) -> Self {
        Self {
            finder: Finder::of(language),
            wording: Wording::of(language),
            lexicon: Lexicon::of(language),
            texts: Memo::default(),
        }
    }

    /// Reads each text of a pile by itself. A document whose key was there the last time is the same as then.
    pub(crate) fn read(&mut self, crew: &dyn Crew, pile: Pile<'_>, keys: &[u64]) -> Texts {
        let Self { finder, wording, lexicon, texts } = self;
        let all = pile.documents.iter().zip(pile.annotations).zip(keys);
        let fresh: Vec<_> = all.filter(|(_, key)| !texts.has(*key)).collect();
        let found = crew::map(crew, &fresh, |((document, annotations), _)| {
            Text::of(document, annotations, finder, wording)
        });
        for (((document, _), key), text) in fresh.into_iter().zip(found) {
            texts.put(*key, Arc::new(text.numbered(&document.text, lexicon)));
        }
        let read = keys.iter().filter_map(|key| texts.known(key)).collect();
        texts.turn();
        Texts(read)
    }

    /// Lays the texts of a pile beside one another.
    pub(crate) fn compare<'r>(
        &'r mut self,
        crew: &'r dyn Crew,
        pile: Pile<'r>,
        texts: Texts,
        entities: &Entities,
    ) -> Corpus<'r> {
        let Self { finder, lexicon, .. } = self;
        let Texts(texts) = texts;
        let names = Names::of(pile, &texts, entities, lexicon);
        let profiles = profiles::of(crew, pile, &texts, &names, lexicon);
        let leads = Leads::new(texts.iter().map(|text| text.lead).collect());
        let events = Events::of(crew, &profiles, &leads);
        Corpus { crew, pile, finder, lexicon, texts, names, events }
    }
}

/// The texts of a pile, each by itself.
#[derive(Debug)]
pub(crate) struct Texts(Vec<Arc<Text>>);

/// A pile that was read.
pub(crate) struct Corpus<'r> {
    crew: &'r dyn Crew,
    pile: Pile<'r>,
    finder: &'r Finder,
    lexicon: &'r mut Lexicon,
    texts: Vec<Arc<Text>>,
    names: Names,
    events: Events,
}

impl Corpus<'_> {
    /// Every occurrence, by document, then place; `via` and `origin` still empty.
    ///
    /// Attributed clauses are kept unless there is nothing in them to check. Own-voice clauses are kept where they give a
    /// number, a day or a name with an event, or where another document states the same; so a claim of one own-voice
    /// occurrence is one that an editor would want sourced.
    pub(crate) fn occurrences(&mut self) -> Vec<Occurrence> {
        let (crew, pile) = (self.crew, self.pile);
        let texts = self.texts.clone();
        let found: Vec<Found<'_>> = (texts.iter().enumerate())
            .flat_map(|(doc, text)| {
                let all = text.clauses.iter().zip(&text.wishes);
                all.map(move |(clause, &wish)| Found { doc, clause, wish })
            })
            .collect();
        let clauses: Vec<_> = found.iter().map(|found| Clause::of(found.clause).within(found.doc)).collect();
        let readings = self.readings(&clauses);
        occurrence::kept(crew, pile, &found, &readings)
    }

    /// An occurrence whose words are others than was found, read anew from its document.
    pub(crate) fn moved(&self, found: &Occurrence, span: Span) -> Occurrence {
        self.finder.moved(self.pile, found, span)
    }

    /// Every note of correction, by document, then place.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        let all = self.texts.iter().enumerate();
        all.flat_map(|(doc, text)| {
            text.notices.iter().map(move |notice| {
                let mut notice = notice.clone();
                notice.place.doc = doc;
                notice
            })
        })
        .collect()
    }

    /// What clauses say.
    pub(super) fn readings(&mut self, clauses: &[Clause<'_>]) -> Readings<'_> {
        let Self { crew, pile, texts, names, lexicon, events, .. } = self;
        reading::read(*crew, *pile, texts, names, lexicon, clauses, events)
    }

    /// Groups occurrences that assert or deny the same proposition, by what they say and by what an analyst decided.
    pub(crate) fn cluster(
        &mut self,
        passages: &[Passage],
        occurrences: &[Occurrence],
        decided: &ClaimLinks,
    ) -> Groups {
        let (crew, pile) = (self.crew, self.pile);
        let clauses: Vec<_> = occurrences.iter().map(Clause::of).collect();
        let readings = self.readings(&clauses);
        let alike = copies::aligned(&readings, passages, occurrences);
        let inferred = cluster::join(crew, &readings, &alike);
        let alike = |a, b| super::agree::agreement(&readings, a, b).unwrap_or(0.0);
        let claims = judgement::partition(&inferred, &decided.same, &decided.apart, alike);
        // What was inferred explains who is still together of those that inference had joined.
        let mut matches = matches::find(crew, pile, &readings, &clauses, &parts(&claims, &inferred));
        for &(a, b) in &decided.same {
            for (index, with) in [(a, b), (b, a)] {
                let reason = "the analyst decided".to_owned();
                matches[index] = Some(Match { with, shared: Vec::new(), voice: Voice::Analyst, reason });
            }
        }
        Groups { claims, matches }
    }
}

/// The inferred groups without what no longer stands in one claim with them.
fn parts(claims: &[Vec<usize>], inferred: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut claim_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (claim, members) in claims.iter().enumerate() {
        claim_of.extend(members.iter().map(|member| (*member, claim)));
    }
    let mut parts: BTreeMap<(usize, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (group, members) in inferred.iter().enumerate() {
        for member in members {
            parts.entry((group, claim_of.get(member).copied())).or_default().push(*member);
        }
    }
    parts.into_values().collect()
}
