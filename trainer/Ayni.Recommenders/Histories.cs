using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>What every model asks of the histories it is given, and of what it is asked to explain.</summary>
internal static class Histories
{
    /// <summary>Refuses histories over other items, or with bad weights in the rows asked for.</summary>
    public static void Require(CsrMatrix histories, ReadOnlySpan<int> rows, int items)
    {
        ArgumentNullException.ThrowIfNull(histories);
        if (histories.Columns != items)
        {
            throw new ArgumentException(
                $"The histories have {histories.Columns} items, but the model was fitted on {items}: number items as "
                + "in the fitted matrix.",
                nameof(histories));
        }

        foreach (var row in rows)
            InvalidWeightException.ThrowIfAny(histories, row);
    }

    /// <summary>Refuses a user or an item that the model does not know.</summary>
    public static void RequirePair(int user, int users, int item, int items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(user);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(user, users);
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, items);
    }
}
