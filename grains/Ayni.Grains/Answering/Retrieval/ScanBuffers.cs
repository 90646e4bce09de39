using System.Collections.Concurrent;
using Ayni.Filters;

namespace Ayni.Grains.Answering;

/// <summary>
/// Memory that a scan needs while it runs, reused: as many as scans ever ran at the same time. A buffer belongs to who
/// rented it, until it is disposed of.
/// </summary>
internal sealed class ScanBuffers : IDisposable
{
    private static readonly ConcurrentBag<ScanBuffers> Free = [];

    private ScanBuffers()
    {
    }

    /// <summary>Rows that may be given.</summary>
    public RowSet Eligible { get; } = new();

    /// <summary>Rows that some scorer said something about.</summary>
    public RowSet Said { get; } = new();

    /// <summary>Rows whose sums are exact where they were bounds at first.</summary>
    public RowSet Exact { get; } = new();

    /// <summary>Rows whose sums are to become exact.</summary>
    public RowSet Near { get; } = new();

    /// <summary>For one step.</summary>
    public RowSet Scratch { get; } = new();

    /// <summary>Sums by row.</summary>
    public float[] Totals { get; private set; } = [];

    /// <summary>Buffers for so many rows; the sums are 0.</summary>
    public static ScanBuffers Rent(int rows)
    {
        if (!Free.TryTake(out var buffers))
            buffers = new ScanBuffers();
        if (buffers.Totals.Length < rows)
            buffers.Totals = new float[rows];
        buffers.Clear(rows);
        return buffers;
    }

    /// <summary>Forgets sums and what was said.</summary>
    public void Clear(int rows)
    {
        Totals.AsSpan(0, rows).Clear();
        Said.Reset(rows);
    }

    /// <inheritdoc/>
    public void Dispose() => Free.Add(this);
}
