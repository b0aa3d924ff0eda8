//! What is new since an analyst looked last.

use super::file::{File, articles, text};
use serde_json::Value;
use std::fs;

fn news(story: &File, since: &str) -> String {
    let output = story.run(&["news", "STORY", "--since", since]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn each_article_brings_its_news_once() {
    let story = File::new();
    let article = |name: &str| articles().join(name);
    let mut first: Vec<_> = fs::read_dir(articles()).unwrap().map(|entry| entry.unwrap().path()).collect();
    first.retain(|path| !path.ends_with("wires.jsonl"));
    first.sort();
    story.add(&first.iter().collect::<Vec<_>>());
    let told = news(&story, "last");
    assert!(told.starts_with("new since the beginning: 8 articles, "), "{told}");
    assert!(told.contains("New claims of one article alone"), "{told}");
    let told = news(&story, "last");
    assert!(told.starts_with("new since 2") && told.trim_end().ends_with("Z: nothing"), "{told}");

    // The minister's denial, and a body that confirms.
    story.add(&[&article("wires.jsonl")]);
    let told = news(&story, "last");
    assert!(told.contains(": 4 articles, "), "{told}");
    let warning = told
        .split("\n  c")
        .find(|part| part.contains("denied by Borislav Hadzhiyev"))
        .unwrap_or_else(|| panic!("{told}"));
    for words in [
        "≠ denied by Borislav Hadzhiyev, in Vezta",
        "new origin: State Dam Inspectorate",
        "official: was denied, is confirmed",
        "now also in United Dispatch, Vezta",
    ] {
        assert!(warning.contains(words), "{words}\nnot in\n{warning}");
    }
    // Asking for a day notes nothing, and may be asked again.
    let all = news(&story, "2001-01-01");
    assert!(all.contains(": 12 articles, "), "{all}");
    assert_eq!(news(&story, "2001-01-01"), all);
    let told = news(&story, "last");
    assert!(told.trim_end().ends_with(": nothing"), "{told}");
    assert_eq!(story.run(&["news", "STORY", "--since", "tomorrow"]).status.code(), Some(1));
}

#[test]
fn an_edit_is_told_with_its_words() {
    let story = File::new();
    let head = "Title: Gate jams\nOutlet: Tarn Courier\nURL: https://tarn.example/1\n\n";
    let one = story.beside(
        "one.txt",
        &format!("{head}The mayor said on Monday that 40 people had left Kelby by boat.\n"),
    );
    let two = story.beside(
        "two.txt",
        &format!("{head}The mayor said on Monday that 90 people had left Kelby by boat.\n"),
    );
    story.add(&[&one]);
    news(&story, "last");
    story.add(&[&two]);
    let told = news(&story, "last");
    assert!(told.contains("1 edit"), "{told}");
    assert!(told.contains("one, version 2: edited without saying so"), "{told}");
    assert!(told.contains("said on Monday that [-40-] [+90+] people had left Kelby"), "{told}");
    let three = story.beside(
        "three.txt",
        &format!(
            "{head}The mayor said on Monday that 70 people had left Kelby by boat.\n\nCorrection: an earlier version of this article said that \
             90 people had left Kelby by boat.\n"
        ),
    );
    story.add(&[&three]);
    let told = news(&story, "last");
    assert!(told.contains("1 edit, 1 correction"), "{told}");
    assert!(told.contains("/ Tarn Courier corrects itself (one)"), "{told}");
    assert!(told.contains("one, version 3: corrected"), "{told}");
    // The note once, above the words that changed.
    assert_eq!(told.matches("\"Correction: an earlier version").count(), 1, "{told}");
    assert!(!news(&story, "last").contains("corrects itself"));
}

#[test]
fn programs_get_the_same_news() {
    let story = File::new();
    let told = |since: &str| -> Value {
        let output = story.run(&["news", "STORY", "--format", "json", "--since", since]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        let schema: Value = serde_json::from_str(include_str!("../../../../schema/news.json")).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let errors: Vec<String> = validator.iter_errors(&told).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        told
    };
    let mut first: Vec<_> = fs::read_dir(articles()).unwrap().map(|entry| entry.unwrap().path()).collect();
    first.retain(|path| !path.ends_with("wires.jsonl"));
    story.add(&first.iter().collect::<Vec<_>>());
    let head = "Title: Gate jams\nOutlet: Tarn Courier\nURL: https://tarn.example/1\n\n";
    let version = |words: &str| {
        story.beside("tarn.txt", &format!("{head}The mayor said that {words} had left Kelby.\n"))
    };
    story.add(&[&version("40 people")]);
    let beginning = told("last");
    assert_eq!(beginning["since"], Value::Null);
    assert_eq!(beginning["articles"].as_array().unwrap().len(), 9);

    story.add(&[&articles().join("wires.jsonl")]);
    story.add(&[&version("90 people")]);
    let corrected = "91 people had left Kelby.\n\nCorrection: an earlier version of this article gave 90 people; all the mayor said is that 91 people";
    story.add(&[&version(corrected)]);
    let news = told("last");
    assert_eq!(news["articles"].as_array().unwrap().len(), 4);
    let trace: Value = serde_json::from_slice(&story.trace()).unwrap();
    let text_of = |doc: &Value| -> Vec<char> {
        let documents = trace["documents"].as_array().unwrap();
        let document = documents.iter().find(|document| document["id"] == *doc).unwrap();
        document["text"].as_str().unwrap().chars().collect()
    };
    let words = |place: &Value| -> String {
        let at = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
        text_of(&place["doc"])[at("start")..at("end")].iter().collect()
    };
    let changes = news["changes"].as_array().unwrap();
    let denied = changes.iter().find(|change| !change["denials"].as_array().unwrap().is_empty()).unwrap();
    assert_eq!(denied["denials"][0]["doc"], "vezta-denial");
    assert_eq!(denied["denials"][0]["origin"]["name"], "Borislav Hadzhiyev");
    assert_eq!(denied["official"], serde_json::json!({ "was": "denied", "now": "confirmed" }));
    let claim =
        trace["claims"].as_array().unwrap().iter().find(|claim| claim["id"] == denied["claim"]).unwrap();
    assert_eq!(
        (&denied["canonical"], &denied["now"]["certain"]),
        (&claim["canonical"], &claim["independent_min"])
    );
    // Every new occurrence stands in an article that is new or was edited, and in the trace.
    for change in changes {
        for place in change["occurrences"].as_array().unwrap() {
            let new = news["articles"].as_array().unwrap();
            assert!(new.contains(&place["doc"]) || place["doc"] == "tarn", "{place}");
            assert!(!words(place).is_empty());
        }
    }
    // The note, with the claim that it speaks of.
    let corrections = news["corrections"].as_array().unwrap();
    assert_eq!(corrections.len(), 1, "{corrections:?}");
    assert_eq!(corrections[0]["notice"]["doc"], "tarn");
    assert_eq!(words(&corrections[0]["notice"]), corrections[0]["notice"]["words"].as_str().unwrap());
    let spoken_of = corrections[0]["claims"].as_array().unwrap();
    assert!(
        spoken_of.iter().any(|claim| claim["canonical"].as_str().unwrap().contains("Kelby")),
        "{corrections:?}"
    );
    // Each edit with what it says of itself; its pieces are the text.
    let edits = news["edits"].as_array().unwrap();
    let notices: Vec<&str> = edits.iter().map(|edit| edit["notice"].as_str().unwrap()).collect();
    assert_eq!(notices, ["silent", "correction"]);
    assert!(edits[1]["correction"].as_str().unwrap().starts_with("Correction: an earlier version"));
    let later: String = edits[1]["pieces"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|piece| piece["kind"] != "gone")
        .map(|piece| piece["text"].as_str().unwrap())
        .collect();
    assert_eq!(later, text_of(&Value::from("tarn")).into_iter().collect::<String>());
    let again = told("last");
    assert!(
        ["articles", "claims", "changes", "corrections", "edits"]
            .iter()
            .all(|name| again[name].as_array().unwrap().is_empty()),
        "{again}"
    );
}
