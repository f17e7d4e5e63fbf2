# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a licence asks of whoever uses, passes on, changes or offers a part over a network.

>>> from allmende.licences.obligations import Use, obligations_of
>>> [one.section for one in obligations_of("Apache-2.0", Use.MODIFY)]
['Apache-2.0 § 4(b)', 'Apache-2.0 § 5', 'Apache-2.0 § 3']
>>> obligations_of("LicenseRef-house", "pass-on")[0].id
'not-known'

Sources are the licence texts; each duty cites the place. The sentences are our own and are no
legal advice.
"""

from allmende.licences.obligations.duties import Use
from allmende.licences.obligations.finding import Obligation, licences_covered, obligations_of

__all__ = ["Obligation", "Use", "licences_covered", "obligations_of"]
