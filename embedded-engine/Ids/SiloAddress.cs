using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Orleans.Runtime;

/// <summary>Address of one run of a silo.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    public IPEndPoint Endpoint { get; }

    public int Generation { get; }

    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    public static SiloAddress New(IPAddress address, int port, int generation) =>
        new(new IPEndPoint(address, port), generation);

    public int CompareTo(SiloAddress? other)
    {
        if (other is null)
            return 1;
        var byPort = Endpoint.Port.CompareTo(other.Endpoint.Port);
        if (byPort != 0)
            return byPort;
        var byGeneration = Generation.CompareTo(other.Generation);
        return byGeneration != 0
            ? byGeneration
            : string.CompareOrdinal(Endpoint.Address.ToString(), other.Endpoint.Address.ToString());
    }

    public bool Equals([NotNullWhen(true)] SiloAddress? other) =>
        other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => Endpoint.GetHashCode() ^ Generation;

    public string ToParsableString() => $"{Endpoint.Address}:{Endpoint.Port}@{Generation}";

    public override string ToString() => $"S{Endpoint.Address}:{Endpoint.Port}:{Generation}";
}
