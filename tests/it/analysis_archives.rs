//! Archives of every kind with a program in them: what is inside is seen, also behind a lock whose word stands in the mail.

use std::io::{Cursor, Write};

use aes::cipher::{BlockEncrypt, KeyInit, generic_array::GenericArray};
use sha2::{Digest, Sha256};

use crate::analysis_tricks::{codes, mail, zip};
use crate::mail_support::shared;

const PROGRAM: &[u8] = b"MZ\x90\0 khong phai ma doc";

fn tar(name: &str, content: &[u8]) -> Vec<u8> {
    let mut head = vec![0_u8; 512];
    head[..name.len()].copy_from_slice(name.as_bytes());
    head[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
    head[156] = b'0';
    head[257..262].copy_from_slice(b"ustar");
    head.extend_from_slice(content);
    head.resize(head.len().next_multiple_of(512) + 1024, 0);
    head
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let mut out = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::default()).unwrap();
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn cabinet(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut builder = cab::CabinetBuilder::new();
    builder.add_folder(cab::CompressionType::MsZip).add_file(name);
    let mut out = builder.build(Cursor::new(Vec::new())).unwrap();
    while let Some(mut file) = out.next_file().unwrap() {
        file.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A 7z archive of one file, stored, or locked with a word.
fn seven(name: &str, content: &[u8], word: Option<&str>) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(content);
    let (mut packed, mut method) = (content.to_vec(), vec![1, 0]);
    if let Some(word) = word {
        packed.resize(packed.len().next_multiple_of(16), 0);
        let mut key = Sha256::new();
        for round in 0..16_u64 {
            key.update(word.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
            key.update(round.to_le_bytes());
        }
        let cipher = aes::Aes256::new(&key.finalize());
        let mut before = [0_u8; 16];
        for block in packed.as_chunks_mut::<16>().0 {
            block.iter_mut().zip(before).for_each(|(byte, mask)| *byte ^= mask);
            cipher.encrypt_block(GenericArray::from_mut_slice(block));
            before = *block;
        }
        method = vec![0x24, 6, 0xf1, 7, 1, 1, 4];
    }
    let small = |number: usize| u8::try_from(number).unwrap();
    let letters: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    let mut head = vec![1, 4, 6, 0, 1, 9, small(packed.len()), 0, 7, 0x0b, 1, 0, 1];
    head.extend_from_slice(&method);
    head.extend_from_slice(&[0x0c, small(content.len()), 0x0a, 1]);
    head.extend_from_slice(&sum.sum().to_le_bytes());
    head.extend_from_slice(&[0, 0, 5, 1, 0x11, small(letters.len() + 1), 0]);
    head.extend_from_slice(&letters);
    head.extend_from_slice(&[0, 0]);
    let mut out = b"7z\xbc\xaf\x27\x1c\0\x04\0\0\0\0".to_vec();
    out.extend_from_slice(&(packed.len() as u64).to_le_bytes());
    out.extend_from_slice(&(head.len() as u64).to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    [out, packed, head].concat()
}

/// The paths inside the first attachment.
fn inside(name: &str, bytes: &[u8]) -> Vec<String> {
    mail(name, bytes, "").attachments[0].contents.iter().map(|one| one.name.clone()).collect()
}

#[test]
fn a_program_is_found_in_every_kind_of_archive() {
    let packed = |name: &str, content: &[u8]| -> Vec<(&'static str, Vec<u8>)> {
        let tarred = tar(name, content);
        vec![
            ("a.tar", tarred.clone()),
            ("a.tar.gz", gzip(&tarred)),
            ("a.tar.xz", xz(&tarred)),
            ("a.txz", xz(&tarred)),
            ("a.tar.bz2", bzip2(&tarred)),
            ("a.tar.zst", zstd::encode_all(tarred.as_slice(), 3).unwrap()),
            ("a.cab", cabinet(name, content)),
            ("a.7z", seven(name, content, None)),
            ("a.zip", zip(&[(name, content)])),
            // Packed streams are no level of their own.
            ("a.zip", zip(&[("b.tar.xz", &xz(&tar("c.tar.gz", &gzip(&tarred))))])),
        ]
    };
    for (name, bytes) in packed("hoa-don.exe", PROGRAM) {
        assert!(codes(name, &bytes).contains("CONTAINED_PROGRAM"), "{name}: {:?}", inside(name, &bytes));
        assert!(inside(name, &bytes).iter().any(|path| path.ends_with("hoa-don.exe")), "{name}");
    }
    for (name, bytes) in packed("hoa-don.txt", b"chao") {
        assert!(!codes(name, &bytes).contains("CONTAINED_PROGRAM"), "{name}: {:?}", inside(name, &bytes));
        assert!(inside(name, &bytes).iter().any(|path| path.ends_with("hoa-don.txt")), "{name}");
    }
    // A name that lies is seen through only where the content was unpacked.
    assert!(codes("a.7z", &seven("anh.jpg", PROGRAM, None)).contains("CONTAINED_PROGRAM"));
    assert!(codes("a.cab", &cabinet("anh.jpg", PROGRAM)).contains("CONTAINED_PROGRAM"));
}

#[test]
fn a_cabinet_whose_folder_says_that_it_is_empty_still_names_its_files() {
    let mut damaged = cabinet("hoa-don.exe", PROGRAM);
    // The number of blocks, behind the head of 36 bytes and the place of the first (MS-CAB section 2.3).
    damaged[40..42].fill(0);
    assert_eq!(inside("a.cab", &damaged), ["hoa-don.exe"]);
    assert!(codes("a.cab", &damaged).contains("CONTAINED_PROGRAM"));
}

#[test]
fn four_archives_in_one_another_are_opened_to_the_third() {
    let innermost = zip(&[("d.exe", PROGRAM)]);
    let three = zip(&[("b.zip", &zip(&[("c.zip", &innermost)]))]);
    assert!(inside("a.zip", &three).contains(&"b.zip/c.zip/d.exe".to_owned()));
    let four = zip(&[("a.zip", &three)]);
    assert!(inside("x.zip", &four).contains(&"a.zip/b.zip/c.zip".to_owned()));
    assert!(!inside("x.zip", &four).iter().any(|path| path.ends_with("d.exe")));
}

#[test]
fn a_locked_7z_opens_with_the_word_of_the_mail_and_with_no_other() {
    let locked = seven("ho-so.exe", PROGRAM, Some("Lc@2026"));
    let opened = mail("a.7z", &locked, "Mật khẩu giải nén: Lc@2026 \r\n");
    let code =
        |sample: &hotro::analysis::evidence::Sample, code: &str| sample.findings.iter().any(|one| one.code == code);
    assert!(code(&opened, "PASSWORD_IN_MAIL") && opened.attachments[0].contents[0].type_detected.is_some());
    let closed = mail("a.7z", &locked, "Mật khẩu giải nén: 123456 \r\n");
    assert!(!code(&closed, "PASSWORD_IN_MAIL"));
    assert!(closed.attachments[0].encrypted && closed.attachments[0].contents[0].encrypted);
    assert_eq!(closed.attachments[0].contents[0].type_detected, None);
}

#[test]
fn names_in_old_code_pages_are_readable() {
    let named = |name: &[u8]| {
        let mut bytes = zip(&[(&"x".repeat(name.len()), b"chao")]);
        let old = vec![b'x'; name.len()];
        while let Some(at) = bytes.windows(old.len()).position(|part| part == old) {
            bytes[at..at + old.len()].copy_from_slice(name);
        }
        inside("a.zip", &bytes).remove(0)
    };
    assert_eq!(named(b"C\xf4ng v\xe3n s\xf4\xec 5.txt"), "Công văn số 5.txt", "Windows-1258");
    assert_eq!(named(b"\xb7\xa2\xc6\xb1.txt"), "发票.txt", "GBK");
    assert_eq!(named(b"R\x82sum\x82.txt"), "Résumé.txt", "CP437");
    assert_eq!(named("Hóa đơn.txt".as_bytes()), "Hóa đơn.txt", "UTF-8 without its flag");
}

#[test]
fn public_archives_are_unpacked() {
    let Some(folder) = shared() else { return };
    let with = |name: &str| mail(name, &std::fs::read(folder.join("attach-archive").join(name)).unwrap(), "");
    let seven = with("tika__test-documents.7z");
    let kinds = seven.attachments[0].contents.iter().filter(|one| one.type_detected.is_some()).count();
    assert!(kinds >= 8, "{:?}", seven.attachments[0].contents);
    let lorem = with("strelka__test.7z");
    assert!(lorem.attachments[0].contents.iter().all(|one| one.type_detected.as_deref() == Some("text/plain")));
    let chinese = with("tika__gbk.zip");
    let names: Vec<&str> = chinese.attachments[0].contents.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["审计压缩包文件检索测试/集团邮件审计系统2021年自动巡检需求文档_V4.0.doc"]);
}
