# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of the cases."""

from django.urls import path, re_path

from allmende.workbench.cases.views import (
    acting,
    boards,
    calendars,
    changing,
    filling,
    lanes,
    lists,
    preferences,
    reading,
    starting,
)

app_name = "cases"
urlpatterns = [
    path("", lists.index, name="index"),
    path("mine", lists.mine, name="mine"),
    path("use/", lists.use, name="use"),
    path("give/", lists.give, name="give"),
    re_path(r"^list\.(?P<form>csv|json)$", lists.export, name="export"),
    path("board/<slug:kind>", boards.board, name="board"),
    path("new", starting.kinds, name="kinds"),
    path("new/<slug:kind>", starting.start, name="start"),
    path("calendar", calendars.calendar, name="calendar"),
    path("preferences", preferences.preferences, name="preferences"),
    path("feed/<str:secret>.ics", calendars.feed, name="feed"),
    path("<slug:number>", reading.case, name="case"),
    path("<slug:number>/form", filling.form, name="form"),
    path("<slug:number>/look-up/<slug:name>", filling.look_up, name="look-up"),
    path("<slug:number>/answers", reading.answers, name="answers"),
    path("<slug:number>/discussion", acting.discussion, name="discussion"),
    path("<slug:number>/files", acting.files, name="files"),
    path("<slug:number>/files/<int:pk>", reading.download, name="file"),
    path("<slug:number>/files/<int:pk>/remove", acting.remove_file, name="file-remove"),
    path("<slug:number>/history", reading.history, name="history"),
    path("<slug:number>/move", boards.move, name="move"),
    path("<slug:number>/steps/<slug:transition>", acting.step, name="step"),
    path("<slug:number>/lanes/<slug:lane>", lanes.lane, name="lane"),
    path("<slug:number>/lanes/<slug:lane>/reviewer", lanes.assign, name="lane-assign"),
    path("<slug:number>/lanes/<slug:lane>/again", lanes.again, name="lane-again"),
    path("<slug:number>/conditions", acting.add_condition, name="condition-add"),
    path("<slug:number>/conditions/<int:pk>", acting.condition, name="condition"),
    path("<slug:number>/review", changing.review, name="review"),
    path("<slug:number>/migrate", changing.migrate, name="migrate"),
    path("<slug:number>/watch", acting.watch, name="watch"),
    path("<slug:number>/confidential", acting.confidential, name="confidential"),
    re_path(
        r"^(?P<number>[-\w]+)/documents/(?P<document>[-\w]+)\.(?P<form>html|pdf)$",
        reading.document,
        name="document",
    ),
]
