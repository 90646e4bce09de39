using System.Net;
using System.Net.Sockets;

namespace Ayni.Silo.Hosting;

/// <summary>
/// Refuses ports that another process listens at. Orleans shares its ports, so a second silo at the same ones would
/// start, take itself for the first one restarted, and have the cluster end the first.
/// </summary>
internal sealed class FreePortsCheck(AyniSiloOptions options) : IConfigurationValidator
{
    /// <exception cref="ArgumentException">Names the setting, the port and the remedy.</exception>
    public void ValidateConfiguration()
    {
        Require(nameof(options.SiloPort), options.SiloPort);
        Require(nameof(options.GatewayPort), options.GatewayPort);
    }

    private static void Require(string name, int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Any, port);
            probe.Start();
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new ArgumentException(
                $"{AyniSiloOptions.Section}:{name} is {port}, and another process listens there. Stop that process, or "
                + $"set another port, as the environment variable {AyniSiloOptions.Section}__{name} for example.");
        }
    }
}
