//! Chains, origins and independence over small piles whose annotations are written by hand.

mod corrections;
mod links;
mod names;

use headwater_text::{
    Annotations, Attribution, Certainty, Credit, CreditKind, Document, Form, Interval, Language, Mention,
    Polarity, Precision, QuoteKind, Referent, Span, Stamp, StampKind, StampRole,
};
use headwater_trace::chains::{Followed, follow};
use headwater_trace::claims::Groups;
use headwater_trace::entities::{Entities, Entity};
use headwater_trace::{
    DriftKind, HopKind, Occurrence, OfficialStatus, Passage, PassageKind, Pile, ReasonKind, Relation, Side,
    Values, Voice,
};

/// A pile under construction: each article is one sentence about one claim.
#[derive(Default)]
struct Story {
    documents: Vec<Document>,
    annotations: Vec<Annotations>,
    occurrences: Vec<Occurrence>,
    entities: Entities,
    passages: Vec<Passage>,
}

/// Who is credited, outermost first: name, and what it is.
type Speaker<'a> = (&'a str, Referent);

impl Story {
    fn entity(&mut self, name: &str, referent: Referent) -> usize {
        if let Some(known) = self.entities.list.iter().position(|entity| entity.name == name) {
            return known;
        }
        self.entities.list.push(Entity {
            referent,
            name: name.into(),
            names: vec![name.into()],
            roles: Vec::new(),
            speaks_for: None,
            official: referent == Referent::Body,
            mentions: Vec::new(),
            judged: Vec::new(),
        });
        self.entities.list.len() - 1
    }

    /// An article of `outlet` on day `day` that carries the claim through `credits`. Unknown referents are unnamed
    /// people.
    fn article(&mut self, outlet: &str, day: i64, credits: &[Speaker<'_>], clause: &str) -> &mut Occurrence {
        let doc = self.documents.len();
        let mut text = String::new();
        let mut notes = Annotations::default();
        let mut of_mention = Vec::new();
        for (depth, (name, referent)) in credits.iter().enumerate() {
            let span = Span::new(text.len(), text.len() + name.len());
            text.push_str(name);
            text.push_str(" said ");
            let unnamed = *referent == Referent::Unknown;
            notes.mentions.push(Mention {
                span,
                head: span,
                form: if unnamed { Form::Unnamed } else { Form::Name },
                referent: if unnamed { Referent::Person } else { *referent },
                role: None,
                affiliation: None,
                plural: false,
                official: false,
                antecedent: None,
                alias_of: None,
                kind: None,
            });
            of_mention.push((!unnamed).then(|| self.entity(name, *referent)));
            notes.attributions.push(Attribution {
                source: vec![span],
                cue: vec![Span::new(span.end + 1, span.end + 5)],
                parent: depth.checked_sub(1),
                source_mention: Some(depth),
                found_by: "test",
                ..Attribution::default()
            });
        }
        let span = Span::new(text.len(), text.len() + clause.len());
        text.push_str(clause);
        let outlet_entity = self.entity(outlet, Referent::Outlet);
        self.entities.of_outlet.push(Some(outlet_entity));
        self.entities.of_mention.push(of_mention);
        let instant = |second: i64| jiff::Timestamp::from_second(second).expect("a day of this century");
        self.documents.push(Document {
            id: format!("d{doc}"),
            outlet: Some(outlet.into()),
            text: text.clone(),
            stamps: vec![Stamp {
                kind: StampKind::Field,
                role: StampRole::Published,
                raw: String::new(),
                value: String::new(),
                precision: Precision::Second,
                zone: Some("Z".into()),
                interval: Interval { earliest: instant(day * 86_400), latest: instant(day * 86_400 + 1) },
                span: None,
            }],
            ..Document::default()
        });
        self.annotations.push(notes);
        self.occurrences.push(Occurrence {
            doc,
            span,
            sentence: Span::new(0, text.len()),
            attribution: credits.len().checked_sub(1),
            quote: (!credits.is_empty()).then_some(QuoteKind::Indirect),
            polarity: Polarity::Affirmed,
            certainty: Certainty::Asserted,
            certainty_evidence: None,
            values: Values::default(),
            via: Vec::new(),
            origin: None,
            matched: None,
            judged: Vec::new(),
        });
        self.occurrences.last_mut().expect("pushed above")
    }

    /// The whole of `copy` was taken from `original`.
    fn copied(&mut self, original: usize, copy: usize, credited: bool) {
        let span = |doc: usize| Span::new(0, self.documents[doc].text.len());
        let (a, b) = (original.min(copy), original.max(copy));
        self.passages.push(Passage {
            a,
            a_span: span(a),
            b,
            b_span: span(b),
            words: 40,
            original: Some(if a == original { Side::A } else { Side::B }),
            relation: Relation::Direct,
            credited,
            kind: PassageKind::Verbatim,
            credit: None,
            evidence: Vec::new(),
        });
    }

    /// All occurrences as one claim.
    fn follow(&self) -> Followed {
        let pile = Pile { documents: &self.documents, annotations: &self.annotations };
        let groups = Groups { claims: vec![(0..self.occurrences.len()).collect()], ..Groups::default() };
        follow(pile, &self.entities, &self.passages, self.occurrences.clone(), &groups, &Language::english())
    }
}

const PERSON: Referent = Referent::Person;
const OUTLET: Referent = Referent::Outlet;
const UNNAMED: Referent = Referent::Unknown;
const CLAUSE: &str = "the Orlen dam leaks";

/// Bounds of the only claim.
fn bounds(followed: &Followed) -> (u32, u32) {
    let independence = &followed.claims[0].independence;
    (independence.certain, independence.possible)
}

/// The chain of the occurrence of document `doc`, as "kind name > kind name".
fn chain(followed: &Followed, doc: usize) -> String {
    let occurrence =
        followed.claims[0].occurrences.iter().find(|o| o.doc == doc).expect("the document's occurrence");
    let hops = occurrence.via.iter().map(|hop| {
        let name = hop.to.map_or("nobody", |to| followed.sources[to].name.as_str());
        format!("{:?} {name}", hop.kind)
    });
    hops.collect::<Vec<_>>().join(" > ")
}

#[test]
fn a_relay_goes_on_through_the_cited_report() {
    let mut story = Story::default();
    story.article("Vesper Wire", 1, &[("Ada Lom", PERSON)], CLAUSE);
    story.article("The Lantern", 2, &[("Vesper Wire", OUTLET)], CLAUSE);
    story.article("Quay Online", 3, &[("The Lantern", OUTLET)], CLAUSE);
    let followed = story.follow();
    assert_eq!(chain(&followed, 2), "Relayed The Lantern > Relayed Vesper Wire > Attributed Ada Lom");
    assert_eq!(bounds(&followed), (1, 1), "one person spoke, however many repeat her");
}

#[test]
fn a_credit_for_a_later_report_is_not_followed() {
    let mut story = Story::default();
    story.article("The Lantern", 1, &[("Vesper Wire", OUTLET)], CLAUSE);
    story.article("Vesper Wire", 5, &[("Ada Lom", PERSON)], CLAUSE);
    let followed = story.follow();
    assert_eq!(chain(&followed, 0), "Relayed Vesper Wire");
}

#[test]
fn bounds_of_independence() {
    type Articles<'a> = &'a [(&'a str, i64, &'a [Speaker<'a>])];
    let check = |articles: Articles<'_>, expected: (u32, u32), why: &str| {
        let mut story = Story::default();
        for (outlet, day, credits) in articles {
            story.article(outlet, *day, credits, CLAUSE);
        }
        let followed = story.follow();
        assert_eq!(bounds(&followed), expected, "{why}");
        let reasons = &followed.claims[0].independence.reasons;
        let counted = reasons.iter().filter(|r| r.possible > 0 && r.kind != ReasonKind::NotRecorded);
        assert_eq!(followed.claims[0].origins.len(), counted.count(), "{why}: each counted origin is listed");
        let sum =
            reasons.iter().fold((0, 0), |sum, reason| (sum.0 + reason.certain, sum.1 + reason.possible));
        assert_eq!(sum, expected, "{why}: reasons add up to the bounds: {reasons:?}");
    };
    check(&[("A", 1, &[("Ada Lom", PERSON)]), ("B", 1, &[("Bo Rask", PERSON)])], (2, 2), "two people");
    check(&[("A", 1, &[("officials", UNNAMED)])], (1, 1), "unnamed alone is certain once");
    check(
        &[("A", 1, &[("officials", UNNAMED)]), ("B", 2, &[("two officials", UNNAMED)])],
        (1, 2),
        "unnamed at two outlets may be the same",
    );
    check(
        &[("A", 1, &[("officials", UNNAMED)]), ("A", 2, &[("two officials", UNNAMED)])],
        (1, 1),
        "unnamed at one outlet are one",
    );
    check(
        &[("A", 1, &[("officials", UNNAMED)]), ("B", 2, &[("A", OUTLET), ("officials", UNNAMED)])],
        (1, 1),
        "a relay of unnamed people adds nothing",
    );
    check(
        &[("A", 1, &[("Ada Lom", PERSON)]), ("B", 2, &[("officials", UNNAMED)])],
        (1, 2),
        "named and unnamed",
    );
    check(&[("A", 1, &[])], (0, 1), "own voice alone");
    check(&[("A", 1, &[]), ("B", 1, &[])], (0, 2), "two own voices");
    check(
        &[("A", 2, &[]), ("B", 1, &[("Ada Lom", PERSON)])],
        (1, 1),
        "own voice repeats what stands recorded",
    );
    check(&[("A", 1, &[]), ("B", 2, &[("Ada Lom", PERSON)])], (1, 2), "own voice before anybody is recorded");
    check(&[("A", 1, &[]), ("B", 2, &[("A", OUTLET)])], (1, 1), "a credited outlet is an origin");
    check(
        &[("A", 1, &[("Ada Lom", PERSON)]), ("B", 2, &[]), ("C", 3, &[("B", OUTLET)])],
        (1, 1),
        "an outlet that only repeats is no origin, though another credits it",
    );
    check(
        &[("B", 2, &[("Far Post", OUTLET)]), ("C", 3, &[("Far Post", OUTLET), ("officials", UNNAMED)])],
        (1, 1),
        "an outlet whose source another text gives is a step",
    );
}

#[test]
fn credits_in_a_circle_have_no_origin() {
    let mut story = Story::default();
    story.article("A", 1, &[("B", OUTLET)], CLAUSE);
    story.article("B", 2, &[("A", OUTLET)], CLAUSE);
    story.article("C", 3, &[("A", OUTLET)], CLAUSE);
    let followed = story.follow();
    assert_eq!(chain(&followed, 0), "Relayed B");
    assert_eq!(chain(&followed, 2), "Relayed A > Relayed B", "once round, told up to the repeat");
    assert_eq!(followed.circular, [(0, 1)]);
    assert_eq!(bounds(&followed), (0, 1));
    assert!(followed.claims[0].occurrences.iter().all(|o| o.origin.is_none()));
}

#[test]
fn copies_lead_to_the_original_and_add_nothing() {
    let mut story = Story::default();
    story.article("A", 1, &[], CLAUSE);
    story.article("B", 2, &[], CLAUSE);
    story.copied(0, 1, false);
    let followed = story.follow();
    assert_eq!(chain(&followed, 1), "Copied A > OwnVoice A");
    assert_eq!(bounds(&followed), (0, 1));

    let mut story = Story::default();
    story.article("A", 1, &[("Ada Lom", PERSON)], CLAUSE);
    story.article("B", 2, &[("Ada Lom", PERSON)], CLAUSE);
    story.copied(0, 1, true);
    assert_eq!(chain(&story.follow(), 1), "Copied A > Attributed Ada Lom");
}

#[test]
fn an_agency_text_leads_to_the_agency() {
    let credit = |kind| Credit { kind, to: "Vesper Wire".into(), span: None };
    let mut story = Story::default();
    story.article("The Lantern", 1, &[("officials", UNNAMED)], CLAUSE);
    story.article("Quay Online", 1, &[("two officials", UNNAMED)], CLAUSE);
    for document in &mut story.documents {
        document.credits.push(credit(CreditKind::Dateline));
    }
    let followed = story.follow();
    assert_eq!(chain(&followed, 0), "Syndicated Vesper Wire > Attributed officials");
    assert_eq!(
        bounds(&followed),
        (1, 1),
        "whoever spoke to the agency spoke once, at however many papers it stands"
    );

    let mut story = Story::default();
    story.article("The Lantern", 1, &[], CLAUSE);
    story.documents[0].credits.push(credit(CreditKind::SignOff));
    assert_eq!(bounds(&story.follow()), (1, 1), "what the agency states itself ends with the agency");

    let mut story = Story::default();
    story.article("The Lantern", 1, &[], CLAUSE);
    story.documents[0].credits.push(credit(CreditKind::Photo));
    assert_eq!(
        chain(&story.follow(), 0),
        "OwnVoice The Lantern",
        "a picture's credit says nothing of the text"
    );
}

#[test]
fn what_a_text_credits_beats_what_a_passage_suggests() {
    let mut story = Story::default();
    story.article("A", 1, &[("Ada Lom", PERSON)], CLAUSE);
    story.article("B", 2, &[("Bo Rask", PERSON)], CLAUSE);
    story.copied(0, 1, false);
    let followed = story.follow();
    assert_eq!(chain(&followed, 1), "Attributed Bo Rask", "the copy names another speaker than the original");
    assert_eq!(bounds(&followed), (2, 2));

    let mut story = Story::default();
    story.article("A", 1, &[("Ada Lom", PERSON)], CLAUSE);
    story.article("B", 2, &[("Vesper Wire", OUTLET)], CLAUSE);
    story.copied(0, 1, false);
    assert_eq!(chain(&story.follow(), 1), "Relayed Vesper Wire", "stated beats inferred");
}

#[test]
fn what_comes_back_to_a_source_is_that_source() {
    // Two sentences of one article: the second credits "the newspaper", "the sources", "a report by ...".
    let check =
        |first: &[Speaker<'_>], (phrase, referent, plural): (&str, Referent, bool), expected: &str| {
            let mut story = Story::default();
            story.article("A", 1, first, CLAUSE);
            let doc = 0;
            let text = format!("{}. {phrase} said {CLAUSE}", story.documents[doc].text);
            let start = text.len() - phrase.len() - " said ".len() - CLAUSE.len();
            let span = Span::new(start, start + phrase.len());
            let notes = &mut story.annotations[doc];
            let template = notes.mentions[0].clone();
            let form = Form::Description;
            notes.mentions.push(Mention { span, head: span, form, referent, plural, ..template });
            let mention = notes.mentions.len() - 1;
            let template = notes.attributions[0].clone();
            let cue = vec![Span::new(span.end + 1, span.end + 5)];
            notes.attributions.push(Attribution {
                source: vec![span],
                cue,
                parent: None,
                source_mention: Some(mention),
                ..template
            });
            let attribution = Some(notes.attributions.len() - 1);
            story.entities.of_mention[doc].push(None);
            let clause = Span::new(text.len() - CLAUSE.len(), text.len());
            story.documents[doc].text = text;
            let template = story.occurrences[0].clone();
            story.occurrences.push(Occurrence { span: clause, sentence: clause, attribution, ..template });
            let followed = story.follow();
            let last = &followed.claims[0].occurrences[1];
            let hop = last.via.last().expect("credited");
            assert_eq!(hop.to.map(|to| followed.sources[to].name.as_str()), Some(expected), "{phrase}");
            assert_eq!(hop.voice, Voice::Inferred, "{phrase}: never stated");
        };
    let outlet: &[Speaker<'_>] = &[("Vesper Courier", OUTLET)];
    check(outlet, ("The newspaper", OUTLET, false), "Vesper Courier");
    check(outlet, ("The same report", Referent::Unknown, false), "Vesper Courier");
    check(&[("two engineers", UNNAMED)], ("The sources", PERSON, true), "two engineers");
    check(&[("Vesper Agency", Referent::Wire)], ("The agency", Referent::Body, false), "Vesper Agency");
}

#[test]
fn days_that_only_each_text_itself_fixes_do_not_disagree() {
    let day = |n: i8| (jiff::civil::date(2031, 5, n), jiff::civil::date(2031, 5, n));
    let disagreements = |words: [&str; 2]| {
        let mut story = Story::default();
        for (n, words) in words.into_iter().enumerate() {
            let clause = format!("the dam leaked {words}");
            let occurrence = story.article(&format!("Outlet {n}"), n as i64 + 1, &[], &clause);
            let end = occurrence.span.end;
            occurrence.values = Values {
                date: Some(format!("2031-05-0{}", n + 1)),
                days: Some(day(n as i8 + 1)),
                date_span: Some(Span::new(end - words.len(), end)),
                ..Values::default()
            };
        }
        story.follow().claims[0].disagreements.len()
    };
    assert_eq!(disagreements(["on May 1", "on May 2"]), 1);
    assert_eq!(disagreements(["on Thursday", "on Friday"]), 1);
    assert_eq!(disagreements(["the day before", "two days earlier"]), 0);
}

#[test]
fn the_latest_official_word_counts_once() {
    let ministry = ("Ministry of Water", Referent::Body);
    let mut story = Story::default();
    story.article("A", 1, &[ministry], CLAUSE);
    story.article("B", 2, &[("Harbour Police", Referent::Body)], CLAUSE).polarity = Polarity::Denied;
    // Relaying the first statement later does not make it the latest.
    story.article("C", 3, &[("A", OUTLET)], CLAUSE);
    let followed = story.follow();
    assert_eq!(followed.claims[0].official.status, OfficialStatus::Denied);
    assert_eq!(bounds(&followed), (1, 1), "a denial is no origin");
    assert_eq!(followed.claims[0].disagreements.len(), 1);

    let mut hedged = Story::default();
    hedged.article("A", 1, &[ministry], CLAUSE).certainty = Certainty::Hedged;
    assert_eq!(hedged.follow().claims[0].official.status, OfficialStatus::None);
}

#[test]
fn what_is_lost_on_the_way() {
    let mut story = Story::default();
    story.article("A", 1, &[("Ada Lom", PERSON)], CLAUSE).certainty = Certainty::Hedged;
    story.article("B", 2, &[("A", OUTLET)], CLAUSE);
    story.article("C", 3, &[], CLAUSE);
    let followed = story.follow();
    let drifts: Vec<_> =
        followed.claims[0].drifts.iter().map(|drift| (drift.kind, drift.from, drift.to)).collect();
    assert!(drifts.contains(&(DriftKind::HedgeDropped, 0, 1)), "{drifts:?}");
    assert!(drifts.contains(&(DriftKind::AttributionDropped, 1, 2)), "{drifts:?}");
    assert!(!drifts.iter().any(|&(_, _, to)| to == 0), "nothing drifts back in time: {drifts:?}");
    assert!(
        !drifts.contains(&(DriftKind::HedgeDropped, 0, 2)),
        "B lost the hedge, not C that read B: {drifts:?}"
    );
}

#[test]
fn hop_kinds_follow_what_is_credited() {
    let mut story = Story::default();
    story.article("A", 1, &[("B", OUTLET), ("Ada Lom", PERSON)], CLAUSE);
    let followed = story.follow();
    let kinds: Vec<_> = followed.claims[0].occurrences[0].via.iter().map(|hop| hop.kind).collect();
    assert_eq!(kinds, [HopKind::Relayed, HopKind::Attributed]);
    let ids: Vec<_> = followed.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(ids, ["s1", "s2"], "only sources that chains use, in order of use");
}

#[test]
fn a_long_line_of_credits_ends() {
    let mut story = Story::default();
    let names: Vec<String> = (0..3_000).map(|n| format!("Outlet {n}")).collect();
    for (day, pair) in names.windows(2).enumerate() {
        story.article(&pair[1], day as i64, &[(&pair[0], OUTLET)], CLAUSE);
    }
    assert_eq!(story.follow().claims[0].occurrences.len(), 2_999);
}
