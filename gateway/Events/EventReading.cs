using System.Text.Json;
using Ayni.Grains.Interactions;

namespace Ayni.Gateway.Events;

/// <summary>
/// Reads bodies of events with the shop's own types. The registry is asked only for a type that is not known here, so
/// that events with the built-in ones depend on nothing but the log.
/// </summary>
internal sealed class EventReading(EventParser parser, OwnTypes types)
{
    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public async ValueTask<EventBatch> ReadAsync(
        JsonElement body, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var known = types.Current;
        try
        {
            return parser.Parse(body, idempotencyKey, known);
        }
        catch (RefusalException refusal) when (EventParser.IsOfUnknownType(refusal))
        {
            // It may have been declared at another gateway.
            var newest = await types.RefreshAsync(cancellationToken);
            if (newest.Equals(known))
                throw;
            return parser.Parse(body, idempotencyKey, newest);
        }
    }
}
