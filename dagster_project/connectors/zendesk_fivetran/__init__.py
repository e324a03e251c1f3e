"""Zendesk as Fivetran lands it: the tables of the group, and what the settings say of custom statuses."""
