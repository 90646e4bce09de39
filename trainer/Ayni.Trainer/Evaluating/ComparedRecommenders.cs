using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary>The models of a comparison, and their options.</summary>
internal sealed record ComparedRecommenders
{
    /// <summary>Names in the order measured; the first is the one the others are compared with.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Threads of a fit; 0 for one a processor.</summary>
    public required int Threads { get; init; }

    public required ImplicitAlsOptions Als { get; init; }

    public required ItemKnnOptions ItemKnn { get; init; }

    public required EaseOptions Ease { get; init; }

    public required BprOptions Bpr { get; init; }

    /// <summary>Options of the models that know an order; null where there is none.</summary>
    public SequenceModels? Sequences { get; init; }

    public required FilterModels Filters { get; init; }

    public required EmbeddingOptions Embeddings { get; init; }

    public required NextBasketOptions NextBasket { get; init; }

    /// <summary>A model that is not fitted yet.</summary>
    /// <param name="name">Name.</param>
    /// <param name="part">What it will be fitted on.</param>
    /// <param name="step">What its fit is called where progress is shown.</param>
    /// <param name="progress">Told of the fit.</param>
    public IRecommender Create(
        string name, EvaluationPart part, string step, IProgress<StepProgress> progress) => name switch
        {
            ModelNames.PopularityDecay => new PopularityRecommender(part.RecentWeights),
            ModelNames.OwnFrequency => Baskets(part, NextBasketOptions.MostFrequent with { OwnOnly = true }),
            ModelNames.FilledFrequency => Baskets(part, NextBasketOptions.MostFrequent),
            ModelNames.NextBasket => Baskets(part, NextBasket),
            ModelNames.ItemKnn => new ItemKnnRecommender(ItemKnn, Threads),
            ModelNames.Ease => new EaseRecommender(Ease, Threads, new Shares(step, progress)),
            ModelNames.Bpr => new BprRecommender(Bpr, Threads, new Shares(step, progress)),
            ModelNames.Als => NewAls(step, progress),
            ModelNames.SpectralFilter => Filters.Spectral(Threads, new Shares(step, progress)),
            ModelNames.WalkFilter => Filters.Walk(),
            ModelNames.GraphFilter => Filters.Both(Threads, new Shares(step, progress)),
            ModelNames.FilterBlend => Filters.Blend(Threads, new Shares(step, progress), NewAls(step, progress)),
            ModelNames.SkipGram => new EmbeddingRecommender(EmbeddingMethod.SkipGram, Embeddings, Threads),
            ModelNames.PmiVectors => new EmbeddingRecommender(EmbeddingMethod.PmiVectors, Embeddings, Threads),
            _ => new PopularityRecommender(),
        };

    private NextBasketRecommender Baskets(EvaluationPart part, NextBasketOptions options) =>
        new(part.Events ?? throw new InvalidOperationException($"{part.Name} has no baskets."), options, Threads);

    private ImplicitAlsRecommender NewAls(string step, IProgress<StepProgress> progress) =>
        new(Als, Threads, new HalfSweeps(step, progress));

    private sealed class HalfSweeps(string step, IProgress<StepProgress> progress) : IProgress<AlsProgress>
    {
        public void Report(AlsProgress value) => progress.Report(new StepProgress(
            step, (double)value.HalfSweepsDone / value.HalfSweepsTotal, value.HalfSweepsDone, "half-sweeps"));
    }

    private sealed class Shares(string step, IProgress<StepProgress> progress) : IProgress<double>
    {
        public void Report(double value) =>
            progress.Report(new StepProgress(step, value, (long)(100 * value), "percent"));
    }
}
