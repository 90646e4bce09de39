using Ayni.Content;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Texts;

namespace Ayni.Trainer.ColdStarting;

/// <summary>
/// Hides a share of the products with all their interactions, learns from the rest, and asks for the hidden ones that
/// shoppers with a history bought in the test period.
/// </summary>
internal sealed class ColdProducts(ColdStartData data, ColdStartOptions options, ImplicitAlsOptions als, int threads)
{
    private readonly CsrMatrix _train = data.Part.Train;
    private readonly bool[] _isHidden =
    [
        .. Enumerable.Range(0, data.Part.Train.Columns)
            .Select(item => new SplitMix64(options.Seed, item).NextDouble() < options.HiddenShare),
    ];

    public ColdStartDocument Run(
        EvaluationOptions evaluation, SignificanceOptions significance, CancellationToken cancellationToken)
    {
        var visible = Entries(_train, (_, item) => !_isHidden[item]);
        var test = Entries(data.Part.Test, (user, item) => _isHidden[item] && visible.RowLength(user) > 0);
        var vectors = options.Text.Encode(data.Catalogue, data.Products, threads, cancellationToken);
        var factors = FactorModel(visible, vectors, cancellationToken, out var map, out var explained);
        var report = new ColdStartReport(evaluation, significance);

        // Only hidden products are asked for; among all, they compete with those that everybody knows.
        var hiddenAlone = Entries(_train, (_, item) => _isHidden[item]);
        return new ColdStartDocument
        {
            Of = "products",
            Hidden = _isHidden.Count(hidden => hidden),
            All = _isHidden.Length,
            Cutoff = data.Part.Facts.Cutoff,
            Encoder = vectors.Encoder,
            Dimensions = vectors.Dimensions,
            Regularization = map.Regularization,
            Explained = explained,
            Options = options,
            Among =
            [
                report.Of("hidden", Models(visible, hiddenAlone), hiddenAlone, test, cancellationToken),
                report.Of("all", Models(visible, _train), _train, test, cancellationToken),
            ],
        };

        IReadOnlyList<IRecommender> Models(CsrMatrix histories, CsrMatrix candidates)
        {
            var models = new ColdModels(histories);
            var content = models.OfNeighbours(
                ContentNeighbours.Of(
                    vectors.Values, vectors.Dimensions, options.Neighbours, Candidates.Of(candidates), threads,
                    cancellationToken),
                options.SimilarityPower);
            return
            [
                ColdModels.OfItems("popularity", histories.ColumnSums()),
                models.AtRandom(options.Seed),
                content,
                factors,
                ColdModels.Mixed(content, factors, options.ContentShare),
            ];
        }
    }

    /// <summary>The factors that were learnt, and in the place of the hidden ones what the map says.</summary>
    private BoundModel FactorModel(
        CsrMatrix visible,
        ProductVectors vectors,
        CancellationToken cancellationToken,
        out FactorMap map,
        out double explained)
    {
        var recommender = new ImplicitAlsRecommender(als, threads);
        recommender.Fit(visible, cancellationToken);
        var model = recommender.Model!;
        var counts = new float[visible.Columns];
        foreach (var item in visible.ColumnIndices)
            counts[item]++;
        var space = FeatureSpace.Fit(data.Catalogue, vectors.Dimensions, options.Features);
        var features = space.WriteAll(data.Products, vectors.Values);
        float[] itemFactors = [.. model.ItemFactors];
        (map, explained) = FactorMap.FitByValidation(
            features, space.Width, itemFactors, model.Rank,
            Array.ConvertAll(counts, count => (float)Math.Log(1 + count)), threads: threads,
            cancellationToken: cancellationToken);
        for (var item = 0; item < _isHidden.Length; item++)
        {
            if (_isHidden[item])
            {
                map.Predict(
                    features.AsSpan(item * space.Width, space.Width),
                    itemFactors.AsSpan(item * model.Rank, model.Rank));
            }
        }

        return ColdModels.OfFactors("factor-map", model.UserFactors, itemFactors, model.Rank);
    }

    private static CsrMatrix Entries(CsrMatrix matrix, Func<int, int, bool> isTaken)
    {
        var (rows, columns, values) = (new List<int>(), new List<int>(), new List<float>());
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var entry = matrix.RowStarts[row]; entry < matrix.RowStarts[row + 1]; entry++)
            {
                if (!isTaken(row, matrix.ColumnIndices[entry]))
                    continue;
                rows.Add(row);
                columns.Add(matrix.ColumnIndices[entry]);
                values.Add(matrix.Values[entry]);
            }
        }

        return CsrMatrix.FromTriples(matrix.Rows, matrix.Columns, [.. rows], [.. columns], [.. values]);
    }
}
