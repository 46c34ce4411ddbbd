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
    [inside] the domain
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
finding-brand-claimed = { $where ->
    [subject] The subject or opening speaks for “{ $brand }” but the mail comes from { $domain }, and no link leads back there.
   *[name] The display name speaks for “{ $brand }” but the mail comes from { $domain }.
}
finding-mailbox-not-theirs = The mail from { $domain } speaks of the reader's mailbox (“{ $phrase }”), which its sender does not run.
finding-role-without-owner = The sender is only “{ $name }”, of no organisation; the mail comes from { $domain }.
finding-brand-in-host = The domain { $host } borrows the name “{ $brand }” but does not belong to it.
finding-claims-office = { $how ->
    [superior] The sender claims to be “{ $name }” but writes from { $domain }, not from official mail.
   *[office] The sender claims to be “{ $name }” but uses a free mailbox at { $domain }.
}
finding-replyto-freemail = Replies would go to the free mailbox { $replyto }, not to { $from }.
finding-name-neq-address = The display name “{ $name }” shares no word with the free mailbox { $address }.
finding-envelope-neq-from = The return address belongs to { $returns }, not to the sender's domain { $domain }.
finding-undisclosed-bulk = The recipients are hidden, or the sender is the only one in To/Cc.
finding-random-sender = The sender address { $address } looks made up by a machine.
finding-odd-host = The domain { $host } is unusual ({ $why ->
    [script] letters outside the Latin script
    [hyphens] many hyphens
    [deep] a long chain of subdomains
    [port] a port of its own
   *[random] made up by a machine
}).
finding-link-carries-address = The link to { $host } carries the reader's mail address { $address }.
finding-open-redirect = The link through { $host } sends the reader on to { $next }.
finding-command-link = The link that says “{ $text }” leads to { $host }, which is not the sender's.
finding-links-elsewhere = No link in the mail leads to the sender's domain { $domain }.
finding-mailto-call = A button prepares an answer to { $address }.
finding-obfuscated-text = Letters are put wrong on purpose to pass filters ({ $how ->
    [scripts] letters of another script mixed in: “{ $sample }”
    [marks] needless marks: “{ $sample }”
    [invisible] invisible characters inside words: { $sample }
   *[letters] for example “{ $sample }”
}).
finding-subject-bait = The subject “{ $subject }” { $why ->
    [answer] pretends to answer a mail
    [reader] names the reader's address to win trust
    [serial] carries a code made up by a machine
   *[signs] uses signs to catch the eye
}.
finding-hidden-text = The mail hides { $count } characters from its reader.
finding-bare-link = { $how ->
    [picture] The mail has hardly any text, only pictures and a link.
   *[link] The mail has hardly any text, only a link.
}
finding-page-attached = The attachment “{ $name }” is a web page; opened, it runs on the reader's machine.
finding-bare-attachment = The mail has hardly any text and only wants “{ $name }” opened.
finding-auth-none = The sender's domain has no sender authentication at all (SPF, DKIM, DMARC).
finding-generic-greeting = A greeting that knows no name (“{ $phrase }”).
finding-held-mail = Uses held mail as a pretext to act (“{ $phrase }”).
finding-prize-lure = Promises a gift, prize, support money or refund (“{ $phrase }”).
finding-crypto-lure = Lures with cryptocurrency or money that is waiting (“{ $phrase }”).
finding-advance-fee = A stranger promises a large sum, an inheritance or a secret deal (“{ $phrase }”).
finding-payment-lure = Uses a payment, invoice, tax or bill as a pretext (“{ $phrase }”).
finding-parcel-lure = Uses a parcel or order that could not be delivered as a pretext (“{ $phrase }”).
finding-authority-lure = Speaks for police, court or tax office to put pressure on (“{ $phrase }”).
finding-document-lure = Asks to open a document, file or voice message (“{ $phrase }”).
finding-fee-demand = Asks to pay a fee (“{ $phrase }”).
finding-bec-request = Asks for an urgent favour with money or gift cards, avoiding a call (“{ $phrase }”).
finding-extortion = Threatens to spread pictures or data for money (“{ $phrase }”).
finding-job-lure = Promises easy income (“{ $phrase }”).
finding-indecent-offer = Advertises dating, gambling or pills (“{ $phrase }”).
finding-sales-offer = Advertising (“{ $phrase }”).

# What could not be read.
problem-empty = The mail is empty.
problem-no-sender = The mail names no sender.
problem-too-many-parts = The mail has too many parts; only the first ones were looked at.
problem-too-deep = The mail is nested too deeply; its inner parts were not taken apart.
problem-broken-multipart = The multipart structure of the mail is broken; it was read as text.
problem-text-cut = The text is too long or unusual; only its beginning was read.
problem-charset-windows-1258 = The declared character set does not fit the text; Windows-1258 was tried and used.
problem-charset-viscii = The declared character set does not fit the text; VISCII was tried and used.
problem-charset-tcvn3 = The declared character set does not fit the text; TCVN3 (ABC) was tried and used.
problem-charset-vni = The declared character set does not fit the text; VNI was tried and used.
problem-charset-cyrillic = The declared character set does not fit the text; one for Cyrillic letters was tried and used.
problem-charset-japanese = The declared character set does not fit the text; one for Japanese was tried and used.
problem-charset-korean = The declared character set does not fit the text; one for Korean was tried and used.
problem-charset-chinese = The declared character set does not fit the text; one for Chinese was tried and used.
problem-charset-unknown = The character set of the text is not known; letters may be wrong.
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
finding-qr-link = A QR code in the mail leads to the page “{ $host }”; links in QR codes are used to get past mail filters and are opened on a telephone.
finding-qr-words = { $kind ->
    [bank] A QR code for a bank transfer (bank, account, sum, words): { $words }
    [wifi] A QR code that joins a Wi-Fi network: { $words }
    [telephone] A QR code that calls or sends a message: { $words }
    [card] A QR code with a business card: { $words }
    [crypto] A QR code with a wallet of crypto money: { $words }
   *[text] A QR code says: { $words }
}
finding-archive-bomb = The file “{ $name }” unpacks to too much; only its beginning was looked at.
finding-internal-compromised = Sent from a real account of { $domain } with the content of a lure: the account may be hijacked.
finding-looks-official = Found in the document management system: { $reference }.
finding-own-auth-fail = Checked here: the mail does not prove that it comes from { $domain } ({ $detail } failed).
finding-hop-helo-claims = The sending server calls itself { $helo }, but the address { $ip } belongs to { $reverse }.
finding-hop-time = The time written at hop { $host } cannot be (in the future, or before the hop before it).
finding-hop-private = The private address { $ip } is given for the outside server { $host }.
finding-hop-malformed = The way of the mail has a hop that is not written as servers do, perhaps added by the sender.
finding-known-good = The sender { $address } is on the list of trusted ones and passes authentication.
