# Grounds of an assessment: one sentence a signal; values are defanged.
finding-link-host-neq-text = The link shows “{ $text }” but leads to { $host }.
finding-lookalike-protected = The domain { $host } resembles { $protected } ({ $how ->
    [dash] a dash in place of a dot
    [dot] a dot left out
    [tld] another ending
    [letters] letters that look the same
    [affix] words added
   *[typo] a few characters changed
}) but does not belong to it.
finding-protected-as-subdomain = “{ $protected }” in { $host } is only a subdomain; the registered domain is { $registrable }.
finding-displayname-claims-address = The display name gives the address { $claimed } but the mail comes from { $address }.
finding-displayname-claims-gov = The display name claims to be “{ $agency }” but the address belongs to { $domain }.
finding-foreign-sender-claims-admin = The sender uses { $script ->
    [none] the foreign domain
   *[other] { $script } letters and the domain
} { $domain } while the text claims to come from the mail administrators.
finding-replyto-neq-from = Replies would go to { $replyto }, not to the sender { $from }.
finding-auth-fail = Sender authentication failed ({ $detail }).
finding-auth-pass-unrelated = Sent by a genuine server of { $domain }; this does not make it safe, the account may be hijacked.
finding-credential-form = { $where ->
    [file] The attachment “{ $name }” has a password field.
   *[text] The mail itself has a password field.
}
finding-threat-and-link = Threatens to lock or delete the account, with a link (“{ $phrase }”).
finding-notyou-and-link = A sentence like “if it was not you…” with a link, a common trick (“{ $phrase }”).
finding-quota-and-link = Uses a full or outdated mailbox as a pretext to follow a link (“{ $phrase }”).
finding-verify-and-link = Asks to verify or update, with sign-in details, through a link (“{ $phrase }”).
finding-dangerous-attachment = The file “{ $name }” { $why ->
    [turned] uses direction controls to hide its ending
    [double] has a double ending to pass as a document
    [disguised] is a program that pretends to be a document
    [macros] contains macros
    [form] is a web page with a password field
    [page] is a web page that pretends to be a document or runs a script
    [locked] is encrypted, with the password given in the mail
   *[runs] is of a kind that can run harmful code
}.
finding-ip-host = A link leads to the numeric address { $host } instead of a name.
finding-url-userinfo = A link puts a false name before the @ sign; it really leads to { $host }.
finding-shortener = The short link { $host } hides where it leads.
finding-free-host = A link leads to the free hosting service { $host }.
finding-risky-tld = The domain { $host } has an ending that is often abused.

# What could not be read.
problem-empty = The mail is empty.
problem-no-sender = The mail names no sender.
problem-too-many-parts = The mail has too many parts; only the first ones were looked at.
problem-too-deep = The mail is nested too deeply; its inner parts were not taken apart.
problem-broken-multipart = The multipart structure of the mail is broken; it was read as text.
problem-text-cut = The text is too long or unusual; only its beginning was read.
problem-many-samples = Too many mails are attached; only the first 20 were looked at.
problem-unreadable = The mail could not be analysed; the original is kept.

# hotro analyze
analyze-report = Mail received
analyze-result = Result
analyze-from = From
analyze-to = To
analyze-subject = Subject
analyze-date = Date
analyze-words = The reporter's words
analyze-none = No reported mail was found.
analyze-sample = Reported mail { $number } ({ $source ->
    [attached-eml] attached mail
    [attached-msg] Outlook file
    [tnef] winmail.dat
    [itself] this mail itself
   *[inline] forwarded in the text
}, grade { $grade })
analyze-score = Score { $score }/100, suggestion: { $verdict ->
    [phishing] phishing
    [malware] malware
    [spam] spam
    [legitimate] legitimate
   *[undetermined] undetermined
}
analyze-link = Link
analyze-attachment = Attachment
analyze-problem = Note

# What the desk remembers
finding-known-ioc = Carries the indicator “{ $value }” of ticket { $number }, which was concluded to be harmful.
finding-mass-campaign = { $count } other tickets of the last 72 hours report a mail with the same subject, link or file.
finding-own-letter-forged = It claims to be from the desk but is no letter of this system, or its words were changed.
finding-own-letter = A letter of this very system, sent for ticket { $number }; its words are those on record.

# Inside attachments.
finding-html-smuggling = The web page “{ $name }” builds a file by script for download ({ $detail }).
finding-contained-program = The file “{ $name }” holds a program or a file that can run harmful code: “{ $inner }”.
finding-remote-template = The document “{ $name }” fetches content from outside when it is opened: { $detail }.
finding-office-dde = The document “{ $name }” has a DDE field that calls a program: { $detail }.
finding-shortcut-command = The shortcut “{ $name }” runs a command: { $detail }.
finding-macro-autorun = The document “{ $name }” has macros that run when it is opened or closed ({ $detail }).
finding-exploit-object = The document “{ $name }” has an embedded object of a kind used for exploits ({ $detail }).
finding-contained-form = The web page “{ $name }” inside an attachment has a password field.
finding-password-in-mail = The file “{ $name }” is locked and opens with the password given in the mail (“{ $detail }”).
finding-pdf-action = The PDF “{ $name }” has an action that runs by itself ({ $detail }).
finding-archive-bomb = The file “{ $name }” unpacks to too much; only its beginning was looked at.
