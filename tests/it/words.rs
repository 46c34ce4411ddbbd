//! Messages: both languages whole and alike, every message used, every used message there, and the tone of each language.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use hotro::analysis::signal::WEIGHTS;
use hotro::base::locale::{FILES, Language, Languages};
use hotro::desk::account::{Role, Theme};
use hotro::desk::receive::Channel;
use hotro::desk::token::Scope;
use hotro::record::ticket::list::{Sort, View};
use hotro::record::ticket::{Exposure, Kind, Rating, Status, Verdict};
use regex::Regex;

use crate::support::source::{File, files, sources};

/// Message families that code builds from a prefix and a word, where no call shows the prefix as it stands.
const FAMILIES: &[(&str, &str)] = &[
    ("problem", "notes of the parser, shown by their key"),
    ("channel", "the detail of an event, by the event's code"),
    ("undone", "the detail of an event, by the event's code"),
    ("unreadable", "the detail of an event, by the event's code"),
    ("left", "time until the promised answer, by its unit"),
    ("late", "time since the promised answer, by its unit"),
    ("soon", "time until the promised answer where little is left, by its unit"),
    ("password", "refusals of desk::password, shown by their key"),
];

/// The messages of a file: key, then the message's text without its key.
fn messages(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let key = line.split_once('=').map(|(key, rest)| (key.trim_end(), rest));
        match key.filter(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')) {
            Some((key, rest)) if !line.starts_with(' ') => found.push((key.to_owned(), rest.trim().to_owned())),
            _ => {
                if let Some((_, text)) = found.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
        }
    }
    found
}

fn all(language: Language) -> Vec<(&'static str, String, String)> {
    let text = |row: &(&'static str, &'static str, &'static str)| match language {
        Language::Vi => row.1,
        Language::En => row.2,
    };
    FILES.iter().flat_map(|row| messages(text(row)).into_iter().map(|(key, said)| (row.0, key, said))).collect()
}

fn keys(language: Language) -> BTreeSet<String> {
    all(language).into_iter().map(|(_, key, _)| key).collect()
}

/// The variables of a message; the selectors' words are not among them.
fn variables(said: &str) -> BTreeSet<String> {
    Regex::new(r"\$([a-z]+)").unwrap().captures_iter(said).map(|found| found[1].to_owned()).collect()
}

#[test]
fn every_file_parses_whole_and_is_listed() {
    for (stem, vi, en) in FILES {
        for text in [vi, en] {
            let parsed = FluentResource::try_new((*text).to_owned());
            let count = parsed.map_err(|(_, errors)| format!("{stem}: {errors:?}")).unwrap().entries().count();
            let comments = text.split("\n\n").filter(|block| block.starts_with('#')).count();
            assert!(count >= messages(text).len() && count <= messages(text).len() + comments + 1, "{stem}: {count}");
        }
    }
    let stems: BTreeSet<_> = FILES.iter().map(|(stem, ..)| (*stem).to_owned()).collect();
    for language in Language::ALL {
        let there = files(&format!("src/base/locale/{}", language.tag()));
        assert_eq!(there.iter().map(|file| file.stem().to_owned()).collect::<BTreeSet<_>>(), stems);
    }
    assert!(FluentResource::try_new("a = { $x".into()).is_err(), "the parser finds mistakes");
}

#[test]
fn both_languages_say_the_same_things_once() {
    let (vi, en) = (all(Language::Vi), all(Language::En));
    let at = |rows: &[(&'static str, String, String)]| -> Vec<(&'static str, String)> {
        let mut keys: Vec<_> = rows.iter().map(|(stem, key, _)| (*stem, key.clone())).collect();
        keys.sort();
        keys
    };
    let (here, there): (BTreeSet<_>, BTreeSet<_>) = (at(&vi).into_iter().collect(), at(&en).into_iter().collect());
    let lonely: Vec<_> = here.symmetric_difference(&there).collect();
    assert!(lonely.is_empty(), "in one language only: {lonely:?}");
    for rows in [&vi, &en] {
        let mut seen = BTreeSet::new();
        let twice: Vec<_> = rows.iter().map(|(_, key, _)| key).filter(|key| !seen.insert(*key)).collect();
        assert!(twice.is_empty(), "said twice: {twice:?}");
    }
    let english: BTreeMap<_, _> = en.iter().map(|(_, key, said)| (key, said)).collect();
    for (_, key, said) in &vi {
        assert_eq!(variables(said), variables(english[key]), "the values of {key}");
    }
    assert_eq!(variables("{ $a -> [x] { $b } *[y] c }").len(), 2);
    assert_eq!(messages("a = 1\n    more\n# b = 2\nc-d = { $x ->\n   *[e] f = g\n}\n").len(), 2);
}

/// Where code and templates name messages.
struct Uses {
    /// Keys that stand as a whole where a message is asked for.
    asked: BTreeSet<String>,
    /// Prefixes of keys to which a word is added.
    families: BTreeSet<String>,
    /// Prefixes of anything that is built so; it may be a key.
    built: BTreeSet<String>,
    /// Everything between quotation marks: a key there may be handed on to where it is asked for.
    quoted: BTreeSet<String>,
}

fn uses(all: &[File]) -> Uses {
    let set = |words: &str| -> BTreeSet<String> {
        let words = Regex::new(words).unwrap();
        let texts = all.iter().map(|file| file.text.split("#[cfg(test)]").next().unwrap());
        texts.flat_map(|text| words.captures_iter(text).map(|found| found[1].to_owned()).collect::<Vec<_>>()).collect()
    };
    let mut asked = set(r#"(?:[^:\w])say(?:_with)?\(\s*"([^"]+)""#);
    asked.extend(set(r#"\bmessage: "([^"]+)""#));
    asked.extend(set(r#"\bback_to\([^;]*?, "([a-z-]+)"\)"#).into_iter().map(|done| format!("done-{done}")));
    let mut families = set(r#"\bword\("([a-z-]+)""#);
    families.extend(set(r#"\b(?:key = |key\| |say(?:_with)?\(&)format!\("([a-z-]+)-\{"#));
    Uses { asked, families, built: set(r#"\bformat!\("([a-z-]+)-\{"#), quoted: set(r#""([a-z][a-z0-9-]*)""#) }
}

fn ours() -> Vec<File> {
    let mut all = sources();
    all.extend(files("templates"));
    all.retain(|file| !file.path.starts_with("src/cli/demo/"));
    all
}

/// Keys that are asked for and not there.
fn missing(uses: &Uses, there: &BTreeSet<String>) -> Vec<String> {
    let nowhere = uses.asked.iter().filter(|key| !there.contains(*key));
    let mut wrong: Vec<String> = nowhere.cloned().collect();
    let word = |family: &String| there.iter().any(|key| key.starts_with(&format!("{family}-")));
    wrong.extend(uses.families.iter().filter(|family| !word(family)).map(|family| format!("{family}-…")));
    wrong
}

/// Keys that are there and that nothing asks for.
fn unused(uses: &Uses, there: &BTreeSet<String>) -> Vec<String> {
    // What was done is often chosen before it is said, so its word anywhere will do.
    let said = |key: &str| uses.quoted.contains(key.strip_prefix("done-").unwrap_or(key));
    let whole = |key: &String| uses.asked.contains(key) || said(key);
    let known: BTreeSet<_> = uses.families.union(&uses.built).cloned().collect();
    let family = |key: &String| {
        key.match_indices('-').any(|(at, _)| {
            let prefix = key.split_at(at).0;
            prefix != "done" && (known.contains(prefix) || FAMILIES.iter().any(|(name, _)| *name == prefix))
        })
    };
    there.iter().filter(|key| !whole(key) && !family(key)).cloned().collect()
}

#[test]
fn every_message_asked_for_is_there() {
    let wrong = missing(&uses(&ours()), &keys(Language::Vi));
    assert!(wrong.is_empty(), "asked for, but not there: {wrong:#?}");

    let text = " say(\"a\") .say_with(\n  \"b\", x) Error::Invalid { field: \"f\", message: \"c\" } word(\"d\", x) \
                back_to(\"/x\", \"e\") let key = format!(\"f-{x}\"); out::say(\"g\"); format!(\"h-{x}\")";
    let wrong = missing(&uses(&[File::new("src/x.rs", text)]), &BTreeSet::new());
    assert_eq!(wrong, ["a", "b", "c", "done-e", "d-…", "f-…"]);
}

#[test]
fn every_message_there_is_asked_for() {
    let wrong = unused(&uses(&ours()), &keys(Language::Vi));
    assert!(wrong.is_empty(), "there, but nothing asks for it: {wrong:#?}");

    let there: BTreeSet<String> = ["a", "b-x", "c", "done-e", "done-g"].map(str::to_owned).into();
    let text = " say(\"a\") word(\"b\", x) back_to(&y, \"e\") format!(\"done-{key}\")";
    assert_eq!(unused(&uses(&[File::new("src/x.rs", text)]), &there), ["c", "done-g"]);
}

/// The words of one family: every enum word needs its message.
fn families() -> Vec<(&'static str, Vec<&'static str>)> {
    let channels = [Channel::Lmtp, Channel::Smtp, Channel::Http, Channel::Pipe, Channel::Import, Channel::Staff];
    vec![
        ("role", Role::ALL.iter().map(|one| one.word()).collect()),
        ("role-hint", Role::ALL.iter().map(|one| one.word()).collect()),
        ("theme", Theme::ALL.iter().map(|one| one.word()).collect()),
        ("scope", Scope::ALL.iter().map(|one| one.word()).collect()),
        ("scope-hint", Scope::ALL.iter().map(|one| one.word()).collect()),
        ("language", Language::ALL.iter().map(|one| one.tag()).collect()),
        ("status", Status::ALL.iter().map(|one| one.word()).collect()),
        ("verdict", Verdict::ALL.iter().map(|one| one.word()).collect()),
        ("kind", Kind::ALL.iter().map(|one| one.word()).collect()),
        ("exposure", Exposure::ALL.iter().map(|one| one.word()).collect()),
        ("portal-exposure", Exposure::ALL.iter().map(|one| one.word()).collect()),
        ("portal-rating", Rating::ALL.iter().map(|one| one.word()).collect()),
        ("side-rating", Rating::ALL.iter().map(|one| one.word()).collect()),
        ("view", View::ALL.iter().map(|one| one.word()).collect()),
        ("sort", Sort::ALL.iter().map(|one| one.word()).collect()),
        ("channel", channels.iter().map(|one| one.word()).collect()),
    ]
}

/// Codes that the desk puts down on a timeline; those that are words of an enum are seen at `families`.
fn codes(all: &[File]) -> BTreeSet<String> {
    let call = Regex::new(r#"happened\([^;"]*"([a-z-]+)""#).unwrap();
    let texts = all.iter().filter(|file| file.path.starts_with("src/desk/"));
    texts.flat_map(|file| call.captures_iter(&file.text).map(|found| found[1].to_owned()).collect::<Vec<_>>()).collect()
}

/// Words of families that pages use and that have no message.
fn wordless(used: &BTreeSet<String>, there: &BTreeSet<String>) -> Vec<String> {
    let shown = |family: &str| used.contains(family) || FAMILIES.iter().any(|(name, _)| *name == family);
    let all = families().into_iter().filter(|(family, _)| shown(family));
    let all = all.flat_map(|(family, words)| words.into_iter().map(move |word| format!("{family}-{word}")));
    all.filter(|key| !there.contains(key)).collect()
}

#[test]
fn every_word_of_an_enum_that_pages_show_has_its_message() {
    let (used, there) = (uses(&ours()).families, keys(Language::Vi));
    let wrong = wordless(&used, &there);
    assert!(wrong.is_empty(), "without a message: {wrong:#?}");
    let events: Vec<_> = codes(&ours()).into_iter().map(|code| format!("event-{code}")).collect();
    assert!(events.len() > 10, "the calls are seen: {events:?}");
    let wrong: Vec<_> = events.iter().filter(|key| used.contains("event") && !there.contains(*key)).collect();
    assert!(wrong.is_empty(), "without a message: {wrong:#?}");
    let codes = WEIGHTS.iter().map(|row| format!("finding-{}", row.code.to_lowercase().replace('_', "-")));
    assert_eq!(
        codes.collect::<BTreeSet<_>>(),
        there.iter().filter(|key| key.starts_with("finding-")).cloned().collect(),
        "one sentence for each signal"
    );
    let empty: Vec<_> = FAMILIES
        .iter()
        .map(|(name, _)| format!("{name}-"))
        .filter(|prefix| !there.iter().any(|key| key.starts_with(prefix)))
        .collect();
    assert!(empty.is_empty(), "named families without messages: {empty:?}");
    let found = wordless(&["theme".to_owned()].into(), &["theme-dark".to_owned()].into());
    assert!(found.contains(&"theme-light".to_owned()) && !found.contains(&"theme-dark".to_owned()), "{found:?}");
}

/// What is wrong with the tone of a message.
fn tone(language: Language, key: &str, said: &str) -> Vec<String> {
    // A lure is quoted as it stands.
    let own = Regex::new("“[^”]*”").unwrap().replace_all(said, "");
    let mut wrong = Vec::new();
    let vietnamese = |c: char| matches!(c, 'À'..='ỹ') && c != '×' && c != '÷';
    if language == Language::En && !["language-vi", "portal-language"].contains(&key) && own.chars().any(vietnamese) {
        wrong.push(format!("{key} (en) has Vietnamese letters"));
    }
    if language == Language::Vi && Regex::new(r"(?i)\bbạn\b").unwrap().is_match(&own) {
        wrong.push(format!("{key} says “bạn”"));
    }
    if own.contains('!') {
        wrong.push(format!("{key} ({}) calls out", language.tag()));
    }
    wrong
}

#[test]
fn the_tone_is_that_of_an_office() {
    let said = |language| all(language).into_iter().flat_map(move |(_, key, said)| tone(language, &key, &said));
    let wrong: Vec<_> = said(Language::Vi).chain(said(Language::En)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");

    assert_eq!(tone(Language::Vi, "a", "Bạn đã gửi!").len(), 2);
    assert_eq!(tone(Language::En, "a", "Ticket đã mở").len(), 1);
    assert!(tone(Language::Vi, "a", "Câu kiểu “nếu không phải bạn!”").is_empty());
}

#[test]
fn a_value_lands_in_its_message() {
    for language in Language::ALL {
        let words = Languages::default().words(language);
        for (_, key, said) in all(language) {
            let values: Vec<_> = variables(&said).into_iter().collect();
            let shown = words.say_with(&key, values.iter().map(|name| (name.as_str(), "7")));
            assert!(!shown.contains('{') && !shown.is_empty(), "{key}: {shown}");
        }
    }
}
