//! Exports, read back by readers of their forms.

use super::file::{File, articles, text};
use super::graph::Graph;
use oxjsonld::JsonLdParser;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

fn story() -> File {
    let story = File::new();
    story.add(&[&articles()]);
    let one = story.beside("one.txt", "Title: Gate & dam\nOutlet: Tarn <Courier>\nURL: https://tarn.example/1\n\nThe mayor said on Monday that gate two had jammed.\n");
    let two = story.beside("two.txt", "Title: Gate & dam\nOutlet: Tarn <Courier>\nURL: https://tarn.example/1\n\nThe mayor said on Monday that gate three had jammed.\n");
    let note = story.beside("note.txt", "Title: Ferry late\nOutlet: Quay Post\nURL: https://quay.example/1\n\nThe ferry was late by 40 minutes on Monday, the harbour master said.\n\nCorrection: an earlier version of this article said that the ferry was late by 90 minutes.\n");
    story.add(&[&one, &two, &note]);
    story.run(&["judge", "STORY", "origin", "c1.1", "Ada Holt", "--who", "I. Marr"]);
    story
}

fn export(story: &File, form: &str) -> String {
    let output = story.run(&["export", "STORY", "--format", form]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn every_line_of_json_keeps_the_schema() {
    let story = story();
    let schema: Value = serde_json::from_str(include_str!("../../../../schema/export.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for line in export(&story, "jsonl").lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let errors: Vec<String> = validator.iter_errors(&line).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{line}\n{}", errors.join("\n"));
        *kinds.entry(line["type"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    let trace: Value = serde_json::from_slice(&story.trace()).unwrap();
    let count = |name: &str| trace[name].as_array().unwrap().len();
    let occurrences: usize = trace["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| claim["occurrences"].as_array().unwrap().len())
        .sum();
    let expected = [
        ("claim", count("claims")),
        ("copy", count("copies")),
        ("document", 14),
        ("judgement", 1),
        ("notice", 1),
        ("occurrence", occurrences),
        ("source", count("sources")),
    ];
    assert_eq!(kinds, expected.map(|(name, count)| (name.to_owned(), count)).into());
}

#[test]
fn tables_have_the_columns_of_their_manifest() {
    let story = story();
    let refused = story.run(&["export", "STORY", "--format", "csv"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("name the folder with -o"));
    let folder = story.path().with_file_name("tables");
    let output = story.run(&["export", "STORY", "--format", "csv", "-o", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let manifest: Value =
        serde_json::from_slice(&fs::read(folder.join("datapackage.json")).unwrap()).unwrap();
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut occurrences, mut notices, mut corrections) = (Vec::new(), Vec::new(), Vec::new());
    for resource in manifest["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        let mut reader = csv::Reader::from_path(folder.join(resource["path"].as_str().unwrap())).unwrap();
        let fields: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let listed: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(fields, listed, "{name}");
        for record in reader.records() {
            let record = record.unwrap();
            if fields[0] == "id" {
                assert!(
                    ids.entry(name.to_owned()).or_default().insert(record[0].to_owned()),
                    "{name}: {record:?}"
                );
            }
            if name == "occurrences" {
                occurrences.push((record[1].to_owned(), record[2].to_owned(), record[11].to_owned()));
            }
            let row = || record.iter().map(str::to_owned).collect::<Vec<String>>();
            match name {
                "notices" => notices.push(row()),
                "corrections" => corrections.push(row()),
                _ => {}
            }
        }
    }
    for (claim, doc, origin) in &occurrences {
        assert!(ids["claims"].contains(claim) && ids["documents"].contains(doc));
        assert!(origin.is_empty() || ids["sources"].contains(origin), "{origin}");
    }
    assert!(occurrences.len() > 50);
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0][..3], ["1", "corrected", "note"]);
    assert!(notices[0][5].starts_with("Correction: an earlier version"), "{}", notices[0][5]);
    assert!(!corrections.is_empty());
    for row in &corrections {
        assert!(
            row[0] == "1" && ids["claims"].contains(&row[1]) && ids["occurrences"].contains(&row[2]),
            "{row:?}"
        );
        assert!(row[3] == "taken_back" || row[3] == "resting", "{row:?}");
    }
}

#[test]
fn provenance_is_rdf_that_says_what_it_should() {
    let told = export(&story(), "prov");
    let quads: Vec<_> = JsonLdParser::new()
        .for_slice(told.as_bytes())
        .collect::<Result<_, _>>()
        .unwrap_or_else(|error| panic!("{error}\n{told}"));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for quad in &quads {
        let name = quad.predicate.as_str().rsplit(['#', '/']).next().unwrap();
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    for name in
        ["wasQuotedFrom", "wasAttributedTo", "hadPrimarySource", "wasRevisionOf", "hadMember", "value"]
    {
        assert!(counts.contains_key(name), "{name} in {counts:?}");
    }
    let has = |subject: &str, predicate: &str, object: &str| {
        quads.iter().any(|quad| {
            quad.subject.to_string().contains(subject)
                && quad.predicate.as_str().ends_with(predicate)
                && quad.object.to_string().contains(object)
        })
    };
    assert!(has("document:one>", "wasRevisionOf", "document:one/1>"));
    assert!(has("occurrence:c1.1>", "wasQuotedFrom", "document:ud-evacuation"));
    // Nothing points to what is not described.
    let subjects: BTreeSet<String> = quads.iter().map(|quad| quad.subject.to_string()).collect();
    for quad in &quads {
        let object = quad.object.to_string();
        assert!(!object.starts_with("<urn:") || subjects.contains(&object), "{object}");
    }
}

#[test]
fn the_graph_is_whole_and_timed() {
    let graph = Graph::read(&export(&story(), "gexf"));
    assert_eq!(graph.nodes["article:one"], "Gate & dam");
    assert!(graph.edges > 20 && graph.times > 20, "{graph:?}");
}

#[test]
fn references_and_annotations() {
    let story = story();
    let items: Value = serde_json::from_str(&export(&story, "csl")).unwrap();
    let one = items.as_array().unwrap().iter().find(|item| item["id"] == "dnevka-warning").unwrap();
    assert_eq!(one["issued"]["date-parts"], serde_json::json!([[2032, 4, 13]]));
    assert_eq!(
        (&one["container-title"], &one["author"][0]["literal"]),
        (&"Dnevka".into(), &"Goran Vasht".into())
    );
    assert_eq!(items.as_array().unwrap().len(), 14);

    let page: Value = serde_json::from_str(&export(&story, "webannotation")).unwrap();
    let trace: Value = serde_json::from_slice(&story.trace()).unwrap();
    let texts: BTreeMap<String, Vec<char>> = trace["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            let id = found["id"].as_str().unwrap();
            let urn = format!("urn:x-headwater:document:{id}");
            let source = found["url"].as_str().map_or(urn, str::to_owned);
            (source, found["text"].as_str().unwrap().chars().collect())
        })
        .collect();
    let items = page["items"].as_array().unwrap();
    assert!(items.len() > 50);
    for item in items {
        let text = &texts[item["target"]["source"].as_str().unwrap()];
        let [quote, place] = [0, 1].map(|index| &item["target"]["selector"][index]);
        let at = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(quote["exact"], words.as_str());
        let before: String = text[..at("start")].iter().collect();
        assert!(before.ends_with(quote["prefix"].as_str().unwrap()));
    }
}

/// Names that no format likes: articles with them, two of each text so that there are copies.
fn unusual() -> (File, Vec<String>) {
    let story = File::new();
    let names: Vec<String> = [
        "two words",
        " spaced ",
        "quo\"ted",
        "it's",
        "<tag>&amp;",
        "a/b\\c",
        "tab\tname",
        "line\nname",
        "line name",
        "ctrl\u{1}",
        "ctrl%01",
        "日本語のニュース",
        "نخبة",
        "e\u{301}",
        "é",
        "👩\u{200d}🚒",
        "\u{202e}evil",
        "x",
        "x.v1",
        "x/1",
        "x@1",
        "s1",
        "c1",
        "urn:x",
        "%41",
        "A",
        "{}|^`",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(["long ".repeat(600)])
    .collect();
    let mut lines = String::new();
    for (number, name) in names.iter().enumerate() {
        let article = serde_json::json!({
            "id": name,
            "title": format!("{name} on gate {number}"),
            "outlet": format!("The {name}"),
            "author": name,
            "url": if number % 3 == 0 { format!("https://tarn.example/{number}?q={name}") } else { format!("tarn:{name}") },
            "published": format!("2031-05-{:02}", number + 1),
            "text": format!("The mayor told The {name} that gate {number} of {name} had jammed on Monday.\n\nSeven people died in Kelby, police said."),
        });
        lines.push_str(&format!("{article}\n"));
    }
    story.add(&[&story.beside("names.jsonl", &lines)]);
    let edited = lines.replace("had jammed", "had not jammed");
    let edited: String =
        edited.lines().filter(|line| line.contains("\"x\"")).map(|line| format!("{line}\n")).collect();
    assert_eq!(story.add(&[&story.beside("edited.jsonl", &edited)]), "version 2  x\n");
    (story, names)
}

#[test]
fn unusual_names_come_through_every_form() {
    let (story, names) = unusual();
    let trace: Value = serde_json::from_slice(&story.trace()).unwrap();
    let documents = trace["documents"].as_array().unwrap();
    let ids: BTreeSet<&str> = documents.iter().map(|document| document["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), names.len());
    let title =
        |id: &str| documents.iter().find(|document| document["id"] == id).unwrap()["title"].as_str().unwrap();

    // A node each, with its own label; what XML cannot hold is replaced there.
    let graph = Graph::read(&export(&story, "gexf"));
    let articles = graph.nodes.iter().filter(|(id, _)| id.starts_with("article:")).count();
    assert_eq!(articles, names.len());
    for id in &ids {
        let node = format!("article:{}", id.replace('%', "%25").replace('\u{1}', "%01"));
        let (label, title) = (graph.nodes.get(&node), title(id).replace('\u{1}', "\u{fffd}"));
        assert_eq!(label.map(String::as_str), Some(title.as_str()), "{node}");
    }

    let quads: Vec<_> =
        JsonLdParser::new().for_slice(export(&story, "prov").as_bytes()).collect::<Result<_, _>>().unwrap();
    let subjects: BTreeSet<String> = quads.iter().map(|quad| quad.subject.to_string()).collect();
    let entities =
        subjects.iter().filter(|subject| subject.starts_with("<urn:x-headwater:document:")).count();
    assert_eq!(entities, names.len() + 1, "every article and one earlier version");
    for quad in &quads {
        let object = quad.object.to_string();
        assert!(!object.starts_with("<urn:") || subjects.contains(&object), "{object}");
    }
    let values: BTreeSet<String> = quads
        .iter()
        .filter(|quad| quad.predicate.as_str().ends_with("title"))
        .map(|quad| quad.object.to_string())
        .collect();
    assert_eq!(values.len(), names.len());

    let items: Value = serde_json::from_str(&export(&story, "csl")).unwrap();
    let cited: BTreeSet<&str> =
        items.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(cited, ids);

    let page: Value = serde_json::from_str(&export(&story, "webannotation")).unwrap();
    let mut sources = BTreeSet::new();
    for item in page["items"].as_array().unwrap() {
        let source = item["target"]["source"].as_str().unwrap();
        assert!(
            source.starts_with("https://tarn.example/") || source.starts_with("urn:x-headwater:document:"),
            "{source}"
        );
        assert!(
            source.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte)),
            "{source}"
        );
        sources.insert(source.to_owned());
    }
    assert_eq!(sources.len(), names.len());
}
