"""Captures as tables for analysis elsewhere: messages, attributes and transactions in Parquet files.

`rows` makes rows of one message, `tables` says what their columns mean, `transactions` gathers what belongs together,
`dataset` lays the rows out in partitions, and `parquet` is the only door to pyarrow.
"""
