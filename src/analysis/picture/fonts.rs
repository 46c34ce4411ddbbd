//! The embedded fonts: DejaVu, which has Vietnamese, Cyrillic and Greek. Its condensed cut is about as wide as the Arial
//! that most mails ask for, so that lines break where they broke for the reader.

use std::sync::Arc;

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FamilyId, GenericFamily, Script, SourceCache};

/// Fonts and nothing of the host's.
pub(super) fn fonts() -> FontContext {
    let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
    let mut family = |faces: &[&'static [u8]]| -> Vec<FamilyId> {
        let all = faces.iter().flat_map(|face| collection.register_fonts(Blob::new(Arc::new(*face)), None));
        let mut ids: Vec<FamilyId> = all.map(|(id, _)| id).collect();
        ids.dedup();
        ids
    };
    let sans = {
        use dejavu::sans_condensed::{bold, bold_oblique, oblique, regular};
        family(&[regular(), bold(), oblique(), bold_oblique()])
    };
    let serif = {
        use dejavu::serif_condensed::{bold, bold_italic, italic, regular};
        family(&[regular(), bold(), italic(), bold_italic()])
    };
    let mono = {
        use dejavu::sans_mono::{bold, regular};
        family(&[regular(), bold()])
    };
    let of = |generic: GenericFamily| match generic {
        GenericFamily::Serif | GenericFamily::UiSerif => &serif,
        GenericFamily::Monospace | GenericFamily::UiMonospace => &mono,
        _ => &sans,
    };
    for generic in GenericFamily::all() {
        collection.set_generic_families(*generic, of(*generic).iter().copied());
    }
    for script in [b"Latn", b"Cyrl", b"Grek", b"Zyyy", b"Zinh", b"Arab", b"Hebr", b"Armn", b"Geor"] {
        collection.set_fallbacks(Script::from_bytes(*script), sans.iter().copied());
    }
    FontContext { collection, source_cache: SourceCache::default() }
}
