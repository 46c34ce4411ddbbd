//! The documented sample of `hotro.toml`: every setting with its default, printed from the structs.

use super::Config;

/// Section, key, what it is for. A test holds this table against the structs.
const DOCS: &[(&str, &str, &str)] = &[
    ("data", "dir", "Folder of the database, the secret and written letters; made on start."),
    (
        "database",
        "url",
        "Empty: SQLite in the data folder. Else a path, or postgres://user:password@host/name.\nAlso from a file: HOTRO_DATABASE_URL_FILE.",
    ),
    ("database", "readers", "Connections that read at the same time."),
    ("log", "filter", "error, warn, info, debug, or such words by module. Also HOTRO_LOG."),
    ("log", "format", "text for people, json for a collector."),
    (
        "secret",
        "key",
        "Signing secret, at least 16 characters. Empty: secret.key in the data folder, made on first start.\nSeveral machines on one database must share it. Also from a file: HOTRO_SECRET_KEY_FILE.",
    ),
    ("http", "listen", "Address and port of the web server. Put a reverse proxy with TLS in front of it."),
    ("http", "trusted_proxies", "Reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."),
    (
        "http",
        "upload_memory",
        "Memory for all uploads under way together; at least intake.max_size. Beyond it 503 is answered.",
    ),
    ("public", "url", "The address people type, for example https://hotro.laichau.gov.vn. Stands in letters."),
    ("session", "idle", "A session ends after so long without a request."),
    ("session", "lifetime", "A session ends after so long in any case."),
    ("session", "failures", "So many wrong passwords lock an account from one address."),
    ("session", "lock", "How long that lock lasts."),
    ("intake", "max_size", "The largest mail taken; above it 552 or 413 is answered."),
    ("intake", "waiting", "Mails waiting for the database at most; more senders wait."),
    (
        "intake",
        "authserv_ids",
        "Servers whose Authentication-Results are believed, by the name they write first;\nempty: every server under reporter.domains.",
    ),
    ("lmtp", "listen", "address:port or unix:path, several in an array; empty: no LMTP."),
    ("lmtp", "recipients", "Recipients taken, for example hotro@laichau.gov.vn or @laichau.gov.vn; empty: any."),
    ("lmtp", "max_connections", "Connections at the same time."),
    ("lmtp", "trusted", "Whether the mail server behind it is ours, so that its X-Zimbra headers are believed."),
    ("worker", "inside", "Whether `hotro serve` also analyses and delivers; false where `hotro worker` runs apart."),
    ("worker", "jobs", "Jobs done at the same time."),
    ("cell", "size", "Limited child processes in which mail is parsed."),
    ("cell", "deadline", "The longest time for one mail."),
    ("cell", "memory", "The most memory for one mail."),
    ("cell", "pictures", "Whether reported mail is drawn, as its reader saw it."),
    ("cell", "picture_deadline", "The longest time for drawing one mail."),
    ("cell", "picture_memory", "The most memory for drawing one mail."),
    ("cell", "program", "The program whose hidden command `cell` parses mail; empty: this one."),
    (
        "dns",
        "enabled",
        "Whether DNS is asked about reported mail, to check DKIM, SPF, DMARC and ARC here.\nThe owner of a domain can see that somebody asks about it.",
    ),
    ("dns", "servers", "Name servers, as addresses; empty: those of the machine."),
    ("dns", "timeout", "The longest time for all questions about one reported mail, 1s to 5s."),
    ("mail", "transport", "smtp, folder (one file a letter; nobody gets them) or memory (tests)."),
    ("mail", "folder", "Folder of the transport folder; empty: mail-out in the data folder."),
    ("mail", "address", "Our address: reports come to it, letters come from it."),
    ("mail", "name", "Our name in letters."),
    ("mail", "give_up", "How long a letter that cannot be delivered for now is tried again."),
    (
        "mail",
        "per_minute",
        "Letters in a minute that tell agencies of an advisory, at most; other letters do not wait for them.",
    ),
    (
        "smtp",
        "url",
        "smtp://user:password@host:587?tls=required, smtps://… or smtp://127.0.0.1:25.\nAlso from a file: HOTRO_SMTP_URL_FILE.",
    ),
    ("reporter", "domains", "Whose reports are answered: mail domains with their subdomains; * is everybody."),
    ("reporter", "hourly", "Automatic letters to one address in an hour, at most."),
    ("letter", "hold", "How long a verdict letter or a reply can be taken back."),
    ("letter", "patience", "How long the acknowledgement waits for the first analysis."),
    ("letter", "files", "Files that go with one reply, at most."),
    (
        "letter",
        "files_size",
        "Size of the files of one reply together, at most; what the mail server takes, less a third.",
    ),
    ("letter", "copies", "Addresses that get a copy of one reply, at most 20."),
    ("verdict", "many", "A conclusion with more letters than this waits for the longer hold."),
    ("verdict", "hold", "How long so many letters can be taken back before the first leaves."),
    ("verdict", "second_approver", "Whether so many letters need a second person's approval."),
    (
        "verdict",
        "late_answers",
        "Whether later reports of a concluded campaign are answered at once; only copies with known pages, files and words.",
    ),
    ("verdict", "sample_every", "Every so many such answers stay before a person; 0: none."),
    ("desk", "prefix", "First part of a ticket number."),
    ("office", "name", "Name of the service, under every letter."),
    ("office", "unit", "The unit that runs it."),
    ("office", "parent", "The body above that unit."),
    ("office", "telephone", "Telephone of the desk; while empty, no letter names one."),
    ("office", "place", "The mail service, as pages call it."),
    ("dispatch", "agency", "The agency that issues warnings by công văn."),
    ("dispatch", "parent", "The body above that agency."),
    ("dispatch", "symbol", "Symbol behind the number, as the head of the agency decided it."),
    ("dispatch", "drafter", "Abbreviation of the drafting unit, behind \"Lưu: VT\"."),
    ("dispatch", "place", "Place in the date line."),
    ("dispatch", "addressees", "To whom warnings go."),
    ("protect", "domains", "Domains whose look-alikes are pointed out."),
    ("protect", "agencies", "Names of agencies that a stranger's display name must not carry."),
    ("protect", "trusted", "Addresses and domains that are trusted where authentication passes."),
    ("protect", "brands", "Names that lures borrow, with the domains that are theirs: \"Name = domain domain\"."),
];

/// The sample file: every setting commented out with its default, so that the file as printed changes nothing.
pub fn sample() -> String {
    let defaults = toml::Table::try_from(Config::default()).unwrap_or_default();
    let mut out = String::from(
        "# Settings of hotro. Every value here is the default.\n# In the environment, key of [section] is HOTRO_SECTION_KEY.\n",
    );
    let mut last = "";
    for (section, key, doc) in DOCS {
        if *section != last {
            out.push_str(&format!("\n[{section}]\n"));
            last = section;
        }
        for line in doc.lines() {
            out.push_str(&format!("# {line}\n"));
        }
        if let Some(value) = defaults.get(*section).and_then(|table| table.get(*key)) {
            out.push_str(&format!("#{key} = {value}\n"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_documented_once() {
        let defaults = toml::Table::try_from(Config::default()).unwrap();
        let mut settings: Vec<(String, String)> = defaults
            .iter()
            .flat_map(|(section, table)| {
                table.as_table().unwrap().keys().map(move |key| (section.clone(), key.clone()))
            })
            .collect();
        let mut documented: Vec<(String, String)> = DOCS.iter().map(|(s, k, _)| ((*s).into(), (*k).into())).collect();
        settings.sort();
        documented.sort();
        assert_eq!(settings, documented);
    }

    #[test]
    fn the_sample_uncommented_is_the_default() {
        let uncommented: String = sample()
            .lines()
            .map(|line| line.strip_prefix('#').filter(|l| !l.starts_with(' ')).unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n");
        let read: Config = toml::from_str(&uncommented).unwrap();
        assert_eq!(toml::to_string(&read).unwrap(), toml::to_string(&Config::default()).unwrap());
    }
}
