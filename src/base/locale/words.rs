//! Looking up a message in a language.

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::FILES;

/// A language of the interface and of the letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Both languages, the default first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The BCP 47 tag, also stored with an account.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a tag; anything unknown is Vietnamese.
    pub fn of(tag: &str) -> Self {
        if tag.eq_ignore_ascii_case("en") { Self::En } else { Self::Vi }
    }
}

type Bundle = FluentBundle<FluentResource>;

/// All messages, read once at start.
#[derive(Clone)]
pub struct Languages {
    vi: Arc<Bundle>,
    en: Arc<Bundle>,
}

impl std::fmt::Debug for Languages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Languages")
    }
}

impl Default for Languages {
    fn default() -> Self {
        Self { vi: Arc::new(bundle(Language::Vi)), en: Arc::new(bundle(Language::En)) }
    }
}

impl Languages {
    /// The messages of one language.
    pub fn words(&self, language: Language) -> Words {
        let bundle = match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        };
        Words { language, bundle: Arc::clone(bundle) }
    }
}

/// The messages of one language. Cheap to clone.
#[derive(Clone)]
pub struct Words {
    /// Which language this is.
    pub language: Language,
    bundle: Arc<Bundle>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.language.tag())
    }
}

impl Words {
    /// The message `key`; the key itself where there is no such message, which the tests do not let pass.
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The message `key` with values; numbers come in already formatted (`1.234`), since Fluent would format them its own way.
    pub fn say_with<'a>(&self, key: &str, values: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(name, FluentValue::from(value));
        }
        self.format(key, Some(&args))
    }

    /// A sentence that was said in Vietnamese by one of the messages `prefix-…`, in this language; as it is where no message
    /// says it. For sentences that are stored.
    pub fn retold(&self, prefix: &str, sentence: &str) -> String {
        let lines = FILES.iter().flat_map(|(_, vi, _)| vi.lines());
        let mut told = lines.filter(|line| line.starts_with(prefix)).filter_map(|line| line.split_once(" = "));
        told.find(|(_, said)| *said == sentence).map_or_else(|| sentence.to_owned(), |(key, _)| self.say(key))
    }

    /// Whether there is a message `key`.
    pub fn knows(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        self.bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()
    }
}

/// Builds the bundle of a language. A file with a mistake still gives its good messages; the tests find the others.
fn bundle(language: Language) -> Bundle {
    let id: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    for (_, vi, en) in FILES {
        let text = match language {
            Language::Vi => vi,
            Language::En => en,
        };
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(good, _)| good);
        bundle.add_resource_overriding(resource);
    }
    bundle
}
