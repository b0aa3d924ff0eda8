//! What is new since an analyst looked last.

use super::file::{File, articles, text};
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
    assert!(told.contains("one, version 2: edited without a time of change"), "{told}");
    assert!(told.contains("said on Monday that [-40-] [+90+] people had left Kelby"), "{told}");
}
