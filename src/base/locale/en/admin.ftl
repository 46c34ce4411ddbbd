# Roles
role-admin = Administrator
role-analyst = Analyst
role-officer = Helpdesk officer
role-clerk = Clerk
role-viewer = Leader (reads only)
role-hint-admin = manages accounts, API tokens and the log; reads no mail
role-hint-analyst = sees evidence, works on tickets and concludes
role-hint-officer = sees evidence, answers reporters
role-hint-clerk = sees tickets, enters reports from telephone and paper
role-hint-viewer = sees lists of tickets

# Accounts
users-count = { $count } accounts
users-signed-in = Last signed in
users-you = you
users-disabled = disabled
users-must-change = password to be changed
users-disable = Disable
users-enable = Enable
users-reset = New password
users-add = Add account
users-add-hint = The first password is made by the system, shown once, and must be changed at the first sign-in.
account-email-bad = This is not an e-mail address.
account-email-taken = There is an account with this e-mail address.
account-no-role = Choose at least one role.
account-last-admin = At least one active administrator must remain.
done-account-disabled = The account is disabled and its sessions have ended.
done-account-enabled = The account is enabled.
handed-password-title = Password to hand over
handed-token-title = New API token
handed-once = Shown this once. Hand it over by a safe way; the system does not keep it.

# API tokens
tokens-empty = No API tokens yet. Add one so that another system can hand in reports or read tickets.
tokens-added = Added
tokens-used = Last used
tokens-revoked = revoked { $at }
tokens-revoke = Revoke
tokens-add = Add API token
scope-intake = hand in reports
scope-read = read
scope-write = read and write
scope-hint-intake = only hands mail in
scope-hint-read = only reads tickets
scope-hint-write = reads and changes tickets, and hands mail in
done-token-revoked = The API token is revoked.

# Audit log
audit-row = No.
audit-at = When
audit-actor = Who
audit-action = Action
audit-object = Record
audit-detail = Detail
audit-from = From
audit-until = Until
audit-check = Check the chain
audit-whole = the chain is whole
audit-broken = the chain breaks at row { $row }
audit-empty = No matching rows.

# Letters going out and jobs
outbox-all = All
outbox-waiting = waiting: { $count }
outbox-failed = not delivered: { $count }
outbox-empty = No letters.
outbox-at = When
outbox-ticket = Ticket
outbox-letter = Letter
outbox-recipient = Recipient
outbox-state = State
outbox-attempts = tries: { $count }
outbox-retry = Try again
jobs-title = Jobs that were given up
jobs-empty = No job was given up.
jobs-failed = Given up
jobs-kind = Job
jobs-error = Cause
job-analyse = analyse a mail
job-acknowledge = acknowledge
job-read-reply = read an answer to an advisory
job-draw = draw the mail
job-index = gather words for searching
job-reindex = gather the words of all tickets anew
job-reckon = reckon due times of open tickets anew
done-retried = It will be tried again.
