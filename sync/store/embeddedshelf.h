// The shelf on files: a folder with three SQLCipher files (ledger, subject keys, administration),
// the key file that opens them, mode 0600, and a folder of sealed attachments. One process, one
// thread.
#pragma once

#include "platform/clock.h"
#include "platform/random.h"
#include "sync/store/shelf.h"
#include "sync/store/storekeys.h"

namespace candour {

class EmbeddedShelf final : public Shelf {
  public:
    /// Makes the folder's files and the store's keys and authority. alreadyThere if there is a
    /// store.
    static Result<std::unique_ptr<EmbeddedShelf>> create(const QString& folder, const QString& name,
                                                         const Clock& clock, Random& random);
    static Result<std::unique_ptr<EmbeddedShelf>> open(const QString& folder, Random& random);

    [[nodiscard]] const StoreKeys& keys() const { return *m_keys; }
    [[nodiscard]] const QString& folder() const { return m_folder; }
    /// What lies under it, for whoever checks it from outside.
    [[nodiscard]] Ledger& ledger() { return *m_ledger; }

    Status together(const std::function<Status()>& work) override;
    Result<Imported> take(ReadyFrame frame, const VerifyKey& author, bool late) override;
    Status keep(const Signed<Receipt>& receipt) override;
    Result<Hash> digest(const NotebookId& notebook) override;
    Result<std::vector<Head>> heads(const NotebookId& notebook) override;
    Result<std::optional<Head>> head(const ChainId& chain) override;
    Result<QByteArray> framesAfter(const ChainId& chain, std::int64_t after, std::size_t bytes,
                                   Ledger::For whom) override;
    Result<VerifyReport> verify() override;
    BlobFolder& blobs() override { return *m_blobs; }
    Result<std::vector<BlobEntry>> blobEntries(const Hash& id) override;
    Result<std::vector<Hash>> blobsLacking(const std::set<NotebookId>& notebooks,
                                           const std::optional<VaultId>& author) override;
    Result<std::vector<ControlChange>> controls(const NotebookId& notebook) override;
    Result<std::vector<KeyEntry>> keysOf(const NotebookId& notebook,
                                         const SubjectId& subject) override;
    Result<SharedKey> key(const KeyId& id) override;
    Result<std::vector<Signed<Order>>> orders() override;
    Status keep(const Signed<Order>& order) override;
    Status carryOut() override;
    Result<std::vector<StoreHold>> holds() override;
    Status keep(const StoreHold& hold) override;
    Result<std::vector<Confirmation>> confirmations() override;
    Status keep(const Confirmation& confirmation) override;
    Result<int> oldestProtocol() override;
    Status keepOldestProtocol(int protocol) override;
    Result<std::vector<Signed<Roster>>> rosters() override;
    Result<std::optional<Signed<Roster>>> roster(const NotebookId& notebook) override;
    Status keep(const Signed<Roster>& roster) override;
    Result<std::vector<Signed<Roster>>> rostersEver(const NotebookId& notebook) override;
    Status remember(const Signed<Roster>& roster) override;
    Status keep(const Signed<Certificate>& certificate) override;
    Result<std::vector<Signed<Certificate>>> certificates() override;
    Result<std::optional<Signed<Certificate>>> certificate(const VaultId& vault) override;
    Result<std::vector<Person>> people() override;
    Result<std::optional<Person>> person(const PersonId& id) override;
    Status keep(const Person& person) override;
    Status keep(const IssuedCode& code) override;
    Result<std::optional<IssuedCode>> code(const std::array<std::uint8_t, 16>& name) override;
    Status useCode(const std::array<std::uint8_t, 16>& name, const QByteArray& request,
                   const QByteArray& answer, const Signed<Certificate>& certificate) override;

  private:
    EmbeddedShelf(QString folder, std::unique_ptr<Ledger> ledger, std::unique_ptr<Database> admin,
                  std::unique_ptr<BlobFolder> blobs)
        : m_folder(std::move(folder)),
          m_ledger(std::move(ledger)),
          m_admin(std::move(admin)),
          m_blobs(std::move(blobs)) {}
    static Result<std::unique_ptr<EmbeddedShelf>> openFiles(const QString& folder,
                                                            const SecretBytes& master,
                                                            Database::Options::Mode mode,
                                                            Random& random);
    Status write(const std::function<Status()>& work);
    Status makeKeys(const QString& name, const Clock& clock, Random& random);
    Status readKeys();
    Status sweepErased();
    Status rememberAll();

    QString m_folder;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<Database> m_admin;
    std::unique_ptr<BlobFolder> m_blobs;
    std::unique_ptr<StoreKeys> m_keys;
};

}  // namespace candour
