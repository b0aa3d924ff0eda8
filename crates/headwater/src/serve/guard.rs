//! Who may ask.
//!
//! Any page of any site can make a browser send requests to this machine, and any user of this machine can connect to it. So nothing
//! is told and nothing is done but for those who hold the token that was printed at start, or the password; a request must name this
//! server as its host, which a name that was rebound to this machine cannot; and whatever changes the story must come from a page of
//! this server (`Origin`) and carry the word that its forms have.

use axum::http::{HeaderMap, Method, header};
use std::net::IpAddr;

/// Random bytes of a token.
const RANDOM: usize = 32;
/// What forms and scripts send the word of their page in.
pub const FORM_HEADER: &str = "x-headwater-form";

/// Whoever asks, once known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// A browser with the cookie: what it changes must carry the word of a form.
    Browser,
    /// A program with the token in a header, which no page of another site can send.
    Program,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The host is none of this server's names.
    #[error("this server does not answer under that name")]
    Host,
    /// The page that asks is not one of this server's.
    #[error("the request came from a page of another site")]
    Origin,
    /// No token, or a wrong one.
    #[error("this story is open only to those who have its token")]
    Unknown,
    /// The word of the form is missing or old.
    #[error("the form was made before this server was started; load the page again")]
    Form,
}

/// What callers are held against.
#[derive(Debug)]
pub struct Guard {
    token: String,
    session: String,
    form: String,
    cookie: String,
    names: Vec<String>,
    /// Whether any address of this machine will do as a host: a name that was rebound is no address.
    addresses: bool,
    password: Option<String>,
}

/// Whether both are the same, in a time that does not tell where they differ.
fn same(given: &str, wanted: &str) -> bool {
    // Hashes are compared in constant time.
    blake3::hash(given.as_bytes()) == blake3::hash(wanted.as_bytes())
}

impl Guard {
    /// For a server at `address` and `port`, which may also be called by `names`.
    ///
    /// # Errors
    ///
    /// Where the system has no random numbers.
    pub fn new(
        address: IpAddr,
        port: u16,
        names: Vec<String>,
        password: Option<String>,
    ) -> Result<Self, getrandom::Error> {
        let mut random = [0; RANDOM];
        getrandom::fill(&mut random)?;
        let derived =
            |what: &str| blake3::Hash::from_bytes(blake3::derive_key(what, &random)).to_hex().to_string();
        let mut names: Vec<String> = names.into_iter().map(|name| name.to_lowercase()).collect();
        names.extend(["localhost", "127.0.0.1", "[::1]"].map(str::to_owned));
        names.push(match address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        });
        Ok(Self {
            token: derived("headwater serve token"),
            session: derived("headwater serve session"),
            form: derived("headwater serve form"),
            // Cookies of all ports of a machine share one jar.
            cookie: format!("headwater-{port}"),
            names,
            addresses: !address.is_loopback(),
            password,
        })
    }

    /// The token, for the address that is printed at start.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The word that forms carry.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// Whether `given` is the token, which nobody can guess.
    pub fn is_token(&self, given: &str) -> bool {
        same(given, &self.token)
    }

    /// Whether `given` is the token or the password. Passwords can be guessed: whoever asks here lets no caller ask often.
    pub fn is_key(&self, given: &str) -> bool {
        let password = self.password.as_deref().is_some_and(|password| same(given, password));
        same(given, &self.token) | password
    }

    /// Whether there is a password.
    pub fn has_password(&self) -> bool {
        self.password.is_some()
    }

    /// The header that makes a browser known.
    pub fn cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie, self.session)
    }

    /// Looks at where a request is meant to go and where it comes from.
    ///
    /// # Errors
    ///
    /// [`Refusal::Host`] and [`Refusal::Origin`].
    pub fn place(&self, method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
        let host = single(headers, header::HOST.as_str()).ok_or(Refusal::Host)?.to_lowercase();
        if !self.is_named(&host) {
            return Err(Refusal::Host);
        }
        if matches!(*method, Method::GET | Method::HEAD) {
            return Ok(());
        }
        if headers.contains_key(header::ORIGIN) {
            let origin = single(headers, header::ORIGIN.as_str()).ok_or(Refusal::Origin)?;
            let from = origin.split_once("://").map(|(_, authority)| authority.to_lowercase());
            if from.as_deref() != Some(host.as_str()) {
                return Err(Refusal::Origin);
            }
        }
        match single(headers, "sec-fetch-site") {
            None | Some("same-origin" | "none") => Ok(()),
            Some(_) => Err(Refusal::Origin),
        }
    }

    /// Whether `host`, with or without a port, is a name of this server.
    fn is_named(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let address = || name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
        self.names.iter().any(|known| known == name) || (self.addresses && address())
    }

    /// Who asks.
    ///
    /// # Errors
    ///
    /// [`Refusal::Unknown`].
    pub fn caller(&self, headers: &HeaderMap) -> Result<Caller, Refusal> {
        let bearer =
            single(headers, header::AUTHORIZATION.as_str()).and_then(|value| value.strip_prefix("Bearer "));
        if bearer.is_some_and(|given| self.is_token(given.trim())) {
            return Ok(Caller::Program);
        }
        let known = cookies(headers).any(|(name, value)| name == self.cookie && same(value, &self.session));
        if known { Ok(Caller::Browser) } else { Err(Refusal::Unknown) }
    }

    /// Whether what a caller sends to change the story is its own.
    ///
    /// # Errors
    ///
    /// [`Refusal::Form`].
    pub fn change(&self, caller: Caller, word: Option<&str>) -> Result<(), Refusal> {
        let right = caller == Caller::Program || word.is_some_and(|word| same(word, &self.form));
        if right { Ok(()) } else { Err(Refusal::Form) }
    }
}

/// The value of a header that stands there once.
pub fn single<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut all = headers.get_all(name).iter();
    match (all.next(), all.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

/// Names and values of all cookies.
pub fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(given: &[(&'static str, &str)]) -> HeaderMap {
        given.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    fn guard(address: &str) -> Guard {
        Guard::new(
            address.parse().unwrap(),
            8471,
            vec!["Desk.example".to_owned()],
            Some("correct horse".to_owned()),
        )
        .unwrap()
    }

    #[test]
    fn hosts_and_origins() {
        let check =
            |address: &str, method: Method, given: &[(&'static str, &str)], expected: Result<(), Refusal>| {
                assert_eq!(guard(address).place(&method, &headers(given)), expected, "{address} {given:?}");
            };
        let (here, get, post) = ("127.0.0.1", Method::GET, Method::POST);
        check(here, get.clone(), &[], Err(Refusal::Host));
        check(here, get.clone(), &[("host", "127.0.0.1:8471")], Ok(()));
        check(here, get.clone(), &[("host", "localhost:9000")], Ok(()));
        check(here, get.clone(), &[("host", "[::1]:8471")], Ok(()));
        check(here, get.clone(), &[("host", "DESK.example")], Ok(()));
        check(here, get.clone(), &[("host", "evil.example:8471")], Err(Refusal::Host));
        check(here, get.clone(), &[("host", "127.0.0.1.evil.example")], Err(Refusal::Host));
        check(here, get.clone(), &[("host", "192.168.1.2:8471")], Err(Refusal::Host));
        check("0.0.0.0", get.clone(), &[("host", "192.168.1.2:8471")], Ok(()));
        check("0.0.0.0", get.clone(), &[("host", "evil.example:8471")], Err(Refusal::Host));
        check(here, get, &[("host", "localhost"), ("origin", "http://evil.example")], Ok(()));
        check(here, post.clone(), &[("host", "localhost:8471"), ("origin", "http://localhost:8471")], Ok(()));
        check(
            here,
            post.clone(),
            &[("host", "localhost:8471"), ("origin", "http://localhost:9")],
            Err(Refusal::Origin),
        );
        check(here, post.clone(), &[("host", "localhost:8471"), ("origin", "null")], Err(Refusal::Origin));
        check(
            here,
            post.clone(),
            &[("host", "localhost:8471"), ("origin", "http://evil.example")],
            Err(Refusal::Origin),
        );
        check(
            here,
            post.clone(),
            &[("host", "localhost:8471"), ("sec-fetch-site", "cross-site")],
            Err(Refusal::Origin),
        );
        check(here, post, &[("host", "localhost:8471")], Ok(()));
    }

    #[test]
    fn callers_and_their_forms() {
        let guard = guard("127.0.0.1");
        let bearer = format!("Bearer {}", guard.token());
        let cookie = guard.cookie();
        let cookie = format!("other=1; {}", cookie.split(';').next().unwrap());
        let check =
            |given: &[(&'static str, &str)], expected| assert_eq!(guard.caller(&headers(given)), expected);
        check(&[], Err(Refusal::Unknown));
        check(&[("authorization", &bearer)], Ok(Caller::Program));
        check(&[("authorization", "Bearer correct horse")], Err(Refusal::Unknown));
        assert!(
            guard.is_key("correct horse") && !guard.is_token("correct horse") && !guard.is_key("correct")
        );
        check(&[("authorization", "Bearer x")], Err(Refusal::Unknown));
        check(&[("cookie", &cookie)], Ok(Caller::Browser));
        check(&[("cookie", &cookie.replace("headwater-8471=", "headwater-8471=0"))], Err(Refusal::Unknown));
        assert_eq!(guard.change(Caller::Program, None), Ok(()));
        assert_eq!(guard.change(Caller::Browser, Some(guard.form())), Ok(()));
        assert_eq!(guard.change(Caller::Browser, Some(guard.token())), Err(Refusal::Form));
        assert_eq!(guard.change(Caller::Browser, None), Err(Refusal::Form));
    }
}
