// Every limit in one place. What comes from outside is measured against these before memory is
// taken for it. Sizes are bytes unless the name says otherwise.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace candour::limits {

using namespace std::chrono_literals;

// Values and records
inline constexpr std::size_t text = 64 * 1024;      // one text field, UTF-8
inline constexpr std::size_t payload = 256 * 1024;  // one change's values
inline constexpr std::size_t header = 64 * 1024;    // one change's header
inline constexpr std::size_t fieldsPerChange = 64;
inline constexpr std::size_t replacesPerField = 256;
inline constexpr std::size_t nameLength = 48;  // record type and field names
inline constexpr int cborDepth = 8;
inline constexpr std::size_t cborItems = 100'000;           // items in one array or map
inline constexpr std::int64_t utcMs = 253'402'300'799'999;  // the last that has a four-digit year

// The exchange
inline constexpr std::size_t frameChanges = 1'000;
inline constexpr std::size_t keepers = 64;                     // whom one key may be sealed to
inline constexpr std::size_t sealedKey = 128;                  // such a key
inline constexpr std::size_t keysMissed = 500;                 // asked for in one summary
inline constexpr std::size_t frameBytes = 256 * 1024;          // aimed at, uncompressed
inline constexpr std::size_t frameBytesMax = 2 * 1024 * 1024;  // accepted, uncompressed
inline constexpr std::size_t requestBody = 4 * 1024 * 1024;
/// Of a request for which no tablet that the store knows has signed: held in memory for strangers.
inline constexpr std::size_t unsignedBody = 256 * 1024;
inline constexpr std::size_t statements = 192 * 1024;  // given back at once, so less than that
inline constexpr std::size_t responseBody = 16 * 1024 * 1024;
inline constexpr std::size_t requestHeader = 16 * 1024;
inline constexpr std::size_t connections = 1'024;
/// Of them from one address: a whole team may be behind a hotel's, and nobody takes all.
inline constexpr std::size_t connectionsPerAddress = 256;
inline constexpr auto requestTime = 30s;
inline constexpr auto headerTime = 10s;                // handshake, then each request's header
inline constexpr auto idleTime = 75s;                  // between two requests of one connection
inline constexpr auto answerTime = 60s;                // what is behind the server has to reply
inline constexpr auto transferTime = 10min;            // one whole exchange, as the client sees it
inline constexpr auto lingerTime = 2s;                 // a refused client may still be sending
inline constexpr auto stopTime = 5s;                   // replies in flight when the server stops
inline constexpr std::size_t transferRate = 4 * 1024;  // bytes a second, the least on average
inline constexpr std::size_t requestsPerConnection = 10'000;
inline constexpr std::size_t bundlePart = 16 * 1024 * 1024;  // all but attachments
inline constexpr std::size_t bundleRecipients = 64;          // tablets that one is for
inline constexpr auto clockSkew = 5min;                      // RFC 9421 "created" against the store

// Attachments
inline constexpr std::int64_t attachment = std::int64_t{1} << 30;  // before sealing
inline constexpr std::int64_t paper = 50 * 1024 * 1024;            // one that is no sound
inline constexpr std::int64_t blobPiece = 4 * 1024 * 1024;         // sent or fetched at once
inline constexpr std::int64_t blobPieceLeast = 128 * 1024;         // on a bad link
inline constexpr std::size_t blobsAtOnce = 6;      // under way together: what Qt opens to a host
inline constexpr std::size_t blobsListed = 1'000;  // that a store says it lacks
inline constexpr auto uploadTime = 168h;           // an upload's address is good
inline constexpr std::int64_t blobProof = 32 * 1024 * 1024;  // hashed at once by the store
inline constexpr std::size_t uploadsKnown = 256;             // whose hash is remembered
inline constexpr int receiptDays = 7;  // before what it is for may leave a tablet
/// Left free of attachments, or a tenth of a smaller disk: what people write comes first.
inline constexpr std::int64_t diskReserve = std::int64_t{2} << 30;

// Files
inline constexpr std::size_t applyLine = 1024 * 1024;  // one NDJSON line
inline constexpr std::size_t passphrase = 1024;
inline constexpr std::size_t passphraseLeast = 15;  // characters

// Tables of others (CSV, XLSX)
inline constexpr std::size_t importFile = 16 * 1024 * 1024;
inline constexpr std::size_t importPart = 64 * 1024 * 1024;  // one file inside an XLSX, unpacked
inline constexpr std::size_t importParts = 1'000;
inline constexpr std::size_t importRows = 10'000;
inline constexpr std::size_t importColumns = 200;
inline constexpr std::size_t importCell = 16'000;      // characters
inline constexpr std::size_t importStrings = 500'000;  // shared by the cells of an XLSX
inline constexpr std::size_t importFaults = 100;

// Inside one process
inline constexpr std::size_t workerQueue = 4'096;
inline constexpr auto draftEvery = 250ms;  // keystrokes are on disk this often
inline constexpr std::size_t undoSteps = 100;

}  // namespace candour::limits
