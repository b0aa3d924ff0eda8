//! What was found step by step is what is found at once, whatever came, went or changed in between.

use headwater_text::{
    Annotations, Attribution, Credit, CreditKind, Document, Interval, Language, Precision, Span, Stamp,
    StampKind, StampRole,
};
use headwater_trace::reuse::{self, Index, StoredError};
use headwater_trace::{Pile, Relation};
use proptest::prelude::*;

/// Articles that come and go.
const ARTICLES: usize = 60;

const WORDS: &[&str] = &[
    "sluice",
    "harbour",
    "the",
    "of",
    "pilot",
    "refused",
    "gate",
    "and",
    "a",
    "winter",
    "barley",
    "in",
    "ferry",
    "council",
    "to",
    "bolt",
    "sheared",
    "meadow",
    "lantern",
    "orchestra",
    "was",
    "by",
    "cattle",
    "chapel",
    "bridge",
    "Ostrand",
    "Vellmar",
    "nine",
    "dredged",
    "said",
    "she",
    "Brandvold",
    "keeper",
    "under",
    "silt",
    "radio",
    "until",
    "Monday",
    "money",
    "cello",
];

/// What several texts have: phrases of the trade, quotations, an outlet's line, half an article.
const SHARED: &[&str] = &[
    "who spoke on the understanding that his harbour would not be named in print",
    "the sluice gates jammed open shortly before dawn and the lower meadows stood under a metre of water",
    "“We will not mend the gate before the barley is in,” Mayor Ilse Brandvold said",
    "\nGet the harbour letter of the Courier every morning before the ferries leave\n",
    "seven grey herons stood along the flooded quay while the orchestra packed",
    "the union counted nine ships",
    "Farmers drove their cattle up the chapel hill with torches and borrowed trucks. Nobody slept. The water board said a \
     bolt no longer than a finger had sheared. It had been replaced in spring by a contractor that no longer exists, and \
     the road to Ostrand will stay shut until somebody has looked at the piers of the bridge",
];

/// Numbers without structure, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn pick<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.roll(things.len())]
    }
}

/// An article of words at random around pieces that others have too, now and then edited.
fn article(number: usize, version: usize) -> (Document, Annotations) {
    let mut dice = Dice((number * 1_000_003 + version) as u64);
    dice.roll(2);
    let mut text = String::new();
    for _ in 0..2 + dice.roll(5) {
        for _ in 0..dice.roll(24) {
            text.push_str(dice.pick(WORDS));
            text.push_str(if dice.one_in(12) { ". " } else { " " });
        }
        for word in dice.pick(SHARED).split(' ') {
            text.push_str(if dice.one_in(25) { dice.pick(WORDS) } else { word });
            text.push(' ');
        }
    }
    let half = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (one, other) = (Span::new(0, half), Span::new(half, text.len()));
    let (outlet, day) = (dice.pick(&["", "Courier", "Vellmar Times", "Harbour News"]), dice.roll(9) as i64);
    let courier = Credit { kind: CreditKind::Byline, to: "Courier".to_owned(), span: None };
    let attribution = Attribution { source: vec![one], content: vec![other], ..Attribution::default() };
    let document = Document {
        // In an order that has nothing to do with their numbers.
        id: format!("{:03}", (number * 37) % 101),
        outlet: (!outlet.is_empty()).then(|| outlet.to_owned()),
        stamps: (day > 0).then(|| published(day)).into_iter().collect(),
        credits: dice.one_in(4).then_some(courier).into_iter().collect(),
        furniture: dice.one_in(9).then_some(one).into_iter().collect(),
        text,
        ..Document::default()
    };
    let attributions = dice.one_in(3).then_some(attribution).into_iter().collect();
    (document, Annotations { attributions, ..Annotations::default() })
}

fn published(day: i64) -> Stamp {
    let instant = |day: i64| jiff::Timestamp::from_second(day * 86_400).expect("a day of 1970");
    Stamp {
        kind: StampKind::Field,
        role: StampRole::Published,
        raw: String::new(),
        value: String::new(),
        precision: Precision::Day,
        zone: None,
        interval: Interval { earliest: instant(day), latest: instant(day + 1) },
        span: None,
    }
}

/// The articles of which there is a version, by id.
fn pile(versions: &[Option<usize>]) -> (Vec<Document>, Vec<Annotations>) {
    let present = versions.iter().enumerate().filter_map(|(number, version)| Some((number, (*version)?)));
    let mut articles: Vec<(Document, Annotations)> =
        present.map(|(number, version)| article(number, version)).collect();
    articles.sort_by(|one, other| one.0.id.cmp(&other.0.id));
    articles.into_iter().unzip()
}

fn check(index: &mut Index, versions: &[Option<usize>]) -> Result<(), TestCaseError> {
    let english = Language::english();
    let (documents, annotations) = pile(versions);
    let pile = Pile { documents: &documents, annotations: &annotations };
    let (mut steps, at_once) = (0, reuse::compare(pile, &english, || {}));
    let step_by_step = index.compare(pile, &english, || steps += 1);
    prop_assert_eq!(step_by_step, at_once);
    prop_assert_eq!(steps, reuse::STEPS * documents.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn step_by_step_is_as_at_once(steps in prop::collection::vec(
        (prop::collection::vec(0..ARTICLES, 0..24), 0usize..4), 1..7)) {
        let mut index = Index::default();
        let mut versions = vec![None; ARTICLES];
        for (articles, kind) in steps {
            for number in articles {
                versions[number] = match (kind, versions[number]) {
                    // Those that are there go.
                    (0, Some(_)) => None,
                    // They change, were it back to what they were.
                    (1, Some(version)) => Some((version + 1) % 2),
                    (_, Some(version)) => Some(version),
                    (_, None) => Some(0),
                };
            }
            check(&mut index, &versions)?;
        }
    }

    #[test]
    fn one_after_the_other_in_any_order(order in Just((0..ARTICLES).collect::<Vec<usize>>()).prop_shuffle()) {
        let mut index = Index::default();
        let mut versions = vec![None; ARTICLES];
        for (at, number) in order.iter().enumerate() {
            versions[*number] = Some(0);
            if at % 7 == 6 {
                versions[order[at / 2]] = None;
            }
            check(&mut index, &versions)?;
        }
    }
}

#[test]
fn the_articles_share_what_the_test_is_about() {
    let (documents, annotations) = pile(&[Some(0); ARTICLES]);
    let found = reuse::compare(
        Pile { documents: &documents, annotations: &annotations },
        &Language::english(),
        || {},
    );
    assert!(found.passages.len() > 100, "{}", found.passages.len());
    assert!(found.passages.iter().any(|passage| passage.relation == Relation::Sibling));
    assert!(found.passages.iter().any(|passage| passage.credited));
    let holders = |phrase: &str| documents.iter().filter(|document| document.text.contains(phrase)).count();
    assert!(holders("the union counted nine ships") > 20, "a phrase that links to its first holder only");
}

#[test]
fn documents_of_one_id_and_in_no_order() {
    let text = |id: &str, text: &str| Document { id: id.into(), text: text.into(), ..Document::default() };
    let documents = [text("b", SHARED[6]), text("a", SHARED[6]), text("a", SHARED[6]), text("c", SHARED[1])];
    let english = Language::english();
    let mut index = Index::default();
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2], [1, 0, 3, 2]] {
        let documents = order.map(|at: usize| documents[at].clone());
        let pile = Pile { documents: &documents, annotations: &[] };
        assert_eq!(index.update(pile, &english), reuse::find(pile, &english));
    }
}

#[test]
fn an_index_of_bytes_goes_on_where_it_stopped() {
    let english = Language::english();
    let mut versions: Vec<Option<usize>> =
        (0..ARTICLES).map(|number| (number % 3 > 0).then_some(0)).collect();
    let mut index = Index::default();
    check(&mut index, &versions).unwrap();
    let bytes = index.to_bytes();
    let (documents, annotations) = pile(&versions);
    let before = Pile { documents: &documents, annotations: &annotations };
    let mut index = Index::from_bytes(&bytes, before, &english).unwrap();
    check(&mut index, &versions).unwrap();
    assert_eq!(index.to_bytes(), bytes);
    versions.iter_mut().step_by(2).for_each(|version| *version = Some(1));
    check(&mut index, &versions).unwrap();

    let fewer = Pile { documents: &documents[1..], annotations: &annotations[1..] };
    assert_eq!(Index::from_bytes(&bytes, fewer, &english).err(), Some(StoredError::OtherPile));
    assert!(
        (0..bytes.len()).step_by(97).all(|end| Index::from_bytes(&bytes[..end], before, &english).is_err())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_bytes_give_an_error_or_an_index(place in any::<prop::sample::Index>(), bit in 0u8..8) {
        let english = Language::english();
        let versions: Vec<Option<usize>> = (0..ARTICLES).map(|number| (number < 12).then_some(0)).collect();
        let (documents, annotations) = pile(&versions);
        let pile = Pile { documents: &documents, annotations: &annotations };
        let mut index = Index::default();
        index.update(pile, &english);
        let mut bytes = index.to_bytes();
        *place.get_mut(&mut bytes) ^= 1 << bit;
        if let Ok(mut index) = Index::from_bytes(&bytes, pile, &english) {
            index.update(pile, &english);
        }
    }
}
