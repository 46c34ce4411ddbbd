//! What is inside attachments: the public files, and one small file for each trick with a near miss.

use hotro::analysis::evidence::Sample;

use crate::analysis_msg::report;
use crate::mail_support::{examiner, known, shared};

/// The suspicious mail that carries a file; the report's text stands in it.
fn with(name: &str, bytes: &[u8]) -> Sample {
    examiner().examine(&report(name, bytes), &known(), true).samples.remove(0)
}

#[test]
fn public_files_say_what_is_in_them() {
    let Some(folder) = shared() else { return };
    for kind in ["attach-archive", "attach-office", "attach-pdf", "attach-other"] {
        let mut paths: Vec<_> =
            std::fs::read_dir(folder.join(kind)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let sample = with(&name, &std::fs::read(&path).unwrap());
            let file = &sample.attachments[0];
            let contents: Vec<_> = file
                .contents
                .iter()
                .map(|one| {
                    format!("{}:{}:{:?}{}", one.name, one.size, one.type_detected, if one.encrypted { "!" } else { "" })
                })
                .collect();
            let links: Vec<_> = sample.links.iter().map(|one| &one.url).collect();
            let found: Vec<_> = sample.findings.iter().map(|one| format!("{} {:?}", one.code, one.values)).collect();
            println!(
                "{name}: {:?} enc={} {contents:?}\n    links {links:?}\n    {found:?}",
                file.type_detected, file.encrypted
            );
        }
    }
}
