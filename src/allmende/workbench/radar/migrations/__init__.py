# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
