//! Reading mail: what arrived, and the mail that it reports.
