//! An article that changed: its versions, what the edit did, and what of it is new.

use super::document::keeps_answer;
use super::server::Server;
use serde_json::Value;

const HEAD: &str = "Title: Gate jams\nOutlet: Tarn Courier\nURL: https://tarn.example/1\n\n";
const FIRST: &str = "The mayor, Ada Holt, said on Monday that 40 people had left Kelby by boat.\n\nThe rail bridge at Tarn is closed, police said.\n\n\
    Nobody was hurt, the fire service said.\n\nThe road to Ostrand stays open, police said.\n";
const SECOND: &str = "The mayor, Ada Holt, said on Monday that 90 people had left Kelby by boat.\n\nNobody was hurt, the fire service said.\n\n\
    The road to Ostrand stays open, police said.\n\nSchools in Kelby are shut until Friday, the council said.\n";
const NOTE: &str =
    "\n\nCorrection: an earlier version of this article said that 40 people had left Kelby by boat.\n";

/// A server whose story has two versions of one article.
fn edited(second: &str) -> Server {
    let server = Server::of(&[]);
    for words in [FIRST, second] {
        assert_eq!(server.upload("tarn.txt", &format!("{HEAD}{words}")).status, 200);
    }
    server.settle();
    server
}

fn strings<'v>(list: &'v Value, name: &str) -> Vec<&'v str> {
    list.as_array().unwrap().iter().map(|item| item[name].as_str().unwrap()).collect()
}

#[test]
fn an_article_shows_its_versions_and_what_changed() {
    let server = edited(SECOND);
    let article = server.get("/articles/tarn").body;
    assert!(article.contains("This is version 2, captured"), "{article}");
    assert!(article.contains("Edited without saying so"), "{article}");
    let page = server.get("/versions/tarn");
    assert_eq!(page.status, 200);
    for words in [
        "From version 1 to version 2",
        "Edited without saying so.",
        "<del>40</del>",
        "<ins>90</ins>",
        "<span class=\"kind\">number</span>",
        "<del>The rail bridge at Tarn is closed, police said.</del>",
        "2 paragraphs as before",
        "What the edit did",
    ] {
        assert!(page.body.contains(words), "{words}\nnot in\n{}", page.body);
    }
    // The other way round, and the first by itself.
    assert!(server.get("/versions/tarn?a=2&b=1").body.contains("<ins>40</ins>"));
    assert!(server.get("/versions/tarn?b=1").body.contains("nothing to compare it with"));
    for (path, status) in [("/versions/none", 404), ("/versions/tarn?b=7", 404), ("/versions/tarn?a=x", 400)]
    {
        assert_eq!(server.get(path).status, status, "{path}");
    }
    // What the article says now leads to its claim.
    let claim = page.body.split("href=\"/claims/").nth(1).expect("a claim").split('"').next().unwrap();
    assert_eq!(server.get(&format!("/claims/{claim}")).status, 200);
}

#[test]
fn programs_learn_what_an_edit_did() {
    let server = edited(&format!("{}{NOTE}", SECOND.trim_end()));
    let told = server.api("GET", "/api/v1/versions/tarn", "", b"").json();
    keeps_answer("/api/v1/versions/{id}", "200", &told);
    assert_eq!(strings(&told["versions"], "captured").len(), 2);
    assert_eq!(told["versions"][0]["notice"], Value::Null);
    let edit = &told["edit"];
    assert_eq!(
        (&edit["notice"], &told["versions"][1]["notice"]),
        (&"correction".into(), &"correction".into())
    );
    assert_eq!(edit["correction"], NOTE.trim());
    // All words of both, in order.
    for (side, text) in [("a_words", FIRST), ("b_words", SECOND)] {
        let all = strings(&edit["pieces"], side).join(" ");
        let all: Vec<&str> = all.split_whitespace().collect();
        let text: Vec<&str> = text.split_whitespace().collect();
        assert!(all.windows(text.len()).any(|window| window == text), "{all:?}");
    }
    let number = edit["pieces"].as_array().unwrap().iter().find(|piece| piece["a_words"] == "40").unwrap();
    assert_eq!((&number["change"], &number["about"]), (&"replaced".into(), &serde_json::json!(["number"])));
    let statements = &edit["statements"];
    let has =
        |name: &str, words: &str| strings(&statements[name], "words").iter().any(|said| said.contains(words));
    assert!(has("went", "rail bridge at Tarn is closed"), "{statements}");
    assert!(has("came", "Schools in Kelby are shut"), "{statements}");
    let changed = &statements["changed"][0];
    assert!(changed["was"]["words"].as_str().unwrap().contains("40 people"), "{statements}");
    assert!(changed["is"]["words"].as_str().unwrap().contains("90 people"), "{statements}");
    assert!(statements["kept"].as_u64().unwrap() >= 2, "{statements}");
}

#[test]
fn news_are_told_since_they_were_seen_and_since_a_day() {
    let server = Server::of(&[]);
    let upload = |words: &str| assert_eq!(server.upload("tarn.txt", &format!("{HEAD}{words}")).status, 200);
    upload(FIRST);
    server.settle();
    let ask = |query: &str| server.api("GET", &format!("/api/v1/news{query}"), "", b"");
    let all = ask("").json();
    keeps_answer("/api/v1/news", "200", &all);
    assert_eq!(
        (&all["news"]["since"], &all["news"]["articles"]),
        (&Value::Null, &serde_json::json!(["tarn"]))
    );
    assert_eq!(server.post("/seen", &[("form", &server.form)]).status, 303);
    upload(&format!("{}{NOTE}", SECOND.trim_end()));
    server.settle();
    // The page that was seen, and then the edit.
    let mut news = Value::Null;
    for _ in 0..200 {
        news = ask("?since=last").json();
        if news["news"]["since"].is_string() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    keeps_answer("/api/v1/news", "200", &news);
    let news = &news["news"];
    assert_eq!(news["articles"], serde_json::json!([]));
    assert_eq!(
        (&news["edits"][0]["notice"], &news["corrections"][0]["notice"]["doc"]),
        (&"correction".into(), &"tarn".into())
    );
    assert!(
        strings(&news["claims"], "canonical").iter().any(|claim| claim.contains("Schools in Kelby")),
        "{news}"
    );
    let front = server.get("/").body;
    assert!(front.contains("Correction: an earlier version of this article"), "{front}");
    // A day needs a trace of then: told at once that it is not ready, later what is new.
    let first = ask("?since=2001-01-01");
    assert!(matches!(first.status, 200 | 202), "{}", first.body);
    keeps_answer("/api/v1/news", &first.status.to_string(), &first.json());
    let mut since = first;
    for _ in 0..200 {
        if since.status == 200 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
        since = ask("?since=2001-01-01");
    }
    let since = since.json();
    keeps_answer("/api/v1/news", "200", &since);
    assert_eq!(since["news"]["since"], "2001-01-01T00:00:00.000000Z");
    assert_eq!(since["news"]["articles"], serde_json::json!(["tarn"]));
}
