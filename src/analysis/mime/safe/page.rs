//! The texts of a mail as one page: what its reader saw, in the order in which it stood.

use super::super::decode;
use super::super::split::{Leaf, Split};
use super::clean::{clean, escape};
use super::images::Images;

/// Most undecoded bytes of one text.
const PART: usize = 4 << 20;
/// Most bytes that all texts make; pictures come to 11 MB at most.
const PAGE: usize = 16 << 20;

/// What stands before the texts. The look of a mail program: white, black, links blue although they lead nowhere.
const HEAD: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><style>\
html{background:#fff;color:#1a1a1a;color-scheme:light}\
body{margin:14px;font:15px/1.4 Arial,Helvetica,sans-serif;overflow-wrap:anywhere}\
a{color:#0b57d0;text-decoration:underline}\
img{max-width:100%}\
.plain{white-space:pre-wrap}\
.gone{display:inline-block;max-width:100%;box-sizing:border-box;overflow:hidden;border:1px dashed #b4b4b4;padding:2px 5px;\
font-size:12px;color:#6b6b6b}\
</style></head><body>";

/// The page of a mail; nothing where it has neither text nor a picture. `defang` makes a target harmless to read.
pub(in crate::analysis::mime) fn page(raw: &[u8], split: &Split, defang: &dyn Fn(&str) -> String) -> Option<String> {
    let only = split.leaves.len() == 1;
    let texts: Vec<&Leaf> = split.leaves.iter().filter(|leaf| leaf.is_text(only)).collect();
    let with_html = |group: Option<usize>| {
        group.is_some() && texts.iter().any(|leaf| leaf.kind == "text/html" && leaf.alternative == group)
    };
    let mut images = Images::new(raw, &split.leaves);
    let mut out = String::from(HEAD);
    for leaf in &split.leaves {
        if out.len() > PAGE {
            break;
        }
        match leaf.kind.as_str() {
            "text/plain" if leaf.is_text(only) && with_html(leaf.alternative) => {}
            _ if leaf.is_text(only) => text(&mut out, raw, leaf, &mut images, defang),
            kind if kind.starts_with("image/") && !leaf.attached && leaf.content_id.is_none() => {
                if let Some(address) = images.part(leaf) {
                    out.push_str(&format!("<p><img alt=\"\" src=\"{address}\"></p>"));
                }
            }
            _ => {}
        }
    }
    let empty = out.len() == HEAD.len();
    out.push_str("</body></html>");
    (!empty).then_some(out)
}

fn text(out: &mut String, raw: &[u8], leaf: &Leaf, images: &mut Images<'_>, defang: &dyn Fn(&str) -> String) {
    let bytes = leaf.bytes(raw);
    let source = decode::text(&leaf.encoding.decode(bytes.get(..PART).unwrap_or(bytes)), leaf.charset.as_deref());
    let source = source.trim().replace("\r\n", "\n");
    if source.is_empty() {
        return;
    }
    if leaf.kind == "text/plain" {
        out.push_str("<div class=\"plain\">");
        escape(out, &source);
    } else {
        out.push_str("<div>");
        out.push_str(&clean(&source, images, defang));
    }
    out.push_str("</div>");
}
