namespace Ayni.Gateway.Users;

/// <summary>What was erased, and what is still to be.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="ErasedInteractions">Interactions taken out of the log.</param>
/// <param name="Certificate">What proves it; kept, and readable at <c>/v1/erasures/{id}</c>.</param>
/// <param name="FoldersPending">
/// Folders made of the log, such as marts, that may hold interactions of erased shoppers: this one's or others'.
/// </param>
/// <param name="FoldersDueAt">
/// When this gateway begins to rewrite those that it sees; null: there is none, or it rewrites none. Those of other
/// machines are rewritten there.
/// </param>
public sealed record ErasureAnswer(
    string UserId,
    long ErasedInteractions,
    CertificateAnswer Certificate,
    int FoldersPending,
    DateTimeOffset? FoldersDueAt);
