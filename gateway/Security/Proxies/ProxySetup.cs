using System.Net;
using Ayni.Domain.Errors;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Ayni.Gateway.Security.Proxies;

/// <summary>
/// Whose word is taken for where a request came from: the proxies that are listed in <c>Ayni:Proxies</c>, addresses or
/// networks. Without a list nobody's: anybody can write the header.
/// </summary>
internal static class ProxySetup
{
    public const string Setting = "Ayni:Proxies";

    private static readonly char[] Separators = [',', ';', ' '];

    /// <summary>First of all that looks at an address or a scheme.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: neither an address nor a network.</exception>
    public static void UseListedProxies(this WebApplication app)
    {
        var networks = NetworksIn(app.Configuration);
        if (networks.Count == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // Through as many proxies as are listed; the first that is not is the caller.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <summary>Networks of the setting, either one text with commas or an item each.</summary>
    public static IReadOnlyList<IPNetwork> NetworksIn(IConfiguration configuration) =>
    [
        .. configuration.GetSection(Setting).AsEnumerable()
            .SelectMany(item => (item.Value ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Parse),
    ];

    private static IPNetwork Parse(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"{Setting} has '{text}': it must be addresses or networks, such as 10.0.0.7 or 10.0.0.0/24. Set "
                + "those of your proxies, or leave it out.");
    }
}
