use super::{annotate, copies, trace};
use crate::tell::story::{Story, dam};
use serde_json::Value;

fn check(schema: &str, instance: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

fn traced(story: &Story) -> String {
    let mut out = Vec::new();
    trace::write(&mut out, story.findings(), "en").unwrap();
    String::from_utf8(out).unwrap()
}

fn lines(write: impl FnOnce(&mut Vec<u8>)) -> Vec<Value> {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_trace_keeps_its_schema() {
    let schema = include_str!("../../../../../schema/trace.json");
    for story in [dam(), Story::default()] {
        check(schema, &serde_json::from_str(&traced(&story)).unwrap());
    }
}

#[test]
fn lines_keep_their_schemas() {
    let story = dam();
    let found = lines(|out| annotate::write(out, &story.documents, &story.annotations).unwrap());
    assert_eq!(found.len(), story.documents.len());
    found.iter().for_each(|line| check(include_str!("../../../../../schema/annotate.json"), line));
    let found = lines(|out| copies::write(out, &story.documents, &story.trace.passages).unwrap());
    assert_eq!(found.len(), 1);
    found.iter().for_each(|line| check(include_str!("../../../../../schema/reuse.json"), line));
}

#[test]
fn a_trace_as_json() {
    insta::assert_snapshot!(traced(&dam()));
}

#[test]
fn offsets_are_code_points() {
    let mut story = Story::default();
    let doc = story.document("a", None, None, "Ağrı 漢😀: the dam held.");
    story.trace.passages.push(headwater_trace::Passage {
        a: doc,
        a_span: story.span(doc, "the dam held"),
        b: doc,
        b_span: story.span(doc, "the dam held"),
        words: 3,
        original: None,
        relation: headwater_trace::Relation::Sibling,
        credited: false,
        kind: headwater_trace::PassageKind::Verbatim,
        credit: None,
        evidence: Vec::new(),
    });
    let found = lines(|out| copies::write(out, &story.documents, &story.trace.passages).unwrap());
    assert_eq!((&found[0]["a_start"], &found[0]["a_end"]), (&Value::from(9), &Value::from(21)));
}
