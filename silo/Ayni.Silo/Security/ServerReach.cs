using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Ayni.Silo.Security;

/// <summary>Whether others than this machine reach the program's web port.</summary>
public sealed class ServerReach(IServer server)
{
    private ICollection<string> Addresses => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    /// <summary>
    /// True if every address is a loopback one, and the request came in at one: while the server starts, not all of its
    /// addresses are known.
    /// </summary>
    public bool IsLocal(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Connection.LocalIpAddress is not { } local || IsLoopback(local)
            ? Addresses.All(IsLoopback)
            : false;
    }

    /// <summary>True of <c>localhost</c>, 127.0.0.0/8, <c>[::1]</c>, and a socket in the file system.</summary>
    /// <param name="address">Such as <c>http://localhost:5080</c> or <c>http://+:80</c>.</param>
    public static bool IsLoopback(string address)
    {
        var parsed = BindingAddress.Parse(address);
        return parsed.IsUnixPipe || parsed.IsNamedPipe
            || parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(parsed.Host, out var ip) && IsLoopback(ip));
    }

    private static bool IsLoopback(IPAddress ip) =>
        IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip);
}
