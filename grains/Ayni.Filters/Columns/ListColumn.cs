namespace Ayni.Filters.Columns;

/// <summary>Some texts a row of a chunk, by their numbers in a vocabulary, each once.</summary>
internal sealed class ListColumn : Column
{
    /// <summary>Where a row's codes begin; one more than rows.</summary>
    private readonly int[] _starts;
    private readonly int[] _codes;

    private ListColumn(int[] starts, int[] codes, int count)
    {
        _starts = starts;
        _codes = codes;
        Count = count;
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <summary>The codes of a row.</summary>
    public ReadOnlySpan<int> this[int row] => _codes.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>The codes of all rows, one after the other.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Where a row's codes begin in <see cref="Codes"/>; one more than rows.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>The column of some codes a row; null if no row has one.</summary>
    public static ListColumn? Of(ReadOnlySpan<int[]> rows)
    {
        var starts = new int[rows.Length + 1];
        var count = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            starts[row + 1] = starts[row] + rows[row].Length;
            count += rows[row].Length == 0 ? 0 : 1;
        }

        if (count == 0)
            return null;
        var codes = new int[starts[^1]];
        for (var row = 0; row < rows.Length; row++)
            rows[row].CopyTo(codes, starts[row]);
        return new ListColumn(starts, codes, count);
    }
}
