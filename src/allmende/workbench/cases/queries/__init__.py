# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of cases; what a person may not see is not in it, not counted and not named.

cases     visible_to, by_number, listing(user, Wanted, sort), choices, counts, published
board     columns(user, kind, wanted) -> Column: state, how many, the first cards
tasks     my_tasks, waiting_for -> Task; overdue_for
overdue   lanes, conditions, cases, reviews that are late on a day, for jobs; no visibility
page      page(user, case) -> Page: steps, lanes with answers, conditions, discussion, files
lanes     ages(user, kind) -> LaneAge: how long lanes take against their target
history   history(user, case) -> Entry: who did what when, with the reason
telling   preference(person) -> Preference: mail or quiet, and in which language
feeds     person_of(secret), entries_for(person) -> calendar entries
"""
