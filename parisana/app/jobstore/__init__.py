"""The table of jobs in memory, in a process of its own: a million jobs filtered and sorted while one looks.

:mod:`.texts` and :mod:`.columns` hold the jobs, :mod:`.chosen`, :mod:`.keys` and :mod:`.view` answer one question,
:mod:`.filling` brings what the bookkeeping has, :mod:`.serving` is the process; :mod:`.apart` starts it and asks it, in
the words of :mod:`.words`.
"""
