"""The rules of the terms: pure functions from facts to findings. Standard library only; no clock, no session, no Qt.

Entry points:

* ``rules.determine(name, facts, edition, chosen=DEFAULT, readings=False) -> Determination``: any rule by its case-book
  name; with ``readings=True`` each finding carries the ``alternatives`` of the contested points that change it.
* One function per rule, ``rule(facts, edition, chosen=DEFAULT) -> Determination``: ``withdrawal.withdrawal``,
  ``sim.sim_deactivation``, ``duration.customer_terminates_framework``, ``duration.non_renewal``,
  ``duration.term_length``, ``service_termination.customer_terminates_service``, ``service_termination.vehicle_sale``,
  and so on in clause order.
* ``facts`` and ``facts_services``: what a rule takes, one frozen tuple per rule. Contradictory facts:
  ``clause.WrongInput``.
* ``edition.edition_for(concluded_on)``: the edition in force when a contract was concluded; ``governing.governing``:
  the one that governs it on a day, after the changes announced to the customer (MC 13.2).
* ``readings.POINTS``: the contested points, their questions, readings, default, reason and who may choose.
* ``interest.late_refund`` and ``telephone.telephone_contract``: where the law of Luxembourg adds to the terms.
* ``withdrawal.withdrawal_window(facts, edition)``: period and deadline alone. ``sim.before_handover(facts)``.
* ``calendar`` (periods, holidays, working days), ``money`` (pro rata, VAT), ``catalogue`` (the digital services).
"""

from __future__ import annotations
