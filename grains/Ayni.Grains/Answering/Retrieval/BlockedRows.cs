using System.Runtime.CompilerServices;
using Ayni.Domain.Scenarios;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>Rows of the products that the shop blocks, looked up once for a set of ids. Thread-safe.</summary>
internal static class BlockedRows
{
    private static readonly ConditionalWeakTable<RowIds, Found> States = [];

    /// <summary>The rows, in no order.</summary>
    public static int[] Of(BlockedProducts blocked, RowIds ids)
    {
        ArgumentNullException.ThrowIfNull(blocked);
        ArgumentNullException.ThrowIfNull(ids);
        if (!States.TryGetValue(ids, out var found) || !ReferenceEquals(found.Blocked, blocked))
        {
            found = new Found(blocked, [.. blocked.Products.Select(ids.RowOf).Where(row => row >= 0)]);
            States.AddOrUpdate(ids, found);
        }

        return found.Rows;
    }

    private sealed record Found(BlockedProducts Blocked, int[] Rows);
}
