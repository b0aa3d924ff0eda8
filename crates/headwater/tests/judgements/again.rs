//! A pile that grows and shrinks is traced as if each time were the first, by all threads as by one.

use super::order::{STORY, judgements};
use headwater::pipeline::crew;
use headwater_trace::{Pile, trace_judged};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Bits say which articles are there.
    #[test]
    fn what_is_remembered_changes_nothing(steps in prop::collection::vec((any::<u8>(), judgements()), 1..5)) {
        let mut tracer = crew::tracer(&STORY.language);
        for (present, decided) in steps {
            let there = |at: &usize| present >> at & 1 == 1;
            let indices: Vec<usize> = (0..STORY.gathered.documents.len()).filter(there).collect();
            let documents: Vec<_> = indices.iter().map(|&at| STORY.gathered.documents[at].clone()).collect();
            let annotations: Vec<_> = indices.iter().map(|&at| STORY.annotations[at].clone()).collect();
            let keys: Vec<u64> = indices.iter().map(|&at| at as u64).collect();
            let pile = Pile { documents: &documents, annotations: &annotations };
            let again = tracer.trace(pile, &keys, &decided);
            prop_assert!(again == trace_judged(pile, &decided, &STORY.language));
        }
    }
}
