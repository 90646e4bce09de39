using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ayni.Testing;

/// <summary>A certificate authority that lives as long as a test, and what it issues.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Makes one.</summary>
    /// <param name="name">Its common name.</param>
    public TestAuthority(string name = "Test authority")
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Certificate = request.CreateSelfSigned(Yesterday, Yesterday.AddYears(1));
    }

    /// <summary>Its own certificate.</summary>
    public X509Certificate2 Certificate { get; }

    private static DateTimeOffset Yesterday => TimeProvider.System.GetUtcNow().AddDays(-1);

    /// <summary>Issues a certificate with its key, for a server and a client alike.</summary>
    /// <param name="name">Name of a host.</param>
    /// <param name="addresses">Addresses of the host.</param>
    public X509Certificate2 Issue(string name, params IPAddress[] addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        foreach (var address in addresses)
            names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(ServerAuthentication), new Oid(ClientAuthentication)], false));
        using var issued = request.Create(
            Certificate, Yesterday, Yesterday.AddDays(90), RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>Writes the authority's own certificate as PEM.</summary>
    public string Write(string folder)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.ca.pem");
        File.WriteAllText(path, Certificate.ExportCertificatePem());
        return path;
    }

    /// <summary>Issues a certificate and writes it and its key as PEM.</summary>
    public (string Certificate, string Key) WriteIssued(string folder, string name, params IPAddress[] addresses)
    {
        using var issued = Issue(name, addresses);
        using var key = issued.GetECDsaPrivateKey()!;
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.pem");
        File.WriteAllText(path, issued.ExportCertificatePem());
        File.WriteAllText(path + ".key", key.ExportPkcs8PrivateKeyPem());
        return (path, path + ".key");
    }

    /// <summary>Issues a certificate and writes it with its key as PFX.</summary>
    public string WriteIssuedPfx(string folder, string name, string password, params IPAddress[] addresses)
    {
        using var issued = Issue(name, addresses);
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.pfx");
        File.WriteAllBytes(path, issued.Export(X509ContentType.Pfx, password));
        return path;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
