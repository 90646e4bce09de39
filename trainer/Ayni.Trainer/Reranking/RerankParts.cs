using Ayni.Domain.Training;
using Ayni.Grains.Training;
using Ayni.Recommenders;

namespace Ayni.Trainer.Reranking;

/// <summary>The parts that a run fits, fitted on a split.</summary>
/// <param name="Parts">ALS, popularity, and the neighbour parts.</param>
/// <param name="Histories">What the parts are told of the users.</param>
/// <param name="Evidence">How much is known of each item.</param>
internal sealed record RerankParts(
    IReadOnlyList<ScoredModel> Parts, ShopperHistories Histories, ItemEvidence Evidence)
{
    public static RerankParts Fit(RerankData data, TrainingOptions options, ParallelOptions parallel)
    {
        var als = AlsOptions.From(options).Validated();
        var confidences = Confidence.FromWeights(data.Train, als);
        var fitted = PartFitting.Fit(options, confidences, data.Events, parallel);
        var histories = new ShopperHistories(confidences, als, data.Events);
        var factors = new ImplicitAlsRecommender(als);
        factors.Fit(data.Train, parallel.CancellationToken);
        var popularity = new PopularityRecommender();
        popularity.Fit(data.Train, parallel.CancellationToken);
        return new RerankParts(
            [
                PartScores.Of(PartNames.Als, factors),
                PartScores.Of(PartNames.Popularity, popularity),
                .. fitted.Parts.Select(part => PartScores.Of(part, histories)),
            ],
            histories,
            fitted.Evidence);
    }
}
