"""The connector: messages between drivers and programs, told apart by an id."""
