//! Documents for paper: values in, bytes out. No database, clock or network.

pub mod dispatch;
pub mod table;
pub mod workbook;
