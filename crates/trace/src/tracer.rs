//! The way from a pile to its trace, and what is kept for the next.

use crate::claims::{Found, Reader};
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
    language: Language,
    index: Index,
    resolver: Resolver,
    reader: Reader,
}

impl Tracer {
    /// Reads the tables of a language.
    pub fn new(language: &Language) -> Self {
        Self {
            language: language.clone(),
            index: Index::default(),
            resolver: Resolver::new(language),
            reader: Reader::new(language),
        }
    }

    /// Traces a pile and obeys what an analyst decided. `keys` has a number for each document: one that was there the last
    /// time stands for the same document with the same annotations as then.
    ///
    /// # Panics
    ///
    /// Where there are fewer or more keys than documents.
    pub fn trace(&mut self, pile: Pile<'_>, keys: &[u64], judgements: &[Judgement]) -> Trace {
        assert_eq!(pile.documents.len(), keys.len(), "each document has a key");
        let language = &self.language;
        let mut docket = judgement::Docket::open(pile, judgements);
        let passages = self.index.update(pile, language);
        let entities = self.resolver.resolve(pile, language, &mut docket);
        let mut corpus = self.reader.read(pile, keys, &entities);
        let mut occurrences = corpus.occurrences();
        let spots = docket.spans(&corpus, &mut occurrences);
        let decided = docket.claims(&spots, &mut occurrences);
        let groups = corpus.cluster(&passages, &occurrences, &decided);
        let found = Found { occurrences, groups, notices: corpus.notices() };
        let judged = (&mut docket, &spots);
        let chains::Followed { claims, sources, circular, notices } =
            chains::follow_judged(pile, &entities, &passages, found, language, judged);
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
