// How long a record is kept: a clock per class of records, set centrally as policy data (R45). A
// legal hold stops every clock and every erasure for as long as it stands, visibly.
#pragma once

#include "platform/error.h"

#include <QDate>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

namespace candour {

/// What a class's clock counts from.
enum class RetentionStart : std::uint8_t {
    recorded,
    published,  // the assessment's report
    closed,     // the matter itself, such as an alert
};

struct RetentionClass {
    QString name;
    QString title;
    RetentionStart starts = RetentionStart::published;
    int months = 0;
    QStringList types;  // record types
};

struct RetentionPolicy {
    QString title;
    bool confirmed = false;  // by the organisation; until then a benchmark
    QString otherwise;       // the class of every type that none names
    std::vector<RetentionClass> classes;

    [[nodiscard]] const RetentionClass& classOf(QStringView recordType) const;
};

/// From a file that fits retention.schema.json. No class or type is there twice.
Result<RetentionPolicy> retentionPolicyFromJson(const QByteArray& json);
/// The one that comes with Candour.
RetentionPolicy shippedRetentionPolicy();

struct LegalHold {
    QDate from;
    std::optional<QDate> lifted = {};  // from that day on it no longer holds
};
/// Of the holds that cover a record. While one stands, nothing may be erased.
bool isHeld(std::span<const LegalHold> holds, QDate today);

/// Those that have happened.
struct RetentionEvents {
    std::optional<QDate> recorded = {};
    std::optional<QDate> published = {};
    std::optional<QDate> closed = {};
};

struct Retention {
    enum class State : std::uint8_t {
        notStarted,  // what the clock counts from has not happened
        running,
        due,   // it may be erased, by an authorised person
        held,  // a legal hold stands, whatever the clock says
    };
    State state = State::notStarted;
    std::optional<QDate> dueFrom = {};  // known once the clock has started
};

Retention retentionOf(const RetentionClass& of, const RetentionEvents& events,
                      std::span<const LegalHold> holds, QDate today);

}  // namespace candour
