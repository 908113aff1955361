// Errors are values. Every code owns one sentence for the person and one answer to "try again?".
#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace candour {

enum class Code : std::uint8_t {
    // The disk and the vault
    diskFull,
    diskFailed,       // reading or writing failed (EIO and the like)
    readOnly,         // the folder or file cannot be written
    notFound,         // a file, record, notebook … that was asked for by name
    alreadyThere,     // something would be overwritten
    inUse,            // another process has the vault open
    wrongPassphrase,  // or a tampered key slot: the two cannot be told apart
    waitFirst,        // after too many wrong ones; detail says how long
    damaged,          // the file is not what we wrote
    plaintext,        // a file that must be encrypted is not
    newerVersion,     // written by a newer Candour; left untouched
    // What people and files give us
    badInput,     // a value that breaks a rule of its field; detail says which
    tooLarge,     // over a limit of limits.h
    conflict,     // the operation needs a decision of a person first
    notAllowed,   // a rule of the domain or the roster forbids it
    rulesBroken,  // what is there breaks rules; detail says how many
    // The network and the store
    offline,  // no connection, or it broke off; nothing is lost
    timedOut,
    storeNotGenuine,  // certificate or signature does not prove the store
    captivePortal,    // something else answered: a login page, a proxy
    storeFailed,      // the store answered with an error of its own
    refused,          // the store understood and said no; detail says why
    codeUnknown,      // enrolment code mistyped or never issued
    codeExpired,
    codeUsed,
    clockWrong,  // the request's time is outside what the store accepts
    badAnswer,   // an answer that breaks the protocol
    // The ledger
    brokenChain,  // a link does not follow the one before
    badSignature,
    badSeal,     // a payload that does not open under its key
    missingKey,  // the subject key is not held here
    unknownVault,
    forked,       // another change with the same number exists elsewhere
    unsupported,  // a form this version does not handle yet
    tooOld,       // the store lets this version hand over, and do nothing else any more
    cancelled,
};

/// What went wrong. `during` names the action ("open the vault"), `detail` the particular. Neither
/// may hold anything an inspector wrote: they are shown, logged and sent.
struct Error {
    Code code;
    std::string during;
    std::string detail = {};

    /// One sentence for the person: what happened, what is safe, what to do.
    [[nodiscard]] QString sentence() const;
    /// True when the same action may work later without anyone changing anything.
    [[nodiscard]] bool worthRetrying() const;
    /// A short stable name for --json output and logs, such as "disk-full".
    [[nodiscard]] const char* name() const;
};

/// The code that a name of Error::name() stands for: names travel where enums cannot.
[[nodiscard]] std::optional<Code> codeFromName(std::string_view name);

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(Code code, std::string during,
                                                std::string detail = {}) {
    return tl::unexpected<Error>(Error{code, std::move(during), std::move(detail)});
}

}  // namespace candour

#define CANDOUR_CONCAT2(a, b) a##b
#define CANDOUR_CONCAT(a, b) CANDOUR_CONCAT2(a, b)
/// TRY(auto row, find(id)); binds the value or returns the error from the enclosing function.
#define TRY(declaration, expression) \
    TRY_IMPL(CANDOUR_CONCAT(tried_, __LINE__), declaration, expression)
#define TRY_IMPL(name, declaration, expression)                                  \
    auto name = (expression);                                                    \
    if (!name) return tl::unexpected<::candour::Error>(std::move(name).error()); \
    declaration = std::move(*name)
/// TRY_OK(write(x)); returns the error from the enclosing function, if there is one.
#define TRY_OK(expression)                                                        \
    do {                                                                          \
        if (auto tried_ok = (expression); !tried_ok)                              \
            return tl::unexpected<::candour::Error>(std::move(tried_ok).error()); \
    } while (false)
