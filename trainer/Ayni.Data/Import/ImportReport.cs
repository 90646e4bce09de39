using Ayni.Data.Import.Rejected;
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
    private readonly IRejectedRows? _rejected;

    /// <summary>Makes an empty one.</summary>
    /// <param name="rowsPerReason">Rows quoted in full for each reason.</param>
    /// <param name="rejected">Takes all of them; null: nobody does.</param>
    public ImportReport(int rowsPerReason, IRejectedRows? rejected = null)
        => (_rowsPerReason, _rejected) = (rowsPerReason, rejected);

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
        if (count >= _rowsPerReason && _rejected is null)
            return;
        var bad = new BadRow(
            place.Line, refusal.Column, Short(refusal.Value, MaxValueLength), refusal.Reason,
            place.IsOfSeveral ? place.File : null);
        if (count < _rowsPerReason)
            _rows.Add(bad);
        _rejected?.Add(new RejectedRow(
            place.File, place.Line, refusal.Reason, refusal.Column, Short(refusal.Value, RejectedRow.MaxValueLength),
            ImportRemedies.Of(refusal.Reason, bad)));
    }

    private static string? Short(string? value, int length)
        => value is not null && value.Length > length ? value[..length] + "…" : value;
}
