//! Whatever is judged: the order of lines does not matter, and what is taken back leaves nothing.

use headwater::judgements::line;
use headwater::pipeline::progress::Progress;
use headwater::pipeline::{self, Gathered};
use headwater::tell::{Findings, json};
use headwater_annotate::Annotator;
use headwater_text::{Annotations, Language};
use headwater_trace::judgement::{Decision, SourceTarget, Target, target};
use headwater_trace::{Judgement, Outcome, Pile, Trace, trace, trace_judged};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

pub(crate) struct Read {
    pub(crate) gathered: Gathered,
    pub(crate) annotations: Vec<Annotations>,
    pub(crate) language: Language,
}

impl Read {
    fn pile(&self) -> Pile<'_> {
        Pile { documents: &self.gathered.documents, annotations: &self.annotations }
    }

    fn told(&self, trace: &Trace) -> String {
        let findings = Findings {
            documents: &self.gathered.documents,
            annotations: &self.annotations,
            problems: &[],
            unread: &[],
            trace,
        };
        let mut out = Vec::new();
        json::trace::write(&mut out, findings, "en").unwrap();
        String::from_utf8(out).unwrap()
    }

    fn judged(&self, judgements: &[Judgement]) -> Trace {
        trace_judged(self.pile(), judgements, &self.language)
    }
}

pub(crate) static STORY: LazyLock<Read> = LazyLock::new(|| {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/halchin/articles");
    // A few articles with one another's claims: each case traces them several times.
    let names =
        ["dnevka-warning.txt", "floodgate-letter.txt", "register-officials.html", "newsdesk-director.txt"];
    let paths: Vec<String> =
        names.iter().map(|name| articles.join(name).to_string_lossy().into_owned()).collect();
    let gathered = pipeline::gather(&paths, &Progress::silent());
    let language = Language::english();
    let annotations =
        pipeline::annotate(&gathered.documents, &Annotator::new(&language), &Progress::silent());
    Read { gathered, annotations, language }
});

/// Targets of every occurrence of the story, and of every source.
static TARGETS: LazyLock<(Vec<Target>, Vec<SourceTarget>)> = LazyLock::new(|| {
    let found = trace(STORY.pile(), &STORY.language);
    let documents = &STORY.gathered.documents;
    let occurrences = found.claims.iter().flat_map(|claim| &claim.occurrences);
    let words = occurrences.map(|found| target::of(&documents[found.doc], found.span)).collect();
    let sources = found.sources.iter().map(|source| match source.seen {
        Some(seen) => SourceTarget::Words(target::of(&documents[seen.doc], seen.span)),
        None => SourceTarget::Name(source.name.clone()),
    });
    (words, sources.collect())
});

/// A judgement from numbers: what kind, about which two things, when.
fn judgement(index: usize, (kind, a, b, second): (u8, usize, usize, i64)) -> Judgement {
    let (words, sources) = &*TARGETS;
    // The first claims are the large ones, where judgements meet.
    let at = |number: usize| words[number % words.len().min(30)].clone();
    let who = |number: usize| sources[number % sources.len().min(20)].clone();
    Judgement {
        when: jiff::Timestamp::from_second(1_965_000_000 + second).unwrap(),
        id: format!("j{index}"),
        who: "I. Marr".to_owned(),
        note: None,
        decision: match kind {
            0 => Decision::SameClaim(at(a), at(b)),
            1 => Decision::DifferentClaim(at(a), at(b)),
            2 => Decision::SameSource(who(a), who(b)),
            3 => Decision::DifferentSource(who(a), who(b)),
            4 => Decision::WrongSpan { at: at(a), instead: None },
            5 => Decision::WrongSpan { at: at(a), instead: Some(Target { position: None, ..at(a) }) },
            6 => Decision::Origin { of: at(a), source: Some(who(b)) },
            _ => Decision::Origin { of: at(a), source: None },
        },
    }
}

pub(crate) fn judgements() -> impl Strategy<Value = Vec<Judgement>> {
    let one = (0_u8..8, 0_usize..30, 0_usize..30, 0_i64..40);
    prop::collection::vec(one, 0..12)
        .prop_map(|all| all.into_iter().enumerate().map(|(index, one)| judgement(index, one)).collect())
}

/// The judgements that take back all of `judgements`.
fn undone(judgements: &[Judgement]) -> Vec<Judgement> {
    let undo = |judgement: &Judgement| Judgement {
        when: jiff::Timestamp::from_second(1_966_000_000).unwrap(),
        id: format!("undo-{}", judgement.id),
        decision: Decision::Undo(judgement.id.clone()),
        ..judgement.clone()
    };
    judgements.iter().map(undo).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn judgements_taken_back_leave_the_bytes_of_a_run_without_them(given in judgements()) {
        let bare = STORY.told(&trace(STORY.pile(), &STORY.language));
        let all = [given.clone(), undone(&given)].concat();
        prop_assert!(STORY.told(&STORY.judged(&all)) == bare);
    }

    #[test]
    fn the_order_of_lines_does_not_matter(given in judgements().prop_shuffle(), turn in 0_usize..12) {
        let mut other = given.clone();
        other.reverse();
        other.rotate_left(turn.min(given.len()));
        prop_assert!(STORY.told(&STORY.judged(&given)) == STORY.told(&STORY.judged(&other)));
    }

    #[test]
    fn every_judgement_is_obeyed_or_reported(given in judgements()) {
        let found = STORY.judged(&given);
        prop_assert_eq!(found.judgements.len(), given.len());
        let place = |wanted: &Target| {
            let wanted = target::find(&STORY.gathered.documents, wanted).unwrap();
            found.claims.iter().position(|claim| {
                claim.occurrences.iter().any(|other| (other.doc, other.span) == (wanted.doc, wanted.span))
            })
        };
        for ruling in &found.judgements {
            prop_assert_eq!(ruling.reason.is_none(), ruling.outcome == Outcome::Applied);
            if ruling.outcome != Outcome::Applied {
                continue;
            }
            let judgement = given.iter().find(|judgement| judgement.id == ruling.id).unwrap();
            match &judgement.decision {
                Decision::SameClaim(a, b) => prop_assert_eq!(place(a), place(b), "{}", ruling.text),
                Decision::DifferentClaim(a, b) => prop_assert!(place(a) != place(b), "{}", ruling.text),
                Decision::WrongSpan { at, instead: None } => prop_assert!(place(at).is_none(), "{}", ruling.text),
                _ => {}
            }
        }
    }

    #[test]
    fn lines_are_read_as_they_are_written(given in judgements()) {
        for judgement in &given {
            let written = line::write(judgement).unwrap();
            prop_assert_eq!(line::read(written.as_bytes()), Ok(judgement.clone()));
        }
    }
}

/// An occurrence inside another shares enough words with it to be taken for it, but must not be when only it was put away.
#[test]
fn words_put_away_are_not_looked_for_in_their_neighbours() {
    let (words, _) = &*TARGETS;
    let inside = |outer: &Target, inner: &Target| {
        let ((from, to), (start, end)) = (outer.position.unwrap(), inner.position.unwrap());
        outer.document == inner.document && from <= start && end <= to && 2 * (end - start) >= to - from
    };
    let pairs = words.iter().flat_map(|outer| words.iter().map(move |inner| (outer, inner)));
    let (outer, inner) = pairs
        .filter(|(outer, inner)| outer.position != inner.position)
        .find(|(outer, inner)| inside(outer, inner))
        .expect("the story has a claim within a claim");
    let other = words.iter().find(|other| other.document != outer.document).unwrap();
    let judged = |index: usize, decision| Judgement { decision, ..judgement(index, (7, 0, 0, 0)) };
    let found = STORY.judged(&[
        judged(0, Decision::WrongSpan { at: outer.clone(), instead: None }),
        judged(1, Decision::SameClaim(outer.clone(), other.clone())),
        judged(2, Decision::SameClaim(inner.clone(), other.clone())),
    ]);
    let outcomes: Vec<Outcome> = found.judgements.iter().map(|ruling| ruling.outcome).collect();
    assert_eq!(outcomes, [Outcome::Applied, Outcome::NotApplied, Outcome::Applied]);
}
