"""Services are suspended or supplied again; the warning before it. The cause is the rule the letter rests on."""

from __future__ import annotations

from datetime import date

from app.letters.blocks import Block, Cell, Column, Table
from app.letters.composed import Composed
from app.letters.going_on import stays
from app.letters.matter import InvoiceLine
from app.letters.provider import explained
from app.letters.wording import Prose, Wording
from app.terms.clause import Cents

_ARTICLES = {"payment_default": "MC 6.5", "sanctions": "MC 8.8", "breach": "MC 8.9"}


def notice(wording: Wording) -> Composed:
    """What is suspended from which day, why, and how it ends."""
    matter = wording.matter
    article = _ARTICLES.get(wording.rule, "MC 8.9")
    since = _since(wording)
    day = wording.language.date_plain(since)
    first = wording.prose()
    if matter.subject_name:
        name = wording.quoted(matter.subject_name)
        sentence = wording.text("**We suspend {service} from {day} on.**", service=name, day=since)
        subject = wording.text("{service} is suspended from {day}", service=matter.subject_name, day=day)
    else:
        sentence = wording.text("**We suspend your services from {day} on.**", day=since)
        subject = wording.text("Your services are suspended from {day}", day=day)
    first.say(sentence, *wording.clauses("suspension_allowed_on_check_date", article))
    first.say(_cause(wording), article)
    blocks: list[Block] = [first.paragraph(), *explained(wording)]
    if matter.particulars.invoices:
        blocks.append(_invoices(wording))
    blocks.append(_way_out(wording, article).paragraph())
    after = stays(wording)
    if not after.empty:
        blocks.append(after.paragraph())
    return subject, tuple(blocks)


def _since(wording: Wording) -> date:
    checked = wording.fact("check_on")
    return checked if isinstance(checked, date) else wording.matter.written_on


def _cause(wording: Wording) -> str:
    match wording.rule:
        case "payment_default":
            count = len(wording.matter.particulars.invoices) or 1
            return wording.count("The reason: an invoice is unpaid.", "The reason: {count} invoices are unpaid.", count)
        case "sanctions":
            return wording.text("The reason: because of sanctions, the law does not allow us to supply you now.")
        case _:
            return wording.text("The reason: a use of the services that the terms do not allow.")


def _invoices(wording: Wording) -> Table:
    mark = wording.sources.mark
    last_day = mark(wording.clauses("last_day_to_pay", "MC 6.5"))
    columns = (
        Column(wording.text("Invoice"), 0.28),
        Column(wording.text("Date of the invoice"), 0.24),
        Column(wording.text("Last day to pay") + last_day, 0.26),
        Column(wording.text("Amount"), 0.22, "right"),
    )
    invoices = wording.matter.particulars.invoices
    rows = tuple(_invoice(wording, one) for one in invoices)
    due = Cents(sum(one.amount for one in invoices))
    return Table(columns, rows, (wording.text("To pay"), "", wording.language.money(due)))


def _invoice(wording: Wording, one: InvoiceLine) -> tuple[Cell, ...]:
    language = wording.language
    return (
        Cell(one.number, strong=True),
        Cell(language.date_table(one.invoiced_on)),
        Cell(language.date_table(one.last_day_to_pay)),
        Cell(language.money(one.amount)),
    )


def _way_out(wording: Wording, article: str) -> Prose:
    prose = wording.prose()
    match wording.rule:
        case "payment_default":
            prose.say(wording.text("As soon as everything is paid, we supply your services again."), article)
            prose.say(wording.text("Have you paid in the meantime? Then you need not do anything."))
        case "sanctions":
            prose.say(wording.text("As soon as the law allows it, we supply your services again."), article)
        case _:
            prose.say(wording.text("The suspension lasts as long as that goes on."), article)
            prose.say(wording.text("Have you stopped it? Please tell us, and we supply your services again."), article)
            prose.say(wording.text("Do you see it differently? Please write to us or call us."))
    return prose


def lifted(wording: Wording) -> Composed:
    """The suspension is over: from which day, and why."""
    matter = wording.matter
    article = _ARTICLES.get(wording.rule, "MC 8.9")
    prose = wording.prose()
    paid = wording.fact("paid_on")
    match wording.rule:
        case "payment_default" if paid:
            prose.say(wording.text("We received your payment on {day}.", day=paid), article)
        case "payment_default":
            prose.say(wording.text("We received your payment."), article)
        case "sanctions":
            prose.say(wording.text("The law allows us to supply you again."), article)
        case _:
            prose.say(wording.text("The reason for the suspension is gone."), article)
    since = wording.matter.written_on
    if matter.subject_name:
        name = wording.quoted(matter.subject_name)
        prose.say(wording.text("**You can use {service} again from {day} on.**", service=name, day=since), article)
        subject = wording.text("{service} works again", service=matter.subject_name)
    else:
        prose.say(wording.text("**You can use your services again from {day} on.**", day=since), article)
        subject = wording.text("Your services work again")
    prose.say(wording.text("You need not do anything."))
    return subject, (prose.paragraph(),)


def breach_warning(wording: Wording) -> Composed:
    """What the terms do not allow, until when it has to stop, and what may follow."""
    by = wording.matter.particulars.act_by
    first = wording.prose().say(wording.text("We noticed a use of the services that the terms do not allow."), "MC 8.9")
    wanted = wording.prose()
    if by:
        wanted.say(wording.text("**Please stop it by {day} at the latest.**", day=by))
        subject = wording.text("Your use of the services: please stop it by {day}", day=wording.language.date_plain(by))
    else:
        wanted.say(wording.text("**Please stop it.**"))
        subject = wording.text("Your use of the services: please stop it")
    otherwise = wording.prose()
    otherwise.say(
        wording.text("As long as it goes on, we may suspend or limit services."),
        *wording.clauses("suspend_or_limit_allowed", "MC 8.9"),
    )
    otherwise.say(
        wording.text("If it happens again or does not stop, we may end the contract."),
        *wording.clauses("extraordinary_termination_by_provider", "MC 8.10"),
    )
    answer = wording.prose().say(wording.text("Do you see it differently? Please write to us or call us."))
    return subject, (
        first.paragraph(),
        *explained(wording),
        wanted.paragraph(),
        otherwise.paragraph(),
        answer.paragraph(),
    )
