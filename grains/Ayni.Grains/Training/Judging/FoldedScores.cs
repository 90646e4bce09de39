using Ayni.Domain.Training;
using Ayni.Grains.Models;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// Scores by another version: each user is folded into its item factors from the run's training pairs, the way serving
/// does it. That version may have been trained on pairs held out now, so its figures flatter it a little; they inform
/// and do not decide.
/// </summary>
public sealed class FoldedScores
{
    private readonly ServedModel _version;
    private readonly CsrMatrix _train;
    private readonly ImplicitAlsOptions _options;
    private readonly ImplicitAlsOptions _trainOptions;

    /// <summary>
    /// Item index in the version of each product of the run; negative where it does not know the product.
    /// </summary>
    private readonly int[] _itemOf;

    public FoldedScores(ModelArtifact version, string[] productIds, CsrMatrix train, TrainingOptions trainOptions)
    {
        ArgumentNullException.ThrowIfNull(version);
        _version = new ServedModel(version);
        _train = train;
        _options = AlsOptions.From(version.Options);
        _itemOf = Array.ConvertAll(productIds, version.IndexOf);
        _trainOptions = AlsOptions.From(trainOptions);
    }

    public void Score(int user, Span<float> scores)
    {
        var factor = Fold(user);
        for (var product = 0; product < _itemOf.Length; product++)
        {
            var item = _itemOf[product];
            scores[product] = item < 0
                ? float.NaN
                : ScoreScan.Dot(factor, _version.Artifact.FactorOf(item)) * _version.ScaleOf(item);
        }
    }

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
