# Words of the window and of the command line. Plain English: what happened, what is safe, what to do.

## The frame
nav-label = Screens
nav-today = Today
nav-cases = Cases
nav-incidents = Incidents
nav-tracing = Tracing
nav-families = Families
nav-registry = Registry
nav-sync = Sync
nav-settings = Settings
nav-to-settle = { $count ->
    [one] { $count } thing needs you
   *[other] { $count } things need you
}
line-never = No contact with the relay yet
line-contact = Last contact { $ago }
line-waiting = { $count ->
    [0] nothing waiting
    [one] { $count } change waiting
   *[other] { $count } changes waiting
}
line-deriving = { $count ->
    [one] Lists are brought up to date: { $count } record left
   *[other] Lists are brought up to date: { $count } records left
}
line-waiting-long = { $count ->
    [0] Everything written on this laptop has been sent.
    [one] { $count } change waits on this laptop to be sent.
   *[other] { $count } changes wait on this laptop to be sent.
}
who-role = { $person }, { $role }
joined = { $one } · { $other }
time-now = just now
lock = Lock
close = Close
cancel = Cancel
understood = Understood

## Key line
keys-hide = hide
key-search = search
key-beyond = whole programme
key-move = move
key-open = open
key-new = new
key-lock = lock
key-edit = edit
key-forms = form before, after
key-seen = who can see this
key-history = history
key-close = close
key-back = back to the list
key-next-field = next field
key-save = save
key-add-entry = add one
key-next-error = next error
key-guidance = advice
key-stop = stop writing, draft kept
key-sync = sync now

## Signing in
signin-title-new = Casebook
signin-lead = Who is opening the casebook?
signin-who = People on this laptop
signin-note = No network is needed. Only your own cases open; those of others stay shut.
signin-damaged = casebook damaged
signin-enrol = I have a one-time code
signin-back = Back to the people on this laptop
signin-open = Open
signin-open-in = Open in { $seconds } s
signin-opening = Opening…
signin-foot = Everything you write is kept on this laptop, encrypted.
password = Password
password-hint = At least { $length } characters. A few words that only you would put together are best.
passwords-differ = The two passwords are not the same. Type the new one twice.
enrol-lead = Your supervisor gave you a one-time code. It makes this laptop yours.
enrol-code = One-time code
enrol-password = New password for this laptop
enrol-password-again = The same password again
enrol-submit = Enrol this laptop
enrol-busy = Enrolling…

## Lock
lock-title = Locked
lock-since = { $person } · since { $time }
lock-since-idle = { $person } · since { $time }, after { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} without a key
lock-writing = A form was being written. Every word of it is kept, encrypted, and opens where you stopped.
lock-someone-else = Someone else

## Settings
settings-language = Language
settings-language-label = Words and direction
settings-password = Change password
settings-password-lead = The password opens your casebook on this laptop. Nobody else knows it, and nobody can look it up.
settings-password-old = Present password
settings-password-new = New password
settings-password-again = New password again
settings-password-change = Change password
settings-password-changed = Password changed. The new one opens the casebook from now on.

## Cases
cases-search = Name in any spelling, or case id
cases-count = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
cases-count-of = { $count } of { $all }
records-search = Name in any spelling, code or id
incidents-count = { $count ->
    [one] { $count } incident
   *[other] { $count } incidents
}
tracing-count = { $count ->
    [one] { $count } tracing request
   *[other] { $count } tracing requests
}
families-count = { $count ->
    [one] { $count } family
   *[other] { $count } families
}
registry-count = { $count ->
    [one] { $count } registry record
   *[other] { $count } registry records
}
cases-none-found = Nothing here matches.
cases-searched = Searched: all { $all } that are on this laptop. What is with other people only is not here to be found.
beyond-go = Whole programme…
beyond-title = Search the whole programme
beyond-lead = This looks through every case that has been handed in, also those of other people. It needs a network. That you searched is recorded. Nothing that is found is kept on this laptop.
beyond-search = Search
beyond-busy = Searching…
beyond-found = { $count ->
    [one] { $count } case found
   *[other] { $count } cases found
}
beyond-more = Only the first { $count } are shown. Write more of the name to find fewer.
beyond-none = Nobody was found.
beyond-none-means = There is nobody of that name, and no case with that id, in what others have handed in. A case that another laptop has not sent yet cannot be found here.
beyond-open = Open
beyond-ask-lead = { $child }, { $id }. { $person } owns this case, and decides. If they agree, the case is offered to you.
beyond-asked = asked for
beyond-asked-said = Asked. { $person } decides.
beyond-offline = No contact with the relay, so nothing was sent. This works only with a network. Try again when there is one.
glass-break = Emergency access…
glass-title = Emergency access
glass-when = Only where a child may come to harm while you wait for an answer.
glass-warning = { $person } and their supervisors are told at their next contact who opened this case, when, and why. You can read the case and write nothing in it. When the time is over, it leaves this laptop.
glass-why = Why it cannot wait
glass-for = For how long
glass-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
glass-confirm = Open the case
glass-busy = Fetching the case…
glass-not-here = You have the access, but the case has not come to this laptop yet. Try again when there is a network.
glass-again = Fetch again
glass-said = You have emergency access. The case comes at the next contact.
case-new = New case
incident-new = New incident
tracing-new = New tracing request
family-new = New family
registry-new = New registry record
incident = Incident
filter-label = Which cases
filter-all = All
filter-mine = I own
filter-high-risk = High risk
filter-two-values = Two values
filter-unsent = Not sent yet
column-name = Name
column-id = ID
column-age = Age
column-sex = Sex
column-risk = Risk
column-status = Status
column-owner = Owner
column-changed = Changed
column-marks = Marks
column-field = Field
name-withheld = Name withheld
name-none = No name yet
empty-title = No cases yet, { $person }
empty-lead = This laptop is ready and your casebook is empty.
empty-register = Register a child
empty-register-how = A name and consent are enough to begin. Everything else can follow.
empty-wait = Receive cases
empty-wait-how = Cases assigned or referred to you, or those that your role covers, arrive at the next contact, without your doing anything.
empty-list = Nothing under { $list } yet
empty-begin = Begin the first one
empty-begin-how = It opens blank, with the cursor in its first field.
empty-arrive = Receive what others wrote
empty-arrive-how = What your role covers arrives at the next contact, without your doing anything.
empty-offline = From now on everything works without a network. The foot of the rail always says what still waits to be sent.

## Marks
mark-unsent = not sent yet
mark-pending = waits for an answer
mark-two = two values
mark-alert = look at this
mark-withheld = not shared with you
mark-readonly = read only
mark-write = may write
mark-refused = refused
mark-error = to put right
mark-empty = empty
mark-begun = begun
mark-complete = complete

## A case
case-new-lead = Not saved yet. Nothing leaves this page until you save.
case-owner = Owner { $person }
case-risk = { $risk } risk
case-who = { $sex }, { $age }
age-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
}
age-about = { $years ->
    [one] about { $years } year
   *[other] about { $years } years
}
status-open = Open
status-closed = Closed
status-transferred = Transferred elsewhere
status-disabled = Out of use
action-refer = Refer
action-transfer = Transfer
action-request-transfer = Ask for this case…
action-assign = Assign
action-flag = Flag…
action-close = Close case…
action-reopen = Reopen…
action-disable = Put out of use…
action-enable = Put into use…
action-attribute = Child's own login…
forms-label = Forms
forms-record = The record
forms-withheld = Not shared with you
form-no-fields = This form has no fields that you may read.
form-next = Next form: { $form }
form-answered = { $answered } of { $asked } answered
seen-by = { $count ->
    [one] Seen by { $count } person
   *[other] Seen by { $count } people
}
last-changed = last changed { $date } by { $person }
field-blank = Not recorded
field-emptied = Emptied
field-required = required
field-clear = Clear
guidance-of = Advice on { $field }
tick-yes = Yes
tick-no = No
list-comma = {", "}
words-between = {" · "}
option-outdated = no longer offered
option-no-more = { $option } (no longer offered)
options-outdated = { $count ->
    [one] one of these is no longer offered
   *[other] { $count } of these are no longer offered
}
tally-total = Total
date-placeholder = 3/5/2024
date-time = Time of day
time-placeholder = HH:MM
range-to = to
range-both = { $from } to { $to }
range-since = since { $from }
range-until = until { $to }
choice-placeholder = Type to choose
choice-none = Nothing matches
choice-more = { $count ->
    [one] { $count } more; type to narrow
   *[other] { $count } more; type to narrow
}
choice-drop = Take away { $option }
edit = Edit
edit-stop = Stop
save = Save
save-new = Save and new
save-nothing = Nothing has been written yet.
saved = { $id } saved on this laptop. It is sent at the next contact.
errors-count = { $count } to put right

## Drafts
draft-kept = draft kept { $time }
draft-notice = { $count ->
    [one] A draft from { $time } holds { $count } change that is not saved. Only you can see it.
   *[other] A draft from { $time } holds { $count } changes that are not saved. Only you can see them.
}
draft-resume = Go on writing
draft-discard = Throw away
draft-discarded = The draft is gone. Everything is as it was saved last.
draft-discard-title = Throw this draft away?
draft-discard-text = What you typed since the last save will be gone for good. What was saved stays as it is.

## Entries of a subform
entry-add = Add one
entry-new = New entry
entry-untitled = Nothing written yet
entry-nth = · no. { $nth }
entry-remove = Remove
entry-gone = removed when you save
entry-restore = Bring back
entries-none = None recorded
entries-fixed = Saved entries stay as they are. Add a new one for what has changed.
entries-unsaved = Not saved yet
entry-removed-by = { $person } removed this on { $time }, while somebody else was changing it. Nothing is lost until you choose.
entry-keep = Keep it
entry-drop = Remove it
entry-kept = Kept, with the changes.
entry-dropped = Removed. It stays in History.

## Two values
two-choose = choose
two-edit-hint = Two people wrote this differently. What you write here replaces both; both stay in History.
two-label = Two values of { $field }
two-author = { $person } · { $time }
two-you = you · { $time }
two-keep = Keep this
two-shown = shown in lists until you choose
two-third = Write a third
two-third-save = Keep what I wrote
two-later = Not now
two-note = Whatever you choose, the others stay in History.
two-settled = { $field } is settled.
written-by-two = Two people wrote in this text at the same time. The words of both are here; please read it once.

## Waiting, refused, late
pending-text = It waits on this laptop and is carried out at the next contact.
late-text = { $person } wrote this on { $time }, after their access had ended. It is kept apart until you decide.
late-text-at-rest = { $person } wrote this on { $time }, while the case was closed or out of use. It is kept apart until you decide.
late-before = Now
late-after = Late edit
late-adopt = Adopt
late-discard = Discard
late-adopted = Taken over.
late-discarded = Discarded. Nothing else has changed.

## Who can see this
seen-title = Who can see this
seen-lead = { $count ->
    [one] As far as this laptop knows, { $count } person has access to this. Those above the owner, such as the team’s supervisor, may have it too.
   *[other] As far as this laptop knows, { $count } people have access to this. Those above the owner, such as the team’s supervisor, may have it too.
}
seen-people = People
seen-owner = owner
seen-withheld = { $count ->
    [one] { $count } form is not shared with you.
   *[other] { $count } forms are not shared with you.
}
history = History
history-removed = Removed
history-kept = Kept after all
history-none = Nothing has been changed yet.
history-none-fit = Nothing fits all of this.
history-filters = Show only
history-form = Form
history-field = Field
history-person = Person
history-every-form = Every form
history-every-field = Every field
history-everybody = Everybody
history-everything = show everything
history-acts = Referrals, flags and other acts
history-count = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
history-count-of = { $count ->
    [one] { $count } line of { $all }
   *[other] { $count } lines of { $all }
}
history-newer = Later
history-older = Earlier
history-range = { $from }–{ $to } of { $total }
history-laptop = laptop { $device }
history-to = to { $person }
history-queued = Waits on this laptop for the next contact.
history-refused = Refused.
history-received = Reached the relay { $time }.
history-parted = Two values stood from here on. Beside this one: { $values }
history-apart = Two values still stood. Beside this one: { $values }
history-settled = One value again. Until here there was also: { $values }
history-torn = One person removed this and another changed it; from here on, both stood.
history-torn-still = One person had removed this and another changed it; both still stood.
history-mended = Settled: one person had removed this and another had changed it.
history-was = As it was then
history-was-title = The form as it was
history-was-by = right after { $person } on { $time }
history-was-only = Only what is different now
history-was-differs = { $count ->
    [one] { $count } answer is different now
   *[other] { $count } answers are different now
}
history-was-same = All of it is the same now
history-was-nothing = Nothing was written on this form then, and nothing is now
history-was-note = To be read only. Nothing changes here unless you put something back.
history-was-changed = changed since
history-was-later = not there yet; added later
history-was-gone = not there any more
history-put-back = Put back
history-put-back-empty = Empty it again
history-keep = Keep it again
history-keep-title = Keep this entry again?
history-keep-said = The entry is there again.
put-back = Put back
put-back-title = Put this back?
put-back-text = It is written as a new change by you. What stands now stays in History.
put-back-now = Now
put-back-then = Will be
put-back-said = { $field } is put back.

## Referral and assignment
referrals = Referrals, transfers
referral-none = This case has been neither referred nor offered to anybody.
referral-by = referred by { $person }, { $date }
referral-to-accept = { $person } refers this case to you: { $type }.
referral-accept = Accept
referral-reject = Decline
referral-done = Done
referral-revoke = End referral
referral-revoke-title = End this referral?
referral-revoke-text = The recipient’s access ends at the next contact, and the forms leave their laptop. What they wrote stays in the case.
referral-accept-said = Accepted. The sender learns of it at the next contact.
referral-reject-said = Declined. Nothing of the case stays here after the next contact.
referral-done-said = Marked as done. Your access ends at the next contact.
referral-done-title = Is this referral done?
referral-done-lead = Your access ends at the next contact; what you wrote stays in the case. The sender reads what you write here.
referral-done-note = What was done, and what the child still needs
decline-title = Decline?
decline-lead = Nothing of the case stays here after the next contact. The sender reads what you write here.
decline-why = Why
referral-revoke-said = The referral ends at the next contact.
referral-status-in-progress = waits for an answer
referral-status-accepted = accepted
referral-status-done = done
referral-status-rejected = declined
referral-status-revoked = ended
referral-status-expired = over
referral-status-told = told
referral-until = until { $date }
offer-outside = Outside the programme
consent-despite = Share without recorded consent
consent-despite-hint = Only where waiting would harm the child. The case shows that you decided so; write down why.
consent-overridden = shared without recorded consent
refer-title = Refer
refer-owner-stays = The owner stays the same.
refer-type = Type
refer-to = Recipient
refer-lends = This type lends { $reads ->
    [one] { $reads } form
   *[other] { $reads } forms
} to read and { $writes } to write in.
refer-will-have = What { $person } will have
refer-will-have-anyone = What the recipient will have
refer-until = with the history of these forms, until you end the referral or it is done
refer-reads = reads
refer-writes = reads and writes
refer-never = What never leaves
refer-never-text = Every other form of this case, and its history.
refer-choose-type = Choose a type to see which forms it lends.
refer-waits = Nothing is shared before the next contact; until then it waits on this laptop.
refer-confirm = Refer
refer-said = Referred to { $person }. It is carried out at the next contact.
refer-outside = To somebody outside the programme
refer-outside-hint = Nothing leaves this casebook; you tell them yourself, and it is noted here.
refer-outside-has = Nothing of this case. It is noted that they were told, by whom and when.
refer-outside-said = Noted. It is carried out at the next contact.
refer-service = For which service
refer-service-none = For no service in particular
refer-everybody = Show everybody, not only those who offer this service
refer-until-day = Last day
refer-until-ended = Until it is done or ended
note-with = What they should know (they read it with the case)
note-outside = Who it is, and what they are asked for
people-search = Name, agency, role or place
people-none = Nobody on this laptop’s list can take it. The list is brought up to date at the next contact.
transfer-title = Transfer
transfer-lead = The case goes to another person for good once they accept; until then they can read it, and { $person } stays its owner.
transfer-confirm = Offer
transfer-said = Offered to { $person } at the next contact.
transfer-outside = To another programme
transfer-outside-hint = Nothing is sent; you hand it over yourself. The case stays here, out of work.
transfer-outside-said = Noted. The case is out of work from the next contact on.
request-title = Ask for this case
request-lead = { $person } owns it, and decides. If they agree, the case is offered to you.
request-note = Why you ask for it
request-confirm = Ask
request-said = Asked at the next contact. { $person } decides.
request-of = asked for this case, { $status }
request-to-answer = { $person } asks for this case.
request-offer = Offer it to them
request-reject = Say no…
request-reject-title = Say no to this request?
request-reject-lead = The case stays with its owner. { $person } reads what you write here.
request-reject-said = The request is closed at the next contact.
request-back = Take the request back
request-back-lead = You no longer ask for this case.
glass-notice = { $person } opened this case by emergency access on { $date }, until { $until }.
glass-notice-own = You have emergency access to this case until { $until }. You can read it; you cannot write in it.
glass-end = End it
glass-end-said = The emergency access ends at the next contact.
glass-until = emergency access until { $date }
glass-over = emergency access, over
transfer-of = transfer, { $status }
transfer-by = offered by { $person }, { $date }
transfer-to-accept = { $person } offers this case to { $to }. Whoever accepts it answers for it.
transfer-accept-said = Accepted. The case goes to { $to } at the next contact.
transfer-reject-said = Declined. The sender learns of it at the next contact.
transfer-revoke = Take back
transfer-revoke-said = Taken back at the next contact, unless it is accepted before.
assign-title = Assign
assign-lead = The new owner answers for the case from the next contact on. The owner now is { $person }.
assign-to = New owner
assign-confirm = Assign
assign-said = Assigned to { $person }. It is carried out at the next contact.
choose-count = { $count ->
    [one] { $count } case chosen
   *[other] { $count } cases chosen
}
choose-none = Choose none
assign-all = Assign…
assign-all-title = { $count ->
    [one] Assign { $count } case
   *[other] Assign { $count } cases
}
assign-all-lead = The new owner answers for them from the next contact on.
assign-all-said = { $count ->
    [one] { $count } case is assigned to { $person } at the next contact.
   *[other] { $count } cases are assigned to { $person } at the next contact.
}
key-choose = choose
act-case-create = Registration
act-case-assign = Assignment
act-transfer-offer = Transfer
act-transfer-accept = Accepting the transfer
act-transfer-reject = Declining the transfer
act-transfer-revoke = Taking the transfer back
act-referral-offer = Referral
act-referral-accept = Accepting the referral
act-referral-reject = Declining the referral
act-referral-done = Marking the referral as done
act-referral-revoke = Ending the referral
act-quarantine-settle = Deciding on a late edit
act-case-close = Closing the case
act-case-reopen = Reopening the case
act-case-disable = Putting the record out of use
act-case-enable = Putting the record into use
act-flag-add = Flag
act-flag-edit = Wording the flag anew
act-flag-resolve = Resolving the flag
act-link-add = Link to another record
act-link-end = Removing a link
act-case-attribute = The child's own login
act-approval-request = Request for approval
act-approval-approve = Approval
act-approval-reject = Sending back for changes
act-request-transfer = Asking for the case
act-request-reject = Saying no to a request
act-glass-break = Emergency access
act-glass-end = Ending the emergency access

## Closing, flags, approvals
locked-disabled = This record is out of use: it can be read, and nothing is written in it.
locked-closed-read = This case is closed: it can be read, and nothing is written in it.
locked-closed = This case is closed. It can be read; a new service opens it again.
locked-transferred = This case went to another programme. It can be read; what still belongs to it here is written after reopening it.
close-title = Close this case?
close-text = Nothing more is written in it until it is reopened; a new service opens it again. Everybody who reads it still can.
close-said = The case is closed at the next contact.
reopen-title = Reopen this case?
reopen-text = Everybody who may write in it can write again.
reopen-said = The case is open again at the next contact.
disable-title = Put this record out of use?
disable-text = Nobody writes in it any more, and it is neither referred nor transferred. It stays readable, nothing of it is deleted, and it can be put into use again.
disable-said = The record is out of use from the next contact on.
enable-title = Put this record into use again?
enable-text = It can be written in again, open or closed as it was before.
enable-said = The record is in use again at the next contact.
flags = Flags
flags-count = { $count ->
    [one] { $count } flag
   *[other] { $count } flags
}
flag-title = Flag
flag-lead = The owner and their supervisors read this, and nobody to whom only a part of the case is lent.
flag-about = What needs attention
flag-confirm = Flag
flag-said = Flagged. Others see it after the next contact.
flag-by = { $person }, { $date }
flag-closed-to-you = What it says could not be opened on this laptop.
flag-edit = Word anew
flag-edit-said = Worded anew at the next contact.
links = Linked records
links-count = { $count ->
    [0] Link a record
    [one] { $count } linked record
   *[other] { $count } linked records
}
links-none = Nothing is linked yet.
link-by = linked by { $person }, { $date }
link-pending = at the next contact
link-ending = will be removed at the next contact
link-away = not on this laptop
link-end = Remove link
link-end-title = Remove this link?
link-end-text = Both records stay as they are. Whoever reads an incident only because of its case loses it.
link-end-said = Removed at the next contact.
link-add-case = Link to a case…
link-add-family = Link to a family…
link-add-registry-record = Link to a registry record…
link-title-case = Link to a case
link-title-family = Link to a family
link-title-registry-record = Link to a registry record
link-lead-incident = From then on the incident belongs to the case: whoever sees the case sees the incident, as far as their role allows, and its owner is the owner of the case.
link-lead-case = Nobody sees more than before: each record stays with those who may read it.
link-lead-tracing-request = The trace is marked as this child. Nobody sees more than before.
link-search = Name or id
link-choose = Choose a record
link-entry = Which trace
link-confirm = Link
link-said = Linked at the next contact.
link-result-none = No such record on this laptop.
incident-of-case = Add incident
incident-of-lead = The incident will belong to this case, and its owner to whoever owns the case.
attribute-title = Whose case is it?
attribute-lead = A child who uses the programme with a login of their own reads this case, and no other.
attribute-confirm = Give them this case
attribute-said = At the next contact.
attribute-end-title = No longer their own case?
attribute-end-text = { $person } will not read this case any more. Nothing else changes.
attribute-end = Take it away
attribute-of = Own case of { $person }
flag-resolve = Resolve
flag-resolve-title = Resolve this flag
flag-resolve-how = What was done about it
flag-resolve-said = Resolved at the next contact.
flag-resolved-by = resolved by { $person }
approval-ask = Ask for approval
approval-ask-again = Ask again
approval-ask-said = Asked. Supervisors see it after the next contact.
approval-none = Not approved yet.
approval-pending = { $person } asked for approval on { $date }.
approval-approved = Approved by { $person }, { $date }.
approval-rejected = Sent back by { $person }, { $date }.
approval-waits-approval-approve = You approved it. Your answer waits to be sent.
approval-waits-approval-reject = You sent it back. Your answer waits to be sent.
approval-superseded = The form has changed since.
approval-look = { $person } asks you to approve { $form }.
approval-go = Look at it
approval-approve = Approve
approval-approve-title = Approve { $form }
approval-approve-said = Approved at the next contact.
approval-approve-lead = You approve the form as it stands in front of you. What is changed later has to be approved again.
approval-reject = Send back
approval-reject-title = Send { $form } back
approval-reject-said = Sent back at the next contact.
approval-reject-lead = The person who asked reads what you write here, and can ask again.
approval-comment = Comment

## Sync
sync-title = Sending and fetching
sync-now = Sync now
sync-busy = Sending and fetching…
sync-done = All sent and fetched.
sync-lead = Go on working meanwhile. If the line drops, it goes on from where it was.
sync-needs-you = Needs you
sync-needs-nothing = Nothing needs you.
sync-two-values = Show the cases in which two people wrote different things
sync-state-two-values = two values
sync-going-out = Going out
sync-all-sent = Everything is sent.
sync-waiting-count = { $count ->
    [one] { $count } change waits
   *[other] { $count } changes wait
}
sync-state-waiting = waits
sync-state-pending = waits for the relay
sync-state-refused = not carried out
sync-state-ended = access ended
sync-state-late-edit = late edit to decide on
sync-report = Last sync
sync-sent = Sent
sync-fetched = Fetched
sync-bytes-up = Up
sync-bytes-down = Down
sync-round-trips = Round trips
sync-relay = Relay
ended-assigned = The case was given to somebody else. Nothing of it is left here; your unsent changes were handed to the new owner.
ended-referral-done = The referral is done. Nothing of the case is left here; what you wrote stays in it.
ended-rejected = The case was declined. Nothing of it is left here.
ended-expired = The referral’s last day is over. Nothing of the case is left here; what you wrote and sent stays in it.
ended-revoked = Your access was ended. Nothing of the case is left here; what you wrote and sent stays in it.
ended-role = Your role no longer covers this case. Nothing of it is left here; ask your supervisor if that is a mistake.

## Errors: what happened, what is safe, what to do
error-generic = That did not work ({ $code }). What you saved is safe. Try again; if it happens again, tell your supervisor the word in brackets.
error-access-ended = This change came after your access had ended. It was handed in and is kept; the owner of the case decides about it.
error-seq-conflict = The same laptop had written something else there, as happens after a copy was brought back. Your words are kept and are written again at the next contact.
error-device-retired = This laptop has been taken out of service. Your changes were handed in and are kept for the owner of the case.
error-history-lost = The relay has lost part of what it knew, perhaps after a repair. Everything on this laptop is kept. Tell your administrator before you go on.
error-bad-case-id = This case's number belongs to another laptop, so the relay did not take it. What you wrote is kept here. Tell your administrator.
error-bad-segment = Something that arrived could not be checked and was left out. What you had before is unchanged. Tell your administrator.
error-key-missing = A change arrived for which this laptop has no key yet. Nothing is lost; it comes again with the next contact.
error-usage = The command cannot be read. Nothing was done. Look at --help.
error-failed = That did not work. What you saved is safe. Try again, or restart Daftar.
error-wrong-password = That password does not open this casebook. Nothing is lost. Try again.
error-password-too-short = This password is too short. Use at least { $min } characters.
error-password-delayed = Too many wrong passwords. Nothing is deleted; they only slow things down. Wait a little, then try again.
error-keyring-unavailable = This laptop’s keyring does not answer, so the casebook cannot be opened. Your cases are safe. Log in to the laptop again, then try once more.
error-keyring-missing = This laptop’s keyring does not answer, so the casebook cannot be opened. Your cases are safe. Log in to the laptop again, then try once more.
error-vault-damaged = The file of this casebook is damaged and does not open. Do not delete anything. What was sent is safe with the relay; ask your supervisor for help.
error-vault-exists = This person already has a casebook on this laptop. It is untouched. Sign in with its password.
error-vault-not-found = This person has no casebook on this laptop. Ask your supervisor for a one-time code.
error-vault-params-refused = The file of this casebook is not as Daftar wrote it, so it was not opened. Do not delete anything. Ask your supervisor for help.
error-vault-wrong-key = The keyring of this laptop does not fit this casebook. Nothing is lost. Ask your supervisor for help.
error-recovery-failed = The casebook could not be recovered. Nothing was deleted. Ask your supervisor for help.
error-no-configuration = The forms of the programme are not here yet. Sync once with a network, then try again.
error-code-invalid = This code is not right. Look at it again, letter by letter, or ask your supervisor for a new one.
error-code-used = This code has been used already; each works once. Ask your supervisor for a new one.
error-unknown-field = This field is not known here. Nothing was saved. Sync to fetch the newest forms, then try again.
error-wrong-type = This does not fit the field. Check what is typed here.
error-unknown-option = This choice no longer exists. Choose another.
error-invalid-date = This is no date, or could be several. Write it as 3/5/2024, 5 March 2019, March 2019 or 2019, or an age such as “about 11 years”.
error-text-too-long = This text is too long to be kept. Make it shorter, or put part of it into another field.
error-date-in-future = This date is still to come, and only what has been belongs here. Check the year and the day.
error-date-not-exact = The day is needed here, not only the month or the year. Write the whole date, such as 3/5/2024.
error-invalid-range = These two dates make no range: one does not exist, or the end comes before the beginning. Check both; one of them may stay empty.
error-number-out-of-range = This number is too small or too large for this field. Check what is typed here.
error-invalid-phone = This is not a telephone number. Write at least three digits, with + and spaces if you like, and no words.
error-unknown-row = One of these numbers belongs to a row that no longer exists. Nothing was saved. Sync to fetch the newest forms, then count again.
error-entry-fixed = Saved entries stay as they are here, so nothing was changed. Add a new entry for what is different.
error-unknown-person = Nobody of that name is known here. Sync to fetch the newest list of people, then try again.
error-no-consent = The child’s consent form does not allow sharing with this agency. Nothing was shared. Talk with the family and record their consent first.
error-not-permitted = Your role does not allow this. Nothing was changed. Ask your supervisor if you need it.
error-not-found = This is no longer on this laptop. Go back to the list.
error-no-longer-yours = You no longer have access to this case. What you had sent is in it; ask its owner.
error-relay-unreachable = No contact with the relay. Everything is kept on this laptop and is sent at the next contact. Go on working.
error-relay-key-mismatch = The relay does not show the key this laptop knows, so nothing was sent. Your work is safe here. Tell your supervisor before you try again.
error-relay-failed = The relay answered with an error. Everything is kept on this laptop. Try again later.
error-too-often = Too many searches in a short time, so nothing was searched. Wait a while, then try again.
error-not-shown = This case was not among what you found today. Nothing was sent. Search for it again, then try once more.
error-stale-owner = The case has a new owner meanwhile, so this was not carried out. Look at the case again and decide anew.
error-target-not-allowed = This person cannot take the case. Nothing was shared. Choose somebody else.
error-role-too-wide = This type of referral would lend more than you may share. Nothing was shared. Choose a narrower one.
error-already-answered = This has been answered already. Nothing was changed.
error-already-ended = This has ended already. Nothing was changed.
error-too-many = At most { $max } at once. Nothing was changed. Choose fewer, and do the rest afterwards.
error-bad-link = These two records are not linked with each other, so nothing was linked. An incident goes with a case, a case with a family or a registry record, a trace with a case.
error-follows-its-case = This incident goes where its case goes, so nothing was changed. Do it with the case, or remove the link first.
error-already-so = It is so already. Nothing was changed.
error-case-closed = This case is closed, so this was not written into it. What you typed is kept. Reopen the case, or ask who may; a new service opens it by itself.
error-case-disabled = This record is out of use, so nothing is written in it. What you typed is kept. Ask who may put it into use again.
error-superseded = The form has changed since you looked at it. Nothing was approved. Read it again, then decide.
error-approval-missing = Closing needs an approval that is not there, or that is older than the last change. Nothing was changed. Ask for it first.
error-unknown-approval = This programme has no such approval. Nothing was sent. Sync to fetch the newest settings, then try again.
error-bad-sentence = Write something here, up to about 4,000 letters.
error-already-over = The last day had passed before this reached the relay. Nothing was shared. Refer again with a later day.
error-too-long = Emergency access lasts 72 hours at most. Nothing was opened. Choose fewer hours.
error-duplicate-case = A case with this id exists already. Your text is kept here. Tell your supervisor.
error-quarantined = This change came after your access had ended. It is kept apart; the owner decides about it.
error-stale-epoch = The keys of this case have changed. Your changes are kept and are sent again at the next contact.
error-store-failed = This laptop could not write to the disk. What was saved before is safe. Restart Daftar and look whether your last change is there.
error-store-busy = This laptop is still busy with the change before. Nothing is lost. Try again in a moment.
error-disk-full = The disk of this laptop is full, so nothing more can be saved. What was saved is safe. Free some space, then save again.
error-newer-version = This casebook was written by a newer Daftar. It is untouched. Install the newest version on this laptop.
error-locked = The casebook is locked. Every word is kept. Type your password to go on.
error-required = This field must be filled before the form can be saved.
error-device-revoked = This laptop may no longer exchange cases. Tell your supervisor at once.
error-upgrade-required = The relay needs a newer Daftar. Your work is safe here. Install the newest version, then sync again.
error-not-your-own = This belongs to somebody else, so you cannot do it. Nothing was changed. Ask them.
error-file-empty = This file is empty, so nothing was added. Look whether it is the right one.
error-file-too-large = This file is larger than { $max } MB, so it was not added. Make it smaller, or split it, and add it again.
error-files-too-many = A record holds { $max } files at most. Nothing was saved. Remove what is not needed, then save again.
error-file-damaged = This file is damaged and is not shown. Nothing else is touched. Tell your administrator; if you have the original, add it again.
error-file-elsewhere = This file is on the laptop where it was added and has not come here yet. What is written about it is here.
error-photo-type-refused = This is not a picture that can be kept. Nothing was added. Choose a JPEG, PNG or WebP file.
error-photo-heic = This photo is in the HEIC format, which not every laptop can show. Nothing was added. Save it as JPEG on the telephone or computer, then add it.
error-photo-damaged = This picture cannot be read; the file may be damaged. Nothing was added. Take or choose another.
error-photo-too-large = This picture has more points than a laptop can safely open (12,000 on a side at most). Nothing was added. Make it smaller, then add it.
error-audio-type-refused = This is not a recording that can be kept. Nothing was added. Choose an MP3, M4A, OGG or WAV file.
error-document-type-refused = This kind of file is not kept, whatever its name says. Nothing was added. Choose a PDF, text, Word or Excel file, a CSV table or a picture.
error-consent-first = Your programme asks for consent, or another basis, before a case is kept. Nothing was saved; what you typed is still here. Answer at least one of those questions, then go on.
error-copy-failed = The copy could not be written into the Downloads folder. The file is safe in the casebook. Look whether there is space, then try again.

# What is asked about every file.
attachment-file = File
attachment-date = Date
attachment-description = What it shows
attachment-comments = Comments
attachment-is-current = The picture to know the child by
signature-provided-by = Signed by

# Registration
register-steps = Steps of a new case
register-step-look = Here already?
register-step-ask = Consent
register-step-forms = Forms
register-look-title = Is this child here already?
register-look-lead = Type what you know; a spelling you are unsure of will do. Children on this laptop who may be the same appear below.
register-ask-title = Consent and basis
register-ask-lead = What the child and the family agreed to, and on what basis data about the child is kept. Talk about it before you write down more.
register-continue = Continue
register-continue-none = None of these, continue
register-skip = Skip
register-back = Back
register-save-later = Saving comes after these steps. What you typed is kept as a draft.
key-continue = continue
key-step-back = back a step
likely-waiting = Nobody has been looked for yet: type a name, or a number from a card.
likely-none-here = No such child on this laptop. Others may know the child.
likely-found = { $count ->
    [one] { $count } child on this laptop may be the same:
   *[other] { $count } children on this laptop may be the same:
}
likely-opens = Opening a case leaves this page. What you typed stays here as a draft.
likely-kept = What you typed is kept as a draft. A new case opens with it.
likely-title = Is it one of these children?
likely-lead = { $count ->
    [one] Nothing has been saved yet. This child is on this laptop already and may be the same; with two cases, neither tells the whole story.
   *[other] Nothing has been saved yet. These children are on this laptop already and may be the same; with two cases, neither tells the whole story.
}
likely-back = Back to the form
likely-none = None of these, register
same-id = same number
same-name = same name
same-sound = name that sounds alike
same-birth = same date of birth
same-age = about the same age
same-sex = same sex
shared-id-notice = { $field }: another record has the same.
shared-id-tell = Not the same
shared-id-said = Noted for you, on this laptop. You are told again if it changes.
shared-id-told = Same number, told apart by you
shared-id-ask-again = Ask me again

# Typed dates and long lists
date-example = 3/5/2024 or May 2019
date-from-age = { $date }, from the age
choice-looking = Looking…
choice-narrow = There are more; type to narrow

# Printing
action-print = Print…
key-print = print
print-title = Print
print-what = What to print
print-lead = Paper cannot be locked. Print only what is needed, and keep it where nobody else reads it.
print-form = This form: { $form }
print-record = { $count ->
    [one] The whole record: { $count } form with answers
   *[other] The whole record: { $count } forms with answers
}
print-go = Print
print-save-first = Save first: what you typed is not in the record yet. Then print.
print-confidential = Confidential
print-by = Printed by { $person }, { $time }
print-entry = No. { $nth }

# Attachments
files-add-photo = Add photos…
files-add-audio = Add recordings…
files-add-document = Add files…
files-how = or drop or paste them here
files-takes-photo = JPEG, PNG or WebP
files-takes-audio = MP3, M4A, OGG or WAV
files-takes-document = PDF, Word, Excel, text, CSV or a picture
files-save-waits = Files are still being added; it is saved as soon as they are there.
file-waits = waits its turn
file-comes = is being added…
file-added = { $name } is added. It is kept when you save.
file-describe = Describe
file-fold = Fold
file-not-here = has not come to this laptop yet
file-not-shown = cannot be shown
file-is-picture = Picture
file-is-sound = Recording
file-is-pdf = PDF
file-is-text = Text
file-is-word = Word document
file-is-excel = Excel workbook
file-is-table = CSV table
photo-of-day = Photo of { $date }
photo-nth = Photo no. { $nth }
photo-current = To know the child by
signature = Signature
signature-of = Signature of { $person }
signature-picture = Choose a picture of it…
signature-pad-lines = { $count ->
    [0] Pad for the signature, empty
    [one] Pad for the signature, { $count } line drawn
   *[other] Pad for the signature, { $count } lines drawn
}
signature-how = Sign with the finger, a pen or the mouse.
signature-use = Use this signature
signature-undo = Undo the last line
signature-clear = Clear
signature-again = Sign again
signature-again-how = The signature that is there stays until you use the new one.
viewer-nth = { $nth } of { $count }
viewer-next = Next
viewer-before = Before
viewer-bigger = Bigger
viewer-smaller = Smaller
viewer-fit = Fit
viewer-zoom = { $percent } %
viewer-opening = Opening…
viewer-kind = Kind
viewer-name = Name of the file
viewer-size = Size
viewer-page = Page { $nth } of { $count }
viewer-no-picture = This picture cannot be shown; it may be damaged. Save a copy to try it with another program.
viewer-no-sound = This laptop cannot play this kind of recording. Save a copy to hear it with another program.
viewer-no-pdf = This PDF cannot be shown here; it may be damaged, or need a password. Save a copy to open it with another program.
viewer-no-opening = Daftar does not open files of this kind. Save a copy to open it with another program.
viewer-text-cut = Only the beginning is shown. Save a copy to read all of it.
viewer-table-cut = Only the first { $rows } rows and { $columns } columns are shown. Save a copy to see all of it.
copy = Save a copy…
copy-title = Save an unprotected copy?
copy-text = In the casebook this file is encrypted. The copy is not: it lies in the Downloads folder, where anybody who uses this laptop can open it, and Daftar does not delete it. Delete it by hand as soon as it is no longer needed.
copy-does = Save the copy
copy-saved = { $name } now lies in the Downloads folder, unprotected. Delete it when it is no longer needed.
error-file-unreadable = This could not be read, so it was not added. A folder cannot be added; choose the files in it. If it was a file, look whether it is still there.

## Administration
nav-administration = Administration
admin-tabs = Parts of administration
admin-people = People
admin-devices = Laptops
admin-roles = Roles
admin-units = Groups and agencies
admin-configuration = Configuration
admin-offline = No contact with the relay, so nothing was changed. What is changed here counts at once, which works only with a network.
admin-busy = Asking the relay…
admin-again = Ask again
admin-search = Name, role, agency, group or place
admin-people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
admin-people-none = Nobody here matches.
admin-person-add = Add a person
admin-person-change = Change { $person }
admin-change = Change…
admin-name = User name
admin-name-hint = Letters a to z, digits, dot, dash and underscore. It never changes.
admin-role = Role
admin-agency = Agency
admin-groups = Groups
admin-place = Place
admin-place-hint = Where they work. Type a name or a code.
admin-place-clear = Take the place away
admin-services = Services
admin-choose = Choose
admin-disabled = Disabled
admin-you = you
admin-disable = Disable…
admin-enable = Enable
admin-disable-title = Disable { $person }?
admin-disable-text = From now on they read nothing and do nothing. At their laptop’s next contact its cases are deleted there; what was not sent yet is handed in first, for the owners to decide. Their cases stay in their name until somebody assigns them. They can be enabled again.
admin-disable-does = Disable
admin-disabled-said = { $person } is disabled.
admin-enabled-said = { $person } is enabled.
admin-added-said = { $person } is added. They need a code to enrol a laptop.
admin-changed-said = { $person } is changed. It counts at once, and on their laptop from its next contact.
admin-add = Add
admin-code = Code…
admin-code-title = Enrolment code for { $person }
admin-code-lead = With a code { $person } enrols one more laptop. It works once. Whoever has it becomes { $person } on a laptop: hand it over yourself, and to nobody else.
admin-code-make = Make a code
admin-code-once = It is shown here now and never again. It is valid for { $days } days, and works once.
admin-code-text = The code
admin-code-copy = Copy
admin-code-copied = Copied
admin-device = Laptop
admin-device-nth = No. { $device }
admin-device-this = this laptop
admin-person = Person
admin-contact = Last contact
admin-contact-never = never
admin-enrolled = Enrolled
admin-holds = Cases on it
admin-state = State
admin-devices-none = No laptop is enrolled here.
admin-revoke = Revoke…
admin-revoke-title = Revoke laptop no. { $device } of { $person }?
admin-revoke-lead = It gets nothing more from the relay, and what it held gets new keys. This cannot be taken back; another code enrols it anew.
admin-retire = It is retired
admin-retire-means = It is in good hands. It may still hand in unsent work, which is kept for the owners to decide.
admin-lost = It is lost or stolen
admin-lost-means = It may be in strange hands. Nothing it sends is taken any more; unsent work on it is lost.
admin-revoke-does = Revoke
admin-revoked-said = Laptop no. { $device } is revoked.
revoked-retired = Retired
revoked-lost = Lost
admin-roles-none = Your role does not show roles.
admin-role-list = All roles
admin-role-change = Change the role { $role }
admin-role-add = Add one like this
admin-role-add-like = A new role like { $role }
admin-role-id-hint = Such as role-cp-night-shift. It never changes. The new role may do what the other may; change that by its file.
admin-role-lead = Published at once as the next version of the configuration. Whoever has the role gets or loses forms at their next contact.
admin-role-said = { $role } is published.
admin-role-added = { $role } is a role now.
admin-role-referral = Type of referral
admin-role-forms = Forms
admin-role-may = May
admin-role-nothing = Opens no form and allows nothing.
admin-label = Name ({ $language })
admin-scope = Scope
scope-self = Own records
scope-group = Records of their groups
scope-agency = Records of their agency
scope-all = All records
scope-identified = The one case they are the child of
scope-admin-only = No records, administers all
mode-none = none
mode-r = reads
mode-rw = writes
admin-groups-title = User groups
admin-agencies-title = Agencies
admin-group-add = Add a group
admin-agency-add = Add an agency
admin-rename = Rename…
admin-unit-id = Id
admin-unit-id-hint = A short word, such as team-4. It never changes.
admin-unit-said = { $name } is published.
admin-publish-does = Publish
admin-version = Version in force
admin-languages = Languages
admin-form-count = Forms
admin-lookup-count = Lists of options
admin-place-count = Places
admin-role-count = Roles
admin-publish-title = Publish a whole configuration
admin-folder = Folder on this laptop
admin-check = Check
admin-publish-said = The configuration is published.
admin-problems = { $count ->
    [one] { $count } thing is wrong in it, so it cannot be published:
   *[other] { $count } things are wrong in it, so it cannot be published:
}
admin-warnings = { $count ->
    [one] It can be published. Look at this first:
   *[other] It can be published. Look at these { $count } things first:
}
admin-publish-lead = Forms, lookups and settings are written as files in a folder. Check it, then publish it.
admin-publish-not = Your role does not publish configurations.
admin-publish-after = Laptops get the new version at their next contact. What was written under an older one stays.
key-part = part
key-add-person = add
resource-case = Cases
resource-incident = Incidents
resource-tracing-request = Tracing requests
resource-family = Families
resource-registry-record = Registry
resource-user = People
resource-role = Roles
resource-user-group = User groups
resource-agency = Agencies
resource-system = System
resource-metadata = Forms and lookups
resource-primero-configuration = Configuration
resource-dashboard = Dashboards
resource-report = Reports
resource-managed-report = Standard reports
may-read = read
may-write = write
may-create = create
may-manage = everything
may-assign = assign
may-assign-within-agency = assign within the agency
may-assign-within-user-group = assign within a group
may-referral = refer
may-receive-referral = be referred to
may-referral-from-service = refer for a service
may-transfer = transfer
may-receive-transfer = take transfers
may-accept-or-reject-transfer = answer transfers for others
may-request-transfer = ask for a case
may-search-owned-by-others = search the whole programme
may-break-the-glass = emergency access
may-consent-override = go on without consent
may-close = close
may-reopen = reopen
may-enable-disable-record = put out of use
may-flag = flag
may-flag-update = reword flags
may-resolve-any-flag = resolve flags
may-self-approve = approve own work
may-export-pdf = print
may-agency-read = read those of the agency
may-disable-multiple = disable
may-request-approval-assessment = ask to approve the assessment
may-request-approval-case-plan = ask to approve the case plan
may-request-approval-closure = ask to approve the closure
may-approve-assessment = approve assessments
may-approve-case-plan = approve case plans
may-approve-closure = approve closures
admin-not-yet = { $count ->
    [one] and { $count } that has no effect yet
   *[other] and { $count } that have no effect yet
}
error-stale-version = Somebody else has changed this since you looked at it. Nothing was changed. Look at it again, then decide.
error-person-exists = There is a person of this name already. Nothing was changed. Choose another user name.
error-role-exists = There is a role of this id already. Nothing was changed. Choose another id.
error-folder-unreadable = There is no such folder, or a file in it is no text. Nothing was published. Look at the path and try again.
error-bad-user-name = This is no user name. Use letters a to z, digits, dot, dash and underscore, at most 64, and no blanks.
error-unknown-role = The programme has no such role any more. Nothing was changed. Choose another.
error-unknown-agency = The programme has no such agency any more. Nothing was changed. Choose another.
error-unknown-group = The programme has no such group any more. Nothing was changed. Choose another.
error-unknown-place = The programme has no such place. Nothing was changed. Choose one from the list.
error-unknown-service = The programme has no such service. Nothing was changed. Choose one from the list.
error-unknown-device = No such laptop is within your reach. Nothing was changed.
error-already-revoked = This laptop is revoked already. Nothing was changed.
error-not-yourself = Nobody changes their own role, groups or agency, disables themselves or revokes the laptop they sit at. Nothing was changed. Ask another administrator.
error-role-above-own = This role may administer more, or reaches further, than your own. Nothing was changed. Ask somebody whose role has all of it.
error-last-administrator = Nobody would be left who administers everybody. Nothing was changed. Make somebody else administrator first.
error-still-in-use = Somebody still has a role, an agency or a group that would be gone. Nothing was published. Give them another first.
error-bad-config = The configuration would have problems, so nothing was published. Check its folder.
error-newer-rules = The relay is older than this Daftar and does not know this yet. Nothing was changed. Tell whoever runs the relay.

## Today
today-overdue = Overdue
today-soon = Next days
today-waiting = Waiting for your answer
today-waiting-referral = Referral to you
today-waiting-transfer = Transfer to you
today-waiting-request = Somebody asks for your case
today-waiting-approval = Approval asked for
today-settle-refused = Could not be carried out
today-settle-late-edit = Written after access had ended
today-settle-two-values = Two values
today-about = { $what }: { $about }
today-late = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
today-now = today
today-tomorrow = tomorrow
today-none = Nothing waits for you today.
today-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
mark-overdue = overdue
mark-soon = due soon

## Stages of a case; what services are part of is worded by the configuration
stage-new = New
stage-reopened = Reopened
stage-assessment = Assessment
stage-case-plan = Case plan
stage-services = Services
stage-services-implemented = Services given
stage-closed = Closed
stages = How far the case is

## Lists: filters, columns, numbers
list-is-last-days = { $days ->
    [one] today
   *[other] in the last { $days } days
}
list-is-before = { $days ->
    [one] longer ago than { $days } day
   *[other] longer ago than { $days } days
}
key-filter = filter
filter-add = Add filter
filter-change = Change filter
filter-remove = Remove this filter
filter-find = Find what to filter by
filter-find-none = Nothing by that name.
filter-own = Work on the record
filter-values-find = Find a value
filter-values-none = No record has an answer here.
filter-any = Is one of
filter-none = Is none of
filter-filled = Has an answer
filter-empty = Has no answer
filter-yes = Yes
filter-no = No
filter-between = From … to …
filter-from = From
filter-to = To
filter-day-hint = A day, month or year: 2026-05-14, 2026-05 or 2026
filter-last-days = In the last days
filter-before = Longer ago than
filter-days = Days
filter-this-week = This week
filter-last-week = Last week
filter-apply = Apply
filter-other = Choose another
filter-news = New for me
saved-title = Saved filters
saved-none = None yet. Filter the list, then save it here under a name.
saved-name = Name for the present filter
saved-keep = Save
saved-delete = Delete
saved-said = Filter saved.
columns-title = Columns
columns-lead = Up to three more columns, for you on this laptop.
columns-keep = Show
sort-by = Sort by { $column }
mark-flag = flagged
row-ends = access ends { $when }
mark-same = same number as another record
list-key-standing = Status
list-key-owner = Owner
list-key-group = Owner’s team
list-key-agency = Owner’s agency
list-key-location = Where the owner works
list-key-changed = Last change
list-key-created = Begun
list-key-owned-since = Given to the owner
list-key-owned-since-hour = Waiting to be assigned
list-key-closed = Closed on
list-key-flags = Flagged
list-key-news = New for me
list-key-changed-by-other = Changed last by somebody else
list-key-two-values = Two values
list-key-same-id = Same number as another
list-key-unsent = Not sent yet
list-key-pending = Waits for the relay
list-key-refused = Something was refused
list-key-age = Age
list-key-stage = Stage
list-key-overdue = Late task
list-key-referral = Referral
list-key-referred-in-progress = Referral waits for
list-key-referred-accepted = Referred to
list-key-transfer-in-progress = Transfer waits for
list-key-transfer-rejected = Transfer declined by
list-key-incidents = Has an incident
list-key-approval = Approval: { $form }
list-is-none = none of: { $values }
list-is-filled = has an answer
list-is-empty = has no answer
list-is-not = no
list-is-between = { $from } to { $to }
list-is-from = from { $from }
list-is-to = up to { $to }
list-is-this-week = this week
list-is-last-week = last week
approval-status-pending = waits for an answer
approval-status-approved = approved
approval-status-rejected = not approved
error-too-many-filters = { $max } filters are kept already. Nothing was changed. Delete one first.
error-filter-name = A filter needs a name of up to { $max } characters. Nothing was changed.
dashboards-title = Numbers
dashboards-empty = Nothing to count yet.
dashboards-show = Show all numbers
dashboards-open = { $count } { $label }: show them
dashboard-case-overview = Cases
dashboard-dash-group-overview = My teams’ cases
dashboard-dash-shared-with-me = Shared with me
dashboard-dash-shared-with-others = What I shared
dashboard-dash-shared-with-my-team-overview = Offered to my teams
dashboard-dash-shared-with-my-team = Referrals that wait for my teams
dashboard-dash-shared-from-my-team = What my teams shared
dashboard-dash-cases-to-assign = To be assigned
dashboard-dash-case-incident-overview = Incidents
dashboard-workflow = My cases by stage
dashboard-workflow-team = My teams’ cases by stage
dashboard-dash-cases-by-social-worker = Cases by owner
dashboard-case-risk = Open cases by risk
dashboard-cases-by-task-overdue-assessment = Late assessments
dashboard-cases-by-task-overdue-case-plan = Late case plans
dashboard-cases-by-task-overdue-services = Late services
dashboard-cases-by-task-overdue-followups = Late follow-ups
dashboard-dash-protection-concerns = Protection concerns
dashboard-dash-protection-concerns-by-location = Protection concerns by place
dashboard-dash-reporting-location = Cases by place
dashboard-dash-national-admin-summary = The weeks
dashboard-approvals = Approval: { $form }
dashboard-approvals-pending = To be approved: { $form }
indicator-total = open
indicator-new-or-updated = changed last by somebody else
indicator-recently-assigned-to-me = given to me in the last 10 days
indicator-group-overview-open = open
indicator-group-overview-closed = closed
indicator-shared-with-me-transfers-awaiting-acceptance = transfers wait for me
indicator-shared-with-me-pending-referrals = referrals wait for me
indicator-shared-with-me-accepted-referrals = referred to me
indicator-shared-with-others-pending-referrals = referrals waiting
indicator-shared-with-others-accepted-referrals = referrals accepted
indicator-shared-with-others-rejected-referrals = referrals declined
indicator-shared-with-others-done-referrals = referrals done
indicator-shared-with-others-pending-transfers = transfers waiting
indicator-shared-with-others-rejected-transfers = transfers declined
indicator-shared-from-my-team-pending-referrals = referrals waiting
indicator-shared-from-my-team-accepted-referrals = referrals accepted
indicator-shared-from-my-team-rejected-referrals = referrals declined
indicator-shared-from-my-team-done-referrals = referrals done
indicator-shared-from-my-team-pending-transfers = transfers waiting
indicator-shared-from-my-team-rejected-transfers = transfers declined
indicator-shared-with-my-team-pending-referrals = waiting
indicator-shared-with-my-team-pending-transfers-overview = transfers waiting
indicator-cases-high = of high risk
indicator-cases-other = others
indicator-overdue-cases-high = of high risk, for over 1 hour
indicator-overdue-cases-other = others, for over 3 hours
indicator-with-incidents = with an incident
indicator-with-new-incidents = with an incident, changed last by somebody else
indicator-without-incidents = without
indicator-workflow = cases
indicator-workflow-team = cases
indicator-cases-by-social-worker-total = open
indicator-cases-by-social-worker-new-or-updated = changed last by somebody else
indicator-risk-level = open
indicator-tasks-overdue-assessment = cases
indicator-tasks-overdue-case-plan = cases
indicator-tasks-overdue-services = cases
indicator-tasks-overdue-followups = cases
indicator-protection-concerns-open-cases = open
indicator-protection-concerns-new-this-week = new this week
indicator-protection-concerns-closed-this-week = closed this week
indicator-protection-concerns-all-cases = all
indicator-protection-concerns-by-location = open
indicator-reporting-location-open = open
indicator-reporting-location-new-last-week = new last week
indicator-reporting-location-new-this-week = new this week
indicator-reporting-location-closed-last-week = closed last week
indicator-reporting-location-closed-this-week = closed this week
indicator-summary-open = open
indicator-summary-new-last-week = new last week
indicator-summary-new-this-week = new this week
indicator-summary-closed-last-week = closed last week
indicator-summary-closed-this-week = closed this week
indicator-approval-pending = waiting
indicator-approval-rejected = not approved
indicator-approval-approved = approved
indicator-approval-pending-group = waiting
today-news = New in my cases
today-flags = Flags on my cases
today-flag-said = { $person }: { $about }
today-same-id = Same number as another record
today-same-as = Also in { $ids }
nav-numbers = Numbers
list-key-text = Text in notes and narratives
filter-words = Has words that begin so
filter-words-hint = Words in any order; their beginnings are enough.
cases-in-texts = Look for it in notes and narratives
hit-field = { $field }: { $word }
hit-sound = sounds alike
key-done = done today
today-done-title = { $task }: done today?
today-done-text = For { $name }, today’s date is written down as the day on which it was done. It can be changed on its form.
today-done = Write down
today-done-said = { $task }: written down as done today.
heard-title = Last heard from
heard-lead = When the latest work of each person in your teams reached the relay, as far as it has come to this laptop.
heard-never = nothing yet

## Help
help = Help
help-about = About this screen
help-side = This screen
help-others = Other screens
help-does = What people do here
help-safe = What is safe
key-sheet = all keys
key-help = help on this screen
key-move-far = a page up, down
key-move-ends = first, last
key-assign-chosen = assign the chosen ones
key-clear = choose none, empty the search
key-links = linked records
key-refer = refer
key-transfer = transfer
key-assign = assign
key-flag = flag
key-save-new = save and begin the next one
key-paste-file = add the photo or file that was copied
key-take = keep this value; the last number writes another one
key-take-written = keep what I wrote
key-later = decide later
key-part-beside = part beside it
key-confirm = do it
key-cancel = leave it
key-drop-last = take away the last one
key-shut = shut it
key-files = file before, after
key-size = bigger, smaller
key-fit = fit into the window
sheet-title = Keys
sheet-everywhere = Everywhere
sheet-choice = Lists that one types into
sheet-dialog = Questions in front of a screen
sheet-viewer = Photos and files
sheet-roles = A key does nothing where your role does not allow what it does. Letters and signs belong to the text while you type.
sheet-foot = Show the keys of each screen along its foot
help-signin-title = Signing in
help-signin-what = Here you open your casebook. Several people may share this laptop. Each of them has a casebook and a password of their own.
help-signin-open = Choose your name, type your password and open. No network is needed.
help-signin-enrol = For the first time on this laptop, choose “I have a one-time code”. Your supervisor gives you the code. This one step needs a network.
help-signin-wrong = After wrong passwords, wait the seconds that the button shows, and try again.
help-signin-lock = When the window is locked, your password opens it where you stopped. Another person chooses “Someone else”.
help-signin-safe = Everything is kept on this laptop, encrypted. Wrong passwords slow things down; they delete nothing. Nobody can look up a forgotten password, so choose one that stays in your mind.
help-today-what = One list of what needs you, the most urgent first: work that is late or due soon, questions that wait for your answer, and what could not be carried out.
help-today-open = Go to a line and open it. A task opens on the form where the work is written down.
help-today-answer = Answer a referral, a transfer, a request or an approval: its line opens the case, and the question stands at its top.
help-today-refused = Read why something could not be carried out. The line says what happened and what to do next.
help-today-new = Begin a new case.
help-today-safe = The list is made on this laptop and needs no network. It only reads: looking at it changes nothing.
help-cases-what = The cases on this laptop: your own, and those that your role or a referral lets you see. The lists of incidents, tracing requests, families and registry records work the same way.
help-cases-search = Search by a name in any spelling or script, or by an id.
help-cases-filter = Filter by anything: who owns it, its stage, any answer. Filters add up; keep those you use often under a name.
help-cases-open = Go to a row and open it. When you come back, the list is where you left it.
help-cases-new = Begin a new one.
help-cases-many = If your role allows it: choose several cases and assign them together, or search the whole programme. That search needs a network, and it is recorded that you searched.
help-cases-safe = Searching on this laptop changes nothing and sends nothing. A name that you may not see is shown as withheld; the case is not left out.
help-register-title = A new case
help-register-what = A new case may begin with two steps before its forms: is this child here already, and what did the child and the family agree to?
help-register-look = Type what you know; a spelling you are unsure of will do. Look at the children who appear below.
help-register-same = If it is the same child, open that case. What you typed stays as a draft.
help-register-none = If it is none of them, continue.
help-register-consent = Write down consent, or the other basis that your programme accepts. Talk about it before you write more.
help-register-save = Write the forms, then save. You can save and begin the next child at once.
help-register-safe = What you type is kept a moment later as a draft on this laptop, encrypted. Nothing that was kept is lost if the power goes. Nobody else sees anything before you save.
help-read-title = A case, to read
help-read-what = One case on one page: who it is about, who owns it, how far it is, and its forms. Here you read.
help-read-forms = Go from form to form. A form with a lock is not shared with you.
help-read-edit = Write in the form: press the key, or click twice on the page.
help-read-look = See who has access to the case, and who changed what.
help-read-acts = Refer, transfer, assign or flag the case, or use the other buttons at its top. A grey button tells why it is not possible now.
help-read-print = Print a form or the whole record. Paper cannot be locked, so print only what is needed.
help-read-safe = Reading changes nothing. What you do with the buttons waits on this laptop and is carried out at the next contact.
help-edit-title = A case, to write in
help-edit-what = You are writing in the forms of this case. You can go from form to form; one save keeps all that you typed.
help-edit-next = Go to the next field, or add an entry.
help-edit-advice = A question with a small ? has advice. On such a question this key shows the advice instead of this help.
help-edit-save = Save. If something has to be put right, go from one error to the next.
help-edit-stop = Stop in the middle. The draft stays, and the case offers to go on with it.
help-edit-safe = What you type is kept a moment later as a draft on this laptop, encrypted. It outlives a lock, another screen and a power cut. Only you see the draft, and nothing of it is sent before you save.
help-two-title = Two values
help-two-what = Two people answered the same question differently, each on their own laptop. Both answers are here, side by side, with who wrote them and when.
help-two-keep = Keep one of them.
help-two-third = Or write another one that is better than both: the number after the last value.
help-two-ask = If you are unsure, ask the person who wrote the other one.
help-two-later = Or decide later. Until then, lists show the first one.
help-two-safe = Nothing is lost, whatever you choose: the other values stay in the history. The rest of the page does not wait for your choice.
help-share-title = Refer, transfer, assign
help-share-what = Three ways to bring in somebody else. A referral lends some forms, and the owner stays the same. A transfer gives the case away once the other person accepts it. An assignment gives it away without asking them.
help-share-type = For a referral, choose a type. Beside it stands which forms it lends, and what never leaves.
help-share-person = Choose the person: type a name, an agency, a role or a place.
help-share-until = A referral can have a last day. You can also end it yourself at any time, under “Referrals, transfers”.
help-share-outside = For somebody outside the programme, tick that. Nothing of the case is sent; it is only noted.
help-share-note = Write what they should know. They read it with the case.
help-share-safe = Nothing is shared before the next contact. A referral or a transfer needs recorded consent; where a role may go on without it, the case shows that.
help-seen-what = Who has access to this case, as far as this laptop knows. People above the owner, such as the supervisor of the team, may have it too.
help-seen-read = Read the list before you write something that not everybody should know.
help-seen-owner = The owner is marked. The owner answers for the case.
help-seen-end = To end somebody’s access that a referral gave, open “Referrals, transfers” among the forms.
help-seen-safe = Looking changes nothing. A draft is seen by you alone; others see what you saved, after the next contact.
help-sync-what = Here what was written on this laptop is sent, and what others wrote is fetched. It begins when you ask for it.
help-sync-now = Sync when there is a network, and go on working meanwhile.
help-sync-needs = Read what stands under “Needs you”. Each line tells what happened; a name opens the case.
help-sync-going = See what still waits to be sent under “Going out”.
help-sync-safe = Your work never waits for the network: all of it is on this laptop. If the line drops, the next sync goes on from there.
help-administration-what = The people, laptops, roles, groups, agencies and the configuration of the programme, as far as your role administers them.
help-administration-parts = Go from part to part.
help-administration-people = Add a person, change or disable them, and make the one-time code with which they enrol a laptop.
help-administration-laptops = See when a laptop had its last contact. Revoke one that is retired, lost or stolen.
help-administration-roles = Look at roles, groups and agencies, and change what your role lets you change.
help-administration-configuration = Check a configuration that lies in a folder, and publish it.
help-administration-safe = Changes here count at once and need a network; without one nothing is changed. A disabled person can be enabled again. A revoked laptop cannot be taken back; another code enrols it anew.
help-settings-what = The language of the window, and your password on this laptop.
help-settings-language = Choose a language. The window changes its words and its direction at once.
help-settings-password = Change your password: type the present one, then the new one twice.
help-settings-strong = A few words that only you would put together are best.
help-settings-safe = Another language changes nothing of what you wrote. The present password is good until the new one is accepted. Nobody can look it up.
first-day = Your first day
first-day-lead = Eight things to do once, in any order. What the window sees you do is ticked by itself; you can also tick by hand.
first-day-practise = Practising is best done in the training programme, where every child is made up. Whoever installed Daftar opens it with the command { $command }.
first-day-kept = Your ticks are kept on this laptop, for you alone.
first-day-todo = To do
first-day-done = { $done } of { $all } done
first-day-offer = New here? Eight small things show how a day goes.
first-day-show = Show them
first-day-away = Put away
first-day-open = Open a case
first-day-open-how = Choose Cases, go to a row and open it.
first-day-find = Find a child by another spelling
first-day-find-how = Search for a name as you might hear it, such as Mohammed for Muhammad, and open the child’s case.
first-day-write = Write in a form
first-day-write-how = In a case, begin to edit, change an answer and save.
first-day-draft = Leave half-way, and see the draft
first-day-draft-how = Type something without saving and choose another screen. Then open the same case again: what you typed is there.
first-day-register = Register a child
first-day-register-how = Begin a new case, look whether the child is here already, and save.
first-day-refer = Refer the child
first-day-refer-how = In the case, choose Refer, a type and a person. This needs recorded consent.
first-day-sync = Sync
first-day-sync-how = Choose Sync and begin. It needs a network.
first-day-lock = Lock
first-day-lock-how = Lock whenever you leave the laptop. What you are writing is kept.
help-numbers-what = Counts of the cases on this laptop, as your role sees them.
help-numbers-open = Choose a number to see exactly the cases it counts.
help-numbers-week = A week begins on Sunday.
help-numbers-late = A case counts once in each column, however many of its tasks are late.
help-numbers-safe = The numbers need no network. What others did since the last contact is not in them yet.
help-today-done = Write a task down as done today, without opening the case.
