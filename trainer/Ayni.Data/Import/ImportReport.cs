using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>
/// What became of every row of a file: <see cref="Read"/> = <see cref="Kept"/> + <see cref="Refused"/>.
/// </summary>
public sealed class ImportReport
{
    /// <summary>Longest value quoted, in characters.</summary>
    public const int MaxValueLength = 80;

    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _types = new(StringComparer.Ordinal);
    private readonly List<BadRow> _rows = [];
    private readonly int _rowsPerReason;

    /// <summary>Makes an empty one.</summary>
    /// <param name="rowsPerReason">Rows quoted in full for each reason.</param>
    public ImportReport(int rowsPerReason) => _rowsPerReason = rowsPerReason;

    /// <summary>Rows read, the header apart.</summary>
    public long Read { get; private set; }

    /// <summary>Rows that became an interaction or a product.</summary>
    public long Kept => Read - Refused;

    /// <summary>Rows that did not.</summary>
    public long Refused { get; private set; }

    /// <summary>Number of refused rows by reason; they sum to <see cref="Refused"/>.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    /// <summary>The first rows refused for each reason, in order of the file.</summary>
    public IReadOnlyList<BadRow> Rows => _rows;

    /// <summary>Rows kept by the name of their type; empty of products.</summary>
    public IReadOnlyDictionary<string, long> Types => _types;

    internal void CountRead() => Read++;

    internal void CountKept(Interaction interaction)
    {
        var name = InteractionTypeNames.Of(interaction);
        _types.TryGetValue(name, out var count);
        _types[name] = count + 1;
    }

    internal void Refuse(RowPlace place, Refusal refusal)
    {
        Refused++;
        _reasons.TryGetValue(refusal.Reason, out var count);
        _reasons[refusal.Reason] = count + 1;
        if (count >= _rowsPerReason)
            return;
        var value = refusal.Value is { Length: > MaxValueLength } text ? text[..MaxValueLength] + "…" : refusal.Value;
        _rows.Add(new BadRow(place.Line, refusal.Column, value, refusal.Reason, place.File));
    }
}
