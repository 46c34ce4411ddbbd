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
