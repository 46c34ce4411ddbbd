//! Tables as one workbook (XLSX, ECMA-376), each on a sheet of its own. Nothing in it is a formula: a whole number is a
//! number, every other cell is text, whatever it begins with. Pure.

use chrono::{Datelike, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::base::clock::Instant;

/// Most characters of a sheet's name and of a cell.
const NAME: usize = 31;
const CELL: usize = 32_767;

/// A workbook of tables: name, and rows of cells of which the first are the names of the columns. `made` is when it was made.
pub fn write(tables: &[(&str, Vec<Vec<&str>>)], made: Instant) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let at = ExcelDateTime::from_ymd(made.year().clamp(1900, 9999) as u16, made.month() as u8, made.day() as u8)?;
    let at = at.and_hms(made.hour() as u16, made.minute() as u8, made.second())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&at));
    let head = Format::new().set_bold().set_text_wrap();
    for (title, rows) in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(name(title))?;
        sheet.set_freeze_panes(1, 0)?;
        for (y, row) in (0..).zip(rows) {
            for (x, cell) in (0..).zip(row) {
                let text: String = cell.chars().take(CELL).collect();
                match number(cell) {
                    _ if y == 0 => sheet.write_string_with_format(y, x, text, &head)?,
                    Some(number) => sheet.write_number(y, x, number)?,
                    None => sheet.write_string(y, x, text)?,
                };
            }
        }
        sheet.autofit();
    }
    book.save_to_buffer()
}

/// A name that spreadsheets take.
fn name(title: &str) -> String {
    title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(NAME).collect()
}

/// What is written as digits alone.
fn number(cell: &str) -> Option<f64> {
    let digits = !cell.is_empty() && cell.len() <= 15 && cell.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| cell.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// A part of the workbook as text.
    fn part(book: &[u8], path: &str) -> String {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
        let mut text = String::new();
        zip.by_name(path).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn numbers_are_numbers_and_nothing_is_a_formula() {
        let hostile = "=HYPERLINK(\"http://evil.example\")";
        let rows = vec![vec!["Đơn vị", "Phiếu"], vec![hostile, "12"], vec!["+1", "-2"], vec!["@x", "1,5"]];
        let at = chrono::DateTime::UNIX_EPOCH.naive_utc();
        let book = write(&[("Máy chủ trong thư lừa đảo, mã độc", rows), ("[b]", vec![])], at).unwrap();
        let sheet = part(&book, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>"), "{sheet}");
        assert!(sheet.contains("<c r=\"B2\"><v>12</v></c>"), "{sheet}");
        for cell in ["A2", "A3", "B3", "A4", "B4"] {
            assert!(sheet.contains(&format!("<c r=\"{cell}\" t=\"s\">")), "{cell} is text: {sheet}");
        }
        assert!(part(&book, "xl/sharedStrings.xml").contains("=HYPERLINK("), "as it was");
        let names = part(&book, "xl/workbook.xml");
        assert!(names.contains("name=\"Máy chủ trong thư lừa đảo, mã đ\"") && names.contains("name=\"b\""), "{names}");
        assert!(part(&book, "docProps/core.xml").contains("1970-01-01T00:00:00Z"), "no clock but the one given");
    }
}
