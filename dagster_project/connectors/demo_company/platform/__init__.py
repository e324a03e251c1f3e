"""The platform's tables beside the support desk, by subject: billing, products, supply, monitoring and so on.

Each module or package here holds one SUBJECT (subject.py says what that is); it is found by being here.
"""
