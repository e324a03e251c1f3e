"""`loompin business-time`: cases of elapsed and due business time, run through the models that count SLA clocks."""
