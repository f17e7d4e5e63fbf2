# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every write on cases: permission, rule, save and event in one transaction.

The actor is a person, or None for the workbench itself. Each gives the case as it stands now,
whose `lock_version` a page hands back as `seen`. Raised are NotAllowed, Refused and, of those,
`locking.Overtaken` (somebody was quicker: who and when) and `moving.Blocked` (with obstacles).

starting    start(actor, kind, values, unit)
filling     save_values(actor, case, values, seen) -> Saved: kept, problems, conflicts
moving      take(actor, case, transition, ...), withdraw, set_confidential, show, hide, set_review
lanes       assign, answer_lane, reopen_lane, answer_item, answer_by_machine
conditions  add, complete, reopen
talking     comment, watch, set_preference
filing      attach, remove
migrating   preview(case) -> Changes; migrate(actor, case, reason, seen)
feeds       make_address(person) -> secret; end_address
advancing   advance(pk), advance_all(): steps of the workbench itself (jobs)
notices     send_waiting() (job); reminding.remind() and retaining.delete_expired() (jobs)
"""
