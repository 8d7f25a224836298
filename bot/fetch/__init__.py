"""The one door to the network: a Request goes in, a Snapshot or a FetchError comes out.

Nothing else in the bot imports httpx. The rooms behind the door: `fetcher` (redirects by hand, one deadline),
`dialling` and `addresses` (which address may be dialled), `bodies` (bytes counted while they inflate), `turns`
(one request at a time a host), `robots`, `refusals` (who refuses us, and until when), `causes` (every library's
error as one sentence) and `folder` (saved pages; the only reader of file: addresses).
"""

from bot.fetch.fetcher import Fetcher

__all__ = ["Fetcher"]
