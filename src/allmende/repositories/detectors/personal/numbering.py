# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What phone numbers can look like: the German plan, country codes, numbers kept for films.

Sources: Bundesnetzagentur, Nummernplan Rufnummern and Verfügung 148/2021 (drama numbers);
ITU-T E.164 list of country codes.
"""

import re

_COUNTRY_CODES_TEXT = """
1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64
65 66 81 82 84 86 90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229
230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 248 249 250 251 252 253 254 255
256 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355
356 357 358 359 370 371 372 373 374 375 376 377 378 380 381 382 383 385 386 387 389 420 421 423
500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674
675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 850 852 853 855 856 880 886
960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 992 993 994 995 996 998
"""
COUNTRY_CODES = frozenset(_COUNTRY_CODES_TEXT.split())

_MOBILE = re.compile(r"1(?:5[0-9]|6[0-9]|7[0-9])")
_SERVICE = re.compile(r"(?:800|180[1-7]?|900|137|138|118|115|116|110$|112$|700|191|192|193|194|31)")

# National numbers, without 0, that no subscriber has.
_FILMS = re.compile(
    r"3023125\d{3}|6990009\d{3}|4066969\d{3}|2214710\d{3}|8999998\d{3}"
    r"|15228817386|15228895456|15254599371|1713920\d{3}|17604069\d{4}"
    r"|(?:\d{3})?555\d{4}|20794\d{6}|7700900\d{3}"
)


def is_service(national: str) -> bool:
    """A service, an emergency call or a number for tests: nobody's own. Without 0 in front."""
    return bool(_SERVICE.match(national))


def is_german_number(national: str, written: bool) -> bool:
    """A German number with area code, without 0 in front; `written` where signs group it.

    Mobile numbers have 10 or 11 digits. Area codes begin with 2 to 9; with the number they have at
    most 11 digits, in old nets and with a central extension (089/233-0) as few as 6.
    """
    if _MOBILE.match(national):
        return 10 <= len(national) <= 11
    if not national or national[0] not in "23456789":
        return False
    return (6 if written else 7) <= len(national) <= (12 if written else 11)


def is_for_films(national: str) -> bool:
    """Kept free for films and manuals: no one answers."""
    return bool(_FILMS.fullmatch(national))
