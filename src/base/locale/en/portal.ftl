# Pages for reporters
portal-brand = Official mail support
portal-call = Call the support desk: { $telephone }
portal-language = Tiếng Việt
portal-language-tag = vi

# Typing the code
portal-look-up = Look up your ticket
portal-code = Lookup code
portal-code-hint = The 16 characters in the confirmation we sent you; upper or lower case, with or without dashes.
portal-code-go = Show my ticket
portal-code-lost = If you cannot find the code, please answer the confirmation or contact the support desk.
portal-code-wrong = The code is wrong or no longer valid. Please compare it with the confirmation we sent you.
portal-code-locked = Too many wrong codes came from this network address. Please try again in a few minutes, or contact the support desk.
portal-code-masked = (lookup code hidden)
done-status-left = This device no longer shows your ticket.

# The ticket
portal-title = Ticket
portal-about = The mail “{ $subject }”, which you reported at { $at }.
portal-about-bare = A mail without a subject, which you reported at { $at }.
portal-about-request = Your request “{ $subject }”, sent at { $at }.
portal-about-request-bare = Your request, sent at { $at }.
portal-stages = Steps
portal-stage-received = Received
portal-stage-working = In progress
portal-stage-worked = Examined
portal-stage-conclusion = Conclusion
portal-stage-concluded = Concluded
portal-stage-finish = Done
portal-stage-finished = Ended
portal-due = We expect to answer before { $at }.
portal-late = The time by which we expected to answer ({ $at }) has passed; we are still working on it. If it is urgent, please contact the support desk.
portal-reopened = The ticket is being looked at again; the conclusion may change.

# Conclusion
portal-outcome-phishing = This is a phishing mail.
portal-outcome-phishing-text = It tries to steal account data.
portal-outcome-malware = This mail carries malware.
portal-outcome-malware-text = A file or link in it harms computers.
portal-outcome-spam = This is spam.
portal-outcome-spam-text = Unwanted advertising; we found no sign that it tries to steal information.
portal-outcome-legitimate = This mail is genuine.
portal-outcome-legitimate-text = We found no sign of fraud or malware.
portal-outcome-undetermined = There is not enough to say what it is.
portal-outcome-undetermined-text = Please go on treating it as suspicious.
portal-outcome-new = Your report is waiting to be examined.
portal-outcome-new-text = Until then, please treat the mail as suspicious.
portal-outcome-working = The mail is being examined.
portal-outcome-working-text = Until there is a conclusion, please treat it as suspicious.
portal-outcome-waiting = We are waiting for more information from you.
portal-outcome-waiting-text = What we need is in our latest letter at the end of this page.
portal-outcome-duplicate = Your report is handled together with another ticket about the same mail.
portal-outcome-duplicate-text = You need not do anything more with this ticket.
portal-outcome-closed = The ticket has ended without a conclusion about the mail.
portal-outcome-closed-text = If you still have doubts, add information below and the ticket is opened again.
portal-outcome-request-new = Your request is waiting to be looked at.
portal-outcome-request-new-text = The support desk has received it.
portal-outcome-request-working = Your request is being handled.
portal-outcome-request-working-text = The support desk will answer you by mail.
portal-outcome-request-waiting = We are waiting for more information from you.
portal-outcome-request-waiting-text = What we need is in our latest letter at the end of this page.
portal-outcome-request-done = Your request has been handled.
portal-outcome-request-done-text = The result is in our latest letter at the end of this page, if there is one.

# What to do
portal-steps = What to do now
portal-step-answer = Answer our latest letter, or add the information below.
portal-step-do-not = Do not follow links, open attachments or answer the mail.
portal-step-forward = Do not forward the mail to anybody but { $address }.
portal-step-original = Send the original as an attachment to { $address }, with { $number } in the subject.
portal-step-say = Tell us below what you did with the mail, so that we can advise you.
portal-step-ignore = Do nothing that the mail asks.
portal-step-delete = Delete it from the inbox and from the trash.
portal-step-no-open = Do not open its attachments or follow its links.
portal-step-mark = Mark it as spam in your mailbox.
portal-step-unsubscribe = Do not follow its “unsubscribe” link unless you know the sender.
portal-step-handle = Handle it as part of your work.
portal-step-suspect = Do not follow links, open attachments or give any information that it asks for.
portal-step-again = If something new happens, add it below and the ticket is opened again.
portal-step-password = Change the password of your official mail at once, and of every account with the same password.
portal-step-filters = Check filters, forwarding addresses and the signature in your mailbox.
portal-step-call = Call the support desk at once: { $telephone }.
portal-step-write = Tell the support desk at once, in the box below.
portal-step-unplug = Disconnect the computer from the network (unplug the cable, turn off Wi-Fi); do not shut it down, do not reinstall it.
portal-step-other-computer = Change the password of your official mail on another computer.
portal-step-technician = Wait for instructions of our technicians.
portal-step-bank = Call your bank's hotline at once: ask it to hold the transfer and to lock account and card.
portal-step-bank-otp = If the code was of a bank or a wallet, call the bank's hotline at once and have transfers locked.
portal-step-no-otp = Give no more codes to anybody, not even to somebody who says they are the bank or an official.
portal-step-proof = Keep the receipt, the messages and the number of the account that got the money; report it to the nearest police.
portal-step-flight-mode = Switch the device with the app to flight mode, or turn off Wi-Fi and mobile data; open no bank app on it.
portal-step-other-device = On another device, change the password of your official mail, and have your bank lock transfers if a bank app is on the first.
portal-step-leave-page = Close the page that the link opened; type nothing into it and download nothing from it.
portal-step-typed = If you typed a password there, choose “I typed a password” below.
portal-step-request-open = To add something, use the box below or answer our letter.
portal-step-request-done = If something new happens, add it below and the ticket is opened again.

# What was done
portal-exposure = What did you do with the mail?
portal-exposure-nothing = Nothing
portal-exposure-clicked = I followed a link
portal-exposure-opened = I opened an attachment
portal-exposure-password = I typed a password
portal-exposure-otp = I gave a one-time code
portal-exposure-money = I transferred money
portal-exposure-app = I installed an app
portal-exposure-now = Chosen
portal-exposure-rule = Choose the most serious. A more serious answer counts at once; a less serious one is written down and waits for our staff.
done-status-exposure = Your answer was noted. Please do what is listed below.

# Adding words
portal-words = Add information
portal-words-concluded = Add information, or your view of the conclusion
portal-words-hint = At most 5,000 characters. Do not write passwords here.
portal-words-send = Send
portal-words-empty = Please write what you want to add.
portal-words-many = Much has been taken in within the last hour. Please try again later or call the desk.
portal-words-long = This is longer than 5,000 characters. Please shorten it and send it again.
done-status-words = What you added was sent to the support desk.

# Letters
portal-letters = Letters the support desk sent you
portal-leave = Leave this page
portal-leave-hint = Please leave it on a shared telephone or computer. It closes by itself after 30 minutes.

# View of the conclusion, rating
portal-contest = Do you disagree with the conclusion?
portal-contest-hint = Tell us why, in at most 5,000 characters; the ticket is opened again. This can be sent once a ticket. Do not write passwords here.
portal-contest-send = I disagree
portal-contest-empty = Please tell us why you disagree with the conclusion.
portal-contest-twice = We have your disagreement, and our staff are looking into it; it can be sent once a ticket. If you have more to tell, please use the box below or call the desk.
portal-contest-early = There is no conclusion yet. You can tell us what you think in the box below.
portal-contested = We have your disagreement.
done-status-contest = Your disagreement was noted. The ticket is opened again.
portal-rating = Did our help serve you?
portal-rating-helpful = Yes
portal-rating-partly = In part
portal-rating-unhelpful = No
portal-rating-rule = You can change this within 30 days of the end of the ticket.
portal-rating-late = The time to rate this ticket is over. Thank you.
done-status-rating = Thank you for telling us.
