namespace Ayni.Recommenders;

/// <summary>What a re-ranker knows of a shopper, from the history that the parts are told too.</summary>
public sealed class ShopperTaste
{
    private const double SecondsPerDay = 86_400;

    private readonly ItemLabels _labels;
    private readonly Dictionary<int, int> _categories = [];
    private readonly Dictionary<int, int> _brands = [];
    private readonly float[] _mean;
    private readonly float[] _newest;
    private readonly int _newestCategory;

    /// <param name="history">What the shopper met; empty for somebody new.</param>
    /// <param name="secondsAgo">Seconds since the newest event; under 0 for one after the model's time.</param>
    /// <param name="labels">What the catalogue says.</param>
    public ShopperTaste(IReadOnlyList<HistoryEntry> history, int secondsAgo, ItemLabels labels)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(labels);
        _labels = labels;
        (_mean, _newest) = (new float[labels.Dimensions], new float[labels.Dimensions]);
        Items = history.Count;
        QuietDays = history.Count == 0 ? ItemFacts.Unknown : (float)(Math.Max(0, secondsAgo) / SecondsPerDay);
        var (prices, priced) = (0.0, 0);
        _newestCategory = -1;
        foreach (var entry in history)
        {
            if (labels.Prices[entry.Item] > 0)
                (prices, priced) = (prices + Math.Log(labels.Prices[entry.Item]), priced + 1);
            Count(_categories, labels.Categories[entry.Item]);
            Count(_brands, labels.Brands[entry.Item]);
            Add(_mean, entry.Item);
            if (entry.Age > 0)
                continue;
            Add(_newest, entry.Item);
            _newestCategory = labels.Categories[entry.Item];
        }

        MeanLogPrice = priced > 0 ? prices / priced : null;
        Normalize(_mean);
        Normalize(_newest);
    }

    /// <summary>Different items met.</summary>
    public int Items { get; }

    /// <summary>Days since the newest event, or <see cref="ItemFacts.Unknown"/>.</summary>
    public float QuietDays { get; }

    /// <summary>Mean of ln price over the items with one; null without.</summary>
    public double? MeanLogPrice { get; }

    /// <summary>Share of the items met that are in an item's category; −1 where it has none.</summary>
    public float CategoryShare(int item) => Share(_categories, _labels.Categories[item]);

    /// <summary>The same of its brand.</summary>
    public float BrandShare(int item) => Share(_brands, _labels.Brands[item]);

    /// <summary>1 where the newest item is in the same category, else 0.</summary>
    public float IsNewestCategory(int item) =>
        _newestCategory >= 0 && _labels.Categories[item] == _newestCategory ? 1 : 0;

    /// <summary>ln of an item's price over the shopper's usual one; 0 where one of them is not known.</summary>
    public float PriceRatio(int item) => MeanLogPrice is { } usual && _labels.Prices[item] > 0
        ? (float)(Math.Log(_labels.Prices[item]) - usual)
        : 0;

    /// <summary>Cosine of an item's text vector and the mean of those met; 0 where one says nothing.</summary>
    public float Likeness(int item) => Dot(_mean, item);

    /// <summary>The same with the newest items alone.</summary>
    public float LikenessToNewest(int item) => Dot(_newest, item);

    private static void Count(Dictionary<int, int> counts, int label)
    {
        if (label >= 0)
            counts[label] = counts.GetValueOrDefault(label) + 1;
    }

    private float Share(Dictionary<int, int> counts, int label) =>
        label < 0 ? ItemFacts.Unknown : Items == 0 ? 0 : (float)counts.GetValueOrDefault(label) / Items;

    private void Add(float[] sums, int item)
    {
        var vector = _labels.VectorOf(item);
        for (var element = 0; element < sums.Length; element++)
            sums[element] += vector[element];
    }

    private static void Normalize(float[] vector)
    {
        var squares = 0.0;
        foreach (var element in vector)
            squares += (double)element * element;
        for (var element = 0; element < vector.Length && squares > 0; element++)
            vector[element] = (float)(vector[element] / Math.Sqrt(squares));
    }

    private float Dot(float[] taste, int item)
    {
        var sum = 0.0;
        var vector = _labels.VectorOf(item);
        for (var element = 0; element < taste.Length; element++)
            sum += (double)taste[element] * vector[element];
        return (float)sum;
    }
}
