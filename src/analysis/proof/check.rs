//! The checks: of signatures without DNS, and of all that DNS helps to check.

use std::net::IpAddr;
use std::sync::Arc;

use futures_util::FutureExt;
use mail_auth::dkim::DkimError;
use mail_auth::dmarc::Policy;
use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::hickory_resolver::Resolver;
use mail_auth::hickory_resolver::config::{ResolveHosts, ResolverConfig, ResolverOpts};
use mail_auth::hickory_resolver::net::runtime::TokioRuntimeProvider;
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{
    AuthenticatedMessage, DkimResult, DmarcOutput, DmarcResult, DnsError, Error, MessageAuthenticator, Parameters,
    SpfOutput, SpfResult,
};
use serde::{Deserialize, Serialize};

use super::answers::Answers;
use crate::analysis::evidence::{Checked, Own, Sample, Signature};
use crate::infra::dns::{Answer, Query};

/// Most signatures of each kind that are checked; a mail has one or two.
const SIGNATURES: usize = 10;
/// Largest mail whose signatures are checked, in bytes.
const SIZE: usize = 30 << 20;
/// Largest header block of it, in bytes.
const HEAD: usize = 256 << 10;
/// Longest domain of a signature that is kept, in characters.
const DOMAIN: usize = 255;

/// What was found out, and what DNS has still to be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The DKIM signatures with their results.
    pub signatures: Vec<Signature>,
    /// The other results; final when nothing is asked.
    pub own: Own,
    /// What is missing.
    pub asks: Vec<Query>,
}

/// The DKIM signatures of a mail, and whether its body is still the signed one.
pub fn signatures(raw: &[u8]) -> Vec<Signature> {
    parse(raw)
        .map(|mail| mail.dkim_headers.iter().map(|header| signature(&mail, &header.header)).collect())
        .unwrap_or_default()
}

/// Checks a mail by what DNS answered; `host` is the server that asks. Nothing where the mail is beyond the bounds. Every
/// lookup is answered from the table, so nothing is ever waited for.
pub fn prove(raw: &[u8], sample: &Sample, host: &str, answers: &[(Query, Answer)]) -> Option<Proof> {
    let (mail, judge) = (parse(raw)?, authenticator()?);
    let answers = Answers::new(answers);
    let dkim = judge.verify_dkim(with(&mail, &answers)).now_or_never()?;
    let arc = judge.verify_arc(with(&mail, &answers)).now_or_never()?;
    let (spf, spf_domain) = sent_by(&judge, sample, host, &answers);
    let mut own = Own { spf: spf.as_ref().map(|(_, result)| *result), spf_domain, ..Own::default() };
    let output = spf.map(|(output, _)| output).unwrap_or_default();
    let params = DmarcParameters::new(&mail, &dkim, &own.spf_domain, &output);
    let dmarc = judge.verify_dmarc(with(params, &answers)).now_or_never()?;
    let signed = dkim.iter().filter(|output| output.signature().is_some());
    let signatures: Vec<Signature> = mail
        .dkim_headers
        .iter()
        .zip(signed)
        .map(|(header, output)| Signature {
            result: Some(dkim_word(output.result())),
            ..signature(&mail, &header.header)
        })
        .collect();
    own.dmarc = dmarc_word(&dmarc, own.spf, &signatures);
    own.policy = dmarc.dmarc_record().map(|_| policy_word(dmarc.policy()).to_owned());
    own.arc = Some(dkim_word(arc.result())).filter(|word| *word != Checked::None || !mail.ams_headers.is_empty());
    Some(Proof { signatures, own, asks: answers.missing() })
}

/// A mail as mail-auth reads it, within bounds.
fn parse(raw: &[u8]) -> Option<AuthenticatedMessage<'_>> {
    let end = memchr::memmem::find(raw, b"\n\n").into_iter().chain(memchr::memmem::find(raw, b"\r\n\r\n")).min();
    if raw.len() > SIZE || end.unwrap_or(raw.len()) > HEAD {
        return None;
    }
    let mut mail = AuthenticatedMessage::parse(raw)?;
    mail.dkim_headers.truncate(SIGNATURES);
    // A chain that is cut is no chain.
    if mail.ams_headers.len().max(mail.as_headers.len()).max(mail.aar_headers.len()) > SIGNATURES {
        mail.ams_headers.clear();
    }
    Some(mail)
}

fn signature(mail: &AuthenticatedMessage<'_>, found: &mail_auth::dkim::Signature) -> Signature {
    let hash = mail_auth::common::crypto::HashAlgorithm::from(found.a);
    let body = mail.body_hashes.iter().find(|(c, h, l, _)| *c == found.cb && *h == hash && *l == found.l);
    let cut = |text: &str| text.chars().take(DOMAIN).collect::<String>().to_lowercase();
    Signature {
        domain: cut(&found.d),
        selector: cut(&found.s),
        body_intact: body.is_some_and(|(.., hash)| *hash == found.bh),
        result: None,
    }
}

/// One that would ask nobody: it has no name server, and looks for no file, which a cell could not open.
fn authenticator() -> Option<MessageAuthenticator> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().ok()?;
    let tls = tls.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
    let mut options = ResolverOpts::default();
    options.use_hosts_file = ResolveHosts::Never;
    let config = ResolverConfig::from_parts(None, Vec::new(), Vec::new());
    let builder = Resolver::builder_with_config(config, TokioRuntimeProvider::default()).with_options(options);
    builder.with_tls_config(tls).build().ok().map(MessageAuthenticator)
}

type Asking<'x, P> = Parameters<'x, P, Answers<'x>, Answers<'x>, Answers<'x>, Answers<'x>, Answers<'x>>;

fn with<'x, P>(params: P, answers: &'x Answers<'x>) -> Asking<'x, P> {
    let cache = Some(answers);
    Parameters { params, cache_txt: cache, cache_mx: cache, cache_ptr: cache, cache_ipv4: cache, cache_ipv6: cache }
}

/// SPF for the host from which the mail came in. Nothing where its address, or the domain to ask, is not known.
fn sent_by(
    judge: &MessageAuthenticator,
    sample: &Sample,
    host: &str,
    answers: &Answers<'_>,
) -> (Option<(SpfOutput, Checked)>, String) {
    let hop = sample.external.and_then(|at| sample.received.get(at));
    let ip: Option<IpAddr> = hop.and_then(|hop| hop.ip.as_deref()?.parse().ok());
    let helo = hop.and_then(|hop| hop.helo()).unwrap_or_default();
    let returns = sample.return_path.as_deref();
    let domain = returns.map(|address| address.rsplit_once('@').map_or(helo, |(_, domain)| domain)).unwrap_or_default();
    let domain = domain.to_lowercase();
    let Some(ip) = ip.filter(|_| !domain.is_empty()) else { return (None, domain) };
    let sender = returns.unwrap_or_default().to_lowercase();
    let params = SpfParameters::verify_mail_from(ip, helo, host, &sender);
    answers.took_failure();
    let Some(output) = judge.check_host(with(params, answers)).now_or_never() else { return (None, domain.clone()) };
    let word = if answers.took_failure() { Checked::TempError } else { spf_word(output.result()) };
    (Some((output, word)), domain)
}

fn spf_word(result: SpfResult) -> Checked {
    match result {
        SpfResult::Pass => Checked::Pass,
        SpfResult::Fail => Checked::Fail,
        SpfResult::SoftFail => Checked::SoftFail,
        SpfResult::Neutral => Checked::Neutral,
        SpfResult::TempError => Checked::TempError,
        SpfResult::PermError => Checked::PermError,
        SpfResult::None => Checked::None,
    }
}

fn dkim_word(result: &DkimResult) -> Checked {
    match result {
        DkimResult::Pass => Checked::Pass,
        DkimResult::Neutral(Error::Dkim(DkimError::SignatureExpired)) => Checked::Expired,
        DkimResult::Neutral(Error::Dkim(DkimError::FailedBodyHashMatch)) | DkimResult::Fail(_) => Checked::Fail,
        DkimResult::PermError(Error::Dns(DnsError::RecordNotFound(_))) | DkimResult::None => Checked::None,
        DkimResult::TempError(_) => Checked::TempError,
        DkimResult::Neutral(_) | DkimResult::PermError(_) => Checked::PermError,
    }
}

/// DMARC holds by one aligned pass; that it does not hold is known only when both ways were looked at.
fn dmarc_word(output: &DmarcOutput, spf: Option<Checked>, signatures: &[Signature]) -> Option<Checked> {
    let results = [output.spf_result(), output.dkim_result()];
    let has = |wanted: fn(&DmarcResult) -> bool| results.iter().any(|result| wanted(result));
    if has(|result| *result == DmarcResult::Pass) {
        return Some(Checked::Pass);
    }
    let unsure = |word: Option<Checked>| word == Some(Checked::TempError);
    if has(|result| matches!(result, DmarcResult::TempError(_))) {
        return Some(Checked::TempError);
    }
    if has(|result| matches!(result, DmarcResult::PermError(_))) {
        return Some(Checked::PermError);
    }
    if output.dmarc_record().is_none() {
        return Some(Checked::None);
    }
    if unsure(spf) || signatures.iter().any(|one| unsure(one.result)) {
        return Some(Checked::TempError);
    }
    spf.map(|_| Checked::Fail)
}

fn policy_word(policy: Policy) -> &'static str {
    match policy {
        Policy::Reject => "reject",
        Policy::Quarantine => "quarantine",
        Policy::None | Policy::Unspecified => "none",
    }
}
