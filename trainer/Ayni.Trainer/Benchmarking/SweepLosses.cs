using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.Benchmarking;

/// <summary>The objective at given factors.</summary>
internal static class SweepLosses
{
    public static LossParts Of(
        CsrMatrix byUser, CsrMatrix byItem, float[] userFactors, float[] itemFactors, ImplicitAlsOptions options)
    {
        var rank = options.Rank;
        var observed = 0.0;
        for (var user = 0; user < byUser.Rows; user++)
        {
            var factor = userFactors.AsSpan(user * rank, rank);
            for (var entry = byUser.RowStarts[user]; entry < byUser.RowStarts[user + 1]; entry++)
            {
                var item = itemFactors.AsSpan(byUser.ColumnIndices[entry] * rank, rank);
                var miss = 1.0 - ScoreScan.Dot(factor, item);
                observed += byUser.Values[entry] * miss * miss;
            }
        }

        var unobserved = options.UnobservedWeight
            * Gramian.Of(userFactors, rank).InnerProduct(Gramian.Of(itemFactors, rank));
        return new LossParts(
            observed,
            unobserved,
            Regularization(byUser, userFactors, options) + Regularization(byItem, itemFactors, options));
    }

    private static double Regularization(CsrMatrix rows, float[] factors, ImplicitAlsOptions options)
    {
        var sum = 0.0;
        for (var row = 0; row < rows.Rows; row++)
        {
            var norm = 0.0;
            foreach (var element in factors.AsSpan(row * options.Rank, options.Rank))
                norm += (double)element * element;
            sum += RowRegularization.Of(options, rows.RowLength(row), rows.Columns) * norm;
        }

        return sum;
    }
}
