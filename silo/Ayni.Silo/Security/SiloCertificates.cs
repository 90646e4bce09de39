using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ayni.Silo.Security;

/// <summary>This process's certificate, and who else has one of the same authority.</summary>
internal sealed partial class SiloCertificates
{
    // Anybody may connect and show what he likes.
    private const int MaxTold = 1_000;

    private readonly X509Certificate2Collection _roots = [];
    private readonly X509Certificate2Collection _between = [];
    private readonly ConcurrentDictionary<(string Name, string Reason), bool> _told = [];

    private SiloCertificates(X509Certificate2 own, X509Certificate2Collection authority)
    {
        Own = own;
        foreach (var certificate in authority)
            (certificate.SubjectName.RawData.SequenceEqual(certificate.IssuerName.RawData) ? _roots : _between)
                .Add(certificate);
    }

    /// <summary>Shown to the other end of every connection.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>Where it is said who was refused; set once there is a log.</summary>
    public ILogger? Log { get; set; }

    /// <summary>Reads the files.</summary>
    /// <exception cref="ArgumentException">One is missing or wrong, or the certificate is not of the authority.
    /// </exception>
    public static SiloCertificates Read(SiloTlsOptions options)
    {
        if (options.Certificate is not { } path)
            throw Invalid(nameof(options.Certificate), null, "name the file of this process's certificate");
        if (options.Authority is not { } authority)
            throw Invalid(nameof(options.Authority), null, "name the PEM file of the authority that issued it");
        var known = new X509Certificate2Collection();
        Try(nameof(options.Authority), authority, () =>
        {
            known.ImportFromPemFile(authority);
            return known.Count > 0 ? true : throw new CryptographicException("It holds no certificate.");
        });
        var own = Try(nameof(options.Certificate), path, () => ReadOwn(path, options));
        var certificates = new SiloCertificates(own, known);
        if (!own.HasPrivateKey)
            throw Invalid(nameof(options.Certificate), path, "it has no private key; give a file with it, or Key");
        return certificates.ProblemOf(own) is { } problem
            ? throw Invalid(nameof(options.Certificate), path, $"it is not good under {authority}: {problem}")
            : certificates;
    }

    /// <summary>True for a certificate of the authority that holds now; whatever its name.</summary>
    public bool Admits(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (ProblemOf(certificate) is not { } problem)
            return true;
        if (Log is { } log && _told.Count < MaxTold && _told.TryAdd((certificate.Subject, problem), true))
            LogRefused(log, certificate.Subject, certificate.Issuer, problem);
        return false;
    }

    private string? ProblemOf(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots);
        chain.ChainPolicy.ExtraStore.AddRange(_between);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate)
            ? null
            : string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct());
    }

    private static X509Certificate2 ReadOwn(string path, SiloTlsOptions options)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is ".pfx" or ".p12")
            return X509CertificateLoader.LoadPkcs12FromFile(path, options.Password);
        using var certificate = options.Password is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(path, password, options.Key)
            : X509Certificate2.CreateFromPemFile(path, options.Key);
        // Windows' TLS takes no key that was never in a store; through PKCS #12 it is in one.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static T Try<T>(string name, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or ArgumentException
            or UnauthorizedAccessException)
        {
            throw Invalid(name, path, $"it cannot be read: {problem.Message}", problem);
        }
    }

    private static ArgumentException Invalid(string name, string? path, string problem, Exception? inner = null)
    {
        var value = path is null ? "not set" : $"'{path}'";
        return new ArgumentException(
            $"{SiloTlsOptions.Section}:{name} is {value}: {problem.TrimEnd('.')}. Correct it, or leave all of "
            + $"{SiloTlsOptions.Section} out for connections without TLS.",
            inner);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A connection between silos is refused: the other end shows {Subject}, issued by {Issuer}, which is "
            + "not good under Ayni:SiloTls:Authority: {Problem} Give both ends certificates of one authority.")]
    private static partial void LogRefused(ILogger log, string subject, string issuer, string problem);
}
