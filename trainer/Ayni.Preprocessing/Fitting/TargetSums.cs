using Ayni.Preprocessing.Fitted;

namespace Ayni.Preprocessing.Fitting;

/// <summary>Targets added up by category.</summary>
internal sealed class TargetSums
{
    private readonly Dictionary<string, (double Sum, long Count)> _categories = new(StringComparer.Ordinal);
    private double _sum;
    private long _count;

    /// <summary>Mean of all of them; 0 of none.</summary>
    public double Prior => _count == 0 ? 0 : _sum / _count;

    /// <summary>The sums of several, added in their order.</summary>
    public static TargetSums Of(IEnumerable<TargetSums> parts)
    {
        var whole = new TargetSums();
        foreach (var part in parts)
        {
            whole._sum += part._sum;
            whole._count += part._count;
            foreach (var (category, (sum, count)) in part._categories)
                whole.Add(category, sum, count);
        }

        return whole;
    }

    public void Add(string? category, double target)
    {
        _sum += target;
        _count++;
        if (category is not null)
            Add(category, target, 1);
    }

    /// <summary>The smoothed mean of a category; the prior of an unknown one.</summary>
    public double MeanOf(string? category, double smoothing) =>
        category is not null && _categories.TryGetValue(category, out var sums) && sums.Count + smoothing > 0
            ? (sums.Sum + (smoothing * Prior)) / (sums.Count + smoothing)
            : Prior;

    /// <summary>Every category, by name.</summary>
    public IEnumerable<CategoryMean> Categories(double smoothing) => _categories.Keys.Order(StringComparer.Ordinal)
        .Select(category => new CategoryMean(category, MeanOf(category, smoothing)));

    private void Add(string category, double sum, long count)
    {
        var before = _categories.GetValueOrDefault(category);
        _categories[category] = (before.Sum + sum, before.Count + count);
    }
}
