// Precompiled for tests that open a vault, whose headers are most of what they read.
#pragma once

#include <app/vault/vault.h>
#include <tests/support/pch.h>
