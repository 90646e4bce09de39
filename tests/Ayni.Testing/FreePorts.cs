using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ayni.Testing;

/// <summary>Ports nobody listens at, none given twice.</summary>
public static class FreePorts
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port of the loopback address.</summary>
    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, true))
                return port;
        }
    }
}
