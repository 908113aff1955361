// Checks a JSON file that people write (framework packs, wording, retention policy, calendar)
// against its JSON Schema in this repository. What passed can be read without another test of
// kinds and limits.
#pragma once

#include "platform/error.h"

#include <QJsonObject>

namespace candour {

/// Parses `json` and checks it by the schema with this resource path, such as
/// "framework/pack.schema.json". `badInput` or, above 1 MiB, `tooLarge`; the detail says in a
/// sentence what is wrong and where, and repeats no value.
Result<QJsonObject> jsonBySchema(const QByteArray& json, const QString& schemaPath);

/// A file that comes with Candour, such as "framework/packs/la-2026.json"; empty if there is none.
QByteArray shippedFile(const QString& path);

}  // namespace candour
