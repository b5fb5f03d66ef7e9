"""The contested points of the terms: each with its question, readings, the default and its reason."""

from __future__ import annotations

from typing import NamedTuple

from app.terms.clause import Because, because


class Reading(NamedTuple):
    """One way to read a contested point: its id (``G34 B``) and what it holds, in one sentence."""

    id: str
    holds: Because


class ContestedPoint(NamedTuple):
    """A contested point: id (``G34``), clauses, the default with its reason and the other readings.

    An organisation may choose another reading for all its cases; with ``supervisor_chooses`` a supervisor may for one.
    """

    id: str
    clauses: tuple[str, ...]
    default: Reading
    others: tuple[Reading, ...]
    supervisor_chooses: bool
    question: Because
    reason: Because


def _point(
    point_id: str,
    clauses: tuple[str, ...],
    default: tuple[str, Because],
    *others: tuple[str, Because],
    supervisor: bool,
    question: Because,
    reason: Because,
) -> ContestedPoint:
    return ContestedPoint(
        point_id,
        clauses,
        Reading(f"{point_id} {default[0]}", default[1]),
        tuple(Reading(f"{point_id} {letter}", holds) for letter, holds in others),
        supervisor,
        question,
        reason,
    )


CONTESTED: tuple[ContestedPoint, ...] = (
    _point(
        "G02",
        ("MC 8.1", "MC 8.4", "DA2 1.2"),
        ("A", because("The five years must be over before the provider terminates.")),
        ("B", because("The five years must be over when the termination takes effect.")),
        ("C", because("The provider may terminate on the fifth anniversary itself.")),
        supervisor=True,
        question=because("When must the five years be over: at the notice, or when it takes effect?"),
        reason=because("The five years end with their last hour, and doubt favours the consumer."),
    ),
    _point(
        "G04",
        ("MC 8.1", "DA2 1.2"),
        ("A", because("Services with an end date run on until then when the customer terminates the contract.")),
        ("B", because("Services with an end date end together with the contract.")),
        supervisor=True,
        question=because("Does a service with a fixed term outlast the customer's own notice?"),
        reason=because("The clause ends only what has no end date."),
    ),
    _point(
        "G07",
        ("MC 15", "WER VI.51"),
        ("A", because("A price paid once without end date has no total to compare with: all of it is paid back.")),
        ("B", because("A price paid once without end date is spread over five years.")),
        supervisor=True,
        question=because("Can use be charged where the price was paid once and there is no end date?"),
        reason=because("There is no total to compare the use with, and the trader bears that."),
    ),
    _point(
        "G08",
        ("MC 4.5", "MC 13.1", "MC 13.3"),
        ("C", because("A price paid once without end date has no share by rule: a supervisor sets the amount.")),
        ("B", because("A price paid once without end date is spread over five years.")),
        supervisor=True,
        question=because("What comes back of a price paid once where the terms say pro rata and there is no end date?"),
        reason=because("The terms name no time to spread the price over."),
    ),
    _point(
        "G11",
        ("MC 8.5 a",),
        ("B", because("A termination received on a due date takes effect on the next one.")),
        ("A", because("A termination received on a due date takes effect on that day.")),
        supervisor=False,
        question=because("Which due date counts when the notice comes in on a due date?"),
        reason=because("The payment of that day is due already."),
    ),
    _point(
        "G13",
        ("MC 8.1", "MC 8.5 a"),
        ("A", because("A monthly service ends with the contract, without money back.")),
        ("C", because("A monthly service ends before its next due date.")),
        supervisor=True,
        question=because("Does a monthly service end with the contract, or when its next payment would be due?"),
        reason=because("The clause ends every service without end date with the contract."),
    ),
    _point(
        "G15",
        ("MC 8.1", "MC 8.4", "DA2 1.2"),
        ("A", because("A month ends on the same date of the next month, by Regulation 1182/71.")),
        ("B", because("A month runs from the next day to the eve of the same date, by the Belgian rule.")),
        supervisor=True,
        question=because("How is a month counted after the last day of a short month?"),
        reason=because("The regulation counts the periods of the law, and one way of counting serves both countries."),
    ),
    _point(
        "G16",
        ("MC 8.3",),
        (
            "A",
            because("A consumer may oppose the renewal as long as a whole month is left, others until the same date."),
        ),
        ("B", because("Everybody may oppose the renewal as long as a whole month is left before the term ends.")),
        ("C", because("The renewal must be opposed by the same date of the month before the term ends.")),
        supervisor=False,
        question=because("Which is the last day on which a month still remains before the term ends?"),
        reason=because(
            "The same date is safe for everybody; a consumer's own notice is taken while a whole month is left, as "
            "doubt favours the consumer."
        ),
    ),
    _point(
        "G17",
        ("MC 8.3", "WER VI.91"),
        ("B", because("In a renewed term a consumer leaves on the day the termination is received.")),
        ("C", because("In a renewed term a consumer leaves after one month, the notice period of other services.")),
        (
            "D",
            because("In a renewed term a consumer leaves after two months, the longest notice period the law allows."),
        ),
        supervisor=True,
        question=because("How soon may a consumer leave a term that was renewed tacitly?"),
        reason=because("The law allows the exit, and the contract names no notice for a service with a fixed term."),
    ),
    _point(
        "G19",
        ("MC 8.6",),
        ("A", because("The six weeks are counted from the sale or from the receipt, whichever is later.")),
        ("B", because("The six weeks are counted from the receipt, even before the sale.")),
        supervisor=False,
        question=because("Do the six weeks run from the sale or from the message?"),
        reason=because("The right begins with the sale, and a notice works when it is received."),
    ),
    _point(
        "G22",
        ("MC 8.5 b",),
        ("A", because("The warning must come four weeks before the means of payment expires.")),
        ("B", because("The warning must come four weeks before the payment that failed.")),
        supervisor=True,
        question=because(
            "Is the warning counted from the expiry of the means of payment, or from the payment that failed?"
        ),
        reason=because("The clause names the expiry."),
    ),
    _point(
        "G25",
        ("MC 8.10",),
        ("A", because("A termination for a good reason brings back the price of the days after the receipt.")),
        ("B", because("A termination for a good reason brings nothing back.")),
        supervisor=True,
        question=because("Is money paid back when the customer terminates for a good reason?"),
        reason=because("The terms are silent, and who has a good reason does not pay for what is not delivered."),
    ),
    _point(
        "G27",
        ("MC 1.6 b", "MC 8.1"),
        ("B", because("A request to switch the SIM off only suspends the services.")),
        ("A", because("A request to switch the SIM off also terminates the contract.")),
        supervisor=False,
        question=because("Is the wish to have the SIM switched off a notice as well?"),
        reason=because("Switching off only suspends: the customer is asked whether to terminate too."),
    ),
    _point(
        "G30",
        ("MC 1.6 a",),
        ("A", because("Before the handover means earlier than the minute of the handover.")),
        ("B", because("The whole day of the handover still counts as before it.")),
        supervisor=False,
        question=because("Does the hour of the handover count, or the whole day?"),
        reason=because("The clause speaks of the time before the handover, and a handover has an hour."),
    ),
    _point(
        "G31",
        ("MC 15", "WER VI.52"),
        ("A", because("The bookings fall together with the contract that is withdrawn.")),
        ("B", because("Each booking needs a withdrawal of its own.")),
        supervisor=True,
        question=because("Do the bookings fall with the contract, or is each one withdrawn by itself?"),
        reason=because("The law ends what hangs on a contract together with it."),
    ),
    _point(
        "G34",
        ("MC 15",),
        ("A", because("Use is counted through the day the withdrawal is received.")),
        ("B", because("Use is counted through the day the withdrawal is sent.")),
        supervisor=False,
        question=because("Does use end on the day the message arrives, or on the day it was sent?"),
        reason=because("The service was there for the customer until the message arrived."),
    ),
    _point(
        "G35",
        ("MC 15", "WER VI.48", "Dir. 2011/83 art. 10"),
        ("B", because("The twelve months run from the end of the first period as moved to a working day.")),
        ("A", because("The twelve months run from the end of the first period before it is moved.")),
        ("C", because("Information given after more than twelve months still starts fourteen new days.")),
        ("D", because("Information given after the conclusion is enough to charge for use.")),
        supervisor=False,
        question=because("How far does the period reach when the customer was not informed?"),
        reason=because("The directive counts from the end of the first period, and that end moves to a working day."),
    ),
    _point(
        "G40",
        ("Reg. 1182/71 art. 2",),
        ("A", because("The public holidays of the customer's country move a deadline.")),
        ("B", because("The public holidays of Belgium, where the provider is, move a deadline.")),
        ("C", because("The public holidays of either country move a deadline.")),
        supervisor=False,
        question=because("Which country's public holidays move the last day?"),
        reason=because("The holidays are those of the country where the customer acts."),
    ),
    _point(
        "G41",
        ("MC 15", "Dir. 2011/83 art. 13"),
        ("A", because("The day by which the provider pays back is not moved.")),
        ("B", because("The day by which the provider pays back moves to the next working day.")),
        supervisor=False,
        question=because("Does MINI's own deadline to pay back move when it falls on a weekend?"),
        reason=because("A duty of the provider takes the earlier day, as doubt favours the consumer."),
    ),
    _point(
        "G45",
        ("MC 13.2",),
        ("B", because("Six whole weeks lie between the announcement and the first day of the new terms.")),
        ("A", because("The announcement may come on the same weekday six weeks before.")),
        supervisor=False,
        question=because("How are the six weeks before new terms counted?"),
        reason=because("A duty of the provider takes the earlier day, as doubt favours the consumer."),
    ),
    _point(
        "G46",
        ("MC 13.3", "Dir. 2019/770 art. 19"),
        ("B", because("A consumer's thirty days run from the information or from the change, whichever is later.")),
        ("A", because("The thirty days run from the information for everybody.")),
        supervisor=False,
        question=because("From which day do a consumer's thirty days run after a service was changed?"),
        reason=because("The directive takes the later day, and no contract can change that for a consumer."),
    ),
    _point(
        "G47",
        ("MC 13.3",),
        ("A", because("A service that is terminated because of a change ends when the notice is received.")),
        ("B", because("A service that is terminated because of a change ends when the change begins.")),
        supervisor=False,
        question=because("When does a service end that is terminated because of a change?"),
        reason=because("A notice works when it is received, and the clause names no other day."),
    ),
    _point(
        "G49",
        ("MC 8.2", "SI 3"),
        ("A", because("The first day of a term counts: one year from 1 October ends on 30 September.")),
        ("B", because("The first day of a term does not count: one year from 1 October ends on 1 October.")),
        supervisor=False,
        question=because("Does the first day of a term count?"),
        reason=because("The example in the terms of the packages counts it."),
    ),
    _point(
        "G53",
        ("SI 3",),
        ("B", because("The package follows the service history: before or after the first service done.")),
        ("A", because("The package follows the need: a vehicle older than two years needs its first service.")),
        supervisor=True,
        question=because("What decides which package fits: the service history, or the need for a service?"),
        reason=because("The history is on record; the need is not."),
    ),
    _point(
        "G54",
        ("SI 3",),
        ("A", because("The second anniversary of the first registration is still inside the two years.")),
        ("B", because("The two years end on the day before the second anniversary.")),
        supervisor=False,
        question=because("Is the second anniversary of the first registration still inside the two years?"),
        reason=because("A period of years ends with the anniversary."),
    ),
    _point(
        "G55",
        ("SI 3",),
        ("B", because("The fifteen months run from the day after the end, which counts.")),
        ("A", because("The fifteen months run from the last day, which does not count.")),
        supervisor=True,
        question=because("From which day do the fifteen months for an extension run?"),
        reason=because("The terms of the packages count the first day."),
    ),
    _point(
        "G58",
        ("SI 4",),
        ("A", because("The package stays with the vehicle when it is sold.")),
        ("B", because("The package lapses when the vehicle is sold.")),
        supervisor=True,
        question=because("Does the package stay with the vehicle when it is sold?"),
        reason=because("The package is bound to the vehicle."),
    ),
)
