using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// One part of a model: for every item its neighbours and how much it speaks for each. Never changed after it was made.
/// </summary>
public sealed class NeighbourPart
{
    /// <summary>Checks and keeps a table.</summary>
    /// <param name="name">Name, such as <see cref="PartNames.Ease"/>.</param>
    /// <param name="neighbours">
    /// Items × items: the item met is the row, the item it speaks for the column, the value finite and not 0.
    /// </param>
    /// <param name="weighting">How a history's entries count.</param>
    /// <exception cref="ArgumentException">Table or weighting cannot be scored with: why.</exception>
    public NeighbourPart(string name, CsrMatrix neighbours, HistoryWeighting weighting)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(neighbours);
        ArgumentNullException.ThrowIfNull(weighting);
        if (neighbours.Rows != neighbours.Columns)
        {
            throw new ArgumentException(
                $"Part '{name}' is {neighbours.Rows} × {neighbours.Columns}; it must be items × items.",
                nameof(neighbours));
        }

        for (var item = 0; item < neighbours.Rows; item++)
        {
            if (neighbours.Contains(item, item))
                throw new ArgumentException($"Part '{name}': item {item} is its own neighbour.", nameof(neighbours));
            foreach (var weight in neighbours.RowValues(item))
            {
                if (!float.IsFinite(weight) || weight == 0)
                {
                    throw new ArgumentException(
                        $"Part '{name}': item {item} has a neighbour of weight {weight}.", nameof(neighbours));
                }
            }
        }

        (Name, Neighbours, Weighting) = (name, neighbours, weighting.Validated());
    }

    /// <summary>Name of the part.</summary>
    public string Name { get; }

    /// <summary>Items × items: the row speaks for the columns.</summary>
    public CsrMatrix Neighbours { get; }

    /// <summary>How a history's entries count.</summary>
    public HistoryWeighting Weighting { get; }

    /// <summary>An item's neighbours: weight descending, then index.</summary>
    public ScoredIndex[] BestOf(int item)
    {
        var columns = Neighbours.RowColumns(item);
        var values = Neighbours.RowValues(item);
        var best = new ScoredIndex[columns.Length];
        for (var entry = 0; entry < best.Length; entry++)
            best[entry] = new ScoredIndex(columns[entry], values[entry]);
        Array.Sort(best);
        return best;
    }
}
