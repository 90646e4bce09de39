using Ayni.Content;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.ColdStarting;

/// <summary>
/// Shoppers who come in the test period and of whom nothing is known before it: what they buy after the first product
/// they meet is asked for, before that first click by what all do, and after it by what it was.
/// </summary>
internal sealed class ColdShoppers(ColdStartData data, ColdStartOptions options, ItemKnnOptions knn, int threads)
{
    public ColdStartDocument Run(
        EvaluationOptions evaluation, SignificanceOptions significance, CancellationToken cancellationToken)
    {
        var (train, clicks) = (data.Part.Train, data.Part.Histories!);
        var vectors = options.Text.Encode(data.Catalogue, data.Products, threads, cancellationToken);
        var models = new ColdModels(clicks);
        var content = models.OfNeighbours(
            ContentNeighbours.Of(
                vectors.Values, vectors.Dimensions, options.Neighbours, Candidates.Of(train), threads,
                cancellationToken),
            options.SimilarityPower);
        var fitted = new ItemKnnRecommender(knn, threads);
        fitted.Fit(train, cancellationToken);
        var items = models.OfHistories(fitted);
        var popularity = ColdModels.OfItems("popularity", train.ColumnSums());
        var trend = ColdModels.OfItems("trend", data.Part.RecentWeights!);
        var random = models.AtRandom(options.Seed);
        var report = new ColdStartReport(evaluation, significance);
        var known = Both(train, clicks);
        var newcomers = Enumerable.Range(0, train.Rows).Count(row => clicks.RowLength(row) > 0);
        var test = OfNewcomers(data.Part.Test, clicks);
        return new ColdStartDocument
        {
            Of = "users",
            Hidden = newcomers,
            All = train.Rows,
            Cutoff = data.Part.Facts.Cutoff,
            Encoder = vectors.Encoder,
            Dimensions = vectors.Dimensions,
            Options = options,
            Among =
            [
                report.Of("before the first click", [popularity, random, trend], known, test, cancellationToken),
                report.Of(
                    "after it",
                    [
                        popularity, random, trend, content, items,
                        ColdModels.Mixed(content, items, options.ContentShare),
                    ],
                    known,
                    test,
                    cancellationToken),
            ],
        };
    }

    /// <summary>What all others did, and the click: who clicked something is not asked for it again.</summary>
    private static CsrMatrix Both(CsrMatrix train, CsrMatrix clicks) => CsrMatrix.FromTriples(
        train.Rows,
        train.Columns,
        [.. RowsOf(train), .. RowsOf(clicks)],
        [.. train.ColumnIndices, .. clicks.ColumnIndices],
        [.. train.Values, .. clicks.Values]);

    private static CsrMatrix OfNewcomers(CsrMatrix test, CsrMatrix clicks)
    {
        int[] rows = [.. RowsOf(test)];
        int[] taken = [.. Enumerable.Range(0, rows.Length).Where(entry => clicks.RowLength(rows[entry]) > 0)];
        return CsrMatrix.FromTriples(
            test.Rows,
            test.Columns,
            Array.ConvertAll(taken, entry => rows[entry]),
            Array.ConvertAll(taken, entry => test.ColumnIndices[entry]),
            Array.ConvertAll(taken, entry => test.Values[entry]));
    }

    private static IEnumerable<int> RowsOf(CsrMatrix matrix) => Enumerable.Range(0, matrix.Rows)
        .SelectMany(row => Enumerable.Repeat(row, matrix.RowLength(row)));
}
