# For every page
skip-to-content = Skip to content
save = Save
cancel = Cancel
close = Close
copy = Copy
filter = Filter
clear = Clear filter
older = Older
never = never
actions = Actions

# Left rail
rail-label = Main navigation
rail-new = Enter a report
rail-triage = To triage
rail-mine = Mine
rail-unassigned = Unassigned
rail-waiting = Waiting for reporter
rail-overdue = Overdue
rail-password = Loss at hand
rail-requests = Requests for help
rail-open = Open
rail-done = Done
rail-administration = Administration
rail-outbox = Outgoing mail
rail-users = Accounts
rail-tokens = API tokens
rail-audit = Audit log

# Shortcuts
keys-title = Keyboard shortcuts
keys-move = down, up in the list
keys-open = open the selected ticket
keys-tick = tick the ticket
keys-verdict = conclude
keys-reply = reply to the reporter
keys-note = internal note
keys-assign = assign
keys-take = take the ticket
keys-undo = undo
keys-search = search
keys-queue = back to the queue
keys-sheet = this sheet
