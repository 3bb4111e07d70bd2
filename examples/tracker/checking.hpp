// checking.hpp: the ledger's proof, told to people or as JSON, with a progress bar.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "session.hpp"

namespace tracker {

// Exit::done if the ledger is whole, Exit::flawed if not.
Exit check(Session& session);

}  // namespace tracker
