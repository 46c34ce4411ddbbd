//! The project's own text, for tests that hold rules over it: files, Rust without its comments and strings, and the
//! paths that a file names. Not a parser: macros are read as they stand, and a glob counts as its module.

use std::path::Path;

/// A file with its path from the root of the project, `/` between folders.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    pub(crate) fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|ending| ending == "rs")
    }

    /// The file's name without its ending.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap();
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The module of a file of `src`: `src/edge/web/mod.rs` is `edge`, `web`.
    pub(crate) fn module(&self) -> Vec<String> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let path = path.strip_suffix("/mod").unwrap_or(path);
        if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
    }
}

/// All files below a folder of the project, sorted by path.
pub(crate) fn files(folder: &str) -> Vec<File> {
    fn gather(root: &Path, folder: &Path, found: &mut Vec<File>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(root, &path, found);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                found.push(File::new(path.strip_prefix(root).unwrap().to_str().unwrap(), &text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    gather(root, &root.join(folder), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no files in {folder}");
    found
}

/// All Rust files of `src`.
pub(crate) fn sources() -> Vec<File> {
    files("src").into_iter().filter(File::is_rust).collect()
}

/// Rust text with comments left out and strings emptied; lines stay where they are.
pub(crate) fn bare(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |n: usize| chars.get(n).copied().unwrap_or('\0');
    let (mut out, mut n) = (String::new(), 0);
    while n < chars.len() {
        let end = match (at(n), at(n + 1)) {
            ('/', '/') => (n..chars.len()).find(|&k| at(k) == '\n').unwrap_or(chars.len()),
            ('/', '*') => {
                (n + 2..chars.len()).find(|&k| at(k) == '*' && at(k + 1) == '/').map_or(chars.len(), |k| k + 2)
            }
            ('r', '"' | '#') if !(n > 0 && (at(n - 1).is_alphanumeric() || at(n - 1) == '_')) => raw_end(&chars, n),
            ('"', _) => string_end(&chars, n),
            ('\'', '\\') => (n + 3..chars.len()).find(|&k| at(k) == '\'').map_or(chars.len(), |k| k + 1),
            ('\'', _) if at(n + 2) == '\'' => n + 3,
            _ => n,
        };
        if end == n {
            out.push(at(n));
            n += 1;
            continue;
        }
        let cut = &chars[n..end];
        if at(n) != '/' {
            out.push_str("\"\"");
        }
        out.extend(cut.iter().filter(|c| **c == '\n'));
        n = end;
    }
    out
}

fn string_end(chars: &[char], start: usize) -> usize {
    let mut n = start + 1;
    while n < chars.len() && chars[n] != '"' {
        n += if chars[n] == '\\' { 2 } else { 1 };
    }
    (n + 1).min(chars.len())
}

/// The end of a raw string that starts here; the start itself where none does (`r#type`).
fn raw_end(chars: &[char], start: usize) -> usize {
    let hashes = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(start + 1 + hashes) != Some(&'"') {
        return start;
    }
    let closes =
        |k: usize| chars[k] == '"' && chars[k + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    (start + 2 + hashes..chars.len()).find(|&k| closes(k)).map_or(chars.len(), |k| k + 1 + hashes)
}

/// A path that a file names, made absolute: `crate::`, `super::`, `self::`, or an own child's name in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Segments from the root of the crate; a glob ends with `*`.
    pub(crate) path: Vec<String>,
    /// A `pub use`, which passes a thing on and does not use it.
    pub(crate) passed_on: bool,
}

/// The paths that a file of `src` names, with its inline modules counted as part of the file.
pub(crate) fn named(file: &File) -> Vec<Named> {
    let tokens = tokens(&bare(&file.text));
    let word = |n: usize| tokens.get(n).map_or("", String::as_str);
    let (mut found, mut inline, mut depth) = (Vec::new(), Vec::<(usize, String)>::new(), 0_usize);
    let mut n = 0;
    while n < tokens.len() {
        let mut here = file.module();
        here.extend(inline.iter().map(|(_, name)| name.clone()));
        match word(n) {
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                inline.retain(|(at, _)| *at < depth + 1);
            }
            "mod" if word(n + 2) == "{" => {
                depth += 1;
                inline.push((depth, word(n + 1).to_owned()));
                n += 2;
            }
            "use" => {
                let passed_on =
                    n > 0 && (word(n - 1) == "pub" || word(n - 1) == ")" && word(n.wrapping_sub(4)) == "pub");
                let end = (n..tokens.len()).find(|&k| word(k) == ";").unwrap_or(tokens.len());
                for leaf in leaves(&tokens[n + 1..end]) {
                    found.extend(absolute(&here, &leaf).map(|path| Named { path, passed_on }));
                }
                n = end;
            }
            name if is_word(name) && word(n + 1) == "::" && (n == 0 || word(n - 1) != "::") => {
                let mut leaf = vec![name.to_owned()];
                while word(n + 1) == "::" && is_word(word(n + 2)) {
                    leaf.push(word(n + 2).to_owned());
                    n += 2;
                }
                found.extend(absolute(&here, &leaf).map(|path| Named { path, passed_on: false }));
            }
            _ => {}
        }
        n += 1;
    }
    found
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn tokens(bare: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = bare;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let length = match word {
            0 if rest.starts_with("::") => 2,
            0 => first.len_utf8(),
            word => word,
        };
        let (token, after) = rest.split_at(length);
        if !first.is_whitespace() {
            tokens.push(token.to_owned());
        }
        rest = after;
    }
    tokens
}

/// The paths of a use tree without their `as` names.
fn leaves(tree: &[String]) -> Vec<Vec<String>> {
    let mut path = Vec::new();
    for (n, token) in tree.iter().enumerate() {
        match token.as_str() {
            "{" => {
                let inside = &tree[n + 1..tree.len() - 1];
                let (mut depth, mut parts) = (0, vec![Vec::new()]);
                for token in inside {
                    depth += i32::from(token == "{") - i32::from(token == "}");
                    if token == "," && depth == 0 {
                        parts.push(Vec::new());
                    } else {
                        parts.last_mut().unwrap().push(token.clone());
                    }
                }
                let below = parts.iter().filter(|part| !part.is_empty()).flat_map(|part| leaves(part));
                return below.map(|leaf| path.iter().cloned().chain(leaf).collect()).collect();
            }
            "as" => break,
            "::" => {}
            name => path.push(name.to_owned()),
        }
    }
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    vec![path]
}

/// A path from the root of the crate. One that starts with another name is taken as a child's of the module here.
fn absolute(here: &[String], path: &[String]) -> Option<Vec<String>> {
    let mut base = here.to_vec();
    let mut rest = path;
    while let Some((first, more)) = rest.split_first() {
        match first.as_str() {
            "crate" => base.clear(),
            "super" => drop(base.pop()?),
            "self" => {}
            _ => break,
        }
        rest = more;
    }
    base.extend_from_slice(rest);
    Some(base)
}

#[test]
fn paths_are_read_from_any_form() {
    let text = "//! crate::no::comment\nuse crate::base::{ids::{A, B as C}, text};\npub(crate) use child::Thing;\n\
                mod tests { use super::*; fn f() -> crate::desk::Error { \"crate::no::string\"; super::super::x::y() } }\n\
                fn g<'a>(c: char) { c == '\"'; r#\"crate::no::raw\"#; self::k::l() }";
    let named = named(&File::new("src/edge/web/mod.rs", text));
    let joined: Vec<String> = named.iter().map(|one| one.path.join("::")).collect();
    assert_eq!(
        joined,
        [
            "base::ids::A",
            "base::ids::B",
            "base::text",
            "edge::web::child::Thing",
            "edge::web::*",
            "desk::Error",
            "edge::x::y",
            "edge::web::k::l",
        ]
    );
    assert_eq!(named.iter().filter(|one| one.passed_on).count(), 1);
}
