# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Our few icons: paths on a square of 24, drawn as lines in the colour of the text."""

PATHS = {
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "close": "M6 6l12 12M18 6L6 18",
    "contrast": "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM12 3v18M15 4.6v14.8M18 7.2v9.6",
    "dark": "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
    "down": "M6 9.5l6 6l6-6",
    "info": "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM12 11v5.5M12 7.5v.2",
    "leave": "M14 4H5v16h9M10 12h10M16.5 8.5L20 12l-3.5 3.5",
    "light": "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8z"
    "M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4"
    "M17.3 6.7l1.4-1.4",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "person": "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM4.5 20.5c.8-4 3.6-6 7.5-6s6.7 2 7.5 6",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM15.3 15.3L20 20",
    "sort": "M8 10l4-4l4 4M8 14l4 4l4-4",
    "up": "M6 14.5l6-6l6 6",
    "warning": "M12 4L2.8 20h18.4zM12 10v4.5M12 17v.2",
}
