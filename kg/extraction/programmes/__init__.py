"""Programmes, projects, initiatives, campaigns, strategies, action plans, partnerships."""
