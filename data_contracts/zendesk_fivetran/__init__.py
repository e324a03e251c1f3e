"""Zendesk's tables as Fivetran lands them, with Fivetran's keys: tickets, people, promises, schedules.

Only the columns that the warehouse uses are declared; Fivetran lands many more, which are left. Times are UTC.
"""
