using Ayni.Domain.Errors;
using Ayni.Domain.Training;
using Ayni.Grains.Models;
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

    /// <summary>Those alone that have a weight in a model.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: the model has a part that was not fitted.</exception>
    public RerankParts Only(ModelArtifact model)
    {
        var kept = Parts.Where(part => model.WeightOf(part.Name) > 0).ToArray();
        var missing = model.PartWeights.Where(weight => weight.Value > 0
            && !model.Attachments.ContainsKey(weight.Key) && !kept.Any(part => part.Name == weight.Key));
        return missing.Select(weight => weight.Key).FirstOrDefault() is { } name
            ? throw new AyniException(
                ErrorCodes.Invalid,
                $"Part '{name}' of version {model.Version} cannot be fitted before --test-days: train a new version.")
            : this with { Parts = kept };
    }
}
