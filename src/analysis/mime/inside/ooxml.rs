//! Office documents of the zip kind (ECMA-376): what their relationships fetch, their fields, and the files in them. The
//! macros are in an old document inside, which `ole` reads.

use super::facts::{Budget, Entry, Facts, Trick};
use super::{field, qr};

/// Most bytes of one part of XML that are read.
const PART: usize = 8 << 20;

/// Whether the entries of a zip are those of a document.
pub(super) fn is(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.name.eq_ignore_ascii_case("[Content_Types].xml"))
}

/// Reads a document from its parts. The files in it stay as entries, also the project of macros; the rest is dropped.
pub(super) fn read(parts: Vec<Entry>, budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    for part in parts {
        let name = part.name.to_ascii_lowercase();
        let xml = || String::from_utf8_lossy(part.bytes.get(..PART).unwrap_or(&part.bytes)).into_owned();
        let ending = name.rsplit('.').next().unwrap_or_default();
        if ending == "rels" {
            relationships(&xml(), &mut out);
        } else if name.contains("/macrosheets/") {
            out.trick(Trick::AutoRun, "Excel 4.0");
        } else if name.contains("/embeddings/") || name.ends_with("vbaproject.bin") || name.contains("/activex/") {
            out.entries.push(part);
        } else if name.contains("/media/") {
            out.codes.extend(qr::of_file(&part.bytes, budget));
        } else if name.starts_with("word/") && ending == "xml" {
            fields(&xml(), &mut out);
        } else if name.starts_with("xl/externallinks/") {
            dde(&xml(), &mut out);
        }
    }
    out
}

/// The tags of a text of XML: what stands between `<` and `>`, and the text up to the next tag.
fn tags(xml: &str) -> impl Iterator<Item = (&str, &str)> {
    xml.split('<').skip(1).map(|piece| piece.split_once('>').unwrap_or((piece, "")))
}

/// The value of an attribute, with its entities undone.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.match_indices(name).map(|(at, _)| at).find(|at| {
        tag.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_whitespace() || c == ':'))
            && tag.get(at + name.len()..).is_some_and(|rest| rest.trim_start().starts_with('='))
    })?;
    let rest = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.get(1..)?.split(quote).next().map(plain)
}

fn plain(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&apos;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn relationships(xml: &str, out: &mut Facts) {
    for (tag, _) in tags(xml).filter(|(tag, _)| tag.starts_with("Relationship")).take(5000) {
        if attribute(tag, "TargetMode").is_none_or(|mode| !mode.eq_ignore_ascii_case("external")) {
            continue;
        }
        let (Some(target), Some(kind)) = (attribute(tag, "Target"), attribute(tag, "Type")) else { continue };
        match kind.rsplit('/').next().unwrap_or_default() {
            "attachedTemplate" | "oleObject" | "frame" | "subDocument" | "afChunk" if field::remote(&target) => {
                out.trick(Trick::Remote, target.clone());
            }
            _ => {}
        }
        if field::remote(&target) || target.starts_with("mailto:") {
            out.link(target);
        }
    }
}

/// The field codes of a part: simple ones, and those in pieces between `begin` and `separate` or `end`.
fn fields(xml: &str, out: &mut Facts) {
    let mut code = String::new();
    for (tag, text) in tags(xml) {
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        match name {
            "w:fldSimple" => field::read(&attribute(tag, "instr").unwrap_or_default(), out),
            "w:instrText" | "w:delInstrText" if code.len() < 10_000 => code.push_str(&plain(text)),
            "w:fldChar" if attribute(tag, "fldCharType").is_some_and(|kind| kind != "begin") => {
                field::read(&std::mem::take(&mut code), out);
            }
            _ => {}
        }
    }
    field::read(&code, out);
}

fn dde(xml: &str, out: &mut Facts) {
    for (tag, _) in tags(xml).filter(|(tag, _)| tag.starts_with("ddeLink")) {
        let of = |name| attribute(tag, name).unwrap_or_default();
        out.trick(Trick::Dde, format!("{} {}", of("ddeService"), of("ddeTopic")));
    }
}
