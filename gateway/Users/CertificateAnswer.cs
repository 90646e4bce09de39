using Ayni.Domain.Erasures;

namespace Ayni.Gateway.Users;

/// <summary>Proves an erasure; names nobody.</summary>
/// <param name="Id">Names the certificate.</param>
/// <param name="ErasedAt">What is dated up to here is dropped.</param>
/// <param name="Position">End of the log then: nothing of the shopper stands at or before it.</param>
/// <param name="Counts">Records erased, by kind; reviews and searches are among the interactions.</param>
/// <param name="Digest">
/// HMAC-SHA-256 of the above and of the digest before, under the store's key: reading the certificate verifies it.
/// </param>
public sealed record CertificateAnswer(
    string Id, DateTimeOffset ErasedAt, long Position, IReadOnlyDictionary<string, long> Counts, string Digest)
{
    /// <summary>The wire form of a certificate.</summary>
    public static CertificateAnswer From(ErasureCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new CertificateAnswer(
            certificate.Id, certificate.ErasedAt, certificate.Position, certificate.Counts, certificate.Digest);
    }
}
