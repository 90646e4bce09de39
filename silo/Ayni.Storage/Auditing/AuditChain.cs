using System.Globalization;
using Ayni.Domain.Auditing;

namespace Ayni.Storage.Auditing;

/// <summary>Follows the hashes from row to row.</summary>
internal sealed class AuditChain
{
    private byte[] _hash = new byte[AuditRow.HashBytes];
    private long _rows;
    private string? _problem;

    /// <summary>Number of the first row that is not right; null: none so far.</summary>
    public long? BrokenAt { get; private set; }

    /// <summary>The next row, as it is stored.</summary>
    public void Add(AuditRow row, byte[] hash)
    {
        var expected = _rows + 1;
        _rows++;
        if (row.Number != expected)
            Break(expected, "The row is missing.");
        else if (!row.HashAfter(_hash).AsSpan().SequenceEqual(hash))
            Break(expected, "The row, or its hash, is not what was written.");
        else
            _hash = hash;
    }

    /// <summary>The end: what the head says of the newest row.</summary>
    public AuditVerdict Judge(long head, byte[] headHash)
    {
        if (BrokenAt is null && _rows < head)
            Break(_rows + 1, "The row is missing.");
        if (BrokenAt is null && !_hash.AsSpan().SequenceEqual(headHash))
            Break(head, "The head does not have the hash of the newest row.");
        return new AuditVerdict(_rows, head, Convert.ToHexStringLower(headHash), BrokenAt, _problem);
    }

    private void Break(long number, string problem) =>
        (BrokenAt, _problem) = (number, string.Create(CultureInfo.InvariantCulture, $"Row {number}: {problem}"));
}
