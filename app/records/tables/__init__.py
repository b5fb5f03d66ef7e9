"""The tables, by subject. ``tables.Customer`` and so on; ``tables.Base.metadata`` holds them all."""

from __future__ import annotations

from app.records.tables.base import Base, Money, Percent, Words
from app.records.tables.cases import (
    CASE_STATES,
    LETTER_STATES,
    OPEN_STATES,
    SUBJECT_KINDS,
    Case,
    CaseMove,
    CaseSubject,
    Determination,
    Finding,
    Letter,
)
from app.records.tables.changes import (
    Announcement,
    AnnouncementReceived,
    InterestRate,
    OrganisationReading,
    OrganisationSetting,
)
from app.records.tables.consequences import REFUND_STATES, SUSPENSION_CAUSES, Refund, Suspension
from app.records.tables.contracts import Booking, Contract, Invoice, Payment, ServiceInclusive
from app.records.tables.desk import Counter, Draft, Journal, JournalEnd, Look, LookEnd, Note, Presence
from app.records.tables.desk_people import DESK_ROLES, DeskPerson
from app.records.tables.jobs import JOB_STATES, SimJob
from app.records.tables.letter_queue import (
    PRINT_JOB_STATES,
    PRINTED_LETTER_STATES,
    WAYS,
    Dispatch,
    PrintedLetter,
    PrintJob,
)
from app.records.tables.official import OfficialText
from app.records.tables.people import Customer, CustomerAddress, CustomerEmail, CustomerPhone, Dealer, reversed_digits
from app.records.tables.refund_files import EXPORT_KINDS, BankAnswer, RefundExport
from app.records.tables.search import SearchDeletion, SearchDocument, SearchWord
from app.records.tables.vehicles import MiniIdLink, Sim, SimEvent, Vehicle

__all__ = [
    "CASE_STATES",
    "DESK_ROLES",
    "EXPORT_KINDS",
    "JOB_STATES",
    "LETTER_STATES",
    "OPEN_STATES",
    "PRINTED_LETTER_STATES",
    "PRINT_JOB_STATES",
    "REFUND_STATES",
    "SUBJECT_KINDS",
    "SUSPENSION_CAUSES",
    "WAYS",
    "Announcement",
    "AnnouncementReceived",
    "BankAnswer",
    "Base",
    "Booking",
    "Case",
    "CaseMove",
    "CaseSubject",
    "Contract",
    "Counter",
    "Customer",
    "CustomerAddress",
    "CustomerEmail",
    "CustomerPhone",
    "Dealer",
    "DeskPerson",
    "Determination",
    "Dispatch",
    "Draft",
    "Finding",
    "InterestRate",
    "Invoice",
    "Journal",
    "JournalEnd",
    "Letter",
    "Look",
    "LookEnd",
    "MiniIdLink",
    "Money",
    "Note",
    "OfficialText",
    "OrganisationReading",
    "OrganisationSetting",
    "Payment",
    "Percent",
    "Presence",
    "PrintJob",
    "PrintedLetter",
    "Refund",
    "RefundExport",
    "SearchDeletion",
    "SearchDocument",
    "SearchWord",
    "ServiceInclusive",
    "Sim",
    "SimEvent",
    "SimJob",
    "Suspension",
    "Vehicle",
    "Words",
    "reversed_digits",
]
