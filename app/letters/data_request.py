"""A request for data: by when the reply comes, or where the customer finds the data."""

from __future__ import annotations

from app.letters.blocks import Block
from app.letters.composed import Composed
from app.letters.receipt import opening
from app.letters.wording import Wording


def acknowledgement(wording: Wording) -> Composed:
    """Confirms the request and says what happens with it, by the way the rule found."""
    match wording.found("via"):
        case "customer_service_gdpr":
            return _personal(wording)
        case "cardata":
            return _third_party(wording)
        case _:
            return _product(wording)


def _personal(wording: Wording) -> Composed:
    first = opening(wording)
    first.say(wording.text("You ask for the personal data we keep about you."))
    reply = wording.day("reply_by")
    clauses = wording.clauses("reply_by", "GDPR art. 12(3)")
    if reply:
        first.say(wording.text("**You get our reply by {day} at the latest.**", day=reply), *clauses)
    more = wording.prose()
    more.say(wording.text("If we need more time, we tell you before that day, with the reason."), *clauses)
    more.say(wording.text("We may first ask you to show who you are. That protects your data."))
    blocks: tuple[Block, ...] = (first.paragraph(), more.paragraph(), _car(wording))
    if reply is None:
        return wording.text("Your request for your personal data"), blocks
    day = wording.language.date_plain(reply)
    return wording.text("Your request for your personal data: our reply by {day}", day=day), blocks


def _product(wording: Wording) -> Composed:
    first = opening(wording).say(wording.text("You ask for the data your car produces."))
    subject = wording.text("Your request for the data of your car")
    return subject, (first.paragraph(), _car(wording))


def _third_party(wording: Wording) -> Composed:
    first = wording.prose().say(asked_by_another(wording))
    how = wording.prose()
    how.say(wording.text("**That goes through MINI CarData.** There you approve who gets which data."))
    how.say(wording.text("You can end an approval there at any time."))
    if wording.found("personal_data"):
        how.say(wording.text("You agreed that personal data are given too."))
    else:
        how.say(wording.text("Personal data are given only with your consent."))
    return wording.text("Data of your car for somebody else"), (first.paragraph(), how.paragraph())


def asked_by_another(wording: Wording) -> str:
    """That the message was of somebody else: the customer only hears of it."""
    if wording.matter.received_at:
        day = wording.matter.received_at.date()
        return wording.text("On {day}, somebody else asked us for data of your car.", day=day)
    return wording.text("Somebody else asked us for data of your car.")


def _car(wording: Wording) -> Block:
    prose = wording.prose()
    prose.say(wording.text("You find the data of your car in MINI CarData, as a file to download."))
    return prose.say(wording.text("You can also read them at the diagnostic socket of the car.")).paragraph()
