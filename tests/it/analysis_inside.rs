//! What is inside public attachments beside the repository: files, locks, links, tricks.

use std::path::Path;

use hotro::analysis::evidence::Sample;

use crate::analysis_msg::report;
use crate::mail_support::{examiner, known, shared};

/// The suspicious mail that carries a file.
fn with(path: &Path) -> Sample {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    examiner().examine(&report(&name, &std::fs::read(path).unwrap()), &known(), true).samples.remove(0)
}

/// A file, what must be seen in it: `lock`, or the start of a file inside (`>`), of a link (`http`), or a signal.
const SEEN: &[(&str, &[&str])] = &[
    ("attach-archive/oletools__dde-test-from-office2016.doc.zip", &["lock", ">dde-test-from-office2016.doc"]),
    ("attach-archive/strelka__test.7z", &[">hidden/lorem-hidden.txt", ">lorem.txt"]),
    ("attach-archive/strelka__test_password.7z", &["lock", ">lorem.txt"]),
    ("attach-archive/strelka__test_password_brute.7z", &["lock"]),
    ("attach-archive/tika__droste.zip", &[">droste.jpg", ">droste.zip/droste.jpg"]),
    ("attach-archive/tika__test-documents.7z", &[">test-documents/testEXCEL.xls"]),
    ("attach-archive/tika__test-documents.zip", &[">testEXCEL.xls"]),
    ("attach-archive/tika__testZipEncrypted.zip", &["lock", ">unencrypted.txt", ">encrypted.txt"]),
    ("attach-office/oletools__dde-test.xlsx", &["OFFICE_DDE"]),
    ("attach-office/oletools__embedded-simple-2007.docx", &[">word/embeddings/oleObject1.bin"]),
    ("attach-office/oletools__encrypted.ppt", &["lock"]),
    ("attach-office/oletools__encrypted.xlsx", &["lock"]),
    ("attach-office/oletools__excel4_sample_macro.xltm", &["MACRO_AUTORUN"]),
    (
        "attach-office/oletools__sample_with_external_link_to_doc.xlsm",
        &["REMOTE_TEMPLATE", "https://raw.githubusercontent.com/"],
    ),
    ("attach-office/strelka__test_pe_object.doc", &["CONTAINED_PROGRAM", ">test.exe"]),
    ("attach-office/tika__testEXCEL_protected_passtika.xls", &["lock"]),
    ("attach-office/tika__testWORD_boldHyperlink.docx", &["http://tika.apache.org/"]),
    ("attach-office/tika__testWORD_header_hyperlink.doc", &["http://tw-systemhaus.de/"]),
];

#[test]
fn public_files_say_what_is_in_them() {
    let Some(folder) = shared() else { return };
    for (file, wanted) in SEEN {
        let sample = with(&folder.join(file));
        let opened = &sample.attachments[0];
        for want in *wanted {
            let found = match want.strip_prefix('>') {
                Some(name) => opened.contents.iter().any(|one| one.name.starts_with(name)),
                None if *want == "lock" => opened.encrypted,
                None if want.starts_with("http") => sample.links.iter().any(|link| link.url.starts_with(want)),
                None => sample.findings.iter().any(|finding| finding.code == *want),
            };
            assert!(found, "{file}: {want} was not seen in {opened:?}");
        }
    }
}

#[test]
fn ordinary_documents_play_no_tricks() {
    let Some(folder) = shared() else { return };
    let tricks = [
        "MACRO_AUTORUN",
        "REMOTE_TEMPLATE",
        "OFFICE_DDE",
        "EXPLOIT_OBJECT",
        "SHORTCUT_COMMAND",
        "HTML_SMUGGLING",
        "ARCHIVE_BOMB",
    ];
    for file in [
        "attach-office/strelka__test.doc",
        "attach-office/tika__testWORD_boldHyperlink.docx",
        "attach-archive/tika__testEmbedded.zip",
        "attach-pdf/pypdf__habibi.pdf",
        "attach-pdf/pypdf__pdfkit.pdf",
    ] {
        let sample = with(&folder.join(file));
        let seen: Vec<_> = sample.findings.iter().filter(|one| tricks.contains(&one.code.as_str())).collect();
        assert!(seen.is_empty(), "{file}: {seen:?}");
    }
}
