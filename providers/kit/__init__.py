"""What adapters are made with; nothing here knows a vendor."""
