# Letters going out
letter-acknowledgement = Acknowledgement
letter-request = Acknowledgement of a request
letter-reply = Reply
letter-more = Request for more
letter-verdict-phishing = Conclusion: phishing
letter-verdict-malware = Conclusion: malware
letter-verdict-spam = Conclusion: spam
letter-verdict-legitimate = Conclusion: legitimate
letter-verdict-undetermined = Conclusion: undetermined
letter-state-queued = leaves at { $at }
letter-state-sent = sent
letter-state-failed = not delivered
letter-state-cancelled = taken back
letter-read = Read the letter
