//! Letters to a mail server. The one place that decides which refusal is final.

use std::time::Duration;

use lettre::transport::smtp::SmtpTransportBuilder;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport as _};
use url::{Host, Url};

use super::build::Mail;
use super::error::SendError;
use crate::base::text::one_line;

/// Which mail server takes our letters. `Debug` and every error leave the address and its password out.
#[derive(Clone)]
pub struct SmtpSettings {
    /// `smtp://[user:password@]host[:port][/our-name][?tls=none|opportunistic|required]` or `smtps://…`; user and
    /// password percent-encoded. Ports unless named: 25 without TLS, 587 with, 465 for `smtps`. Without `tls=`: required
    /// where a password would cross a network, none otherwise.
    pub url: String,
    /// The most connections at one time; at least one.
    pub connections: u32,
    /// The longest wait for each step of the conversation.
    pub timeout: Duration,
}

impl SmtpSettings {
    /// Two connections and 30 seconds for each step.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), connections: 2, timeout: Duration::from_secs(30) }
    }
}

impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpSettings").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

/// What is wrong with the address of the mail server; never repeats it, for it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnfitUrl {
    /// Not a URL.
    #[error("the address of the mail server is not a URL such as smtp://host:25")]
    Shape,
    /// Another scheme than the two.
    #[error("the address of the mail server must begin with smtp:// or smtps://")]
    Scheme,
    /// No host.
    #[error("the address of the mail server names no host")]
    Host,
    /// An unknown word after `?`.
    #[error("after ? only tls=none, tls=opportunistic or tls=required may stand")]
    Option,
    /// User without password, or one of them not percent-encoded UTF-8.
    #[error("the address of the mail server needs both user and password, percent-encoded, or neither")]
    Login,
    /// No certificate can be checked against this host name.
    #[error("the host name of the mail server is not fit for TLS")]
    Tls,
}

/// Reads the settings; connects to nothing.
pub(super) fn connect(settings: &SmtpSettings) -> Result<SmtpTransport, UnfitUrl> {
    let url = Url::parse(&settings.url).map_err(|_unsaid| UnfitUrl::Shape)?;
    let host = host(&url)?;
    let login = login(&url)?;
    let (tls, usual_port) = tls(&url, &host, login.is_some())?;
    let pool = lettre::transport::smtp::PoolConfig::new()
        .min_idle(0)
        .max_size(settings.connections.max(1))
        .idle_timeout(Duration::from_secs(30));
    let mut builder: SmtpTransportBuilder = SmtpTransport::builder_dangerous(host)
        .port(url.port().unwrap_or(usual_port))
        .tls(tls)
        .timeout(Some(settings.timeout))
        .pool_config(pool);
    let our_name = url.path().trim_matches('/');
    if !our_name.is_empty() {
        builder = builder.hello_name(ClientId::Domain(our_name.to_owned()));
    }
    if let Some(login) = login {
        builder = builder.credentials(login);
    }
    Ok(builder.build())
}

fn host(url: &Url) -> Result<String, UnfitUrl> {
    // The parser leaves the host of an unknown scheme as it is; "[::1]" must lose its brackets to be looked up.
    match url.host() {
        Some(Host::Domain(name)) if !name.is_empty() => Ok(name.to_owned()),
        Some(Host::Ipv4(address)) => Ok(address.to_string()),
        Some(Host::Ipv6(address)) => Ok(address.to_string()),
        _ => Err(UnfitUrl::Host),
    }
}

fn login(url: &Url) -> Result<Option<Credentials>, UnfitUrl> {
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(UnfitUrl::Login),
        (user, Some(password)) => Ok(Some(Credentials::new(decoded(user)?, decoded(password)?))),
    }
}

/// Percent-decoding by way of a form field, which does the same but for `+`.
fn decoded(text: &str) -> Result<String, UnfitUrl> {
    let field = format!("x={}", text.replace('+', "%2B").replace('&', "%26"));
    let (_, value) = url::form_urlencoded::parse(field.as_bytes()).next().ok_or(UnfitUrl::Login)?;
    if value.contains('\u{fffd}') { Err(UnfitUrl::Login) } else { Ok(value.into_owned()) }
}

fn tls(url: &Url, host: &str, login: bool) -> Result<(Tls, u16), UnfitUrl> {
    let mut wanted = None;
    for (key, value) in url.query_pairs() {
        match (&*key, &*value) {
            ("tls", "none" | "opportunistic" | "required") => wanted = Some(value.into_owned()),
            _ => return Err(UnfitUrl::Option),
        }
    }
    let parameters = || TlsParameters::new(host.to_owned()).map_err(|_unsaid| UnfitUrl::Tls);
    let near = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    match (url.scheme(), wanted.as_deref()) {
        ("smtps", None | Some("required")) => Ok((Tls::Wrapper(parameters()?), 465)),
        ("smtps", Some(_)) => Err(UnfitUrl::Option),
        ("smtp", Some("required")) => Ok((Tls::Required(parameters()?), 587)),
        ("smtp", Some("opportunistic")) => Ok((Tls::Opportunistic(parameters()?), 587)),
        ("smtp", None) if login && !near => Ok((Tls::Required(parameters()?), 587)),
        ("smtp", _) => Ok((Tls::None, 25)),
        _ => Err(UnfitUrl::Scheme),
    }
}

/// Hands the mail over; returns when the server has taken it.
pub(super) fn hand_over(server: &SmtpTransport, mail: &Mail) -> Result<(), SendError> {
    match server.send_raw(&mail.envelope, &mail.bytes) {
        Ok(_taken) => Ok(()),
        Err(error) => Err(SendError { permanent: is_final(&error, mail), detail: told(&error) }),
    }
}

/// Final is what the same letter will meet again tomorrow: a 5yz reply, or an address that this server cannot write.
/// Not final, though 5yz, is what the operator can put right while the letter waits: the login (RFC 4954 §6) and a host
/// that takes no mail at all (RFC 7504).
fn is_final(error: &lettre::transport::smtp::Error, mail: &Mail) -> bool {
    const OPERATOR: [u16; 6] = [521, 523, 530, 534, 535, 538];
    match error.status() {
        Some(code) => error.is_permanent() && !OPERATOR.contains(&u16::from(code)),
        None => error.is_client() && !mail.recipient().is_ascii(),
    }
}

/// The server's words on one line of at most 200 characters, with a mark for every mail address in them.
fn told(error: &lettre::transport::smtp::Error) -> String {
    let said = error.to_string();
    let words: Vec<&str> = said.split_whitespace().map(|word| if word.contains('@') { "<…>" } else { word }).collect();
    one_line(&words.join(" "), 200)
}
