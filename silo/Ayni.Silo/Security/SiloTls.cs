using Orleans.Configuration;
using Orleans.Connections.Security;

namespace Ayni.Silo.Security;

/// <summary>
/// TLS between silos, and between silos and clients of the cluster: both ends show a certificate of the same authority.
/// </summary>
internal static class SiloTls
{
    // Silos meet by address, and a name is none of what makes a member.
    private const string NameAsked = "ayni-silo";

    /// <summary>Puts it into a silo, where it is set.</summary>
    /// <exception cref="ArgumentException">A file is missing or wrong.</exception>
    public static void Configure(ISiloBuilder silo)
    {
        if (CertificatesIn(silo.Configuration) is not { } certificates)
            return;
        silo.UseTls(options => Set(options, certificates));
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<ILoggerFactory>(
            (_, logs) => certificates.Log = logs.CreateLogger<SiloCertificates>());
    }

    /// <summary>Puts it into a client of the cluster, where it is set.</summary>
    /// <exception cref="ArgumentException">A file is missing or wrong.</exception>
    public static void Configure(IClientBuilder client)
    {
        if (CertificatesIn(client.Configuration) is not { } certificates)
            return;
        client.UseTls(options => Set(options, certificates));
        client.Services.AddOptions<ClientConnectionOptions>().Configure<ILoggerFactory>(
            (_, logs) => certificates.Log = logs.CreateLogger<SiloCertificates>());
    }

    private static SiloCertificates? CertificatesIn(IConfiguration configuration)
    {
        var options = configuration.GetSection(SiloTlsOptions.Section).Get<SiloTlsOptions>() ?? new();
        return options.IsOn ? SiloCertificates.Read(options) : null;
    }

    private static void Set(TlsOptions options, SiloCertificates certificates)
    {
        options.LocalCertificate = certificates.Own;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = certificates.Admits;
        options.OnAuthenticateAsClient = (_, ssl) => ssl.TargetHost = NameAsked;
    }
}
