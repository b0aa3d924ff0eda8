//! The way from a pile to its trace, and what is kept for the next.

use crate::claims::{Found, Reader};
use crate::crew::{self, Alone, Crew};
use crate::entities::Resolver;
use crate::reuse::Index;
use crate::{Judgement, Pile, Trace, chains, judgement};
use headwater_text::Language;

/// Traces a pile again and again while documents come and go.
///
/// What hangs on a document alone, or on two names, is worked out once and remembered as long as the pile has it. What hangs
/// on the whole pile is worked out anew each time. So the trace is the same as if it had been the first.
///
/// ```
/// use headwater_text::{Annotations, Document, Language};
/// use headwater_trace::{Pile, Tracer, trace};
/// let english = Language::english();
/// let mut tracer = Tracer::new(&english);
/// let documents = ["The Osprey sank.", "The Osprey lies at 40 metres."]
///     .map(|text| Document { text: text.into(), ..Document::default() });
/// let annotations = [Annotations::default(), Annotations::default()];
/// tracer.trace(Pile { documents: &documents[..1], annotations: &annotations[..1] }, &[7], &[]);
/// let both = Pile { documents: &documents, annotations: &annotations };
/// assert_eq!(tracer.trace(both, &[7, 8], &[]), trace(both, &english));
/// ```
#[derive(Debug)]
pub struct Tracer {
    crew: Box<dyn Crew>,
    language: Language,
    index: Index,
    resolver: Resolver,
    reader: Reader,
}

impl Tracer {
    /// Reads the tables of a language. All work is done by the thread that asks.
    pub fn new(language: &Language) -> Self {
        Self::with(language, Box::new(Alone))
    }

    /// Reads the tables of a language; `crew` does the work.
    pub fn with(language: &Language, crew: Box<dyn Crew>) -> Self {
        Self {
            crew,
            language: language.clone(),
            index: Index::default(),
            resolver: Resolver::new(language),
            reader: Reader::new(language),
        }
    }

    /// [`Tracer::trace`] of a pile that is not traced again.
    ///
    /// ```
    /// use headwater_text::Language;
    /// use headwater_trace::{Pile, Tracer, trace};
    /// let (pile, english) = (Pile { documents: &[], annotations: &[] }, Language::english());
    /// assert_eq!(Tracer::new(&english).once(pile, &[]), trace(pile, &english));
    /// ```
    pub fn once(mut self, pile: Pile<'_>, judgements: &[Judgement]) -> Trace {
        let keys: Vec<u64> = (0..pile.documents.len() as u64).collect();
        self.trace(pile, &keys, judgements)
    }

    /// Traces a pile and obeys what an analyst decided. `keys` has a number for each document: one that was there the last
    /// time stands for the same document with the same annotations as then.
    ///
    /// # Panics
    ///
    /// Where there are fewer or more keys than documents.
    pub fn trace(&mut self, pile: Pile<'_>, keys: &[u64], judgements: &[Judgement]) -> Trace {
        assert_eq!(pile.documents.len(), keys.len(), "each document has a key");
        let Self { crew, language, index, resolver, reader } = self;
        let (crew, language) = (&**crew, &*language);
        let mut docket = judgement::Docket::open(pile, judgements);
        let ((passages, entities), texts) = crew::both(
            crew,
            || {
                let passages = || index.update(pile, language);
                crew::both(crew, passages, || resolver.resolve(crew, pile, language, &mut docket))
            },
            || reader.read(crew, pile, keys),
        );
        let mut corpus = reader.compare(crew, pile, texts, &entities);
        let mut occurrences = corpus.occurrences();
        let spots = docket.spans(&corpus, &mut occurrences);
        let decided = docket.claims(&spots, &mut occurrences);
        let (groups, beginnings) = crew::both(
            crew,
            || corpus.cluster(&passages, &occurrences, &decided),
            || chains::Beginnings::read(pile, &entities, &occurrences, language, &docket),
        );
        let found = Found { occurrences, groups, notices: corpus.notices() };
        let chains::Followed { claims, sources, circular, notices } =
            beginnings.follow(crew, &passages, found, language, (&mut docket, &spots));
        let mut aliases: Vec<Vec<String>> = entities
            .list
            .iter()
            .filter(|entity| entity.names.len() > 1)
            .map(|entity| entity.names.clone())
            .collect();
        aliases.sort();
        Trace { claims, sources, passages, aliases, circular, notices, judgements: docket.close() }
    }
}
