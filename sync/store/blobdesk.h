// The store's side of attachments: uploads by tus 1.0 (core, creation, expiration, checksum) at
// unguessable addresses that run out, and downloads by Range. What always holds: only a blob that a
// change held here refers to is taken, in exactly its length; nobody but its author and its
// notebook's readers may begin an upload or fetch it; it counts as held, and is receipted, once
// every byte is on disk and their hash is its id, and nothing writes to it from then on. A body
// goes to disk as it comes, and what is acknowledged of it is there; a part of the disk stays free.
#pragma once

#include "platform/clock.h"
#include "platform/http/message.h"
#include "sync/blob.h"
#include "sync/blobfolder.h"
#include "sync/store/shelf.h"
#include "sync/store/storekeys.h"
#include "sync/store/uploadturns.h"

namespace candour {

class BlobDesk {
  public:
    /// All outlive this.
    BlobDesk(Shelf& shelf, const StoreKeys& keys, const Clock& clock);

    /// For a request that uploads: where its body goes. It may be called on any thread, looks at
    /// the request's header and at the disk alone, and leaves every refusal for answer() to say.
    [[nodiscard]] std::shared_ptr<BodySink> sinkFor(const HttpRequest& head) const;

    /// What needs no signature: an address is its own proof. Nothing for other requests.
    std::optional<HttpResponse> answerUnsigned(const HttpRequest& request);
    /// Whether it asks for bytes of an attachment, by whatever method it says so.
    [[nodiscard]] static bool fetches(const HttpRequest& request);
    /// Begins an upload, or sends a part of a blob. `vault` and `person` ask.
    Result<HttpResponse> answer(const HttpRequest& request, const VaultId& vault,
                                const PersonId& person);
    /// What tus wants said with every answer, errors too.
    static HttpResponse dressed(HttpResponse response);

  private:
    struct Address;
    class Upload;
    [[nodiscard]] QByteArray pathOf(const Address& address) const;
    [[nodiscard]] Result<Address> addressIn(const HttpRequest& request) const;
    Result<std::vector<BlobEntry>> entriesFor(const HttpRequest& request, const VaultId& vault,
                                              const PersonId& person);
    Result<HttpResponse> create(const HttpRequest& request, const std::vector<BlobEntry>& entries,
                                const VaultId& vault);
    Result<HttpResponse> send(const HttpRequest& request, const std::vector<BlobEntry>& entries);
    HttpResponse state(const Address& address);
    Result<bool> settle(const Address& address, UploadTurns::Part& part);
    HttpResponse take(const HttpRequest& request);
    void addReceipt(HttpResponse& response, const NotebookId& notebook, const BlobRef& blob) const;

    Shelf& m_shelf;
    const StoreKeys& m_keys;
    const Clock& m_clock;
    const SecretBytes m_addressKey;
    mutable UploadTurns m_turns;  // of sinks, on any thread
};

}  // namespace candour
