"""sayso reads news and keeps a ledger of attributed claims: who says that who did what to whom.

The path of the data is the path of the folders:

text → document → encoder → heads → claims → ledger → reporting
"""

__version__ = "0.1.0"
