//! The status page of a reporter.
