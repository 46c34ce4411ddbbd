//! What stands below the body: signature and recipients, and the appendix with its table.

use docx_rs::{
    AlignmentType, Paragraph, SpecialIndentType, Table, TableCellMargins, TableLayoutType, TableRow, WidthType,
};

use super::parts::{WIDE, cell, centred, columns, line, run};
use super::sheet::Sheet;

/// `Nơi nhận` left, signature right (cells 9b, 7a, 7b).
pub(super) fn signed(sheet: &Sheet) -> Table {
    let mut left = vec![line(run("Nơi nhận:", 24).bold().italic(), AlignmentType::Left)];
    left.extend(sheet.recipients.iter().map(|entry| line(run(entry, 22), AlignmentType::Left)));
    let mut right: Vec<Paragraph> = sheet.signature.iter().map(|entry| centred(run(entry, 28).bold())).collect();
    // Room for the hand and the seal.
    right.extend((0..4).map(|_| centred(run("", 28))));
    right.push(centred(run(&sheet.signer, 28).bold()));
    let right = right.into_iter().map(|paragraph| paragraph.keep_next(true)).collect();
    columns([4_000, WIDE - 4_000], left, right)
}

/// The widths of the appendix: number, kind, value, note.
const WIDTHS: [usize; 4] = [700, 1_900, 4_271, 2_200];

/// Heading of the appendix.
pub(super) fn heading(sheet: &Sheet) -> Vec<Paragraph> {
    vec![
        centred(run("Phụ lục", 28).bold()),
        centred(run("DANH SÁCH CHỈ DẤU TẤN CÔNG", 28).bold()),
        centred(run(&sheet.belongs, 28).italic()),
        centred(run("", 16)),
    ]
}

/// The table of indicators.
pub(super) fn table(sheet: &Sheet) -> Table {
    let head = ["STT", "Loại", "Giá trị (đã vô hiệu hóa)", "Ghi chú"];
    let head = head.iter().zip(WIDTHS).map(|(text, width)| cell(width, vec![centred(run(text, 26).bold())]));
    let mut rows = vec![TableRow::new(head.collect()).cant_split()];
    rows.extend(sheet.indicators.iter().enumerate().map(|(at, one)| {
        let number = (at + 1).to_string();
        let texts = [&number, &one.kind, &one.value, &one.note];
        let cells = texts.iter().zip(WIDTHS).enumerate().map(|(column, (text, width))| {
            let align = if column == 0 { AlignmentType::Center } else { AlignmentType::Left };
            cell(width, vec![line(run(text, 26), align)])
        });
        TableRow::new(cells.collect()).cant_split()
    }));
    Table::new(rows)
        .layout(TableLayoutType::Fixed)
        .set_grid(WIDTHS.to_vec())
        .width(WIDE, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
}

/// An addressee below `Kính gửi:`, its dash under the colon.
pub(super) fn addressee(text: &str) -> Paragraph {
    line(run(text, 28), AlignmentType::Left).indent(Some(3_000), Some(SpecialIndentType::Hanging(180)), None, None)
}
