"""A wish that is not possible: what was asked, why not, under which clause, and what is possible instead.

One function for each rule that can say no. A refusal no rule has words for brings its own sentences along
(``Particulars.wish`` and ``Particulars.reason``).
"""

from __future__ import annotations

from collections.abc import Callable

from app.letters.blocks import Block
from app.letters.composed import Composed
from app.letters.data_request import asked_by_another
from app.letters.instead import alternatives
from app.letters.outage import WORKED_BADLY
from app.letters.receipt import opening
from app.letters.refusal import withdrawal_refusal
from app.letters.wording import Prose, Wording

Said = tuple[str, Prose]
"""The wish in one sentence, and the reason as a paragraph."""


_NOT_ABOUT_ENDING = frozenset(("outage", "data_request", "si_extension"))
"""Wishes of another kind: to end or withdraw from something is no answer to them."""


def refusal(wording: Wording) -> Composed:
    """Wish and reason, then the alternatives. Never a plain no."""
    if wording.rule == "withdrawal":
        return withdrawal_refusal(wording)
    wish, reason = _REASONS.get(wording.rule, _in_own_words)(wording)
    own = wording.matter.particulars
    # Nobody but the customer writes, except to ask for data: then it was not the customer's message that came in.
    first = wording.prose() if wording.rule == "data_request" else opening(wording)
    first.say(wording.language.say(own.wish) if own.wish else wish)
    blocks: list[Block] = [first.paragraph()]
    if own.reason:
        reason = wording.prose().say(wording.language.say(own.reason), *wording.matter.clauses[:2])
    blocks.append(reason.paragraph())
    if wording.rule not in _NOT_ABOUT_ENDING:
        blocks += alternatives(wording)
    last = wording.prose()
    last.say(wording.text("Your contract and your services go on unchanged."))
    last.say(wording.text("Do you see it differently? Please write to us or call us."))
    blocks.append(last.paragraph())
    return _subject(wording), tuple(blocks)


def _subject(wording: Wording) -> str:
    name = wording.matter.subject_name
    if _looked_into(wording):
        return wording.text("{service}: we look into your request", service=name)
    if wording.rule == "data_request":
        return wording.text("Data of your car for somebody else")
    if name:
        return wording.text("{service}: what you asked for is not possible", service=name)
    return wording.text("What you asked for is not possible")


def _looked_into(wording: Wording) -> bool:
    """Whether the terms give nothing but the law may: a consumer is then never told a plain no (rulebook G73)."""
    return wording.rule == "outage" and bool(wording.found("supervisor")) and bool(wording.matter.subject_name)


def _name(wording: Wording) -> str:
    return wording.quoted(wording.matter.subject_name)


def _in_own_words(wording: Wording) -> Said:
    """A refusal without words of its own here: the reason the rule gives, if there is one."""
    prose = wording.prose()
    determination = wording.matter.determination
    for finding in determination.findings if determination else ():
        if finding.value is False and finding.because:
            prose.say(wording.language.say(finding.because), *finding.clauses)
            break
    if prose.empty:
        prose.say(wording.text("**This is not possible.**"))
    return wording.text("You asked us for something that we cannot do."), prose


def _fixed_term(wording: Wording) -> Said:
    name, end = _name(wording), wording.day("last_service_day")
    prose = wording.prose()
    prose.say(
        wording.text("**This is not possible before the end of the term.** The service has a fixed term."),
        *wording.clauses("allowed", "MC 8.2"),
    )
    if end:
        prose.say(
            wording.text("It ends by itself on {day}. You need not do anything for that.", day=end),
            *wording.clauses("last_service_day", "MC 8.3"),
        )
    return wording.text("You would like to end the service {service}.", service=name), prose


def _sold_too_late(wording: Wording) -> Said:
    end = wording.fact("term_end")
    prose = wording.prose()
    if end:
        prose.say(
            wording.text("**The service had already ended on {day}.** So there is nothing left to end.", day=end),
            *wording.clauses("allowed", "MC 8.6"),
        )
    return wording.text(
        "You would like to end the service {service} because of the sale.", service=_name(wording)
    ), prose


def _renewed(wording: Wording) -> Said:
    consumer = wording.fact("customer_type") != "trader"
    deadline = wording.day("latest_notice_forward_reading" if consumer else "latest_notice")
    last = wording.day("last_service_day")
    prose = wording.prose()
    prose.say(
        wording.text("**The service is renewed once more.** Your message came after the last day for it."),
        *wording.clauses("in_time", "MC 8.3"),
    )
    if deadline:
        prose.say(
            wording.text("You could send it until and including {day}.", day=deadline),
            *wording.clauses("latest_notice", "MC 8.3"),
        )
    if wording.matter.sent_on:
        prose.say(wording.text("You sent your message on {day}.", day=wording.matter.sent_on), "MC 8.3")
    if last:
        prose.say(
            wording.text("The last day of the renewed term is {day}.", day=last),
            *wording.clauses("last_service_day", "MC 8.3"),
        )
    if wording.found("consumer_may_leave_during_renewal"):
        prose.say(
            wording.text("From the first day of the renewed term, you can end it at any time."),
            *wording.clauses("consumer_may_leave_during_renewal", "MC 8.3"),
        )
    return wording.text("You do not want the service {service} to be renewed.", service=_name(wording)), prose


def _not_our_outage(wording: Wording) -> Said:
    prose = wording.prose()
    prose.say(
        wording.text("The terms give money back only for an outage that we cause. We did not cause this one."),
        *wording.clauses("allowed", "MC 4.5"),
    )
    if wording.found("supervisor"):
        prose.say(wording.text("**The law may give you other rights. We look into that and write to you again.**"))
    if wording.matter.particulars.variant == WORKED_BADLY:
        return wording.text("You ask for money back because {service} worked badly.", service=_name(wording)), prose
    return wording.text("You ask for money back because {service} did not work.", service=_name(wording)), prose


def _change_of_contract(wording: Wording) -> Said:
    wish = wording.text("You would like to end your contract because of a change.")
    return wish, _change(wording, "MC 13.1")


def _change_of_service(wording: Wording) -> Said:
    wish = wording.text("You would like to end the service {service} because of a change.", service=_name(wording))
    return wish, _change(wording, "MC 13.3")


def _change(wording: Wording, article: str) -> Prose:
    prose = wording.prose()
    notified, deadline = wording.fact("notified_on"), wording.day("deadline")
    if notified:
        prose.say(wording.text("We told you about the change on {day}.", day=notified), article)
    if not wording.found("right_to_terminate"):
        return prose.say(
            _too_small(wording),
            *wording.clauses("right_to_terminate", article),
        )
    clauses = wording.clauses("deadline", article)
    prose.say(wording.text("**Your message came too late.**"), *clauses)
    if deadline and wording.rule == "service_change":
        prose.say(
            wording.text("You could end the service because of this change until and including {day}.", day=deadline),
            *clauses,
        )
    elif deadline:
        prose.say(
            wording.text("You could end your contract because of this change until and including {day}.", day=deadline),
            *clauses,
        )
    if wording.matter.sent_on:
        prose.say(wording.text("You sent your message on {day}.", day=wording.matter.sent_on), *clauses)
    return prose


def _too_small(wording: Wording) -> str:
    if wording.rule == "service_change":
        return wording.text(
            "**A change lets you end a service only if the service becomes clearly worse to use.** That is not so here."
        )
    return wording.text(
        "**A change lets you end your contract only if the change is far-reaching.** This one was small."
    )


def _late_objection(wording: Wording) -> Said:
    start, last = wording.fact("effective_on"), wording.day("last_day_to_object")
    prose = wording.prose()
    if start:
        prose.say(
            wording.text("**The new terms apply to you from {day} on.**", day=start),
            *wording.clauses("change_binds_customer", "MC 13.2"),
        )
    if last:
        prose.say(
            wording.text("An objection had to reach us by {day}.", day=last),
            *wording.clauses("last_day_to_object", "MC 13.2"),
        )
    return wording.text("You object to the new terms."), prose


def _no_extension(wording: Wording) -> Said:
    prose = wording.prose()
    deadline = wording.day("deadline")
    if deadline:
        prose.say(
            wording.text("**You could do so until and including {day}.**", day=deadline),
            *wording.clauses("deadline", "SI 3"),
        )
    else:
        prose.say(wording.text("**A package for used cars cannot be extended.**"), *wording.clauses("allowed", "SI 3"))
    return wording.text("You would like to extend {package}.", package=_name(wording)), prose


def _no_approval(wording: Wording) -> Said:
    prose = wording.prose()
    prose.say(wording.text("**Somebody else gets data of your car only if you agree.** We do not have your approval."))
    prose.say(wording.text("You can give it in MINI CarData."))
    return asked_by_another(wording), prose


def _no_good_reason(wording: Wording) -> Said:
    prose = wording.prose().say(
        wording.text("**Without notice, that is possible only for a serious reason.** We do not see one here."),
        *wording.clauses("allowed", "MC 8.10"),
    )
    if wording.matter.subject == "contract":
        return wording.text("You would like to end your contract without notice."), prose
    return wording.text("You would like to end the service {service} without notice.", service=_name(wording)), prose


def _no_transfer(wording: Wording) -> Said:
    prose = wording.prose().say(
        wording.text("**Your contract can pass to somebody else only if we agree.** We do not agree here."),
        *wording.clauses("allowed", "MC 7.1"),
    )
    return wording.text("You would like to pass your MINI Connected contract on to somebody else."), prose


_REASONS: dict[str, Callable[[Wording], Said]] = {
    "customer_terminates_service": _fixed_term,
    "vehicle_sale": _sold_too_late,
    "non_renewal": _renewed,
    "outage": _not_our_outage,
    "framework_change": _change_of_contract,
    "service_change": _change_of_service,
    "terms_change": _late_objection,
    "si_extension": _no_extension,
    "data_request": _no_approval,
    "extraordinary_by_customer": _no_good_reason,
    "transfer_contract": _no_transfer,
}
