//! What changes the story: judgements, and articles that are sent.

use super::answer::{Answer, Fault, json, see};
use super::guard::{Caller, FORM_HEADER, single};
use super::visit::{Visit, WHO, fields};
use super::{App, FORM_LIMIT, UPLOAD_LIMIT, pages};
use crate::judgements::{line, point};
use crate::pipeline::Content;
use crate::pipeline::progress::Progress;
use crate::story::add::add_contents;
use crate::story::documents::Added;
use crate::tell::site::address::step;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use headwater_text::Problem;
use headwater_trace::Judgement;
use headwater_trace::judgement::{Decision, SourceTarget};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// How long an answer waits for the effect of what was changed; after that it is told without.
const PATIENCE: Duration = Duration::from_secs(20);
/// Characters of a file's name that are kept, and of the name of whoever decides.
const NAME: usize = 200;

/// What became of files.
#[derive(Debug, Default)]
pub struct Told {
    /// Ids of articles, with what became of each.
    pub articles: Vec<(String, String)>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// The whole body of a request, up to a limit.
async fn body(request: Request, limit: usize) -> Result<Vec<u8>, Fault> {
    let declared = single(request.headers(), header::CONTENT_LENGTH.as_str())
        .and_then(|told| told.parse::<usize>().ok());
    if declared.is_some_and(|told| told > limit) {
        return Err(Fault::TooLarge(limit));
    }
    match axum::body::to_bytes(request.into_body(), limit).await {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(_) => Err(Fault::TooLarge(limit)),
    }
}

/// Work that waits for the disk or for a trace, away from the threads that answer.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(Fault::Internal))
}

/// A judgement from a form.
pub async fn judge_form(app: Arc<App>, request: Request) -> Result<Answer, Fault> {
    let visit = Visit::of(app, &request)?;
    let form = fields(&body(request, FORM_LIMIT).await?);
    aside(move || {
        let field =
            |name: &str| form.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim());
        visit.app.guard.change(visit.caller, Some(field("form")))?;
        let who = field("who").to_owned();
        if who.is_empty() {
            return Err(Fault::Wrong("a judgement has a name under it".to_owned()));
        }
        if who.chars().count() > NAME {
            return Err(Fault::Wrong(format!("a name has at most {NAME} characters")));
        }
        let decision = wanted(&visit, &field)?;
        let note = Some(field("note").to_owned()).filter(|note| !note.is_empty());
        let (judgement, change) =
            visit.app.keeper.write(|writer, _| writer.decide(who.clone(), note, decision))?;
        visit.app.keeper.wait(change, PATIENCE);
        let mut answer = see(&back(&visit.app, field("back"), &judgement.id));
        if let Ok(cookie) = HeaderValue::from_str(&format!(
            "{WHO}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000",
            step(&who)
        )) {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(answer)
    })
    .await
}

/// What is new is told from now on.
pub async fn seen(app: Arc<App>, request: Request) -> Result<Answer, Fault> {
    let visit = Visit::of(app, &request)?;
    let form = fields(&body(request, FORM_LIMIT).await?);
    aside(move || {
        let word = form.iter().find(|(name, _)| name == "form").map(|(_, value)| value.as_str());
        visit.app.guard.change(visit.caller, word)?;
        visit.app.keeper.write(|writer, _| writer.told())?;
        visit.app.keeper.seen(&visit.snapshot);
        Ok(see("/"))
    })
    .await
}

/// Where a browser goes on: where it was, unless that is gone, with what became of the judgement.
fn back(app: &App, given: &str, id: &str) -> String {
    let here = given.starts_with('/') && !given.starts_with("//") && !given.contains(['\\', '\r', '\n']);
    let path = given.split(['?', '#']).next().unwrap_or("");
    let gone =
        path.strip_prefix("/claims/").is_some_and(|key| app.keeper.present().addresses.claim(key).is_none());
    let path = if here && !gone && !path.is_empty() { path } else { "/judgements" };
    format!("{path}?done={}", step(id))
}

/// The decision that a form carries, with what was filled in.
fn wanted<'f>(visit: &Visit, field: &impl Fn(&str) -> &'f str) -> Result<Decision, Fault> {
    let same = field("same");
    if !same.is_empty() {
        let (a, b) = (named(visit, field("a"))?, named(visit, field("b"))?);
        return match same {
            "same_source" => Ok(Decision::SameSource(a, b)),
            "different_source" => Ok(Decision::DifferentSource(a, b)),
            _ => Err(Fault::Wrong("two sources are the same or different".to_owned())),
        };
    }
    let decision = read(field("decision").as_bytes(), "-")?.decision;
    Ok(match decision {
        Decision::WrongSpan { at, .. } => {
            let words = field("instead");
            let instead = match words {
                "" => None,
                words => Some(point::words(&visit.snapshot.documents, &at.document, words)?),
            };
            Decision::WrongSpan { at, instead }
        }
        Decision::Origin { of, .. } => {
            let source = match (field("name"), field("source")) {
                ("", "") => None,
                ("", target) => Some(target_of(target)?),
                (name, _) => Some(named(visit, name)?),
            };
            Decision::Origin { of, source }
        }
        decision => decision,
    })
}

/// A source as a form has it, by reading it as part of a judgement.
fn target_of(json: &str) -> Result<SourceTarget, Fault> {
    let source: Value =
        serde_json::from_str(json).map_err(|_| Fault::Wrong("the source is no JSON".to_owned()))?;
    let whole = json!({ "decision": "same_source", "a": source, "b": { "name": "-" } });
    match read(whole.to_string().as_bytes(), "-")?.decision {
        Decision::SameSource(source, _) => Ok(source),
        _ => Err(Fault::Internal),
    }
}

/// A source by its name: by the words that name it where only one of the story is called so.
fn named(visit: &Visit, name: &str) -> Result<SourceTarget, Fault> {
    if name.is_empty() {
        return Err(Fault::Wrong("a source has a name".to_owned()));
    }
    let trace = &visit.snapshot.trace;
    let mut called = trace.sources.iter().filter(|source| source.name == name);
    match (called.next(), called.next()) {
        (Some(source), None) => {
            target_of(&crate::tell::json::source_target(visit.snapshot.findings(), source))
        }
        _ => Ok(SourceTarget::Name(name.to_owned())),
    }
}

/// A judgement as JSON; who, when and id are filled in where they are missing.
fn read(given: &[u8], who: &str) -> Result<Judgement, Fault> {
    let wrong = |why: String| Fault::Wrong(format!("the judgement: {why}"));
    let mut value: Value = serde_json::from_slice(given).map_err(|error| wrong(error.to_string()))?;
    let fields = value.as_object_mut().ok_or_else(|| wrong("not a JSON object".to_owned()))?;
    fields.insert("id".to_owned(), "new".into());
    fields.insert("when".to_owned(), "1970-01-01T00:00:00Z".into());
    fields.entry("who").or_insert(who.into());
    line::read(value.to_string().as_bytes()).map_err(wrong)
}

/// A judgement as JSON, from a program or a script.
pub async fn judge_json(app: Arc<App>, request: Request) -> Result<Answer, Fault> {
    let visit = Visit::of(app, &request)?;
    change(&visit, request.headers())?;
    let kind = single(request.headers(), header::CONTENT_TYPE.as_str()).unwrap_or("");
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Fault::Wrong("a judgement is sent as application/json".to_owned()));
    }
    let given = body(request, FORM_LIMIT).await?;
    aside(move || {
        let Judgement { who, note, decision, .. } = read(&given, "")?;
        let (judgement, change) = visit.app.keeper.write(|writer, _| writer.decide(who, note, decision))?;
        let known = visit.app.keeper.wait(change, PATIENCE);
        let present = visit.app.keeper.present();
        let ruling = crate::tell::json::trace::judgement(present.findings(), &judgement.id);
        Ok(json(
            StatusCode::CREATED,
            &json!({ "id": judgement.id, "change": change, "traced": known, "judgement": ruling }),
        ))
    })
    .await
}

/// Whether a caller may change the story; browsers show the word of their page in a header.
fn change(visit: &Visit, headers: &HeaderMap) -> Result<(), Fault> {
    Ok(visit.app.guard.change(visit.caller, single(headers, FORM_HEADER))?)
}

/// Articles from a script or a program.
pub async fn add_json(app: Arc<App>, request: Request) -> Result<Answer, Fault> {
    let visit = Visit::of(app, &request)?;
    change(&visit, request.headers())?;
    let sent = files(request).await?;
    aside(move || {
        let (told, change) = add(&visit.app, sent.files)?;
        let articles: Vec<Value> =
            told.articles.iter().map(|(id, outcome)| json!({ "id": id, "outcome": outcome })).collect();
        let problems: Vec<Value> = told.problems.iter().map(crate::tell::json::trace::problem).collect();
        Ok(json(StatusCode::OK, &json!({ "change": change, "articles": articles, "problems": problems })))
    })
    .await
}

/// Articles from a form.
pub async fn add_form(app: Arc<App>, request: Request) -> Result<Answer, Fault> {
    let mut visit = Visit::of(app, &request)?;
    let sent = files(request).await?;
    if visit.caller == Caller::Browser {
        visit.app.guard.change(visit.caller, Some(&sent.form))?;
    }
    aside(move || {
        let (told, change) = add(&visit.app, sent.files)?;
        visit.app.keeper.wait(change, PATIENCE);
        visit.snapshot = visit.app.keeper.present();
        Ok(pages::added(&visit, &told))
    })
    .await
}

/// What a form with files carried.
#[derive(Debug, Default)]
struct Sent {
    form: String,
    files: Vec<(String, Vec<u8>)>,
}

async fn files(request: Request) -> Result<Sent, Fault> {
    let declared = single(request.headers(), header::CONTENT_LENGTH.as_str())
        .and_then(|told| told.parse::<usize>().ok());
    if declared.is_some_and(|told| told > UPLOAD_LIMIT) {
        return Err(Fault::TooLarge(UPLOAD_LIMIT));
    }
    let wrong = |_| Fault::Wrong("files are sent as multipart/form-data".to_owned());
    let mut parts = Multipart::from_request(request, &()).await.map_err(wrong)?;
    let mut sent = Sent::default();
    let mut left = UPLOAD_LIMIT;
    let broken = |_| Fault::Wrong("the form with the files is cut off or broken".to_owned());
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        let name = part.file_name().map(str::to_owned);
        let field = part.name().unwrap_or("").to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(broken)? {
            left = left.checked_sub(chunk.len()).ok_or(Fault::TooLarge(UPLOAD_LIMIT))?;
            bytes.extend_from_slice(&chunk);
        }
        match (name, field.as_str()) {
            (Some(name), _) if !name.is_empty() => sent.files.push((plain(&name), bytes)),
            (_, "form") => sent.form = String::from_utf8_lossy(&bytes).into_owned(),
            _ => {}
        }
    }
    Ok(sent)
}

/// The name of a file without folders: it is told, and tells the format; nothing is opened by it.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let kept: String = last.chars().filter(|c| !c.is_control()).collect();
    let all = kept.chars().count();
    // The end tells the format.
    let kept: String = kept.chars().skip(all.saturating_sub(NAME)).collect();
    if kept.trim().is_empty() || kept.trim_matches('.').is_empty() { "file".to_owned() } else { kept }
}

fn add(app: &App, files: Vec<(String, Vec<u8>)>) -> Result<(Told, i64), Fault> {
    let mut told = Told::default();
    let contents = files.into_iter().map(|(name, bytes)| {
        let reading = headwater_read::bytes(&name, &bytes);
        Content { name, bytes, reading }
    });
    let contents: Vec<Content> = contents.collect();
    let (added, change) = app.keeper.write(|writer, hand| {
        let articles = &mut told.articles;
        let mut tell = |name: &str, added: &Added| {
            let outcome = match added {
                Added::New => "added".to_owned(),
                Added::Version(version) => format!("version {version}"),
                Added::Restored => "restored".to_owned(),
                Added::Unchanged => "unchanged".to_owned(),
            };
            articles.push((name.to_owned(), outcome));
        };
        Ok(add_contents(writer, contents, hand, &Progress::silent(), &mut tell))
    })?;
    match added {
        Ok(tally) => Ok((Told { problems: tally.problems, ..told }, change)),
        Err(source) if told.articles.is_empty() => Err(source.into()),
        Err(source) => {
            Err(Fault::Halted { source, stored: told.articles.into_iter().map(|(id, _)| id).collect() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_have_no_folders() {
        let check = |given: &str, expected: &str| assert_eq!(plain(given), expected, "{given:?}");
        check("gate.html", "gate.html");
        check("../../etc/passwd", "passwd");
        check("C:\\news\\gate.html", "gate.html");
        check("..", "file");
        check("", "file");
        check("a\u{0}b\n.txt", "ab.txt");
        check(&format!("{}.html", "x".repeat(900)), &format!("{}.html", "x".repeat(195)));
    }
}
