//! Judgements on the bundled story: obeyed, shown in their own voice, taken back, found again, reported.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files has failed")]

mod again;
mod order;
mod ruled;

use ruled::{Ruled, occurrence, source};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A judgement as a line, made at the given minute.
fn line(id: &str, minute: u32, rest: Value) -> String {
    let mut whole = json!({"id": id, "who": "I. Marr", "when": format!("2032-04-16T09:{minute:02}:00Z")});
    whole.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    whole.to_string()
}

/// The claim with an occurrence in `doc` that has `words`.
fn claim<'t>(trace: &'t Value, doc: &str, words: &str) -> &'t Value {
    let id = occurrence(trace, doc, words)["id"].as_str().unwrap();
    let claim = id.split('.').next().unwrap();
    trace["claims"].as_array().unwrap().iter().find(|found| found["id"] == claim).unwrap()
}

/// Documents of a claim.
fn docs(claim: &Value) -> Vec<&str> {
    claim["occurrences"].as_array().unwrap().iter().map(|found| found["doc"].as_str().unwrap()).collect()
}

fn bounds(claim: &Value) -> (u64, u64) {
    (claim["independent_min"].as_u64().unwrap(), claim["independent_max"].as_u64().unwrap())
}

#[test]
fn unnamed_people_at_two_outlets_are_one_source() {
    let story = Ruled::example();
    let before = story.trace("");
    let warned = |trace: &Value| bounds(claim(trace, "newsdesk-director", "was warned on 18 November"));
    assert_eq!(warned(&before), (1, 3));
    let [a, b] = [
        ("newsdesk-director", "was warned on 18 November"),
        ("register-officials", "was warned in November"),
    ]
    .map(|(doc, words)| source(&before, occurrence(&before, doc, words)["origin"].as_str().unwrap()).clone());
    assert_ne!(a["id"], b["id"]);
    let judged = story.trace(&line(
        "j1",
        0,
        json!({"note": "the Register confirms that it was the same two", "decision": "same_source", "a": a["target"], "b": b["target"]}),
    ));
    assert_eq!(warned(&judged), (1, 2));
    let claim = claim(&judged, "newsdesk-director", "was warned on 18 November");
    let origin =
        occurrence(&judged, "register-officials", "was warned in November")["origin"].as_str().unwrap();
    assert_eq!(occurrence(&judged, "newsdesk-director", "was warned on 18 November")["origin"], origin);
    let source = source(&judged, origin);
    assert_eq!(
        source["judged"][0],
        json!({"voice": "analyst", "id": "j1", "who": "I. Marr", "when": "2032-04-16T09:00:00Z",
            "note": "the Register confirms that it was the same two"})
    );
    assert!(docs(claim).contains(&"register-officials"));
    assert_eq!(judged["judgements"][0]["outcome"], "applied");
}

#[test]
fn one_name_for_two_men_is_taken_apart() {
    let story = Ruled::example();
    let before = story.trace("");
    let target = |doc: &str| story.words(doc, "Tarabek");
    assert_eq!(
        occurrence(&before, "herald-gate", "moved forty centimetres")["origin"],
        occurrence(&before, "mercury-flee", "moved forty centimetres")["origin"]
    );
    let rest = json!({"decision": "different_source", "a": {"words": target("herald-gate")}, "b": {"words": target("mercury-flee")}});
    let judged = story.trace(&line("j1", 0, rest));
    assert_ne!(
        occurrence(&judged, "herald-gate", "moved forty centimetres")["origin"],
        occurrence(&judged, "mercury-flee", "moved forty centimetres")["origin"]
    );
    assert_eq!(bounds(claim(&judged, "herald-gate", "moved forty centimetres")).0, 2);
}

#[test]
fn claims_are_joined_and_split() {
    let story = Ruled::example();
    let before = story.trace("");
    let target = |doc: &str, words: &str| occurrence(&before, doc, words)["target"].clone();
    let (left, risen) =
        (("chronicle-sensors", "people have left Zhelna"), ("vezta-denial", "has risen to 9,400"));
    assert_eq!(claim(&before, left.0, left.1), claim(&before, risen.0, risen.1));
    let rest =
        json!({"decision": "different_claim", "a": target(risen.0, risen.1), "b": target(left.0, left.1)});
    let split = story.trace(&line("j1", 0, rest.clone()));
    let parts = [left, risen].map(|(doc, words)| claim(&split, doc, words));
    assert_ne!(parts[0], parts[1]);
    let ids = parts.map(|part| part["judged"][0]["id"].as_str().unwrap());
    assert_eq!(ids, ["j1", "j1"]);
    let whole = docs(claim(&before, risen.0, risen.1)).len();
    assert_eq!(parts.iter().map(|part| docs(part).len()).sum::<usize>(), whole);

    let told = ("wbn-gate", "have been told to leave");
    assert_ne!(claim(&before, told.0, told.1), claim(&before, risen.0, risen.1));
    let joining =
        json!({"decision": "same_claim", "a": target(told.0, told.1), "b": target(risen.0, risen.1)});
    let joined = story.trace(&line("j2", 0, joining));
    let whole = claim(&joined, told.0, told.1);
    let parts =
        [claim(&before, told.0, told.1), claim(&before, risen.0, risen.1)].map(|part| docs(part).len());
    assert_eq!(docs(whole).len(), parts.iter().sum::<usize>());
    let matched = &occurrence(&joined, told.0, told.1)["matched"];
    assert_eq!(matched["voice"], "analyst");
    assert_eq!(matched["with"], occurrence(&joined, risen.0, risen.1)["id"]);
    // Everything behind it is computed anew: two numbers of one claim now cannot both hold.
    assert!(
        whole["disagreements"].as_array().unwrap().iter().any(|found| found["kind"] == "number"),
        "{whole}"
    );
}

#[test]
fn a_wrong_span_is_put_away_or_moved() {
    let story = Ruled::example();
    let before = story.trace("");
    let wrong = occurrence(&before, "ud-return", "all the same to a sofa");
    let away = story.trace(&line("j1", 0, json!({"decision": "wrong_span", "at": wrong["target"]})));
    assert!(!story.all_words(&away).iter().any(|words| words.contains("all the same to a sofa")));
    assert_eq!(away["judgements"][0]["places"][0]["start"], wrong["start"]);

    let instead = story.words("newsdesk-director", "figure was 6,200");
    let at = occurrence(&before, "newsdesk-director", "The governor’s figure was 6,200")["target"].clone();
    let rest = json!({"decision": "wrong_span", "at": at, "instead": instead});
    let moved = story.trace(&line("j1", 0, rest));
    let found = occurrence(&moved, "newsdesk-director", "figure was 6,200");
    assert_eq!(found["words"], "figure was 6,200");
    assert_eq!(found["values"]["number"], 6200);
    assert_eq!(found["judged"][0]["id"], "j1");
    // Judgements that know the old words find the occurrence at the new ones.
    let lines = [
        line("j1", 0, json!({"decision": "wrong_span", "at": at, "instead": instead})),
        line("j2", 1, json!({"decision": "origin", "of": at, "source": {"name": "Ada Holt"}})),
    ];
    let both = story.trace(&lines.join("\n"));
    let origin = occurrence(&both, "newsdesk-director", "figure was 6,200")["origin"].as_str().unwrap();
    assert_eq!(source(&both, origin)["name"], "Ada Holt");
}

#[test]
fn an_origin_is_replaced_and_carries_down_the_chain() {
    let story = Ruled::example();
    let before = story.trace("");
    let of = occurrence(&before, "dnevka-warning", "was told five months ago")["target"].clone();
    let tarabek = story.words("herald-gate", "Milosh Tarabek");
    let rest =
        json!({"note": "he said so in court", "decision": "origin", "of": of, "source": {"words": tarabek}});
    let judged = story.trace(&line("j1", 0, rest));
    let name = |doc: &str, words: &str| {
        let origin = occurrence(&judged, doc, words)["origin"].as_str().unwrap();
        source(&judged, origin)["name"].as_str().unwrap().to_owned()
    };
    assert_eq!(name("dnevka-warning", "was told five months ago"), "Milosh Tarabek");
    let hop = &occurrence(&judged, "dnevka-warning", "was told five months ago")["via"][0];
    assert_eq!((&hop["voice"], &hop["reason"]), (&json!("analyst"), &json!("he said so in court")));
    // Whoever has it from there has it from him: every occurrence of the claim.
    let carried = claim(&judged, "dnevka-warning", "was told five months ago");
    let origins: BTreeSet<&str> = carried["occurrences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["origin"].as_str().unwrap())
        .collect();
    assert_eq!(origins.len(), 1, "{origins:?}");
    assert_eq!(docs(carried), ["dnevka-warning", "floodgate-letter", "floodgate-letter"]);
    assert_eq!(name("floodgate-letter", "was told five months ago"), "Milosh Tarabek");

    let rest = json!({"decision": "origin", "of": of, "source": null});
    let unknown = story.trace(&line("j1", 0, rest));
    let found = occurrence(&unknown, "dnevka-warning", "was told five months ago");
    assert_eq!(found["origin"], Value::Null);
    assert_eq!(found["via"][0]["voice"], "analyst");
}

#[test]
fn the_later_judgement_holds_and_contradictions_are_told() {
    let story = Ruled::example();
    let before = story.trace("");
    let target = |doc: &str, words: &str| occurrence(&before, doc, words)["target"].clone();
    let a = target("wbn-gate", "have been told to leave");
    let b = target("vezta-denial", "has risen to 9,400");
    let c = target("wbn-gate", "was 97% full");
    let pair = |decision: &str, a: &Value, b: &Value| json!({"decision": decision, "a": a, "b": b});
    let same = line("j1", 0, pair("same_claim", &a, &b));
    let not = line("j2", 1, pair("different_claim", &b, &a));
    let judged = story.trace(&format!("{not}\n{same}"));
    assert_eq!(judged["judgements"][0]["outcome"], "overruled");
    assert_eq!(judged["judgements"][0]["reason"], "\"j2\", which is later, decides the same matter");
    assert_ne!(
        claim(&judged, "wbn-gate", "have been told to leave"),
        claim(&judged, "vezta-denial", "has risen to 9,400")
    );

    let lines =
        [same, line("j3", 2, pair("same_claim", &b, &c)), line("j4", 3, pair("different_claim", &a, &c))];
    let judged = story.trace(&lines.join("\n"));
    let outcomes: Vec<&str> = judged["judgements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, ["not_applied", "applied", "applied"]);
    assert_eq!(
        judged["judgements"][0]["reason"],
        "it contradicts \"j3\" and \"j4\" together, which are later; take one of them back"
    );
}

#[test]
fn words_are_found_again_in_an_edited_article_or_reported() {
    let story = Ruled::example();
    let before = story.trace("");
    let of = &occurrence(&before, "dnevka-warning", "was told five months ago")["target"];
    let judgement = line("j1", 0, json!({"decision": "origin", "of": of, "source": {"name": "Ada Holt"}}));
    let words = of["exact"].as_str().unwrap();
    let outcome = |from: &str, to: &str| {
        let judged = story.edited("dnevka-warning.txt", from, to).trace(&judgement);
        let found = &judged["judgements"][0];
        let said = found["reason"].as_str().unwrap_or_default().to_owned();
        (found["outcome"].as_str().unwrap().to_owned(), said)
    };
    let start = words.split(' ').take(4).collect::<Vec<_>>().join(" ");
    let more = format!("The director of the works resigned on Wednesday, it emerged.\n\n{start}");
    assert_eq!(outcome(&start, &more), ("applied".to_owned(), String::new()));
    let (fate, said) = outcome("five months ago", "six months ago");
    assert_eq!(fate, "not_applied");
    assert!(said.ends_with("(dnevka-warning): its words stand in the document no more"), "{said}");
    let whole = format!("Goran Vasht\n\n{words}, two officials at the State Dam");
    let (fate, said) = outcome(
        &whole,
        &format!(
            "G. V.\n\n{words}, two officials at the State Dam said. {words}, two officials at the State Dam"
        ),
    );
    assert_eq!(fate, "not_applied", "{said}");
    assert!(said.ends_with("2 times"), "{said}");
}

#[test]
fn a_line_that_is_no_judgement_is_told_and_the_rest_is_obeyed() {
    let story = Ruled::example();
    let before = story.trace("");
    let of = &occurrence(&before, "dnevka-warning", "was told five months ago")["target"];
    let good =
        line("j1", 0, json!({"note": "n", "decision": "origin", "of": of, "source": {"name": "Ada Holt"}}));
    let text = format!("{{\"id\": \n\n{good}\n[1]\n");
    let output = story.run(&["trace", "--format", "json"], &text);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("judgements.jsonl:1: not JSON"), "{told}");
    assert!(told.contains("judgements.jsonl:4: not a JSON object"), "{told}");
    let judged: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(judged["judgements"][0]["outcome"], "applied");
    assert_eq!(story.run(&["trace", "--format", "json"], &good).status.code(), Some(0));
    let missing = story.run(&["trace", "--judgements", "none.jsonl"], "");
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("cannot read none.jsonl"));
}

#[test]
fn the_terminal_shows_who_decided_what() {
    let story = Ruled::example();
    let before = story.trace("");
    let of = &occurrence(&before, "dnevka-warning", "was told five months ago")["target"];
    let lost =
        json!({"document": {"id": "dnevka-warning"}, "exact": "words that nobody wrote in any article"});
    let lines = [
        line(
            "j1",
            0,
            json!({"note": "he said so in court", "decision": "origin", "of": of, "source": {"name": "Ada Holt"}}),
        ),
        line("j2", 1, json!({"decision": "wrong_span", "at": lost})),
    ];
    let text =
        |arguments: &[&str]| String::from_utf8(story.run(arguments, &lines.join("\n")).stdout).unwrap();
    for (arguments, expected) in [
        (
            &["trace", "--all"][..],
            &[
                "2 judgements given: 1 obeyed, 1 not obeyed",
                "not obeyed  j2:",
                "The analyst decided",
                "\"he said so in court\"",
                "j1, I. Marr, 16 Apr 2032 09:00",
            ][..],
        ),
        (
            &["why", "was told five months ago"],
            &[
                "attributed to Ada Holt",
                "(the analyst decided): he said so in court",
                "5  What the analyst decided",
                "j1, I. Marr, 16 Apr 2032 09:00",
            ],
        ),
    ] {
        let told = text(arguments);
        for words in expected {
            assert!(told.contains(words), "{words}\nnot in\n{told}");
        }
    }
}

#[test]
fn judgements_and_the_trace_that_has_them_keep_their_schemas() {
    let story = Ruled::example();
    let before = story.trace("");
    let target = |doc: &str, words: &str| occurrence(&before, doc, words)["target"].clone();
    let of = target("dnevka-warning", "was told five months ago");
    let to = target("vezta-denial", "has risen to 9,400");
    let who = source(&before, "s1")["target"].clone();
    let lines = [
        line("j1", 0, json!({"note": "n", "decision": "same_claim", "a": of, "b": to})),
        line("j2", 1, json!({"decision": "same_source", "a": who, "b": {"name": "Ulda Hydro"}})),
        line("j3", 2, json!({"decision": "origin", "of": of, "source": {"outlet_of": of["document"]}})),
        line("j4", 3, json!({"decision": "wrong_span", "at": to})),
        line("j5", 4, json!({"decision": "undo", "takes_back": "j4"})),
        line("j6", 5, json!({"decision": "undo", "takes_back": "j9"})),
    ];
    let check = |schema: &str, instance: &Value| {
        let schema: Value = serde_json::from_str(schema).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(instance)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{instance}\n{}", errors.join("\n"));
    };
    for line in &lines {
        check(include_str!("../../../../schema/judgement.json"), &serde_json::from_str(line).unwrap());
    }
    let judged = story.trace(&lines.join("\n"));
    check(include_str!("../../../../schema/trace.json"), &judged);
    let outcomes: Vec<&str> = judged["judgements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, ["applied", "applied", "applied", "not_applied"], "{}", judged["judgements"]);
}
