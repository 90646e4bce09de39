namespace Ayni.Cluster.Tests.Load;

/// <summary>What is sent and how fast, whatever comes back.</summary>
internal sealed record LoadOptions
{
    /// <summary>Requests for recommendations a second.</summary>
    public required int ReadsPerSecond { get; init; }

    /// <summary>Requests that post one event, a second.</summary>
    public required int EventsPerSecond { get; init; }

    /// <summary>Share of the reads that ask for a shopper nobody has seen.</summary>
    public double UnknownShare { get; init; } = 0.2;

    /// <summary>Seed of who is asked for and what is posted.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Three reads to an event.</summary>
    public static LoadOptions Of(int requestsPerSecond) => new()
    {
        ReadsPerSecond = requestsPerSecond - (requestsPerSecond / 4),
        EventsPerSecond = requestsPerSecond / 4,
    };
}
