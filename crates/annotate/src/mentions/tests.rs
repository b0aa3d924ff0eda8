use super::*;
use headwater_text::{Referent, Sentence};
use proptest::prelude::*;
use std::sync::LazyLock;

static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::new(&Language::english()));

fn find(text: &str) -> Vec<Mention> {
    let notes = Annotations {
        sentences: vec![Sentence { span: Span::new(0, text.len()), paragraph: 0 }],
        ..Annotations::default()
    };
    FINDER.find(text, &notes)
}

#[test]
fn a_name_and_its_role_are_one_mention() {
    // text, whole phrase, name, role, body inside the role
    let check = |text: &str, span: &str, head: &str, role: &str, body: Option<&str>| {
        let mentions = find(text);
        let Some(mention) = mentions.iter().find(|mention| mention.head.of(text) == head) else {
            panic!("{head} not found in {mentions:#?}");
        };
        assert_eq!(mention.span.of(text), span);
        assert_eq!(mention.role.map(|role| role.of(text)), Some(role));
        assert_eq!(mention.referent, Referent::Person, "{head}");
        let found = mention.affiliation.map(|body| mentions[body].span.of(text));
        assert_eq!(found, body, "{head}");
    };
    check(
        "Interior Minister Tomas Quell resigned.",
        "Interior Minister Tomas Quell",
        "Tomas Quell",
        "Interior Minister",
        None,
    );
    check(
        "Ivo Marn, the head of the Port Corrow stock exchange, resigned.",
        "Ivo Marn, the head of the Port Corrow stock exchange",
        "Ivo Marn",
        "the head of the Port Corrow stock exchange",
        Some("the Port Corrow stock exchange"),
    );
    check(
        "Ivo Marn, the engineer who disclosed the leak, resigned.",
        "Ivo Marn, the engineer",
        "Ivo Marn",
        "the engineer",
        None,
    );
    check("Dr. Ilse Vantongeren agreed.", "Dr. Ilse Vantongeren", "Ilse Vantongeren", "Dr", None);
    check(
        "It rained, coastguard spokesperson Ana bint Sorel said.",
        "coastguard spokesperson Ana bint Sorel",
        "Ana bint Sorel",
        "coastguard spokesperson",
        Some("coastguard"),
    );
    check(
        "It rained, said Şule Kıvanç, a spokesperson for the River Police, on Monday.",
        "Şule Kıvanç, a spokesperson for the River Police",
        "Şule Kıvanç",
        "a spokesperson for the River Police",
        Some("the River Police"),
    );
    check(
        "Then the mayor of Tarn Bridge, Olha van der Mies, left.",
        "the mayor of Tarn Bridge, Olha van der Mies",
        "Olha van der Mies",
        "the mayor of Tarn Bridge",
        None,
    );
    check(
        "Omar al-Rashidi, the director of Tarn Bridge General Hospital, wept.",
        "Omar al-Rashidi, the director of Tarn Bridge General Hospital",
        "Omar al-Rashidi",
        "the director of Tarn Bridge General Hospital",
        Some("Tarn Bridge General Hospital"),
    );
}

#[test]
fn words_show_what_is_meant() {
    let check = |text: &str, span: &str, form: Form, referent: Referent| {
        let mentions = find(text);
        let found = mentions.iter().find(|mention| mention.span.of(text) == span);
        assert_eq!(
            found.map(|mention| (mention.form, mention.referent)),
            Some((form, referent)),
            "{span}: {mentions:#?}"
        );
    };
    check("Two officials said so.", "Two officials", Form::Unnamed, Referent::Person);
    check(
        "It fell, said a person briefed on the matter.",
        "a person briefed on the matter",
        Form::Unnamed,
        Referent::Person,
    );
    check(
        "He asked one former Veltan official.",
        "one former Veltan official",
        Form::Unnamed,
        Referent::Person,
    );
    check("It was reported by a Veltish outlet.", "a Veltish outlet", Form::Unnamed, Referent::Outlet);
    check(
        "She had read a six-page incident report.",
        "a six-page incident report",
        Form::Unnamed,
        Referent::Document,
    );
    check("Then the newspaper closed.", "the newspaper", Form::Description, Referent::Outlet);
    check("Then the interior ministry answered.", "the interior ministry", Form::Description, Referent::Body);
    check("They met the Ministry of Interior.", "the Ministry of Interior", Form::Name, Referent::Body);
    check("He told the Post that it fell.", "the Post", Form::Name, Referent::Outlet);
    check(
        "He told the broadcaster Radio Halvor so.",
        "the broadcaster Radio Halvor",
        Form::Name,
        Referent::Outlet,
    );
    check("He read the Bosk Daily website.", "the Bosk Daily website", Form::Name, Referent::Outlet);
    check("Copper Press Service had it first.", "Copper Press Service", Form::Name, Referent::Wire);
    check("So the Veltan government fell.", "the Veltan government", Form::Name, Referent::Body);
    check("A resident saw the blast.", "A resident", Form::Unnamed, Referent::Eyewitness);
    check("Then she left.", "she", Form::Pronoun, Referent::Person);
}

#[test]
fn a_capital_at_the_head_of_a_sentence_says_little() {
    let check = |text: &str, expected: &[&str]| {
        let mentions = find(text);
        let names: Vec<&str> = mentions
            .iter()
            .filter(|mention| mention.form == Form::Name)
            .map(|mention| mention.head.of(text))
            .collect();
        assert_eq!(names, expected, "{text}");
    };
    check("Streets were quiet.", &[]);
    check("Meanwhile Ana Sorel left.", &["Ana Sorel"]);
    check("HTQ denied it.", &["HTQ"]);
    check("She met Ana Sorel, and “Sorel left”.", &["Ana Sorel", "Sorel"]);
    check("End.Then it stopped at example.com.", &[]);
}

#[test]
fn definitions_link_names() {
    let check = |text: &str, short: &str, long: &str| {
        let mentions = find(text);
        let mention = mentions.iter().find(|mention| mention.head.of(text) == short);
        let linked = mention.and_then(|mention| mention.alias_of).map(|other| mentions[other].head.of(text));
        assert_eq!(linked, Some(long), "{mentions:#?}");
    };
    check("He joined the River Police (RP) early.", "RP", "River Police");
    check("He met Ana Sorel, also known as Mara Quill, there.", "Mara Quill", "Ana Sorel");
}

#[test]
fn authority_follows_office_and_body() {
    let check = |text: &str, head: &str, official: bool| {
        let found = find(text).into_iter().find(|mention| mention.head.of(text) == head);
        assert_eq!(found.map(|mention| mention.official), Some(official), "{text}");
    };
    check("The interior minister, Tomas Quell, left.", "Tomas Quell", true);
    check("Ana Sorel, a spokesperson for the River Police, left.", "Ana Sorel", true);
    check("Ana Sorel, a spokesperson for the Lantern Front, left.", "Ana Sorel", false);
    check("Ana Sorel, a former spokesperson for the River Police, left.", "Ana Sorel", false);
    check("Ana Sorel, a former interior minister, left.", "Ana Sorel", false);
    check("He met Ana Sorel, an analyst.", "Ana Sorel", false);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_ordered_mentions_on_character_boundaries(text in "(\\PC|[A-Z][a-z]{1,6} |the |said |, |\\. |al-|’s |\\(|\\)|minister |officials ){0,60}") {
        let mentions = find(&text);
        for pair in mentions.windows(2) {
            prop_assert!((pair[0].span.start, pair[0].span.end) <= (pair[1].span.start, pair[1].span.end));
        }
        for mention in &mentions {
            prop_assert!(text.get(mention.span.range()).is_some());
            prop_assert!(mention.span.contains(mention.head), "{mention:?}");
            prop_assert!(mention.affiliation.is_none_or(|index| index < mentions.len()));
            prop_assert!(mention.alias_of.is_none_or(|index| index < mentions.len()));
        }
        prop_assert_eq!(find(&text), mentions);
        let _ = FINDER.read(&text, Span::new(0, text.len()));
    }
}
