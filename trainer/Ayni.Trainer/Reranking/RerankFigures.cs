using Ayni.Recommenders;

namespace Ayni.Trainer.Reranking;

/// <summary>What a study measures of every shopper, and what the trees looked at.</summary>
internal sealed class RerankFigures(IReadOnlyList<string> parts, int shoppers)
{
    private readonly List<int> _trees = [];
    private double[] _sizes = [];
    private IReadOnlyList<string> _names = [];
    private long _explained;

    public IReadOnlyList<string> PartNames => parts;

    /// <summary>NDCG by each part alone: parts × shoppers.</summary>
    public double[][] Parts { get; } = [.. parts.Select(_ => new double[shoppers])];

    public double[] Blend { get; } = new double[shoppers];

    public double[] Reranked { get; } = new double[shoppers];

    /// <summary>Trees of each fold.</summary>
    public IReadOnlyList<int> Trees => _trees;

    /// <summary>Greatest distance of a score and the sum of its parts.</summary>
    public double LargestGap { get; private set; }

    /// <summary>Features with the mean size of their parts of the shown candidates' scores, greatest first.</summary>
    public IReadOnlyList<(string Feature, double Size)> Reasons =>
    [
        .. _names.Select((name, place) => (name, _sizes[place] / Math.Max(1, _explained)))
            .OrderByDescending(reason => reason.Item2)
            .ThenBy(reason => reason.name, StringComparer.Ordinal),
    ];

    public void AddTrees(int count) => _trees.Add(count);

    /// <summary>Explains the candidates that would be shown.</summary>
    public void AddReasons(TreeEnsemble ranker, float[] rows, double[] scores, int cutoff)
    {
        (_names, _sizes) = (ranker.Names, _sizes.Length == 0 ? new double[ranker.Names.Count] : _sizes);
        var bias = ranker.Bias;
        var parts = new double[_names.Count];
        foreach (var place in Enumerable.Range(0, scores.Length).OrderByDescending(place => scores[place]).Take(cutoff))
        {
            ranker.Explain(rows.AsSpan(place * parts.Length, parts.Length), parts);
            LargestGap = Math.Max(LargestGap, Math.Abs(bias + parts.Sum() - scores[place]));
            for (var part = 0; part < parts.Length; part++)
                _sizes[part] += Math.Abs(parts[part]);
            _explained++;
        }
    }
}
