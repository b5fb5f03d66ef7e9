"""Editions of the terms as people know them."""

from __future__ import annotations


def edition_name(edition: str) -> str:
    """``mini-belux-2025-09`` as people know it: ``MINI BE/LU 2025-09``; ``Service Inclusive 2024-09``."""
    brand, _, month = edition.partition("-belux-")
    if month:
        return f"{brand.upper()} BE/LU {month}"
    document, found, month = edition.partition("service-inclusive-")
    return f"Service Inclusive {month}" if found and not document else edition
