//! The API keeps what its OpenAPI document says, and the document says everything that the API has.

use super::server::{Server, multipart};
use super::{EXAMPLE, decisions};
use headwater::serve::api;
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const BASE: &str = "https://headwater.invalid/schema/";

fn document() -> Value {
    serde_json::from_str(api::OPENAPI).unwrap()
}

/// The schema at a place of the document.
fn validator(pointer: &str) -> Validator {
    let others = ["trace", "judgement", "search", "news", "versions"].map(|name| {
        let path = format!("{}/../../schema/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        (format!("{BASE}{name}.json"), schema)
    });
    let mut registry = Registry::new().draft(Draft::Draft202012);
    for (name, schema) in others {
        registry = registry.add(name, schema).unwrap();
    }
    registry = registry.add(format!("{BASE}openapi.json"), document()).unwrap();
    let registry = registry.prepare().unwrap();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("{BASE}openapi.json#{pointer}"),
    });
    jsonschema::draft202012::options().with_registry(&registry).build(&schema).unwrap()
}

fn keeps(what: &str, pointer: &str, value: &Value) {
    let validator = validator(pointer);
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}\n{}", errors.join("\n"));
}

/// A pointer to the schema of an answer.
fn answer(path: &str, method: &str, status: &str, kind: &str) -> String {
    let step =
        |text: &str| text.replace('~', "~0").replace('/', "~1").replace('{', "%7B").replace('}', "%7D");
    format!("/paths/{}/{method}/responses/{status}/content/{}/schema", step(path), step(kind))
}

/// Whether an answer of the API to a reader keeps its schema.
pub(crate) fn keeps_answer(path: &str, status: &str, value: &Value) {
    keeps(path, &answer(path, "get", status, "application/json"), value);
}

#[test]
fn the_document_and_the_routes_are_the_same() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        told.extend(methods.as_object().unwrap().keys().map(|method| (method.clone(), path.clone())));
    }
    let mut there: BTreeSet<(String, String)> =
        api::ROUTES.iter().map(|route| ("get".to_owned(), route.path.to_owned())).collect();
    there.insert(("get".to_owned(), api::JUDGEMENTS.to_owned()));
    there.insert(("post".to_owned(), api::JUDGEMENTS.to_owned()));
    there.insert(("post".to_owned(), api::ARTICLES.to_owned()));
    assert_eq!(told, there);
    let mut names = BTreeSet::new();
    for operation in document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|methods| methods.as_object().unwrap().values())
    {
        assert!(names.insert(operation["operationId"].as_str().unwrap()), "{}", operation["operationId"]);
    }
}

/// An address in which the parts in braces are filled in from the story.
fn filled(path: &str) -> Vec<String> {
    let first = |list: &str, name: &str| {
        let all = EXAMPLE.api("GET", list, "", b"").json();
        let items = all.as_object().unwrap().values().find_map(Value::as_array).unwrap().clone();
        items.iter().take(12).map(|item| item[name].as_str().unwrap().to_owned()).collect::<Vec<String>>()
    };
    match path {
        "/api/v1/documents/{id}" => {
            first("/api/v1/documents", "id").iter().map(|id| format!("/api/v1/documents/{id}")).collect()
        }
        "/api/v1/versions/{id}" => {
            first("/api/v1/documents", "id").iter().map(|id| format!("/api/v1/versions/{id}")).collect()
        }
        "/api/v1/claims/{key}" => {
            first("/api/v1/claims", "key").iter().map(|key| format!("/api/v1/claims/{key}")).collect()
        }
        "/api/v1/compare" => vec![
            format!("{path}?a=herald-gate&b=mercury-flee"),
            format!("{path}?b=herald-gate&a=mercury-flee"),
        ],
        "/api/v1/search" => vec![
            path.to_owned(),
            format!("{path}?q=gate"),
            format!("{path}?q=gate&outlet=-&order=newest&page=2"),
        ],
        "/api/v1/claims" => {
            vec![path.to_owned(), format!("{path}?show=denied&q=minister"), format!("{path}?page=999")]
        }
        _ => vec![path.to_owned()],
    }
}

#[test]
fn every_answer_keeps_its_schema() {
    let all = api::ROUTES.iter().map(|route| route.path).chain([api::JUDGEMENTS]);
    for path in all {
        for address in filled(path) {
            let reply = EXAMPLE.api("GET", &address, "", b"");
            assert_eq!(reply.status, 200, "{address}: {}", reply.body);
            let kind = reply.header("content-type").to_owned();
            keeps(&address, &answer(path, "get", "200", &kind), &reply.json());
        }
    }
    for address in [
        "/api/v1/none",
        "/api/v1/documents/none",
        "/api/v1/claims/none",
        "/api/v1/compare",
        "/api/v1/search?from=x",
        "/api/v1/news?since=yesterday",
        "/api/v1/news?since=2999-01-01",
        "/api/v1/versions/none",
        "/api/v1/versions/herald-gate?b=2",
        "/api/v1/versions/herald-gate?a=first",
    ] {
        let reply = EXAMPLE.api("GET", address, "", b"");
        assert!(matches!(reply.status, 400 | 404), "{address}");
        keeps(address, "/components/schemas/Problem", &reply.json());
    }
}

#[test]
fn every_change_keeps_its_schema() {
    let article = "Dam workers strike\nCoast Post\n2032-04-16\n\nThe harbour master, Ilse Brandt, said that 63 boats lay at anchor.\n";
    let server = Server::of(&[]);
    let reply = server.api(
        "POST",
        api::ARTICLES,
        "multipart/form-data; boundary=xx",
        &multipart("strike.txt", article),
    );
    assert_eq!(reply.status, 200);
    keeps("articles", &answer(api::ARTICLES, "post", "200", "application/json"), &reply.json());
    server.settle();
    let page = server.get("/claims").body;
    let claim = server.get(&super::claim_of(&page)).body;
    let mut origin: Value = serde_json::from_str(
        decisions(&claim).iter().find(|decision| decision.contains("\"origin\"")).unwrap(),
    )
    .unwrap();
    origin["who"] = json!("I. Marr");
    for body in
        [origin, json!({ "decision": "undo", "takes_back": "j1", "who": "I. Marr", "note": "a slip" })]
    {
        let reply = server.api(
            "POST",
            api::JUDGEMENTS,
            "application/json; charset=utf-8",
            body.to_string().as_bytes(),
        );
        assert_eq!(reply.status, 201, "{}", reply.body);
        let told = reply.json();
        assert_eq!(told["traced"], true);
        assert_eq!(told["judgement"].is_null(), body["decision"] == "undo", "{told}");
        keeps("judgements", &answer(api::JUDGEMENTS, "post", "201", "application/json"), &told);
    }
    let all = server.api("GET", api::JUDGEMENTS, "", b"").json();
    assert_eq!(
        (all["judgements"].as_array().unwrap().len(), all["history"].as_array().unwrap().len()),
        (0, 2),
        "{all}"
    );
    keeps("all judgements", &answer(api::JUDGEMENTS, "get", "200", "application/json"), &all);
}
