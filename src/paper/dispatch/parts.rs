//! The pieces of a DOCX page: measures of Decree 30/2020 (annex I, I) and lines in their sizes. Lengths are twips
//! (1/1440 inch), sizes half points.

use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, PageMargin, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, Run, RunFonts, SpecialIndentType, Table, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};

/// A4.
pub(super) const PAGE: (u32, u32) = (11_906, 16_838);
/// What lies between the margins: 160 mm.
pub(super) const WIDE: usize = 9_071;
/// A first line's indent, 1.27 cm.
pub(super) const FIRST: i32 = 720;

/// Top and bottom 20 mm, left 30 mm, right 20 mm; the page number stands in the top margin.
pub(super) fn margins() -> PageMargin {
    PageMargin::new().top(1134).bottom(1134).left(1701).right(1134).header(510).footer(510).gutter(0)
}

/// Times New Roman for every script.
pub(super) fn font() -> RunFonts {
    let name = "Times New Roman";
    RunFonts::new().ascii(name).hi_ansi(name).cs(name).east_asia(name)
}

/// A run of text in half points.
pub(super) fn run(text: &str, size: usize) -> Run {
    Run::new().add_text(text).size(size).fonts(font()).color("000000")
}

/// Single line spacing with this much before and after.
pub(super) fn spaced(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Auto).line(240).before(before).after(after)
}

/// A line with one run.
pub(super) fn line(run: Run, align: AlignmentType) -> Paragraph {
    Paragraph::new().add_run(run).align(align).line_spacing(spaced(0, 0))
}

/// A centred line.
pub(super) fn centred(run: Run) -> Paragraph {
    line(run, AlignmentType::Center)
}

/// A solid rule of `wide` twips in the middle of a cell of `cell` twips.
pub(super) fn rule(cell: i32, wide: i32) -> Paragraph {
    let side = (cell - wide) / 2;
    let mut paragraph = Paragraph::new()
        .add_run(run("", 4))
        .indent(Some(side), None, Some(side), None)
        .line_spacing(LineSpacing::new().line_rule(LineSpacingType::Exact).line(60).before(20).after(0));
    let border = ParagraphBorder::new(ParagraphBorderPosition::Top).size(6).color("000000");
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(border));
    paragraph
}

/// A thin grey line around a paragraph.
pub(super) fn frame() -> ParagraphBorders {
    use ParagraphBorderPosition::{Bottom, Left, Right, Top};
    let side = |at| ParagraphBorder::new(at).size(4).color("808080");
    [Top, Bottom, Left, Right].into_iter().fold(ParagraphBorders::with_empty(), |all, at| all.set(side(at)))
}

/// A paragraph of the body: justified, first line in, 6 points apart.
pub(super) fn body(text: &str) -> Paragraph {
    Paragraph::new()
        .add_run(run(text, 28))
        .align(AlignmentType::Both)
        .indent(Some(0), Some(SpecialIndentType::FirstLine(FIRST)), None, None)
        .line_spacing(spaced(120, 0))
        .widow_control(true)
}

/// A cell of this width holding these paragraphs.
pub(super) fn cell(width: usize, paragraphs: Vec<Paragraph>) -> TableCell {
    paragraphs.into_iter().fold(TableCell::new().width(width, WidthType::Dxa), TableCell::add_paragraph)
}

/// A table of one row without borders and without inner margins.
pub(super) fn columns(widths: [usize; 2], left: Vec<Paragraph>, right: Vec<Paragraph>) -> Table {
    let [first, second] = widths;
    let row = TableRow::new(vec![cell(first, left), cell(second, right)]).cant_split();
    Table::without_borders(vec![row])
        .layout(TableLayoutType::Fixed)
        .set_grid(widths.to_vec())
        .width(first + second, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
}
