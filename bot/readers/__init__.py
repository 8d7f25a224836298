"""Readers: worker processes in which pages are parsed and extracted; one page can never take the bot down.

lxml crashes and deadlocks in threads, and a page may need more time or memory than any page should: each job runs in
a spawned process with one thread, a memory limit and a time limit, replaced after so many documents.
"""

from bot.readers.jobs import Listed, ListJob, ReadJob, ReadResult, Surveyed, SurveyJob
from bot.readers.pool import Readers

__all__ = ["ListJob", "Listed", "ReadJob", "ReadResult", "Readers", "SurveyJob", "Surveyed"]
