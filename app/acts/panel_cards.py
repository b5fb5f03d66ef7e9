"""The cards beside the services: who uses the car, what a purchase needs, whom to call now, rights on data.

Each puts the records before a rule and shows what it finds. What is not recorded is said, never assumed.
"""

from __future__ import annotations

from datetime import date, datetime

from app.acts import contact_hours, governing, services
from app.acts.external_store import store_facts
from app.acts.panel_rows import Fact, PanelCard
from app.acts.service_inclusive_card import inclusive_cards
from app.records.rows import Dossier
from app.terms.clause import Because, Determination, because, because_count
from app.terms.fact_labels import label_of
from app.terms.facts import StorePurchaseFacts
from app.terms.facts_services import DataRequestFacts, LimitsFacts
from app.terms.finding_labels import shown

_STORE = ("framework_contract", "portal_registration", "vehicle_linked", "address", "payment_details")
_ACCESS = {
    "active": ("done", because("Access, if every mandatory update is installed")),
    "withdrawn": ("blocked", because("No access")),
    "not_available": ("blocked", because("No access")),
    "provider_may_withdraw": ("approval", because("Access may be withdrawn")),
    "provider_may_suspend_until_update": ("approval", because("Access may be suspended")),
}


def cards_of(dossier: Dossier, now: datetime) -> tuple[PanelCard, ...]:
    """Every card for a dossier at a local time, in reading order."""
    today = now.date()
    vehicle: tuple[PanelCard, ...] = ()
    if dossier.vehicle is not None:
        vehicle = (users(dossier, today), keys(dossier, today), store(dossier, today), external_store(dossier, today))
    return (
        *inclusive_cards(dossier, today),
        *vehicle,
        contact_hours.hotline_card(dossier, now),
        rights(dossier, today),
    )


def users(dossier: Dossier, today: date) -> PanelCard:
    """The MINI ID users: one main user and the joint ones (SD:personalization, rule ``limits``)."""
    links = dossier.vehicle.links if dossier.vehicle else ()
    joint = [link for link in links if link.role == "joint"]
    main = [link for link in links if link.role == "main"]
    most = governing.of_contract(dossier, today).numbers.joint_users
    found = governing.ask("limits", LimitsFacts("joint_users", len(joint)), dossier, dossier.contract, today)
    facts = [
        Fact(
            because("Main user") if link.role == "main" else because("Joint user"),
            because("{name}", name=link.name) if link.verified_on else because("{name}, not verified", name=link.name),
            "done" if link.verified_on else "question",
        )
        for link in (*main, *joint)
    ]
    if not main:
        lines = (because("Nobody is the main user yet: it is whoever adds the vehicle first."),)
    else:
        lines = (because("Only the main user switches the camera services and the alarm notice."),)
    headline = because("{count} of {most} joint users", count=len(joint), most=most)
    state = "approval" if not found.value("allowed") else "done" if main else "missing"
    return PanelCard("users", because("MINI ID users"), state, headline, tuple(facts), lines, found.clauses)


def keys(dossier: Dossier, today: date) -> PanelCard:
    """Digital keys: how many are possible (SD:digital_key). How many there are only the vehicle knows."""
    most = governing.of_contract(dossier, today).numbers.digital_keys
    found = governing.ask("limits", LimitsFacts("digital_keys", most), dossier, dossier.contract, today)
    status = next((one for one in services.statuses(dossier, today) if one.key == "digital_key"), None)
    facts = () if status is None else (Fact(status.name, status.state_text, status.state),)
    headline = because_count("At most {count} key", "At most {count} keys", most)
    lines = (because("How many keys are in use is not recorded here: the vehicle and the MINI App show it."),)
    state = status.state if status is not None else "ready"
    return PanelCard("keys", because("Digital keys"), state, headline, facts, lines, found.clauses)


def store(dossier: Dossier, today: date) -> PanelCard:
    """What a purchase or extension in the Store needs (MC 2.4), and what of it is missing."""
    links = dossier.vehicle.links if dossier.vehicle else ()
    facts = StorePurchaseFacts(
        framework_contract=services.contract_runs(dossier, today),
        portal_registration=bool(links),
        vehicle_linked=any(link.verified_on is not None for link in links),
        address=bool(dossier.customer.addresses),
        payment_details=any(payment.means_label for payment in dossier.payments),
        sanctioned=dossier.customer.sanctioned,
    )
    found = governing.ask("store_purchase", facts, dossier, dossier.contract, today)
    missing = found.value("missing")
    there = tuple(Fact(label_of(name), _there(name not in missing), _mark(name not in missing)) for name in _STORE)
    headline = (
        because_count("{count} condition is missing", "{count} conditions are missing", len(missing))
        if missing
        else because("Purchases are possible")
    )
    refusal = found.finding("may_be_refused")
    lines = (refusal.because,) if refusal is not None and refusal.value and refusal.because else ()
    state = "missing" if missing else "approval" if lines else "done"
    return PanelCard("store", because("Portal and Store"), state, headline, there, lines, found.clauses)


def external_store(dossier: Dossier, today: date) -> PanelCard:
    """Access to the External store with its reason (MC 3.2, 3.4). Whether updates are installed is not on record."""
    facts = store_facts(dossier, today, updates=True)
    found = governing.ask("external_store", facts, dossier, dossier.contract, today)
    access = found.finding("access")
    state, headline = _ACCESS[str(found.value("access"))]
    missing = found.value("missing")
    conditions = tuple(
        Fact(label_of(name), _there(name not in missing), _mark(name not in missing))
        for name in ("connected_package_active", "account", "os9")
    )
    lines = [access.because] if access is not None and access.because is not None else []
    if services.booking_of(dossier, services.PACKAGE, today) is None:
        # Nothing ended: there never was a package.
        lines = [because("Needs {conditions}", conditions=services.REQUIRED["connected_package"])]
    elif state == "done" and dossier.vehicle is not None and services.sim_off(dossier.vehicle):
        state = "approval"
        conditions += (Fact(because("Needs"), services.REQUIRED["sim_active"], "missing"),)
        lines = [because("The SIM is off: what needs a connection does not work.")]
    lines.append(because("Whether every mandatory update is installed is not recorded here: ask the customer."))
    lines.append(
        because("Contracts for content are with its provider: the contact centre cannot cancel or refund them.")
    )
    clauses = ("MC 3.2", "MC 3.2 d", "MC 3.4", "MC 10.2")
    return PanelCard("external_store", because("External store"), state, headline, conditions, tuple(lines), clauses)


def rights(dossier: Dossier, today: date) -> PanelCard:
    """What the customer may ask about data: product data, personal data, data for somebody else (DA1, DA2, GDPR)."""
    product = governing.ask("data_request", DataRequestFacts("customer", "product"), dossier, dossier.contract, today)
    personal = governing.ask(
        "data_request", DataRequestFacts("customer", "personal", received_on=today), dossier, dossier.contract, today
    )
    other = governing.ask("data_request", DataRequestFacts("third_party"), dossier, dossier.contract, today)
    facts = (
        Fact(because("Data of the vehicle"), shown(product.value("via"))),
        Fact(because("Personal data"), shown(personal.value("via"))),
        Fact(because("For somebody else"), shown(other.value("via"))),
    )
    reasons = [_reason(product, "via"), _reason(personal, "reply_by"), _reason(other, "allowed")]
    lines = tuple(one for one in reasons if one is not None)
    headline = because("Asked today: answered by {day}", day=personal.value("reply_by"))
    clauses = tuple(dict.fromkeys((*product.clauses, *personal.clauses, *other.clauses)))
    return PanelCard("data_rights", because("Data rights"), "ready", headline, facts, lines, clauses)


def _reason(found: Determination, name: str) -> Because | None:
    finding = found.finding(name)
    return finding.because if finding is not None else None


def _there(there: bool) -> Because:
    return because("Yes") if there else because("No")


def _mark(there: bool) -> str:
    return "done" if there else "missing"
