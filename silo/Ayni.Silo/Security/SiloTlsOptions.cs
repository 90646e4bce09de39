namespace Ayni.Silo.Security;

/// <summary>
/// How silos, and clients of the cluster, know each other; configuration section <c>Ayni:SiloTls</c>. Nothing set:
/// connections between them are neither encrypted nor authenticated.
/// </summary>
public sealed record SiloTlsOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:SiloTls";

    /// <summary>File of this process's certificate: <c>.pfx</c> or <c>.p12</c> with its key, else PEM.</summary>
    public string? Certificate { get; init; }

    /// <summary>File of the key of a PEM certificate; null: the certificate's file holds it too.</summary>
    public string? Key { get; init; }

    /// <summary>Password of the PFX or of the key; null: it has none.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// PEM file of the authority that issues the certificates of this cluster's processes and of nothing else, with
    /// those in between if there are any. Whoever shows a certificate of it is a member, whatever the name on it.
    /// </summary>
    public string? Authority { get; init; }

    /// <summary>Connections are encrypted, and both ends show a certificate.</summary>
    public bool IsOn => Certificate is not null || Key is not null || Password is not null || Authority is not null;
}
