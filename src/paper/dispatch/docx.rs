//! The công văn as a DOCX file (Decree 30/2020, annex I): a first section with the letter and, where there are indicators,
//! a second with the appendix, numbered anew.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BorderType, Docx, FieldCharType, Header, InstrPAGE, InstrText, PageNumType, Paragraph, Pic, Run,
    Section, Table, TextBorder,
};

use super::parts::{PAGE, WIDE, body, centred, columns, font, frame, line, margins, rule, run, spaced};
use super::sheet::{CAPTION, Sheet};
use super::value::Figure;
use super::{foot, rules};

/// The document could not be put together.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be written: {0}")]
pub struct Trouble(String);

/// A paragraph or a table of the letter.
enum Block {
    Line(Box<Paragraph>),
    Grid(Box<Table>),
}

impl Block {
    fn line(paragraph: Paragraph) -> Self {
        Self::Line(Box::new(paragraph))
    }

    fn grid(table: Table) -> Self {
        Self::Grid(Box::new(table))
    }
}

/// The bytes of the document, with the picture of the lure as figure.
pub fn docx(sheet: &Sheet, figure: Option<&Figure>) -> Result<Vec<u8>, Trouble> {
    let letter = letter(sheet, figure);
    let (width, height) = PAGE;
    let mut document = Docx::new()
        .page_size(width, height)
        .page_margin(margins())
        .default_fonts(font())
        .default_size(28)
        .title_pg()
        .header(numbered());
    if sheet.indicators.is_empty() {
        document = letter.into_iter().fold(document, |document, block| match block {
            Block::Line(paragraph) => document.add_paragraph(*paragraph),
            Block::Grid(table) => document.add_table(*table),
        });
    } else {
        let first = Section::new().page_size(docx_rs::PageSize::new().size(width, height)).page_margin(margins());
        let first = first.title_pg().header(numbered());
        let first = letter.into_iter().fold(first, |section, block| match block {
            Block::Line(paragraph) => section.add_paragraph(*paragraph),
            Block::Grid(table) => section.add_table(*table),
        });
        document = document.add_section(first).page_num_type(PageNumType::new().start(1));
        document = foot::heading(sheet).into_iter().fold(document, Docx::add_paragraph);
        document = document.add_table(foot::table(sheet));
    }
    let mut bytes = Cursor::new(Vec::new());
    document.build().pack(&mut bytes).map_err(|error| Trouble(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// The page number, centred in the top margin; the first page has none (annex I, II.6).
fn numbered() -> Header {
    let field = Run::new()
        .size(28)
        .fonts(font())
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::End, false);
    Header::new().add_paragraph(centred(field))
}

fn letter(sheet: &Sheet, figure: Option<&Figure>) -> Vec<Block> {
    let mut blocks = vec![Block::grid(head(sheet)), Block::line(centred(run("", 16)))];
    if sheet.one_addressee() {
        let to = sheet.addressees.first().map_or("", String::as_str);
        blocks.push(Block::line(centred(run(&format!("Kính gửi: {to}"), 28))));
    } else {
        let label = line(run("Kính gửi:", 28), AlignmentType::Left).indent(Some(1_800), None, None, None);
        blocks.push(Block::line(label));
        blocks.extend(sheet.addressees.iter().map(|to| Block::line(foot::addressee(to))));
    }
    blocks.push(Block::line(centred(run("", 12))));
    for (at, text) in sheet.body.iter().enumerate() {
        if at == sheet.figure_after {
            blocks.extend(figure.into_iter().flat_map(pictured).map(Block::line));
        }
        blocks.push(Block::line(body(text)));
    }
    blocks.push(Block::line(centred(run("", 16))));
    blocks.push(Block::grid(foot::signed(sheet)));
    blocks
}

/// The two columns at the top (cells 1 to 5b).
fn head(sheet: &Sheet) -> Table {
    const LEFT: usize = 3_770;
    let right = WIDE - LEFT;
    let mut first = Vec::new();
    if !sheet.parent.is_empty() {
        first.push(centred(run(&sheet.parent, 24)));
    }
    // So many capitals and small letters of 12 points stand on a line of the left column.
    first.extend(rules::balanced(&sheet.issuer, 25).iter().map(|line| centred(run(line, 24).bold())));
    first.push(rule(LEFT as i32, 1_400));
    first.push(centred(run(&sheet.number, 26)).line_spacing(spaced(60, 0)));
    let about = rules::balanced(&sheet.subject, 34);
    first.extend(
        about
            .iter()
            .enumerate()
            .map(|(at, line)| centred(run(line, 24)).line_spacing(spaced(if at == 0 { 120 } else { 0 }, 0))),
    );
    if sheet.draft {
        let border = TextBorder::new().border_type(BorderType::Single).size(8).space(2);
        first.push(centred(run(" DỰ THẢO ", 28).bold().text_border(border)).line_spacing(spaced(120, 0)));
    }
    let second = vec![
        centred(run(sheet.nation, 24).bold()),
        centred(run(sheet.motto, 26).bold()),
        rule(right as i32, 3_260),
        centred(run(&sheet.date, 26).italic()).line_spacing(spaced(60, 0)),
    ];
    columns([LEFT, right], first, second)
}

/// The lure's picture with its caption, at most as wide as the text and 140 mm high.
fn pictured(figure: &Figure) -> Vec<Paragraph> {
    /// English Metric Units in a twip.
    const EMU: u64 = 635;
    let (width, height) = (u64::from(figure.width.max(1)), u64::from(figure.height.max(1)));
    let (most_wide, most_high) = (WIDE as u64 * EMU, 7_937 * EMU);
    let (mut wide, mut high) = (most_wide, most_wide.saturating_mul(height) / width);
    if high > most_high {
        (wide, high) = (most_high.saturating_mul(width) / height, most_high);
    }
    let picture = Pic::new_with_dimensions(figure.png.clone(), figure.width, figure.height);
    let picture = picture.size(wide as u32, high.max(1) as u32);
    let mut framed = centred(Run::new().add_image(picture)).line_spacing(spaced(120, 0)).keep_next(true);
    framed.property = framed.property.set_borders(frame());
    vec![framed, centred(run(CAPTION, 26).italic()).line_spacing(spaced(60, 60))]
}
