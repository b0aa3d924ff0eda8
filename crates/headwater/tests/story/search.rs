//! Searching a story, as people and programs do.

use super::file::{File, articles, text};
use serde_json::Value;

fn lines(story: &File, arguments: &[&str]) -> Vec<Value> {
    let output = story.run(&[&["search", "STORY", "--format", "jsonl"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    let schema: Value = serde_json::from_str(include_str!("../../../../schema/search.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for line in &lines {
        let errors: Vec<String> = validator.iter_errors(line).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{line}\n{}", errors.join("\n"));
    }
    lines
}

fn docs(lines: &[Value]) -> Vec<&str> {
    lines[1..].iter().map(|line| line["doc"].as_str().unwrap()).collect()
}

#[test]
fn articles_are_found_by_words_outlets_sources_and_dates() {
    let story = File::new();
    story.add(&[&articles()]);
    let all = lines(&story, &["--limit", "100"]);
    assert_eq!((all.len(), &all[0]["total"]), (13, &Value::from(12)));
    assert_eq!(all[0]["sources"], Value::Null);
    let mut screamed =
        docs(&lines(&story, &["screamed"])).iter().map(|doc| (*doc).to_owned()).collect::<Vec<_>>();
    screamed.sort();
    assert_eq!(screamed, ["herald-gate", "mercury-flee", "wbn-gate"]);
    assert_eq!(docs(&lines(&story, &["screamed", "--outlet", "WBN News"])), ["wbn-gate"]);
    assert_eq!(docs(&lines(&story, &["screamed", "--from", "2032-04-13"])), ["mercury-flee"]);
    assert_eq!(docs(&lines(&story, &["screamed -flee", "--sort", "newest"])), ["wbn-gate", "herald-gate"]);
    // The words of a line stand in the text where it says.
    let trace: Value = serde_json::from_slice(&story.trace()).unwrap();
    let mut snippets = 0;
    for line in &lines(&story, &["november"])[1..] {
        let document =
            trace["documents"].as_array().unwrap().iter().find(|doc| doc["id"] == line["doc"]).unwrap();
        let chars: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        for snippet in line["snippets"].as_array().unwrap() {
            let at = |name: &str| usize::try_from(snippet[name].as_u64().unwrap()).unwrap();
            let words: String = chars[at("start")..at("end")].iter().collect();
            assert_eq!(snippet["text"], Value::from(words.as_str()));
            let words: Vec<char> = words.chars().collect();
            for hit in snippet["hits"].as_array().unwrap() {
                let at = |index: usize| usize::try_from(hit[index].as_u64().unwrap()).unwrap();
                let hit: String = words[at(0)..at(1)].iter().collect();
                assert_eq!(hit.to_lowercase(), "november");
            }
            snippets += 1;
        }
    }
    assert!(snippets > 5, "{snippets}");
}

#[test]
fn sources_are_those_of_the_trace() {
    let story = File::new();
    story.add(&[&articles()]);
    let trace: Value = serde_json::from_slice(&story.trace()).unwrap();
    let list = |value: &Value| value.as_array().unwrap().clone();
    let zharova =
        list(&trace["sources"]).into_iter().find(|source| source["name"] == "Yevdokia Zharova").unwrap();
    let mut expected: Vec<String> = Vec::new();
    for occurrence in list(&trace["claims"]).iter().flat_map(|claim| list(&claim["occurrences"])) {
        let hops = list(&occurrence["via"]);
        if occurrence["origin"] == zharova["id"] || hops.iter().any(|hop| hop["to"] == zharova["id"]) {
            expected.push(occurrence["doc"].as_str().unwrap().to_owned());
        }
    }
    expected.sort();
    expected.dedup();
    assert!(expected.len() > 3, "{expected:?}");
    // By the name that a misspelling article gives her, too.
    for name in ["Yevdokia Zharova", "yevdokia zharova"] {
        let found = lines(&story, &["--source", name]);
        let mut docs = docs(&found);
        docs.sort_unstable();
        assert_eq!(docs, expected, "{name}");
        let counted = list(&found[0]["sources"]);
        let of = counted.iter().find(|count| count["value"] == "Yevdokia Zharova").unwrap();
        assert_eq!(of["count"], expected.len());
    }
    let unknown = story.run(&["search", "STORY", "--source", "Nobody At All"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).contains("no source is named \"Nobody At All\""));
}

#[test]
fn people_see_what_was_found_and_what_was_not_searched_for() {
    let story = File::new();
    let told = |arguments: &[&str]| {
        let output = story.run(&[&["search", "STORY"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    assert_eq!(told(&["gate"]), "nothing found\n");
    let file = story.beside("gate.txt", "Title: Gate jams\nOutlet: Tarn Courier\nDate: 2031-05-04\n\nGate two jammed on Sunday, the mayor said.\n");
    story.add(&[&file]);
    assert_eq!(
        told(&["jammed gate 🌊"]),
        "gate  2031-05-04  Tarn Courier\n    *Gate* jams\n    *Gate* two *jammed* on Sunday, the mayor said.\n\n\
         1 article\nnot searched: 🌊\nby outlet: Tarn Courier 1\nby date: 2031-05-04 1\n"
    );
    assert!(told(&["--skip", "1"]).starts_with("1 article, none of them after the first 1\n"));
    let wrong = story.run(&["search", "STORY", "--from", "soon"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("give a day such as 2032-04-14"));
}
