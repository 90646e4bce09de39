using Ayni.Domain.Interactions;
using Ayni.Silo.Ingestion.Protocol;

namespace Ayni.Silo.Ingestion;

/// <summary>Reads the events of a message: JSON as <c>POST /v1/events</c> takes it.</summary>
internal interface IEventReader
{
    /// <summary>Learns what it has to know before the first message: the shop's own types.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <param name="message">One event, an array of them, or <c>{"events": […]}</c>, in UTF-8.</param>
    /// <param name="defaults">What stands in for fields that are left out.</param>
    /// <returns>The events, or why the message is refused: all of them are taken or none.</returns>
    (IReadOnlyList<Interaction> Interactions, MessageProblem? Problem) Read(
        ReadOnlyMemory<byte> message, EventDefaults defaults);
}
