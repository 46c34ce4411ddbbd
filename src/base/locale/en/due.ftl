# Calendar of work
rail-calendar = Working calendar
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
calendar-hours = Working hours
calendar-free = no work
calendar-hours-hint = Write each stretch, parted by commas: 07:30–11:30, 13:30–17:00. An empty field is a day without work.
calendar-hours-bad = These working hours cannot be read; write for example 07:30–11:30, 13:30–17:00.
calendar-no-work = Each week needs at least one stretch of work.
calendar-days = Holidays and days worked in exchange, { $year }
calendar-years = Year
calendar-empty = No day of this year differs yet. Add one below.
calendar-day = Day
calendar-name = Reason
calendar-kind = Kind of day
calendar-off = Free
calendar-works = Worked in exchange
calendar-estimate = estimate
calendar-estimate-hint = Estimate, not announced yet
calendar-add = Add or change a day
calendar-remove = Take away
calendar-remove-day = Take { $day } away
calendar-day-bad = This is not a valid day.
calendar-moved-on = Somebody else has just changed the calendar or the due times. Please look at it again before saving.
done-calendar = The calendar is saved. The due times of open tickets are reckoned anew.

# Due times
rail-due-rules = Due times
due-rules = Rules for due times
due-place = Order
due-harm = Harm from
due-score = Risk score from
due-agency = Reporting agency
due-answer = First answer
due-verdict = Verdict
due-clock = Counted in
due-clock-work = working hours
due-clock-round = round the clock
due-any = any
harm-touched = link followed or file opened
harm-lost = account or device lost
harm-money = money transferred
due-rules-hint = Times are hours:minutes, for example 0:30 or 15:00. The first rule that fits is taken; a rule by harm counts from when the harm became known. The last rule must fit every ticket. Empty the order to drop a rule. Time spent waiting for the reporter does not count.
due-rules-last = Exactly one rule must fit every ticket, and it must be the last.
due-place-bad = The order must be a number.
due-time-bad = Times must be hours:minutes, from 0:01, for example 4:00.
due-score-bad = The risk score must be a number from 0 to 100.
due-agency-unknown = No agency of the directory has this name. Choose one of the suggested names.
due-late = Warning and escalation
due-warn = Warn before the due time by
due-warn-bad = The warning must be hours:minutes, for example 0:30, at most 7 days.
due-escalate = When overdue, also tell
due-escalate-nobody = nobody else
due-late-hint = Whoever works on the ticket is always told. Of a ticket that nobody has, everybody is told who could take it.
done-due-rules = The due times are saved. Those of open tickets are reckoned anew.

# On tickets
soon-minutes = due soon, { $count } minutes left
soon-hours = due soon, { $count } hours left
soon-days = due soon, { $count } days left
due-next-answer = Answer due:
due-next-verdict = Verdict due:
due-paused = Due times stand still, waiting for the reporter

# When somebody was faster
meanwhile-title = Said since you opened the page
