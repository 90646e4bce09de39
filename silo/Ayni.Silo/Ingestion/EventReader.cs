using System.Globalization;
using Ayni.Domain;
using Ayni.Domain.Interactions;
using Ayni.Grains.Interactions;
using Ayni.Silo.Ingestion.Protocol;
using Ayni.Wire.Events;
using Ayni.Wire.Json;
using Ayni.Wire.Problems;

namespace Ayni.Silo.Ingestion;

/// <summary>Reads messages with the reader of <c>POST /v1/events</c>.</summary>
internal sealed class EventReader(TimeProvider clock, IOwnTypes types) : IEventReader
{
    private readonly EventParser _parser = new(clock);

    // From then on the registry pushes. A message read without it would be refused for good.
    public Task PrepareAsync(CancellationToken cancellationToken) => types.RefreshAsync(cancellationToken);

    public (IReadOnlyList<Interaction> Interactions, MessageProblem? Problem) Read(
        ReadOnlyMemory<byte> message, EventDefaults defaults)
    {
        if (message.Length > EventLimits.MaxBodyBytes)
        {
            return ([], new MessageProblem(
                "$", $"Has {message.Length} bytes. Send at most {EventLimits.MaxBodyBytes} in one message."));
        }

        try
        {
            using var document = JsonDocuments.Parse(message);
            var batch = _parser.Parse(
                document.RootElement, place => IdOf(defaults.Id, place), defaults.Time, types.Current);
            return (batch.Interactions, null);
        }
        catch (RefusalException refusal)
        {
            return ([], refusal.Errors is [var first, ..]
                ? new MessageProblem(first.Field, $"{first.Problem} {first.Remedy}")
                : new MessageProblem("$", refusal.Message));
        }
    }

    // A name that is no id (a topic's may have 249 characters) still gives one that is the same each time.
    private static string? IdOf(string? message, int? place)
    {
        if (message is null)
            return null;
        var id = place is { } index ? string.Create(CultureInfo.InvariantCulture, $"{message}-{index}") : message;
        return ExternalIds.ProblemOf(id) is null ? id : EventIds.Derive(message, place ?? 0);
    }
}
