using System.Collections.Concurrent;
using Ayni.Domain.Training;
using Ayni.Grains.Models;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// Scores by another version, all its parts: each user is folded into its item factors from the run's training pairs,
/// and its neighbour parts take the same history, the way serving does it. That version may have been trained on pairs
/// held out now: over all of them its figures flatter it and only inform. <see cref="ActiveComparison"/> decides, on
/// those it was not trained on. Thread-safe.
/// </summary>
internal sealed class ActiveScores
{
    private readonly ServedModel _version;
    private readonly CsrMatrix _train;
    private readonly JudgedHistories _histories;
    private readonly ImplicitAlsOptions _options;
    private readonly ImplicitAlsOptions _trainOptions;
    private readonly ConcurrentBag<SparseScores> _free = [];

    /// <summary>
    /// Item index in the version of each product of the run; negative where it does not know the product.
    /// </summary>
    private readonly int[] _itemOf;

    public ActiveScores(
        ModelArtifact version, string[] productIds, CsrMatrix train, JudgedHistories histories,
        TrainingOptions trainOptions)
    {
        _version = new ServedModel(version);
        _train = train;
        _histories = histories;
        _options = AlsOptions.From(version.Options);
        _itemOf = Array.ConvertAll(productIds, version.IndexOf);
        _trainOptions = AlsOptions.From(trainOptions);
    }

    /// <summary>Whether the version knows a product of the run.</summary>
    public bool Knows(int product) => _itemOf[product] >= 0;

    public void Score(int user, Span<float> scores)
    {
        var artifact = _version.Artifact;
        var (als, popularity) = (artifact.WeightOf(PartNames.Als), artifact.WeightOf(PartNames.Popularity));
        var factor = als > 0 ? Fold(user) : [];
        var sparse = _free.TryTake(out var used) ? used : new SparseScores(artifact.ItemCount);
        _version.AddNeighbourScores(HistoryOf(user), sparse);
        for (var product = 0; product < _itemOf.Length; product++)
        {
            var item = _itemOf[product];
            scores[product] = item < 0 ? float.NaN : sparse[item];
            if (item < 0 || (als == 0 && popularity == 0))
                continue;
            var score = float.IsNaN(scores[product]) ? 0 : scores[product];
            if (als > 0)
                score += (float)als * ScoreScan.Dot(factor, artifact.FactorOf(item)) * _version.ScaleOf(item);
            scores[product] = score + ((float)popularity * artifact.Popularity[item]);
        }

        sparse.Clear();
        _free.Add(sparse);
    }

    private HistoryEntry[] HistoryOf(int user) =>
    [
        .. _histories.Of(user)
            .Where(entry => _itemOf[entry.Item] >= 0)
            .Select(entry => entry with { Item = _itemOf[entry.Item] }),
    ];

    private float[] Fold(int user)
    {
        var (items, confidences) = (new List<int>(), new List<float>());
        var columns = _train.RowColumns(user);
        for (var entry = 0; entry < columns.Length; entry++)
        {
            if (_itemOf[columns[entry]] < 0)
                continue;
            items.Add(_itemOf[columns[entry]]);
            confidences.Add(_train.RowValues(user)[entry]);
        }

        var ratio = (float)(
            Confidence.ScaleOf(_options, items.Count) / Confidence.ScaleOf(_trainOptions, columns.Length));
        for (var entry = 0; entry < confidences.Count; entry++)
            confidences[entry] *= ratio;
        var factor = new float[_version.Artifact.Rank];
        var lambda = RowRegularization.Of(_options, items.Count, _version.Artifact.ItemCount);
        _version.Solve(new RowEquation(items.ToArray(), confidences.ToArray(), lambda, user), factor);
        return factor;
    }
}
