using System.Collections.Frozen;
using System.Text.Json;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Wire.Json;
using Ayni.Wire.Problems;

namespace Ayni.Wire.Events;

/// <summary>Reads one event, an array of events, or <c>{"events": […]}</c>; all are valid or none is taken.</summary>
internal sealed class EventParser(TimeProvider clock)
{
    private const string TypeField = "interaction_type";

    private const string UnknownType = "Unknown type.";

    private static readonly IReadOnlySet<string> NoIds = FrozenSet<string>.Empty;

    /// <summary>What other systems call a field of an event.</summary>
    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string>
    {
        ["id"] = "event_id",
        ["user"] = "user_id",
        ["customer_id"] = "user_id",
        ["item"] = "product_id",
        ["item_id"] = "product_id",
        ["product"] = "product_id",
        ["event"] = "interaction_type",
        ["event_type"] = "interaction_type",
        ["type"] = "interaction_type",
        ["quantity"] = "interaction_score",
        ["rating"] = "interaction_score",
        ["score"] = "interaction_score",
        ["time"] = "timestamp_interaction",
        ["timestamp"] = "timestamp_interaction",
        ["duration"] = "interaction_duration",
        ["review"] = "review_text",
        ["comment"] = "review_text",
        ["search_query"] = "query",
        ["order"] = "order_id",
    }.ToFrozenDictionary();

    /// <summary>Whether something was refused for a type that was not among the shop's own.</summary>
    public static bool IsOfUnknownType(RefusalException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Errors?.Any(error => error.Problem == UnknownType) == true;
    }

    /// <summary>Reads the body of a request.</summary>
    /// <param name="body">What came.</param>
    /// <param name="idempotencyKey">What ids are made from; null: they are new each time.</param>
    /// <param name="own">The shop's own types.</param>
    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public EventBatch Parse(JsonElement body, string? idempotencyKey, TypeWeights own)
    {
        var derived = new HashSet<string>(StringComparer.Ordinal);
        var batch = Parse(body, index => MakeId(idempotencyKey, index ?? 0, derived), time: null, own);
        return batch with { DerivedIds = derived };
    }

    /// <summary>Reads events, whichever way they came.</summary>
    /// <param name="body">What came.</param>
    /// <param name="makeId">
    /// Makes the id of an event without one, from its place in an array or null outside one; null: it must have one.
    /// </param>
    /// <param name="time">When an event without a time happened; null, or too far ahead: now.</param>
    /// <param name="own">The shop's own types.</param>
    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public EventBatch Parse(JsonElement body, Func<int?, string?> makeId, DateTimeOffset? time, TypeWeights own)
    {
        var ignored = new List<string>();
        var (events, path) = Unwrap(body, ignored);
        if (events.Count is 0 or > EventLimits.MaxEvents)
        {
            throw new RefusalException(
                events.Count == 0 ? ErrorCodes.Invalid : ErrorCodes.TooLarge,
                $"The request holds {events.Count} events. Send 1 to {EventLimits.MaxEvents} in one request.");
        }

        var problems = new List<FieldProblem>();
        var interactions = new List<Interaction>(events.Count);
        for (var index = 0; index < events.Count && problems.Count < EventLimits.MaxProblems; index++)
        {
            var at = path is null ? "" : $"{path}[{index}]";
            if (FieldReader.Open(events[index], at, problems) is not { } fields)
                continue;
            var place = path is null ? (int?)null : index;
            interactions.Add(Read(fields, () => makeId(place), time, own));
            ignored.AddRange(
                fields.RefuseMisspelt(OtherNames).Take(EventLimits.MaxIgnoredFields - ignored.Count));
        }

        return problems.Count == 0
            ? new EventBatch(interactions, NoIds, ignored)
            : throw RefusalException.OfFields(problems);
    }

    // The path is null for a single event, whose fields are named without a prefix.
    private static (IReadOnlyList<JsonElement> Events, string? Path) Unwrap(JsonElement body, List<string> ignored)
    {
        if (body.ValueKind == JsonValueKind.Array)
            return ([.. body.EnumerateArray()], "");
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("events", out var events))
            return ([body], null);
        ignored.AddRange(body.EnumerateObject().Select(field => field.Name).Where(name => name != "events")
            .Take(EventLimits.MaxIgnoredFields));
        return events.ValueKind == JsonValueKind.Array
            ? ([.. events.EnumerateArray()], "events")
            : throw RefusalException.OfField(
                "events", events.GetRawText(), "Not an array.", "Send an array of events.");
    }

    private Interaction Read(FieldReader fields, Func<string?> makeId, DateTimeOffset? time, TypeWeights own)
    {
        var type = ReadType(fields, own, out var ownName);
        var interaction = new Interaction
        {
            EventId = fields.Id("event_id") ?? MakeIdOrRefuse(fields, makeId),
            UserId = fields.Id("user_id", required: true) ?? "",
            ProductId = fields.Id("product_id", required: type is not (null or InteractionType.Search)),
            Type = type ?? default,
            Score = ReadScore(fields, type),
            Timestamp = ReadTime(fields, time),
            Duration = ReadDuration(fields),
            Query = fields.Text("query", Interaction.MaxQueryLength, required: type is InteractionType.Search),
            OrderId = fields.Id("order_id"),
            CustomType = ownName,
            ReviewText = ReadReview(fields, type),
        };
        return interaction;
    }

    private static TimeSpan? ReadDuration(FieldReader fields) =>
        fields.Number("interaction_duration", 0, InteractionRules.MaxDuration.TotalSeconds) is { } seconds
            ? ToMilliseconds(seconds)
            : null;

    // What the log keeps, so that an event sent again equals the one it kept.
    private static TimeSpan ToMilliseconds(double seconds) =>
        TimeSpan.FromTicks((long)Math.Round(seconds * 1000) * TimeSpan.TicksPerMillisecond);

    private static InteractionType? ReadType(FieldReader fields, TypeWeights own, out string? ownName)
    {
        ownName = null;
        if (fields.Text(TypeField, Interaction.MaxIdLength, required: true) is not { } name)
            return null;
        if (InteractionTypeNames.TryParse(name, out var type))
            return type;
        if (own.Find(name) is { } declared)
        {
            ownName = declared.Name;
            return InteractionType.Custom;
        }

        fields.Refuse(TypeField, UnknownType, RemedyOf(name, own));
        return null;
    }

    private static string RemedyOf(string name, TypeWeights own)
    {
        var names = own.Select(type => type.Name).ToArray();
        var guess = InteractionTypeNames.Meant(name, names) is { } meant ? $"Did you mean {meant}? " : "";
        return $"{guess}Send one of: {string.Join(", ", InteractionTypeNames.BuiltIn.Concat(names))}; or declare it: "
            + "PUT /v1/interaction-types/{name}.";
    }

    private static string? ReadReview(FieldReader fields, InteractionType? type)
    {
        const string Field = "review_text";
        var text = fields.Text(Field, Interaction.MaxReviewTextLength);
        if (text is null || type != InteractionType.Search)
            return text;
        fields.Refuse(Field, "A search is no review.", "Send its text as query.");
        return null;
    }

    private static double? ReadScore(FieldReader fields, InteractionType? type)
    {
        var isRating = type is InteractionType.Rating;
        if (isRating && (!fields.Has("interaction_score") || fields.IsNull("interaction_score")))
            fields.Refuse("interaction_score", "Missing.", "Send the rating, 1 to 5.");
        var score = fields.Number(
            "interaction_score",
            isRating ? InteractionRules.MinRating : 0,
            isRating ? InteractionRules.MaxRating : InteractionRules.MaxQuantity);
        if (type is InteractionType.Purchase && score is 0)
            fields.Refuse("interaction_score", "A purchase of nothing.", "Send the quantity, over 0, or leave it out.");
        if (type is { } taking && StandingInteractions.TakesBack(taking) && score is 0)
        {
            fields.Refuse(
                "interaction_score", "Nothing is taken back.", "Send the quantity, over 0; leave it out for all.");
        }

        return score;
    }

    private DateTimeOffset ReadTime(FieldReader fields, DateTimeOffset? time)
    {
        const string Name = "timestamp_interaction";
        var now = WireTime.ToMilliseconds(clock.GetUtcNow());
        if (fields.Raw(Name) is not { } value)
            return time is { } known && known <= now + InteractionRules.MaxAhead ? WireTime.ToMilliseconds(known) : now;
        if (WireTime.Parse(value) is not { } sent)
            fields.Refuse(Name, "Not a time.", WireTime.Remedy);
        else if (sent > now + InteractionRules.MaxAhead)
        {
            fields.Refuse(
                Name, $"More than one day ahead of {now:O}.",
                "Send the time it happened; check the clock and the unit.");
        }
        else
            return sent;
        return now;
    }

    private static string MakeIdOrRefuse(FieldReader fields, Func<string?> makeId)
    {
        if (makeId() is { } id)
            return id;
        if (!fields.Has("event_id") || fields.IsNull("event_id"))
            fields.Refuse("event_id", "Missing, and the message has no id.", "Send one of both.");
        return "";
    }

    private string MakeId(string? idempotencyKey, int index, HashSet<string> derived)
    {
        if (idempotencyKey is null)
            return EventIds.Make(clock.GetUtcNow());
        var id = EventIds.Derive(idempotencyKey, index);
        derived.Add(id);
        return id;
    }
}
