//! What a request is answered with, and how what went wrong is told: as a page, or as JSON (RFC 9457) under `/api`.

use super::guard::Refusal;
use crate::story::StoryError;
use crate::tell::site::frame;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use maud::{Markup, html};
use serde::Serialize;
use serde_json::json;

/// An answer.
pub type Answer = Response<Body>;

/// What goes wrong with a request.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Nothing stands at the address.
    #[error("{0}")]
    Missing(String),
    /// The request says something that cannot be.
    #[error("{0}")]
    Wrong(String),
    /// The method is not for this address.
    #[error("this address is not for requests of that kind")]
    Method,
    /// The caller may not.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// More bytes than are taken.
    #[error("more than {} is sent; send less at a time", bytes(*.0))]
    TooLarge(usize),
    /// The body did not arrive, or the answer took too long.
    #[error("the request took too long")]
    Slow,
    /// The story failed.
    #[error("{0}")]
    Story(#[from] StoryError),
    /// The story failed when some of what was sent was in it.
    #[error("{source}; in the story already: {}", stored.join(", "))]
    Halted {
        /// Why.
        source: StoryError,
        /// Ids of the articles that are in the story.
        stored: Vec<String>,
    },
    /// What the story was cannot be told.
    #[error("what the story was then cannot be told: {0}")]
    Then(String),
    /// A fault of the program.
    #[error("this is a fault of Headwater; please report it with the request that shows it")]
    Internal,
}

fn bytes(count: usize) -> String {
    if count >= 1 << 20 { format!("{} MiB", count >> 20) } else { format!("{} KiB", count >> 10) }
}

impl Fault {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Missing(_) => StatusCode::NOT_FOUND,
            Self::Wrong(_) => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Refused(Refusal::Unknown) => StatusCode::UNAUTHORIZED,
            Self::Refused(Refusal::Host) => StatusCode::MISDIRECTED_REQUEST,
            Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Slow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Story(StoryError::Held(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Story(StoryError::Judgement(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Story(StoryError::Nothing { .. }) => StatusCode::NOT_FOUND,
            Self::Story(_) | Self::Halted { .. } | Self::Then(_) | Self::Internal => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Missing(_) => "Nothing stands here",
            Self::Wrong(_) => "The request cannot be understood",
            Self::Method => "Not this way",
            Self::Refused(Refusal::Unknown) => "Who asks?",
            Self::Refused(_) => "Refused",
            Self::TooLarge(_) => "Too large",
            Self::Slow => "Too slow",
            Self::Story(_) | Self::Halted { .. } | Self::Then(_) => "The story says no",
            Self::Internal => "Internal error",
        }
    }

    /// As JSON.
    pub fn json(&self) -> Answer {
        let status = self.status();
        let told = json!({ "title": self.title(), "status": status.as_u16(), "detail": self.to_string() });
        typed(status, "application/problem+json", told.to_string())
    }

    /// As a page. Without the story's name where the caller is not known.
    pub fn page(&self) -> Answer {
        let hint = match self {
            Self::Missing(_) => {
                html! { p { a href="/search" { "Search the articles" } ", or go to the " a href="/" { "front page" } "." } }
            }
            Self::Refused(Refusal::Unknown) => return login(self.status(), &html! {}),
            _ => html! { p { a href="/" { "To the front page" } } },
        };
        let page = frame::plain(self.title(), &html! { p { (self.to_string()) "." } (hint) });
        typed(self.status(), HTML, page.into_string())
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// The page that asks for the token or the password.
pub fn login(status: StatusCode, notice: &Markup) -> Answer {
    let page = frame::plain(
        "Who asks?",
        &html! {
            (notice)
            p { "This story is open to those who have its token. It stands at the end of the address that was printed when the server was started." }
            form.sift action="/login" method="post" {
                label for="key" { "Token or password" }
                input #key type="password" name="key" required maxlength="400" autocomplete="current-password";
                button { "Open the story" }
            }
        },
    );
    typed(status, HTML, page.into_string())
}

/// A body of some type.
pub fn typed(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Answer {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

/// A page.
pub fn page(markup: Markup) -> Answer {
    typed(StatusCode::OK, HTML, markup.into_string())
}

/// JSON.
pub fn json(status: StatusCode, value: &impl Serialize) -> Answer {
    // Nothing that is answered fails to be JSON but by a fault of the program.
    let Ok(mut body) = serde_json::to_string(value) else { return Fault::Internal.json() };
    body.push('\n');
    typed(status, "application/json", body)
}

/// Leads a browser to another address of this server with a plain request.
pub fn see(address: &str) -> Answer {
    let mut answer = typed(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", "");
    // An address that is no header leads nowhere else.
    let to = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    answer.headers_mut().insert(header::LOCATION, to);
    answer
}

/// What every answer carries: only this server's own style and script may be loaded, nothing may be framed, sniffed or kept.
pub const HEADERS: [(HeaderName, HeaderValue); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // With "no-referrer" a browser would hide the origin of forms as well.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    ),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];
