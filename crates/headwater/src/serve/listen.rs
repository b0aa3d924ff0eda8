//! The network: routes, limits, and an end that lets requests under way finish.

use super::answer::{Answer, Fault, HEADERS, login, see, typed};
use super::guard::{Caller, Refusal};
use super::visit::{Visit, fields, query};
use super::write::aside;
use super::{App, FORM_LIMIT, api, pages, write};
use crate::tell::site::frame::{SCRIPT_ADDRESS, SITE_SCRIPT, SITE_STYLE, STYLE_ADDRESS};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::routing::{MethodRouter, get, post};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use maud::html;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// Connections at a time; more wait.
const CONNECTIONS: usize = 512;
/// Time for the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// Time for a request in all, the upload of files included.
const WHOLE: Duration = Duration::from_secs(120);
/// Time for requests under way when the server ends.
const LAST: Duration = Duration::from_secs(5);
/// Pause after a wrong password; one at a time, so that guessing takes years.
const WRONG: Duration = Duration::from_secs(1);
/// Bytes of the head of a request.
const HEAD_BYTES: usize = 32 << 10;

/// A page or an answer of the API from one moment of the story.
pub type Handler = fn(&Visit) -> Result<Answer, Fault>;

/// Answers in a thread that may compute: a large page takes some milliseconds.
pub(super) fn reading(handler: Handler) -> MethodRouter<Arc<App>> {
    get(move |State(app): State<Arc<App>>, request: Request| async move {
        let is_api = is_api(&request);
        let visit = Visit::of(app, &request);
        let answer = match visit {
            Ok(visit) => aside(move || handler(&visit)).await,
            Err(fault) => Err(fault),
        };
        told(is_api, answer)
    })
}

fn is_api(request: &Request) -> bool {
    request.uri().path().starts_with("/api/")
}

fn told(is_api: bool, answer: Result<Answer, Fault>) -> Answer {
    match answer {
        Ok(answer) => answer,
        Err(fault) if is_api => fault.json(),
        Err(fault) => fault.page(),
    }
}

macro_rules! writing {
    ($handler:path) => {
        |State(app): State<Arc<App>>, request: Request| async move {
            let is_api = is_api(&request);
            told(is_api, $handler(app, request).await)
        }
    };
}

/// All routes, behind the guard.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .route("/", reading(pages::front))
        .route("/claims", reading(pages::claims))
        .route("/claims/{key}", reading(pages::claim))
        .route("/articles", reading(pages::articles).post(writing!(write::add_form)))
        .route("/articles/{id}", reading(pages::article))
        .route("/versions/{id}", reading(pages::versions))
        .route("/sources", reading(pages::sources))
        .route("/timeline", reading(pages::timeline))
        .route("/method", reading(pages::method))
        .route("/search", reading(pages::search))
        .route("/compare", reading(pages::compare))
        .route("/judgements", reading(pages::judgements).post(writing!(write::judge_form)))
        .route("/add", reading(pages::adding))
        .route("/seen", post(writing!(write::seen)))
        .route("/login", post(enter))
        .route(&STYLE_ADDRESS, get(|| file("text/css; charset=utf-8", &SITE_STYLE)))
        .route(&SCRIPT_ADDRESS, get(|| file("text/javascript; charset=utf-8", &SITE_SCRIPT)));
    for route in api::ROUTES {
        router = router.route(route.path, reading(route.handler));
    }
    router
        .route(api::JUDGEMENTS, reading(api::judgements).post(writing!(write::judge_json)))
        .route(api::ARTICLES, post(writing!(write::add_json)))
        .fallback(|request: Request| async move {
            told(is_api(&request), Err(Fault::Missing("no page has this address".to_owned())))
        })
        .method_not_allowed_fallback(
            |request: Request| async move { told(is_api(&request), Err(Fault::Method)) },
        )
        // Files are larger than the forms that axum has in mind; every body has a limit where it is read.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(Arc::clone(&app), guarded))
        .with_state(app)
}

async fn file(kind: &'static str, content: &'static str) -> Answer {
    let mut answer = typed(StatusCode::OK, kind, content);
    // Its name changes when it does.
    answer
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    answer
}

/// Before anything else: who asks, and from where. Afterwards: what every answer carries.
async fn guarded(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Answer {
    let is_api = is_api(&request);
    let answer = match admitted(&app, &mut request) {
        Ok(None) => match tokio::time::timeout(WHOLE, next.run(request)).await {
            Ok(answer) => answer,
            Err(_) => told(is_api, Err(Fault::Slow)),
        },
        Ok(Some(answer)) => answer,
        Err(fault) => told(is_api, Err(fault)),
    };
    let mut answer = answer;
    for (name, value) in HEADERS {
        // Files that never change say so themselves.
        answer.headers_mut().entry(name).or_insert(value);
    }
    answer
}

/// Lets a request pass, answers it at once, or refuses it.
fn admitted(app: &App, request: &mut Request) -> Result<Option<Answer>, Fault> {
    app.guard.place(request.method(), request.headers())?;
    let path = request.uri().path();
    if path == STYLE_ADDRESS.as_str() || path == SCRIPT_ADDRESS.as_str() {
        return Ok(None);
    }
    if path == "/login" && *request.method() == Method::POST {
        return Ok(None);
    }
    let asked = query(request.uri());
    if let (&Method::GET, Some((_, given))) =
        (request.method(), asked.iter().find(|(name, _)| name == "token"))
    {
        if !app.guard.is_token(given) {
            return Err(Refusal::Unknown.into());
        }
        // The token goes out of the address, where histories and pictures of screens would keep it.
        let rest: String = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(asked.iter().filter(|(name, _)| name != "token"))
            .finish();
        let address = if rest.is_empty() { path.to_owned() } else { format!("{path}?{rest}") };
        return Ok(Some(known(app, &local(&address))));
    }
    let caller: Caller = app.guard.caller(request.headers())?;
    request.extensions_mut().insert(caller);
    Ok(None)
}

/// An address that stays on this server: two slashes at its head would name another.
fn local(address: &str) -> String {
    format!("/{}", address.trim_start_matches(['/', '\\']))
}

fn known(app: &App, address: &str) -> Answer {
    let mut answer = see(address);
    if let Ok(cookie) = HeaderValue::from_str(&app.guard.cookie()) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    answer
}

/// The form that asks for the token or the password.
async fn enter(State(app): State<Arc<App>>, request: Request) -> Answer {
    static ONE: Semaphore = Semaphore::const_new(1);
    let Ok(body) = axum::body::to_bytes(request.into_body(), FORM_LIMIT).await else {
        return Fault::TooLarge(FORM_LIMIT).page();
    };
    let form = fields(&body);
    let given = form.iter().find(|(name, _)| name == "key").map_or("", |(_, value)| value.as_str());
    let _one = ONE.acquire().await;
    if app.guard.is_key(given.trim()) {
        return known(&app, "/");
    }
    tokio::time::sleep(WRONG).await;
    login(
        StatusCode::UNAUTHORIZED,
        &html! { p.notice.loss role="alert" { "That is neither the token nor the password." } },
    )
}

/// Answers until `end` comes.
pub async fn serve(listener: TcpListener, app: Arc<App>, end: impl Future<Output = ()>) {
    let router = router(app);
    let graceful = hyper_util::server::graceful::GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    tokio::pin!(end);
    loop {
        let next = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut end => break,
        };
        let Ok((stream, _)) = accepted else {
            // Too many open files, a connection that went at once: nothing that ends a server.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        let mut http = hyper::server::conn::http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES);
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A caller that breaks off is no news.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(LAST, graceful.shutdown()).await;
}
