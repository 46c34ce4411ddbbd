# Error pages
error-not-found = Page not found
error-forbidden = You are not allowed to do this.
error-foreign = The form is out of date or was not sent from a page of this system. Please reload the page and send it again.
error-bad-request = The request is not valid
error-conflict = { $name } has just changed this ticket. Please reload before you save.
error-too-large = What you sent is larger than allowed.
error-unavailable = The system is busy. Please try again in a few minutes.
error-internal = The system failed to handle the request.
error-advice = You can go back, or to the first page.
error-advice-operation = The failure was logged. Please name the code below when you contact the administrators.
error-operation = Operation:
error-home = First page

# Answers to programs
error-no-token = The request carries no API token in force.
error-wrong-scope = The API token does not allow this.
error-stalled = The sender stopped in the middle of the request.
error-no-record = There is no such record or address.
api-content-type = The content type must be message/rfc822, application/octet-stream or multipart/form-data.
api-encoding = Compressed bodies (Content-Encoding) are not taken.
api-multipart = The multipart/form-data body cannot be read.
api-no-mail = The form must have exactly one file field with the mail, named mail.
api-field = The field sender or recipient is too long or not UTF-8.
api-status = status must be one of: new, triage, waiting, working, resolved, closed, duplicate.
api-verdict = verdict must be one of: phishing, malware, spam, legitimate, undetermined.
api-limit = limit must be a number from 1 to 200.
api-after = after must be the value of next of the page before.
api-q = q holds no word to search for.
api-entry = The JSON cannot be read or has a field that is not known.
api-entry-how = The field how must be telephone, visit, sms, zalo or finding.
api-entry-picture = A picture is not base64.
