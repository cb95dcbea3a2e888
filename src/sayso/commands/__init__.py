"""The commands: each parses its options, calls one function of the library and prints what it returns.

    main.py       the program: all commands in one group, and errors as messages
    reading.py    read
    report.py     report
    show.py       show
    comparing.py  compare, voices, align
    link.py       link
    exporting.py  export, import
    review.py     review
    actors.py     actors
    ledger.py     ledger
    model.py      model
    schema.py     schema
    options.py    options that several commands take, and what is made of them
    filters.py    the filters of show and export, and readings with only what they find
    runs.py       a run over many documents: read or failed, counted, told at its end
    progress.py   how far a run is
    writing.py    readings and failures in a format
    printing.py   standard output and standard error

Data goes to standard output; progress, notes and errors go to standard error. Everything
heavy is imported inside the command that needs it, so that `sayso --help` answers at once.
"""
