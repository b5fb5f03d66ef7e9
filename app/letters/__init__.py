"""The paper: findings become paragraphs in the customer's language (content), paragraphs become a PDF (pdf)."""
