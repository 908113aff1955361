#include "platform/error.h"

#include "platform/check.h"

#include <QCoreApplication>

namespace candour {
namespace {

struct Entry {
    Code code;
    const char* name;
    bool retry;
    const char* sentence;
};

// In the order of the enum. The sentences follow one pattern: what happened, what is safe, what to
// do.
constexpr Entry entries[] = {
    {Code::diskFull, "disk-full", true,
     QT_TRANSLATE_NOOP("Error",
                       "The disk is full. What was saved is safe. Make room, then try again.")},
    {Code::diskFailed, "disk-failed", true,
     QT_TRANSLATE_NOOP("Error",
                       "The disk did not answer as it should. What was saved is safe. Try again.")},
    {Code::readOnly, "read-only", false,
     QT_TRANSLATE_NOOP("Error",
                       "This folder cannot be written to. Nothing was changed. Choose another "
                       "folder or ask your administrator.")},
    {Code::notFound, "not-found", false,
     QT_TRANSLATE_NOOP("Error", "That is not here, or not any more.")},
    {Code::alreadyThere, "already-there", false,
     QT_TRANSLATE_NOOP("Error", "Something is already there, so nothing was written over it.")},
    {Code::inUse, "in-use", true,
     QT_TRANSLATE_NOOP("Error",
                       "Another program is using this already. Close it there first. Nothing was "
                       "changed.")},
    {Code::wrongPassphrase, "wrong-passphrase", false,
     QT_TRANSLATE_NOOP("Error", "That did not match. Your notes are safe. Try again.")},
    {Code::waitFirst, "wait-first", true,
     QT_TRANSLATE_NOOP("Error",
                       "The passphrase was wrong too often. Your notes are safe. Wait a while, then"
                       " try again.")},
    {Code::damaged, "damaged", false,
     QT_TRANSLATE_NOOP("Error",
                       "A file is damaged or missing. Nothing was changed. Tell your "
                       "administrator before you go on.")},
    {Code::plaintext, "plaintext", false,
     QT_TRANSLATE_NOOP(
         "Error",
         "A file that must be encrypted is not, so it was not opened. Tell your administrator.")},
    {Code::newerVersion, "newer-version", false,
     QT_TRANSLATE_NOOP("Error",
                       "These notes were written by a newer Candour. They were not touched. Update "
                       "Candour here.")},
    {Code::badInput, "bad-input", false,
     QT_TRANSLATE_NOOP("Error", "Something that was entered cannot be used. Nothing was changed.")},
    {Code::tooLarge, "too-large", false,
     QT_TRANSLATE_NOOP("Error", "That is larger than Candour takes. Nothing was changed.")},
    {Code::conflict, "conflict", false,
     QT_TRANSLATE_NOOP("Error",
                       "Two versions exist and a person has to decide first. Both are kept.")},
    {Code::notAllowed, "not-allowed", false,
     QT_TRANSLATE_NOOP("Error", "That is not allowed here. Nothing was changed.")},
    {Code::rulesBroken, "rules-broken", false,
     QT_TRANSLATE_NOOP("Error",
                       "Some records break a rule or wait for a decision. Each is listed, and "
                       "nothing was changed.")},
    {Code::offline, "offline", true,
     QT_TRANSLATE_NOOP(
         "Error",
         "The store could not be reached. Everything is still here. It will carry on from there.")},
    {Code::timedOut, "timed-out", true,
     QT_TRANSLATE_NOOP("Error",
                       "The store took too long to answer. Everything is still here. It will carry "
                       "on from there.")},
    {Code::storeNotGenuine, "store-not-genuine", false,
     QT_TRANSLATE_NOOP(
         "Error",
         "The store could not be proved genuine, so nothing was sent. Everything is still here.")},
    {Code::captivePortal, "captive-portal", true,
     QT_TRANSLATE_NOOP(
         "Error",
         "This network asks you to sign in first. Nothing was sent. Everything is still here.")},
    {Code::storeFailed, "store-failed", true,
     QT_TRANSLATE_NOOP(
         "Error",
         "The store has a problem of its own. Everything is still here. Try again later.")},
    {Code::refused, "refused", false,
     QT_TRANSLATE_NOOP(
         "Error",
         "The store did not accept this. Everything is still here. Tell your administrator.")},
    {Code::codeUnknown, "code-unknown", false,
     QT_TRANSLATE_NOOP("Error",
                       "That code is not known. Check it, or ask your administrator for another.")},
    {Code::codeExpired, "code-expired", false,
     QT_TRANSLATE_NOOP("Error", "That code has run out. Ask your administrator for another.")},
    {Code::codeUsed, "code-used", false,
     QT_TRANSLATE_NOOP("Error",
                       "That code has been used already. Ask your administrator for another.")},
    {Code::clockWrong, "clock-wrong", true,
     QT_TRANSLATE_NOOP("Error",
                       "This tablet's clock is off. Times are marked until it is checked. "
                       "Everything is still here.")},
    {Code::badAnswer, "bad-answer", true,
     QT_TRANSLATE_NOOP(
         "Error",
         "The store's answer made no sense, so it was not used. Everything is still here.")},
    {Code::brokenChain, "broken-chain", false,
     QT_TRANSLATE_NOOP("Error",
                       "An entry does not follow the one before it. Nothing was deleted. Tell your "
                       "administrator, and save the proof file.")},
    {Code::badSignature, "bad-signature", false,
     QT_TRANSLATE_NOOP("Error",
                       "A signature does not match. Nothing was deleted. Tell your administrator, "
                       "and save the proof file.")},
    {Code::badSeal, "bad-seal", false,
     QT_TRANSLATE_NOOP(
         "Error",
         "An entry does not open under its key. Nothing was deleted. Tell your administrator.")},
    {Code::missingKey, "missing-key", false,
     QT_TRANSLATE_NOOP("Error", "These words are sealed and cannot be read on this tablet.")},
    {Code::unknownVault, "unknown-vault", false,
     QT_TRANSLATE_NOOP(
         "Error",
         "The store does not know this tablet. Everything is still here. Ask your administrator.")},
    {Code::forked, "forked", false,
     QT_TRANSLATE_NOOP(
         "Error",
         "This tablet was restored or copied. Both versions are kept. Tell your administrator.")},
    {Code::unsupported, "unsupported", false,
     QT_TRANSLATE_NOOP("Error",
                       "This version of Candour cannot do that yet. Nothing was changed.")},
    {Code::tooOld, "too-old", false,
     QT_TRANSLATE_NOOP("Error",
                       "This Candour is too old to fetch from the store. What was written here can "
                       "still be handed over. Update this tablet.")},
    {Code::cancelled, "cancelled", true,
     QT_TRANSLATE_NOOP("Error", "Stopped. Everything is still here.")},
};

const Entry& entryFor(Code code) {
    const auto index = static_cast<std::size_t>(code);
    check(index < std::size(entries) && entries[index].code == code,
          "every error code has an entry");
    return entries[index];
}

}  // namespace

QString Error::sentence() const {
    return QCoreApplication::translate("Error", entryFor(code).sentence);
}

bool Error::worthRetrying() const {
    return entryFor(code).retry;
}

std::optional<Code> codeFromName(std::string_view name) {
    for (const Entry& entry : entries)
        if (name == entry.name) return entry.code;
    return std::nullopt;
}

const char* Error::name() const {
    return entryFor(code).name;
}

}  // namespace candour
