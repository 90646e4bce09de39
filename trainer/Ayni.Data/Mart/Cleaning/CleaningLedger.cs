using Ayni.Data.Mart.Tables;

namespace Ayni.Data.Mart.Cleaning;

/// <summary>Counts what rules find. Shoppers come one after the other.</summary>
internal sealed class CleaningLedger
{
    private const int MaxExamples = 3;

    private readonly SortedDictionary<(string Step, string Rule), Entry> _entries = [];

    /// <summary>Rows dropped so far.</summary>
    public long Dropped { get; private set; }

    public IReadOnlyList<RuleCount> Counts =>
    [
        .. _entries.Select(pair => new RuleCount(
            pair.Key.Step, pair.Key.Rule, pair.Value.Action, pair.Value.Rows, pair.Value.Users,
            [.. pair.Value.Examples])),
    ];

    /// <summary>Counts a row; also drops it, as the action says.</summary>
    public void Count(string step, string rule, RuleAction action, MartEvent row)
    {
        if (!_entries.TryGetValue((step, rule), out var entry))
            _entries.Add((step, rule), entry = new Entry { Action = action });
        entry.Rows++;
        if (action == RuleAction.Drop)
            Dropped++;
        if (!string.Equals(entry.LastUser, row.UserId, StringComparison.Ordinal))
            entry.Users++;
        entry.LastUser = row.UserId;
        entry.Examples.Add(row.Position);
        if (entry.Examples.Count > MaxExamples)
            entry.Examples.Remove(entry.Examples.Max);
    }

    private sealed class Entry
    {
        public required RuleAction Action { get; init; }

        public long Rows { get; set; }

        public long Users { get; set; }

        public string? LastUser { get; set; }

        public SortedSet<long> Examples { get; } = [];
    }
}
