using System.Diagnostics.Metrics;
using Ayni.Domain.Interactions;
using Ayni.Silo.Telemetry;

namespace Ayni.Silo.Ingestion;

/// <summary>Counts what comes in, whichever way. Thread-safe; allocates nothing.</summary>
public sealed class EventMetrics
{
    private const int Accepted = 0;
    private const int Duplicate = 1;
    private const int Erased = 2;
    private const int Outcomes = 3;

    // By the number that the log stores.
    private static readonly string[] Types = ["unknown", "view", "cart", "purchase", "rating", "search"];
    private static readonly string[] OutcomeNames = ["accepted", "duplicate", "erased"];

    private readonly Counter<long> _events;
    private readonly Counter<long> _failures;

    /// <param name="meters">Makes the meter.</param>
    public EventMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(SiloInstruments.MeterName);
        _events = meter.CreateCounter<long>(
            SiloInstruments.Events, "{event}",
            "Events accepted, known already, dropped because their shopper was erased, or refused; a refused body or "
            + "message counts once.");
        _failures = meter.CreateCounter<long>(
            SiloInstruments.EventCommitFailures, "{commit}", "Commits of events that failed.");
    }

    /// <summary>A way in opens: no commit has failed yet, shown so that the first that does is a rise.</summary>
    public EventMetrics Open(string way)
    {
        _failures.Add(0, new KeyValuePair<string, object?>("way", way));
        return this;
    }

    /// <summary>The log has taken events.</summary>
    /// <param name="way">The way they came in by.</param>
    /// <param name="interactions">The events.</param>
    /// <param name="results">What the log said of each.</param>
    public void Taken(string way, IReadOnlyList<Interaction> interactions, IReadOnlyList<AppendResult> results)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(results);
        if (!_events.Enabled)
            return;
        Span<long> counts = stackalloc long[Types.Length * Outcomes];
        for (var i = 0; i < results.Count; i++)
            counts[(TypeOf(interactions[i]) * Outcomes) + OutcomeOf(results[i])]++;
        for (var cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] > 0)
                Add(counts[cell], way, OutcomeNames[cell % Outcomes], Types[cell / Outcomes]);
        }
    }

    /// <summary>Bodies or messages were refused for good; their type is unknown, for it may be what is wrong.</summary>
    public void Refused(string way, long count)
    {
        if (count > 0)
            Add(count, way, "refused", Types[0]);
    }

    /// <summary>A commit failed; consumers try it again, a client is told to.</summary>
    public void CommitFailed(string way) => _failures.Add(1, new KeyValuePair<string, object?>("way", way));

    private static int OutcomeOf(AppendResult result) =>
        result.IsErased ? Erased : result.IsDuplicate ? Duplicate : Accepted;

    private static int TypeOf(Interaction interaction) =>
        (int)interaction.Type is > 0 and var number && number < Types.Length ? number : 0;

    private void Add(long count, string way, string outcome, string type) =>
        _events.Add(count, new("way", way), new("outcome", outcome), new("type", type));
}
