"""Many messages at once: what numpy does with a whole block of a capture while Python would look at one message.

The only door to numpy. Everything here gives the same as the message-by-message code that it hastens (`index`,
`pairing`, `filter`, `output`); tests compare the two on every capture.
"""
