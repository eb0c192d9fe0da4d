"""Requests and responses as HTTP has them: negotiation, codings, conditions, limits on clients, problems."""
