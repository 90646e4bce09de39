using Ayni.Testing;

namespace Ayni.Cluster.Tests.Processes;

/// <summary>A gateway or a silo, which may be started again at the same ports or at others.</summary>
/// <param name="Name">What a report calls it.</param>
/// <param name="IsGateway">True for a gateway, which holds a silo too.</param>
/// <param name="SiloPort">Port for silos.</param>
/// <param name="ClientPort">Port for Orleans' clients.</param>
/// <param name="HttpPort">Port of a gateway.</param>
internal sealed record Member(string Name, bool IsGateway, int SiloPort, int ClientPort, int HttpPort)
{
    public Uri Address => new($"http://127.0.0.1:{HttpPort}");

    public static Member Gateway(string name) => Make(name, isGateway: true);

    public static Member Silo(string name) => Make(name, isGateway: false);

    /// <summary>The same one at other ports.</summary>
    public Member AtOtherPorts() => Make(Name, IsGateway);

    private static Member Make(string name, bool isGateway) =>
        new(name, isGateway, FreePorts.Next(), FreePorts.Next(), FreePorts.Next());
}
