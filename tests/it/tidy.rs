//! The rules of the house, read from the text of the project: who imports whom, how long files are, and which words
//! stand only in one place. Each rule has a self-test on a made-up file that breaks it.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::support::source::{File, Named, bare, files, named, sources};

/// Floors by top folder, the lowest first.
const FLOORS: &[&[&str]] =
    &[&["base"], &["infra"], &["analysis", "paper"], &["record"], &["desk"], &["edge"], &["app", "cli"]];

/// Imports between rooms of one floor that may be, and why.
const NEIGHBOURS: &[(&str, &str, &str)] = &[
    ("analysis::mime", "analysis::evidence", "the one form in which a mail's evidence is handed on"),
    ("analysis::signal", "analysis::evidence", "the one form in which a mail's evidence is handed on"),
    ("analysis::proof", "analysis::evidence", "the one form in which a mail's evidence is handed on"),
    ("analysis::mime", "analysis::known", "what is known of senders and hosts, a plain value"),
    ("analysis::signal", "analysis::known", "what is known of senders and hosts, a plain value"),
    ("analysis::signal", "analysis::mime", "signals judge what was parsed"),
    ("analysis::fingerprint", "analysis::evidence", "the one form in which a mail's evidence is handed on"),
    ("analysis::fingerprint", "analysis::known", "what is known of senders and hosts, a plain value"),
    ("analysis::fingerprint", "analysis::signal", "which hosts are everybody's stands in one place"),
    ("infra::blob", "infra::db", "raw mail is kept in the database"),
    ("cli", "app", "a command runs the program that app puts together"),
];

/// Files that do import each other in a circle, and why.
const KNOTS: &[(&str, &[&str], &str)] = &[];

/// Words of code that stand only below these paths, and why.
const ONLY_IN: &[(&str, &[&str], &str)] = &[
    (r"\bConn::(Sqlite|Postgres)\b", &["src/infra/db/"], "which database it is, only infra::db looks"),
    (r"\bStatusCode\b", &["src/edge/web/"], "HTTP status codes belong to the web"),
    (r"\b(Utc|SystemTime)::now\b", &["src/base/clock.rs"], "time is a parameter"),
    (r"\bstd::env\b|\benv::(var|args)", &["src/base/config/", "src/app/mod.rs"], "settings come from base::config"),
    (
        r"\bderive\([^)]*\bTemplate\b",
        &["src/edge/web/", "src/desk/letter/"],
        "pages and letters are the only templates",
    ),
];

/// `mod.rs` files with more than one type, and why.
const WIDE_MODS: &[(&str, &str)] = &[("src/cli/mod.rs", "the command line as clap reads it")];

/// `|safe` in a template, and why it is safe. Nothing so far.
const SAFE: &[(&str, &str)] = &[];

/// What must not stand in a page: the content security policy refuses it, or it would be fetched from elsewhere.
const NOT_IN_PAGES: &[(&str, &str)] = &[
    (r"\sstyle\s*=", "an inline style"),
    (r"<style\b", "an inline style sheet"),
    (r"<script(?:\s+(?:defer|async|type=\S+))*\s*>", "a script without src"),
    (r#"\son[a-z]+\s*=\s*["'{]"#, "an inline handler"),
    (r"https?://", "an address of another site"),
    (r"(?i)javascript:", "a script as address"),
];

/// Pages whose struct is not in `edge/web/ui`, and where it is.
const PAGES_ELSEWHERE: &[(&str, &str)] = &[("error", "src/edge/web/error.rs")];

/// The room of a path: two segments, one on the floors that have no rooms.
fn room(path: &[String]) -> Option<(usize, String)> {
    let first = path.first()?;
    if first == "text_enum" {
        return room(&["infra".into(), "db".into()]);
    }
    let floor = FLOORS.iter().position(|rooms| rooms.contains(&first.as_str()))?;
    let whole = matches!(first.as_str(), "base" | "desk" | "app" | "cli");
    Some((floor, if whole { first.clone() } else { path.iter().take(2).cloned().collect::<Vec<_>>().join("::") }))
}

fn upward(file: &File) -> Vec<String> {
    let Some((floor, from)) = room(&file.module()) else {
        return Vec::new();
    };
    let mut wrong = Vec::new();
    for Named { path, .. } in named(file) {
        let shown = path.join("::");
        match room(&path) {
            // A floor's own `mod.rs` names only its children.
            Some((other, to)) if other < floor || to == from || !from.contains("::") && to.starts_with(&from) => {
                drop((other, to));
            }
            Some((other, to)) if other == floor && NEIGHBOURS.iter().any(|(a, b, _)| *a == from && *b == to) => {}
            Some(_) => wrong.push(format!("{} names {shown}", file.path)),
            None => wrong.push(format!("{} names {shown}, which is on no floor", file.path)),
        }
    }
    wrong
}

#[test]
fn modules_import_only_lower_floors() {
    let wrong: Vec<_> = sources().iter().flat_map(upward).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (from, to, _) in NEIGHBOURS {
        let meets = |file: &File| {
            let of = |path: &[String]| room(path).map(|(_, room)| room);
            of(&file.module()).as_deref() == Some(*from)
                && named(file).iter().any(|one| of(&one.path).as_deref() == Some(*to))
        };
        assert!(sources().iter().any(meets), "{from} does not name {to} any more");
    }

    let bad = |path: &str, text: &str| upward(&File::new(path, text)).len();
    assert_eq!(bad("src/record/ticket/store.rs", "use crate::desk::Error;"), 1, "up");
    assert_eq!(bad("src/edge/web/mod.rs", "use crate::edge::smtp::Listen;"), 1, "next door");
    assert_eq!(bad("src/edge/web/mod.rs", "fn f() { super::smtp::bind() }"), 1, "next door by super");
    assert_eq!(bad("src/record/people/token.rs", "#[cfg(test)] mod t { use crate::record::audit; }"), 1, "in a test");
    assert_eq!(bad("src/desk/a.rs", "use crate::{record::ticket, cellar::x};"), 1, "on no floor");
    assert_eq!(bad("src/desk/a.rs", "use crate::{record::ticket, desk::b};"), 0);
}

/// Where a re-exported thing really is.
fn home(mut path: Vec<String>, passed: &BTreeMap<Vec<String>, Vec<String>>) -> Vec<String> {
    for _ in 0..4 {
        let Some((length, to)) = (1..=path.len()).rev().find_map(|n| passed.get(&path[..n]).map(|to| (n, to))) else {
            break;
        };
        path = to.iter().chain(&path[length..]).cloned().collect();
    }
    path
}

/// Folders in which files import each other in a circle, with those files.
fn circles(all: &[File]) -> BTreeSet<(String, Vec<String>)> {
    let modules: BTreeSet<Vec<String>> = all.iter().map(File::module).collect();
    let mut passed = BTreeMap::new();
    for file in all.iter().filter(|file| file.path.ends_with("/mod.rs")) {
        for one in named(file).into_iter().filter(|one| one.passed_on) {
            let mut short = file.module();
            short.extend(one.path.last().cloned());
            passed.insert(short, one.path);
        }
    }
    let mut arrows: BTreeMap<(Vec<String>, String), BTreeSet<String>> = BTreeMap::new();
    for file in all {
        let from = file.module();
        for one in named(file).into_iter().filter(|one| !one.passed_on) {
            let to = home(one.path, &passed);
            let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            for depth in 1..=common {
                let child = |path: &[String]| {
                    let below = path.get(depth).filter(|_| modules.contains(&path[..=depth]));
                    below.cloned().unwrap_or_else(|| "mod".into())
                };
                let (here, there) = (child(&from), child(&to));
                if here != there {
                    arrows.entry((from[..depth].to_vec(), here)).or_default().insert(there);
                }
            }
        }
    }
    let mut knots = BTreeSet::new();
    for (folder, start) in arrows.keys() {
        let reached = |from: &String| {
            let (mut seen, mut waiting) = (BTreeSet::new(), vec![from.clone()]);
            while let Some(next) = waiting.pop() {
                let more = arrows.get(&(folder.clone(), next)).into_iter().flatten();
                waiting.extend(more.filter(|one| seen.insert((*one).clone())).cloned());
            }
            seen
        };
        let there = reached(start);
        if there.contains(start) {
            let knot: Vec<_> = there.into_iter().filter(|one| reached(one).contains(start)).collect();
            knots.insert((folder.join("::"), knot));
        }
    }
    knots
}

/// Knots beyond those that are named, and named ones that are no more.
fn unnamed(knots: &BTreeSet<(String, Vec<String>)>) -> Vec<String> {
    let tied = |at: &str, known: &[&str], (folder, files): &(String, Vec<String>)| {
        at == folder && files.iter().all(|file| known.contains(&file.as_str()))
    };
    let fits = |knot: &(String, Vec<String>)| KNOTS.iter().any(|(at, known, _)| tied(at, known, knot));
    let mut wrong: Vec<_> = knots.iter().filter(|knot| !fits(knot)).map(|knot| format!("{knot:?}")).collect();
    let untied = KNOTS.iter().filter(|(at, known, _)| !knots.iter().any(|knot| tied(at, known, knot)));
    wrong.extend(untied.map(|(at, known, _)| format!("{at} has no knot of {known:?} any more")));
    wrong
}

#[test]
fn files_of_a_folder_do_not_import_each_other_in_a_circle() {
    let wrong = unnamed(&circles(&sources()));
    assert!(wrong.is_empty(), "{wrong:#?}");

    let bad = [
        File::new("src/desk/mod.rs", "pub mod a; mod b; pub use b::B;"),
        File::new("src/desk/a.rs", "use super::B;"),
        File::new("src/desk/b.rs", "fn f() { super::a::g() }"),
    ];
    assert!(unnamed(&circles(&bad)).iter().any(|one| one == "(\"desk\", [\"a\", \"b\"])"));
    let knot = [File::new("src/desk/mod.rs", "mod a; fn f() { a::g() }"), File::new("src/desk/a.rs", "use super::f;")];
    assert_eq!(circles(&knot).len(), 1);
    assert!(circles(&bad[..2]).is_empty());
}

fn too_long(file: &File) -> bool {
    file.text.lines().count() > 400 && file.path != "src/infra/db/schema.rs"
}

/// A file of Rust says at its top what it is for.
fn silent(file: &File) -> bool {
    file.is_rust() && !file.text.starts_with("//! ") && file.path != "src/infra/db/schema.rs"
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut all = sources();
    all.extend(files("templates"));
    all.extend(files("tests/it"));
    let wrong: Vec<_> = all.iter().filter(|file| too_long(file) || silent(file)).map(|file| &file.path).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");

    assert!(
        too_long(&File::new("src/a.rs", &"\n".repeat(401))) && !too_long(&File::new("src/a.rs", &"\n".repeat(400)))
    );
    assert!(silent(&File::new("src/a.rs", "use x;")) && !silent(&File::new("src/a.rs", "//! A.")));
}

fn misplaced(file: &File) -> Vec<String> {
    let code = bare(&file.text);
    let mut wrong = Vec::new();
    for (words, places, why) in ONLY_IN {
        let found = Regex::new(words).unwrap().is_match(&code);
        if found && !places.iter().any(|place| file.path.starts_with(place)) {
            wrong.push(format!("{}: {words}: {why}", file.path));
        }
    }
    wrong
}

#[test]
fn some_words_stand_in_one_place_only() {
    let all = sources();
    let wrong: Vec<_> = all.iter().flat_map(misplaced).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The one look at the environment outside the settings asks where the program is.
    let app = all.iter().find(|file| file.path == "src/app/mod.rs").unwrap();
    assert_eq!(app.text.matches("std::env").count(), app.text.matches("std::env::current_exe").count());

    let bad = "#[derive(Debug, Template)] fn f() { match c { Conn::Sqlite(_) => StatusCode::OK } Utc::now(); \
               std::env::var(x); }";
    assert_eq!(misplaced(&File::new("src/desk/a.rs", bad)).len(), ONLY_IN.len());
    for (words, places, _) in ONLY_IN {
        let used = all.iter().any(|file| {
            places.iter().any(|place| file.path.starts_with(place))
                && Regex::new(words).unwrap().is_match(&bare(&file.text))
        });
        assert!(used, "{words} stands nowhere: the rule is dead");
    }
}

/// How many types a file defines at its top level.
fn types(file: &File) -> usize {
    Regex::new(r"(?m)^(pub(\([a-z]+\))? )?(struct|enum|trait|union) ").unwrap().find_iter(&bare(&file.text)).count()
}

#[test]
fn a_mod_rs_holds_at_most_one_central_type() {
    let all = sources();
    let wide = all.iter().filter(|file| file.path.ends_with("/mod.rs") && types(file) > 1);
    let wide: Vec<_> = wide.map(|file| file.path.as_str()).collect();
    assert_eq!(wide, WIDE_MODS.iter().map(|(path, _)| *path).collect::<Vec<_>>());
    assert_eq!(types(&File::new("src/a/mod.rs", "pub struct A;\npub(super) enum B {}\n    struct Inner;\n")), 2);
}

fn hostile(file: &File) -> Vec<String> {
    let mut wrong = Vec::new();
    if Regex::new(r"\|\s*safe\b|filter\s+safe").unwrap().is_match(&file.text)
        && !SAFE.iter().any(|(path, _)| *path == file.path)
    {
        wrong.push(format!("{}: |safe without a reason", file.path));
    }
    let page = ["layout", "page", "portal", "part"];
    if page.iter().any(|folder| file.path.starts_with(&format!("templates/{folder}/"))) {
        let found = NOT_IN_PAGES.iter().filter(|(words, _)| Regex::new(words).unwrap().is_match(&file.text));
        wrong.extend(found.map(|(_, what)| format!("{}: {what}", file.path)));
    }
    wrong
}

#[test]
fn templates_escape_everything_and_hold_nothing_inline() {
    let wrong: Vec<_> = files("templates").iter().flat_map(hostile).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let unescaped = Regex::new(r"\bescape\s*=").unwrap();
    let wrong: Vec<_> = sources().into_iter().filter(|file| unescaped.is_match(&bare(&file.text))).collect();
    assert!(wrong.is_empty(), "a template that chooses its escaping: {wrong:#?}");

    let bad = "<p style=\"x\" onclick=\"y()\">{{ body | safe }}</p><style></style><script defer>z()</script>\
               <a href=\"https://x.example\"><a href=\"javascript:1\">";
    assert_eq!(hostile(&File::new("templates/page/a.html", bad)).len(), NOT_IN_PAGES.len() + 1);
    let good = "<script src=\"{{ frame.asset(\"desk.js\") }}\" defer></script><p class=\"on\">{{ safe }}</p>";
    assert!(hostile(&File::new("templates/page/a.html", good)).is_empty());
}

/// Pages and the files that show them, where one lacks the other.
fn single(pages: &[File], code: &[File]) -> Vec<String> {
    let mut wrong = Vec::new();
    let ui = |stem: &str| format!("src/edge/web/ui/{stem}.rs");
    for page in pages {
        let elsewhere = PAGES_ELSEWHERE.iter().find(|(stem, _)| *stem == page.stem());
        let path = elsewhere.map_or_else(|| ui(page.stem()), |(_, path)| (*path).to_owned());
        let told = format!("path = \"page/{}.html\"", page.stem());
        if !code.iter().any(|file| file.path == path && file.text.contains(&told)) {
            wrong.push(format!("{} is not shown by {path}", page.path));
        }
    }
    let template = Regex::new(r#"path = "page/([a-z_]+)\.html""#).unwrap();
    for file in code.iter().filter(|file| file.path.starts_with("src/edge/web/ui/")) {
        let shown: Vec<_> = template.captures_iter(&file.text).map(|found| found[1].to_owned()).collect();
        wrong
            .extend(shown.iter().filter(|stem| *stem != file.stem()).map(|stem| format!("{} shows {stem}", file.path)));
    }
    wrong
}

#[test]
fn every_page_has_its_file_of_the_same_stem() {
    let wrong = single(&files("templates/page"), &sources());
    assert!(wrong.is_empty(), "{wrong:#?}");

    let pages = [File::new("templates/page/a.html", ""), File::new("templates/page/b.html", "")];
    let code = [
        File::new("src/edge/web/ui/a.rs", "#[template(path = \"page/a.html\")]"),
        File::new("src/edge/web/ui/c.rs", "#[template(path = \"page/b.html\")]"),
    ];
    assert_eq!(single(&pages, &code).len(), 2, "b has no file, c shows another's page");
}
