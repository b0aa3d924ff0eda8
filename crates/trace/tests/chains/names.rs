//! Names that cannot both hold.

use super::Story;
use headwater_text::{Form, Mention, NameKind, Referent, Span};

/// A pile in which articles name somebody: "Ivo Marr was arrested at the sluice on Friday night".
fn named(story: &mut Story, outlet: &str, day: i64, people: &[&str], rest: &str) {
    let subject = people.join(" and ");
    story.article(outlet, day, &[], &format!("{subject} {rest}"));
    let doc = story.documents.len() - 1;
    for name in people {
        let start = story.documents[doc].text.find(name).expect("in the clause");
        let span = Span::new(start, start + name.len());
        story.annotations[doc].mentions.push(Mention {
            span,
            head: span,
            form: Form::Name,
            referent: Referent::Person,
            role: None,
            affiliation: None,
            plural: false,
            official: false,
            antecedent: None,
            alias_of: None,
            kind: Some(NameKind::Person),
        });
        let entity = story.entity(name, Referent::Person);
        let place = story.entities.of_mention[doc].len();
        story.entities.of_mention[doc].push(Some(entity));
        story.entities.list[entity].mentions.push((doc, place));
    }
}

#[test]
fn the_same_said_of_two_people_is_a_disagreement() {
    const ARRESTED: &str = "was arrested at the northern sluice on Friday night";
    let check = |articles: &[(&[&str], &str)], expected: &[&str], why: &str| {
        let mut story = Story::default();
        for (day, (people, rest)) in articles.iter().enumerate() {
            named(&mut story, &format!("Paper {day}"), day as i64, people, rest);
        }
        let followed = story.follow();
        let found: Vec<&str> =
            followed.claims[0].disagreements.iter().map(|found| found.reason.as_str()).collect();
        assert_eq!(found, expected, "{why}");
    };
    let two = "“Ivo Marr” against “Pavel Lenk”";
    check(&[(&["Ivo Marr"], ARRESTED), (&["Pavel Lenk"], ARRESTED)], &[two], "one clause, two names");
    check(
        &[
            (&["Ivo Marr"], ARRESTED),
            (&["Pavel Lenk"], "was seized at the northern sluice late on Friday night"),
        ],
        &[two],
        "nearly one clause",
    );
    check(&[(&["Ivo Marr"], ARRESTED), (&["Ivo Marr"], ARRESTED)], &[], "one name");
    check(&[(&["Ivo Marr"], ARRESTED), (&["Marr"], ARRESTED)], &[], "a shorter name");
    check(
        &[(&["Ivo Marr"], ARRESTED), (&["Pavel Lenk"], "spoke of the water in the dam")],
        &[],
        "another matter",
    );
    check(
        &[(&["Ivo Marr"], ARRESTED), (&["Pavel Lenk"], ARRESTED), (&["Ivo Marr", "Pavel Lenk"], ARRESTED)],
        &[two],
        "two articles do not know of the other man",
    );
    check(&[(&["Ivo Marr", "Pavel Lenk"], ARRESTED), (&["Pavel Lenk"], ARRESTED)], &[], "two men");
}
