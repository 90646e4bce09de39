using Ayni.GrainInterfaces.Interactions;
using Orleans.Configuration;
using Orleans.Streams;

namespace Ayni.Silo.Ingestion.Streams;

/// <summary>Sets up the streams that interactions come in by.</summary>
internal static class InteractionStreams
{
    /// <summary>Section in which Orleans looks for the provider; ours is added where there is none.</summary>
    public const string Section = $"Orleans:Streaming:{InteractionStream.Provider}";

    /// <summary>Publications that are appended in one commit.</summary>
    public const int BatchPublications = 256;

    /// <summary>
    /// How long a delivery is tried again before the event is dropped: longer than any database is away.
    /// </summary>
    public static readonly TimeSpan MaxDeliveryTime = TimeSpan.FromDays(7);

    public static void Configure(ISiloBuilder silo)
    {
        if (!silo.Configuration.GetSection(Section).Exists())
            silo.AddMemoryStreams(InteractionStream.Provider);
        // By the provider's name, whichever it is.
        silo.Services.Configure<StreamPullingAgentOptions>(InteractionStream.Provider, agent =>
        {
            agent.BatchContainerBatchSize = BatchPublications;
            agent.MaxEventDeliveryTime = MaxDeliveryTime;
        });
        silo.Services.Configure<StreamPubSubOptions>(
            InteractionStream.Provider, subscriptions => subscriptions.PubSubType = StreamPubSubType.ImplicitOnly);
    }
}
