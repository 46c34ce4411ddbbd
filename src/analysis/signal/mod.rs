//! Signals: named reasons why a mail is suspicious.
