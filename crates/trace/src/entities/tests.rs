use super::*;
use headwater_text::{Annotations, Document, Form, Mention, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Language> = LazyLock::new(Language::english);

/// A document whose text is names, one a line: (name, what it is, index of the name it is said to be another of).
fn document(id: &str, outlet: Option<&str>, names: &[(&str, Referent)]) -> (Document, Annotations) {
    let mut text = String::new();
    let mut notes = Annotations::default();
    for (name, referent) in names {
        let start = text.len();
        text.push_str(name);
        let span = Span::new(start, text.len());
        text.push('\n');
        let article = ["the ", "The "]
            .iter()
            .find(|article| name.starts_with(**article))
            .map_or(0, |article| article.len());
        notes.mentions.push(Mention {
            span,
            head: Span::new(start + article, span.end),
            form: if name.chars().any(char::is_uppercase) || name.chars().any(|c| c > '\u{600}') {
                Form::Name
            } else {
                Form::Description
            },
            referent: *referent,
            role: None,
            affiliation: None,
            plural: false,
            official: false,
            antecedent: None,
            alias_of: None,
            kind: None,
        });
    }
    let document = Document { id: id.into(), outlet: outlet.map(Into::into), text, ..Document::default() };
    (document, notes)
}

fn resolve_all(parts: &[(Document, Annotations)]) -> Entities {
    let (documents, annotations): (Vec<Document>, Vec<Annotations>) = parts.iter().cloned().unzip();
    let pile = Pile { documents: &documents, annotations: &annotations };
    resolve(pile, &ENGLISH)
}

fn together(found: &Entities, a: &str, b: &str) -> bool {
    found
        .list
        .iter()
        .any(|entity| entity.names.iter().any(|name| name == a) && entity.names.iter().any(|name| name == b))
}

use Referent::{Body, Outlet, Person, Unknown, Wire};

#[test]
fn names_that_mean_the_same_meet() {
    let check = |documents: &[&[(&str, Referent)]], a: &str, b: &str, expected: bool| {
        let parts: Vec<_> = documents
            .iter()
            .enumerate()
            .map(|(index, names)| document(&format!("d{index}"), None, names))
            .collect();
        let found = resolve_all(&parts);
        assert_eq!(together(&found, a, b), expected, "{a} / {b}: {:#?} {:#?}", found.list, found.merges);
    };
    // Spellings of many languages.
    for (a, b) in [
        ("Şule Kıvançoğlu", "Shule Kivanchoghlu"),
        ("Nadezhda Vorontsova", "Nadezda Woronzowa"),
        ("Yusuf Al Qaderi", "Youssef al-Kaderi"),
        ("Hsu Chung-hao", "Xu Zhonghao"),
        ("Bohdan Hryhorchuk", "Bogdan Grigorchuk"),
        ("Geoffrey Ashcombe", "Jeffrey Ashcomb"),
        ("Mirela Tavarnescu", "Mirela Tavarnecsu"),
        ("Оксана Тимчук", "Oksana Tymchuk"),
    ] {
        check(&[&[(a, Person)], &[(b, Person)]], a, b, true);
    }
    // Given names keep people apart, and so does a kunya that many bear.
    for (a, b) in [
        ("Rania Qasmani", "Samira Qasmani"),
        ("Elena Morozova", "Oksana Morozova"),
        ("Abu Tarek al-Hamdi", "Abu Tarek al-Masri"),
    ] {
        check(&[&[(a, Person)], &[(b, Person)]], a, b, false);
    }
    check(&[&[("Ana Sorel", Person), ("Sorel", Person)]], "Ana Sorel", "Sorel", true);
    check(&[&[("Ana Sorel", Person)], &[("Sorel", Person)]], "Ana Sorel", "Sorel", true);
    check(
        &[&[("Ana Sorel", Person), ("Tomas Sorel", Person)], &[("Sorel", Person)]],
        "Ana Sorel",
        "Sorel",
        false,
    );
    check(&[&[("Xu Zhonghao", Person), ("Xu", Person)]], "Xu", "Xu Zhonghao", true);
    // Bodies.
    check(
        &[&[("the River Gendarmerie", Body), ("the gendarmerie", Body)]],
        "the River Gendarmerie",
        "the gendarmerie",
        true,
    );
    check(
        &[&[("the Ministry of Works", Body)], &[("the works ministry", Body)]],
        "the Ministry of Works",
        "the works ministry",
        true,
    );
    check(
        &[&[("the Lake Party", Body), ("the Hill Party", Body), ("the party", Body)]],
        "the Lake Party",
        "the party",
        false,
    );
    check(
        &[&[("Tarn General Hospital", Body)], &[("Tarn Hospital", Body)]],
        "Tarn General Hospital",
        "Tarn Hospital",
        false,
    );
    // Outlets.
    check(&[&[("The Tarn Post", Outlet)], &[("the Post", Outlet)]], "The Tarn Post", "the Post", true);
    check(
        &[&[("The Tarn Post", Outlet), ("The Hill Post", Outlet)], &[("the Post", Outlet)]],
        "The Tarn Post",
        "the Post",
        false,
    );
    check(&[&[("The Tarnish Post", Outlet)], &[("TaPo", Unknown)]], "The Tarnish Post", "TaPo", true);
    check(&[&[("Copper Press Service", Wire)], &[("CPS", Unknown)]], "Copper Press Service", "CPS", true);
    check(&[&[("Channel Seven", Outlet)], &[("Channel 7", Outlet)]], "Channel Seven", "Channel 7", true);
}

#[test]
fn the_text_may_join_names_that_differ() {
    let (document, mut notes) = document("d", None, &[("Ana Sorel", Person), ("Mara Quill", Person)]);
    notes.mentions[1].alias_of = Some(0);
    assert!(together(&resolve_all(&[(document, notes)]), "Ana Sorel", "Mara Quill"));
}

#[test]
fn documents_name_their_outlets() {
    let mut parts = vec![
        document("a", Some("The Tarn Courier"), &[("the Courier", Outlet)]),
        document("b", None, &[("tarncourier.example", Unknown)]),
    ];
    parts[1].0.url = Some("https://www.tarn-courier.example/x".into());
    let found = resolve_all(&parts);
    assert_eq!(found.of_outlet[0], found.of_outlet[1]);
    assert_eq!(found.of_mention[0][0], found.of_outlet[0]);
    assert_eq!(found.list[found.of_outlet[0].unwrap()].name, "The Tarn Courier");
}

#[test]
fn roles_say_for_whom_a_person_speaks() {
    let (document, mut notes) =
        document("d", None, &[("Ana Sorel", Person), ("the Ministry of Works", Body)]);
    let text = format!("{}the works minister", document.text);
    notes.mentions[0].role = Some(Span::new(document.text.len(), text.len()));
    let found = resolve_all(&[(Document { text, ..document }, notes)]);
    assert_eq!(found.list[0].roles, ["the works minister"]);
    assert_eq!(found.list[0].speaks_for, Some(1));
}

fn groups(found: &Entities) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = found.list.iter().map(|entity| entity.names.clone()).collect();
    groups.sort();
    groups
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_documents_does_not_matter(picks in prop::collection::vec(prop::collection::vec(0_usize..14, 1..5), 2..5)) {
        const NAMES: [(&str, Referent); 14] = [
            ("Ana Sorel", Person), ("Anna Sorell", Person), ("Sorel", Person), ("Tomas Sorel", Person), ("Tomasz Sorel", Person),
            ("Quell", Unknown), ("Ivan Quell", Person), ("the Post", Outlet), ("The Tarn Post", Outlet), ("The Hill Post", Outlet),
            ("HRC", Unknown), ("Hill Road Council", Body), ("the council", Body), ("Jan Qvell", Person),
        ];
        let parts: Vec<_> = picks.iter().enumerate().map(|(index, names)| {
            let names: Vec<(&str, Referent)> = names.iter().map(|pick| NAMES[*pick]).collect();
            document(&format!("d{index}"), None, &names)
        }).collect();
        let mut reversed = parts.clone();
        reversed.reverse();
        prop_assert_eq!(groups(&resolve_all(&parts)), groups(&resolve_all(&reversed)));
    }

    #[test]
    fn any_names_give_consistent_indices(names in prop::collection::vec("\\PC{1,20}", 0..8)) {
        let names: Vec<(&str, Referent)> = names.iter().map(|name| (name.as_str(), Person)).collect();
        let found = resolve_all(&[document("d", Some("X"), &names)]);
        for (index, entity) in found.of_mention[0].iter().enumerate() {
            if let Some(entity) = entity {
                prop_assert!(found.list[*entity].mentions.contains(&(0, index)));
            }
        }
        prop_assert!(found.list.iter().all(|entity| entity.speaks_for.is_none_or(|body| body < found.list.len())));
    }
}
