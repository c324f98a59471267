summary-late = ⏳ It comes late: it could not come at its time.
