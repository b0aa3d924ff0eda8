//! Text reuse, told by small fictional articles.

use headwater_text::{
    Annotations, Attribution, Credit, CreditKind, Document, Interval, Language, Precision, Quotation,
    QuoteKind, Sentence, Span, Stamp, StampKind, StampRole,
};
use headwater_trace::{Passage, PassageKind, Pile, Relation, Side, reuse};
use proptest::prelude::*;

/// A text with a day of publication (0: not recorded) and an outlet ("": not recorded).
fn article(day: i64, outlet: &str, text: &str) -> Document {
    let instant = |day: i64| jiff::Timestamp::from_second(day * 86_400).expect("a day of 1970");
    let stamp = (day > 0).then(|| Stamp {
        kind: StampKind::Field,
        role: StampRole::Published,
        raw: String::new(),
        value: String::new(),
        precision: Precision::Day,
        zone: None,
        interval: Interval { earliest: instant(day), latest: instant(day + 1) },
        span: None,
    });
    Document {
        id: format!("{outlet} {day}"),
        outlet: Some(outlet.to_owned()).filter(|outlet| !outlet.is_empty()),
        text: text.to_owned(),
        stamps: stamp.into_iter().collect(),
        ..Document::default()
    }
}

/// Quotations between straight marks, each said by the word that follows it.
fn annotate(text: &str) -> Annotations {
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let mut annotations = Annotations::default();
    for pair in marks.chunks_exact(2) {
        let outer = Span::new(pair[0], pair[1] + 1);
        annotations.quotations.push(Quotation {
            outer,
            inner: Span::new(pair[0] + 1, pair[1]),
            closed: true,
            continues: None,
            scare: false,
        });
        annotations.attributions.push(Attribution {
            source: vec![Span::new(outer.end, text.len()).trim(text)],
            content: vec![outer],
            quote: QuoteKind::Direct,
            found_by: "test",
            ..Attribution::default()
        });
    }
    annotations
}

fn find(documents: &[Document]) -> Vec<Passage> {
    let annotations: Vec<Annotations> = documents.iter().map(|document| annotate(&document.text)).collect();
    let pile = Pile { documents, annotations: &annotations };
    reuse::find(pile, &Language::english())
}

/// The words of the a side of each passage.
fn words<'d>(documents: &'d [Document], passages: &[Passage]) -> Vec<&'d str> {
    passages.iter().map(|passage| passage.a_span.of(&documents[passage.a].text)).collect()
}

const SLUICE: &str = "The sluice gates at Vellmar jammed open shortly after midnight and the lower meadows stood \
    under a metre of water by dawn. Farmers drove their cattle up the chapel hill with torches and borrowed trucks.";

#[test]
fn verbatim_with_exact_bounds() {
    let documents = [
        article(0, "", &format!("Rain fell for a week. {SLUICE} Nobody was hurt.")),
        article(0, "", &format!("A reader sent us this. {SLUICE} More tomorrow, if the phone line holds.")),
    ];
    let passages = find(&documents);
    assert_eq!(words(&documents, &passages), [SLUICE]);
    assert_eq!(passages[0].b_span.of(&documents[1].text), SLUICE);
    assert_eq!(passages[0].kind, PassageKind::Verbatim);
    assert_eq!(passages[0].original, None, "neither dates nor credit");
    assert!(!passages[0].credited);
}

#[test]
fn edits_do_not_part_a_passage() {
    let edited = SLUICE
        .replace("jammed open", "stuck open")
        .replace("torches and borrowed", "torches and many borrowed")
        .replace("the lower meadows", "lower meadows");
    let documents = [
        article(3, "", &format!("Rain fell for a week. {SLUICE}")),
        article(5, "", &format!("{edited} The end came early.")),
    ];
    let passages = find(&documents);
    assert_eq!(words(&documents, &passages), [SLUICE]);
    assert_eq!(passages[0].b_span.of(&documents[1].text), edited);
    assert_eq!(passages[0].kind, PassageKind::Edited);
    assert_eq!(passages[0].original, Some(Side::A), "the earlier one");
}

#[test]
fn reordered_blocks_are_two_passages() {
    let other = "Divers from the tram depot took the lock keeper off his roof in a rowing boat that leaked. \
        He had his dog, his radio and a jar of coins with him.";
    let documents =
        [article(0, "", &format!("{SLUICE}\n\n{other}")), article(0, "", &format!("{other}\n\n{SLUICE}"))];
    let passages = find(&documents);
    assert_eq!(words(&documents, &passages), [SLUICE, other]);
}

fn wire() -> String {
    format!(
        "VELLMAR, May 3 (UPA) - {SLUICE} The water board said a bolt no longer than a finger had sheared. It had been \
         replaced in spring by a contractor that no longer exists. Seventy hectares of young barley are lost, the \
         growers' union said, and the road to Ostrand will stay shut until the bridge piers have been looked at."
    )
}

#[test]
fn a_whole_agency_text_under_a_new_headline() {
    let documents = [
        article(4, "The Ostrand Courier", &format!("Barley lost as gates jam\n\n{}\n\n— UPA", wire())),
        article(3, "United Press Agency", &wire()),
        article(4, "Vellmar Gazette", &wire()),
    ];
    let passages = find(&documents);
    let told: Vec<_> = passages
        .iter()
        .map(|passage| {
            (passage.a, passage.b, passage.kind, passage.original, passage.credited, passage.relation)
        })
        .collect();
    assert_eq!(
        told,
        [
            (0, 1, PassageKind::Syndicated, Some(Side::B), true, Relation::Direct),
            (0, 2, PassageKind::Syndicated, None, false, Relation::Sibling),
            (1, 2, PassageKind::Syndicated, Some(Side::A), false, Relation::Direct),
        ],
        "the Gazette kept the dateline but put no credit of its own"
    );
}

#[test]
fn two_takers_of_an_agency_text_that_is_not_at_hand() {
    let taker = |day, outlet: &str, kind, to: &str| {
        let credits = vec![Credit { kind, to: to.into(), span: None }];
        Document { credits, ..article(day, outlet, &wire()) }
    };
    let told = |documents: &[Document]| -> Vec<_> {
        find(documents)
            .iter()
            .map(|passage| (passage.kind, passage.original, passage.credited, passage.relation))
            .collect()
    };
    let one = taker(3, "The Ostrand Courier", CreditKind::Dateline, "UPA");
    let other = taker(4, "Vellmar Gazette", CreditKind::SignOff, "United Press Agency");
    assert_eq!(told(&[one.clone(), other]), [(PassageKind::Syndicated, None, true, Relation::Sibling)]);
    let photo = taker(4, "Vellmar Gazette", CreditKind::Photo, "United Press Agency");
    assert_eq!(told(&[one, photo]), [(PassageKind::Verbatim, Some(Side::A), false, Relation::Direct)]);
}

#[test]
fn a_name_that_is_credited_with_other_words_credits_no_passage() {
    let credit = "\"We heard the bolt go,\" the Courier said.";
    let documents = [
        article(5, "The Ostrand Courier", &format!("It has rained. {SLUICE}")),
        article(3, "Vellmar Gazette", &format!("{SLUICE} {credit}")),
    ];
    let passages = find(&documents);
    assert_eq!((passages[0].original, passages[0].credited), (Some(Side::B), false));
}

/// Annotations whose sentences open lines and follow one another.
fn sentences(text: &str) -> Annotations {
    let mut annotations = annotate(text);
    let mut from = 0;
    for (at, _) in text.match_indices('.') {
        let span = Span::new(from, at + 1).trim(text);
        annotations.sentences.push(Sentence { span, paragraph: 0 });
        from = at + 1;
    }
    annotations
}

#[test]
fn an_edited_sentence_on_a_line_of_its_own_is_one_sentence() {
    let texts = [
        "Nobody came.\n\nPosters of both candidates still hung from lamp posts along the main road.\n\nIt was late.",
        "Dogs barked.\n\nPosters of both candidates still flapped from lamp posts along the main road.\n\nSo it goes.",
    ];
    let documents = texts.map(|text| article(1, "", text));
    let annotations = texts.map(sentences);
    let pile = Pile { documents: &documents, annotations: &annotations };
    let passages = reuse::find(pile, &Language::english());
    assert!(passages.is_empty(), "{passages:?}");
}

#[test]
fn a_recorded_credit_names_the_original() {
    let mut taker = article(0, "Vellmar Gazette", SLUICE);
    taker.credits.push(Credit {
        kind: CreditKind::Republished,
        to: "The Ostrand Courier".into(),
        span: None,
    });
    let maker = article(0, "The Ostrand Courier", SLUICE);
    // Too short to count as a whole article, so the field alone does not credit this passage.
    let passages = find(&[taker.clone(), maker.clone()]);
    assert_eq!(passages[0].original, None);
    let long = format!("{} {}", wire(), SLUICE.to_uppercase());
    (taker.text, _) = (long.clone(), ());
    let maker = Document { text: long, ..maker };
    let passages = find(&[taker, maker]);
    assert_eq!((passages[0].original, passages[0].credited), (Some(Side::B), true));
}

#[test]
fn a_credit_beside_the_passage_outweighs_dates() {
    let check = |credit: &str, original| {
        let documents = [
            article(5, "The Ostrand Courier", &format!("It has rained. {SLUICE}")),
            article(3, "Vellmar Gazette", &format!("{credit}\n\n{SLUICE}\n\nWe went to see for ourselves.")),
        ];
        let passages = find(&documents);
        assert_eq!(passages[0].original, original, "{credit}");
        passages
    };
    let passages = check("The Courier wrote this morning:", Some(Side::A));
    assert!(passages[0].credited && passages[0].credit.is_some());
    let passages = check("A courier came this morning:", Some(Side::B));
    assert!(!passages[0].credited && passages[0].credit.is_none());
}

#[test]
fn an_address_in_the_authors_note_is_a_name_to_credit() {
    let documents = [
        article(
            0,
            "",
            &format!("It has rained. {SLUICE}\n\nTheodor Quast keeps bees and edits Lowmeadow.com."),
        ),
        article(0, "", &format!("LowMeadow.com has the following account:\n\n{SLUICE}\n\nWe did not know.")),
    ];
    let passages = find(&documents);
    assert_eq!((passages[0].original, passages[0].credited), (Some(Side::A), true));
    assert!(passages[0].evidence.iter().any(|line| line.contains("LowMeadow.com")));
}

#[test]
fn two_takers_are_siblings_and_a_copy_of_a_copy_has_an_ancestor() {
    let edited = SLUICE.replace("jammed open", "stuck open").replace("by dawn", "at sunrise");
    let documents = [
        article(1, "Ostrand Courier", &format!("First it rained. {SLUICE}")),
        article(2, "Vellmar Gazette", &format!("We copy. {edited}")),
        article(3, "Chapel Hill Echo", &format!("They copied. {edited}")),
        article(4, "Meadow Mail", &format!("So do we. {SLUICE}")),
    ];
    let told: Vec<_> = find(&documents)
        .iter()
        .map(|passage| (passage.a, passage.b, passage.relation, passage.original))
        .collect();
    assert_eq!(
        told,
        [
            (0, 1, Relation::Direct, Some(Side::A)),
            (0, 2, Relation::Ancestor, Some(Side::A)),
            (0, 3, Relation::Direct, Some(Side::A)),
            (1, 2, Relation::Direct, Some(Side::A)),
            (1, 3, Relation::Sibling, None),
            (2, 3, Relation::Sibling, None),
        ]
    );
}

#[test]
fn two_who_quote_a_third_do_not_copy_one_another() {
    let words =
        "\"We will not mend another gate on this river until somebody shows me who signed for that bolt\"";
    let documents = [
        article(
            1,
            "Ostrand Courier",
            &format!("The mayor lost her patience. {words} Mayor Ilse Brandvold said"),
        ),
        article(2, "Vellmar Gazette", &format!("Heard on the bridge: {words} Brandvold told a crowd")),
    ];
    let passages = find(&documents);
    assert_eq!(passages.len(), 1);
    assert_eq!(
        (passages[0].relation, passages[0].original, passages[0].credited),
        (Relation::Sibling, None, true)
    );
}

#[test]
fn short_forms_of_an_outlets_name() {
    let check = |outlet: &str, credit: &str, credited: bool| {
        let documents = [
            article(1, outlet, &format!("It has rained in Vellmar. {SLUICE}")),
            article(3, "Chapel Hill Echo", &format!("{SLUICE} {credit}")),
        ];
        assert_eq!(find(&documents)[0].credited, credited, "{outlet}: {credit}");
    };
    check("Vellmar Evening News", "The Evening News was there first.", true);
    check("Vellmar Evening News", "Evening news was there first.", false);
    check("Varda News Agency", "Source: Varda", true);
    check("Vellmar News Agency", "The fire brigade of Vellmar agreed.", false);
    check("United Press Agency", "(UPA)", true);
    check("The Ostrand Courier", "as the Courier reported.", true);
    check("The Ostrand Courier", "as the mayor of Ostrand said.", false);
}

#[test]
fn a_lifted_quotation_counts_though_short() {
    let documents = [
        article(1, "", "She said the bolt was no longer than a finger and had never been tested by anyone."),
        article(
            2,
            "",
            "Critics point to a bolt \"no longer than a finger and had never been tested\" and to worse.",
        ),
    ];
    let passages = find(&documents);
    assert_eq!(words(&documents, &passages).len(), 1);
    assert_eq!(passages[0].original, Some(Side::A));
}

#[test]
fn stock_phrases_and_names_are_chance() {
    let stock = "Schools near the river were told to stay closed until further notice.";
    let name = "the Standing Committee of the Lower Vellmar Drainage and Navigation Board of Commissioners";
    let subjects = ["bakers", "rowers", "clerks", "weavers", "miners", "singers"];
    let documents: Vec<Document> = subjects
        .iter()
        .enumerate()
        .map(|(day, who)| {
            let day = day as i64;
            let own = |part: usize| rare(1_000 * (day as usize + 1) + 100 * part, 30);
            let text = format!("{}. {stock} {} and wrote to {name} {}.", own(0), own(1), own(2));
            article(day + 1, who, &text)
        })
        .collect();
    let found = find(&documents);
    assert!(found.is_empty(), "{:?}", words(&documents, &found));
}

#[test]
fn a_mould_that_two_fill_with_their_own_names_is_no_copy() {
    let told = |town: &str, when: &str, wait: &str| {
        article(
            0,
            "",
            &format!(
                "Old quarrels over the lower meadows have divided {town} since the flood {when}, and neither the drainage board nor \
                 the millers who lease the weir have shown any wish to settle them before the {wait} assessors arrive."
            ),
        )
    };
    let check = |a: Document, b: Document, expected: usize| {
        let documents = [a, b];
        assert_eq!(find(&documents).len(), expected, "{} {}", documents[0].text, documents[1].text);
    };
    check(told("Ostrand", "of last spring", "county"), told("Ostrand", "two years ago", "county"), 1);
    check(told("Ostrand", "of last spring", "county"), told("Velm", "two years ago", "state"), 0);
    // One that leaves a name out, or puts one in, took the passage all the same.
    check(told("Ostrand", "of last spring", "county"), told("the town", "of last spring", "county"), 1);
}

#[test]
fn furniture_is_kept_as_such() {
    let line = "Sign up for the tide table and the letter from our gardener, free of charge, each Thursday.";
    let documents = [
        article(1, "Ostrand Courier", &format!("{SLUICE}\n\n{line}")),
        article(
            2,
            "Ostrand Courier",
            &format!(
                "The choir has a new organ, and the organ has mice. Two tuners from Ostrand left before lunch, and a \
                 third asked for his fee in advance, in cheese. Practice goes on without accompaniment.\n\n{line}"
            ),
        ),
    ];
    let passages = find(&documents);
    assert_eq!(words(&documents, &passages), [line]);
    assert_eq!(passages[0].kind, PassageKind::Boilerplate);

    let mut marked = [
        article(1, "Ostrand Courier", &format!("{SLUICE} And so on.")),
        article(2, "Vellmar Gazette", &format!("{SLUICE} And so forth.")),
    ];
    for document in &mut marked {
        document.furniture.push(Span::new(0, SLUICE.len()));
    }
    assert_eq!(find(&marked)[0].kind, PassageKind::Boilerplate);
}

#[test]
fn hostile_texts() {
    let check = |text: &str| {
        let documents = [article(0, "", text), article(0, "", text)];
        let _ = find(&documents);
    };
    check("");
    check("…“”");
    check(&"x".repeat(1_000_000));
    check(&"\"".repeat(100_000));
    check(&"no no no no yes ".repeat(20_000));
    check(&"漢字。".repeat(10_000));
}

#[test]
fn whole_copies_without_stops_are_no_stock_phrase() {
    let text = rare(0, 100);
    let documents: Vec<Document> = (0..9).map(|at| article(1 + at, &format!("Paper {at}"), &text)).collect();
    assert_eq!(find(&documents).len(), 9 * 8 / 2);
}

#[test]
fn blocks_in_another_order_between_filler_stay_linear() {
    // Every walk from a shared block could go on to the end of the text over the filler that all blocks stand in.
    let blocks = 4_000;
    let text = |step: usize| -> String {
        (0..blocks).map(|at| format!("no no no no no no {} ", rare(10 * (at * step % blocks), 5))).collect()
    };
    let documents = [article(0, "", &text(1)), article(0, "", &text(7))];
    let _ = find(&documents);
}

#[test]
fn many_whole_copies_hang_together_through_a_few() {
    let documents: Vec<Document> =
        (0..600).map(|at| article(1 + at, &format!("Paper {at}"), SLUICE)).collect();
    let passages = find(&documents);
    assert!(passages.len() < 600 * 600 / 4, "{}", passages.len());
    for doc in 1..600 {
        assert!(passages.iter().any(|passage| passage.a == 0 && passage.b == doc), "{doc}");
    }
}

/// Words that no other text has, from a number.
fn rare(from: usize, count: usize) -> String {
    let words: Vec<String> = (from..from + count).map(|word| format!("w{word}x")).collect();
    words.join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_planted_run_is_found_whole_in_either_order(
        before in 0usize..40, between in 0usize..40, after in 0usize..40, run in 12usize..60, mark in "[ .,“”\n—]{1,3}"
    ) {
        let planted = rare(0, run);
        let one = format!("{}{mark}{planted} {}", rare(1_000, before), rare(2_000, after));
        let other = format!("{} {planted}{mark}{}", rare(3_000, between), rare(4_000, after));
        let documents = [article(2, "", &one), article(1, "", &other)];
        let forward = find(&documents);
        prop_assert_eq!(forward.len(), 1);
        let passage = &forward[0];
        prop_assert_eq!(passage.words, run);
        prop_assert!(passage.a_span.of(&one).contains(&planted));
        prop_assert!(passage.b_span.of(&other).contains(&planted));
        prop_assert_eq!(passage.original, Some(Side::B));
        prop_assert_eq!(&forward, &find(&documents));

        let swapped = [documents[1].clone(), documents[0].clone()];
        let backward = find(&swapped);
        prop_assert_eq!(backward.len(), 1);
        prop_assert_eq!((backward[0].a_span, backward[0].b_span), (passage.b_span, passage.a_span));
        prop_assert_eq!(backward[0].original, Some(Side::A));
    }

    #[test]
    fn spans_fall_on_characters(one in "([a-cé“”'. \n]{0,6} ){0,60}", other in "([a-cé“”'. \n]{0,6} ){0,60}") {
        let documents = [article(0, "", &one), article(0, "", &other)];
        for passage in find(&documents) {
            prop_assert!(one.get(passage.a_span.range()).is_some_and(|words| !words.is_empty()));
            prop_assert!(other.get(passage.b_span.range()).is_some_and(|words| !words.is_empty()));
        }
    }
}
