//! Tables as CSV (RFC 4180) for spreadsheets: written so that no cell is taken for a formula, read back the same. Pure.

/// Most cells that are read from one file.
const MOST: usize = 200_000;

/// A CSV file: byte order mark (spreadsheets then read Vietnamese), lines ending in CRLF. A cell that a spreadsheet would
/// run as a formula gets an apostrophe in front.
pub fn write<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let mut out = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.into_iter().map(cell).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn cell(text: &str) -> String {
    let text = if is_formula(text) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', ';', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// The rows of a CSV file with commas or, where the first line has more of them, semicolons or tabs. Cells are trimmed and
/// lose the apostrophe that [`write()`] put before formulas; empty lines are left out. Reads at most 200,000 cells.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let separator = [',', ';', '\t'].into_iter().max_by_key(|c| (first.matches(*c).count(), *c == ',')).unwrap_or(',');
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut count) = (false, 0);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                cell.push('"');
                rest.next();
            }
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            c if c == separator && !quoted => row.push(tidy(&std::mem::take(&mut cell))),
            '\n' if !quoted => {
                row.push(tidy(&std::mem::take(&mut cell)));
                count += row.len();
                rows.push(std::mem::take(&mut row));
                if count > MOST {
                    break;
                }
            }
            other => cell.push(other),
        }
    }
    row.push(tidy(&cell));
    rows.push(row);
    rows.retain(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()));
    rows
}

fn tidy(cell: &str) -> String {
    let cell = cell.trim();
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_runs_no_formula() {
        let rows = vec![vec!["=HYPERLINK(\"x\")", "a, \"b\"\nc"], vec!["+84 213", "@x"], vec!["", "đ"]];
        let text = write(rows.clone());
        assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\"") && text.contains("'+84 213,'@x\r\n"));
        assert_eq!(read(&text), rows);
        assert_eq!(read("a;b\n1;2,5\n\n"), [["a", "b"], ["1", "2,5"]]);
    }

    #[test]
    fn broken_files_end_somewhere() {
        assert_eq!(read(""), Vec::<Vec<String>>::new());
        assert_eq!(read("\"never closed,\n"), [["never closed,"]]);
    }
}
