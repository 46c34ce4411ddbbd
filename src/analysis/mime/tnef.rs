//! TNEF, the winmail.dat of Outlook and Exchange (MS-OXTNEF): a stream of attributes that holds the body and the files of
//! the mail that carries it. Bounded; whatever is broken is left out.

use super::bytes::Walk;
use super::mapi::{File, Item, Properties, Value, utf16};

/// The first bytes.
pub(super) const SIGNATURE: &[u8] = b"\x78\x9f\x3e\x22";
/// Most files that are read.
const FILES: usize = 200;
/// Most recipients that are read.
const RECIPIENTS: usize = 500;
/// Most properties of one list that are read.
const PROPERTIES: usize = 3000;
/// Deepest nesting of mails.
const DEPTH: usize = 4;
/// Fixed part of the identifier of an interface that stands before a mail inside.
const INTERFACE: usize = 16;

/// Reads winmail.dat; nothing where it is none.
pub(super) fn read(bytes: &[u8]) -> Option<Item> {
    stream(bytes, 0)
}

fn stream(bytes: &[u8], depth: usize) -> Option<Item> {
    let mut walk = Walk::new(bytes.strip_prefix(SIGNATURE)?);
    walk.u16()?;
    let mut item = Item::default();
    while let (Some(_level), Some(id), Some(length)) = (walk.u8(), walk.u32(), walk.length()) {
        // A stream that was cut off ends with what there is.
        let data = walk.take(length).unwrap_or(walk.rest());
        attribute(&mut item, id & 0xffff, data, depth);
        if walk.u16().is_none() {
            break;
        }
    }
    let page = item.properties.page;
    item.recipients
        .iter_mut()
        .chain(item.files.iter_mut().map(|file| &mut file.properties))
        .for_each(|one| one.page = page);
    Some(item)
}

fn attribute(item: &mut Item, id: u32, data: &[u8], depth: usize) {
    let own = &mut item.properties;
    let mut text = |number: u16| {
        if own.text(number).is_none() {
            own.put(number, Value::Bytes(data.to_vec()));
        }
    };
    match id {
        0x9007 => item.properties.page = Walk::new(data).u32(),
        0x8004 => text(0x0037),
        0x8008 => text(0x001a),
        0x8009 => text(0x1035),
        0x800c => text(0x1000),
        0x8005 => {
            if let Some(time) = time(data) {
                own.put(0x0039, Value::Number(time));
            }
        }
        0x9003 => list(&mut Walk::new(data), own, &mut Vec::new()),
        0x9004 => recipients(item, data),
        0x9002 if item.files.len() < FILES => item.files.push(File::default()),
        _ => {
            let Some(file) = item.files.last_mut() else { return };
            match id {
                0x8010 if file.properties.text(0x3707).is_none() => {
                    file.properties.put(0x3704, Value::Bytes(data.to_vec()));
                }
                0x800f => file.bytes = data.to_vec(),
                0x9005 => of_file(file, data, depth),
                _ => {}
            }
        }
    }
}

/// The properties of a file, among them a mail or an object that it is.
fn of_file(file: &mut File, data: &[u8], depth: usize) {
    let mut objects = Vec::new();
    list(&mut Walk::new(data), &mut file.properties, &mut objects);
    let Some(object) = objects.into_iter().find(|(id, _)| *id == 0x3701).map(|(_, bytes)| bytes) else { return };
    let inner = object.get(INTERFACE..).unwrap_or_default();
    if depth < DEPTH {
        file.item = stream(inner, depth + 1);
    }
    if file.item.is_none() && file.bytes.is_empty() {
        file.bytes = inner.to_vec();
    }
}

fn recipients(item: &mut Item, data: &[u8]) {
    let mut walk = Walk::new(data);
    let rows = walk.length().unwrap_or(0);
    for _ in 0..rows.min(RECIPIENTS) {
        if walk.rest().is_empty() {
            return;
        }
        let mut one = Properties::default();
        list(&mut walk, &mut one, &mut Vec::new());
        item.recipients.push(one);
    }
}

/// Year, month, day, hour, minute, second, as units of 100 ns since 1601.
fn time(data: &[u8]) -> Option<u64> {
    let mut walk = Walk::new(data);
    let mut next = || walk.u16().map(u32::from);
    let (year, month, day, hour, minute, second) = (next()?, next()?, next()?, next()?, next()?, next()?);
    let date =
        chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?.and_hms_opt(hour, minute, second)?;
    u64::try_from(date.and_utc().timestamp() + 11_644_473_600).ok().map(|seconds| seconds * 10_000_000)
}

/// A list of properties; objects are put aside.
fn list<'a>(walk: &mut Walk<'a>, out: &mut Properties, objects: &mut Vec<(u16, &'a [u8])>) {
    let count = walk.length().unwrap_or(0);
    for _ in 0..count.min(PROPERTIES) {
        if property(walk, out, objects).is_none() {
            return;
        }
    }
}

fn property<'a>(walk: &mut Walk<'a>, out: &mut Properties, objects: &mut Vec<(u16, &'a [u8])>) -> Option<()> {
    let (kind, id) = (walk.u16()?, walk.u16()?);
    if id >= 0x8000 {
        walk.take(16)?;
        if walk.u32()? == 0 {
            walk.u32()?;
        } else {
            let length = walk.length()?;
            padded(walk, length)?;
        }
    }
    let many = kind & 0x1000 != 0;
    let kind = kind & 0x0fff;
    let long = matches!(kind, 0x001e | 0x001f | 0x0102 | 0x000d);
    let values = if many || long { walk.length()? } else { 1 };
    for number in 0..values {
        if long {
            let length = walk.length()?;
            let bytes = padded(walk, length)?;
            if number > 0 {
                continue;
            }
            match kind {
                0x001f => out.put(id, Value::Text(utf16(bytes))),
                0x000d => objects.push((id, bytes)),
                _ => out.put(id, Value::Bytes(bytes.to_vec())),
            }
        } else {
            let bytes = match kind {
                0x0002 | 0x000b | 0x0003 | 0x0004 | 0x000a => walk.take(4)?,
                0x0005 | 0x0006 | 0x0007 | 0x0014 | 0x0040 => walk.take(8)?,
                0x0048 => walk.take(16)?,
                _ => return None,
            };
            if number == 0 && bytes.len() <= 8 {
                out.put(id, Value::Number(bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte))));
            }
        }
    }
    Some(())
}

fn padded<'a>(walk: &mut Walk<'a>, length: usize) -> Option<&'a [u8]> {
    let found = walk.take(length)?;
    let pad = length.wrapping_neg() & 3;
    if walk.take(pad).is_none() {
        walk.take(walk.rest().len())?;
    }
    Some(found)
}
