using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>Makes the models that graph filtering has a part in.</summary>
/// <param name="Filter">Options of the filter.</param>
/// <param name="AlsWeight">Weight of ALS in the blend, beside the low-pass of weight 1.</param>
internal sealed record FilterModels(GraphFilterOptions Filter, double AlsWeight)
{
    public static bool HasFilter(string model) =>
        model is ModelNames.SpectralFilter or ModelNames.WalkFilter or ModelNames.GraphFilter
            or ModelNames.FilterBlend;

    public IRecommender Spectral(int threads, IProgress<double> progress) =>
        new SpectralFilterRecommender(Filter.Spectral, threads, progress);

    public IRecommender Walk() => new WalkFilterRecommender(Filter.Walk);

    public IRecommender Both(int threads, IProgress<double> progress) =>
        GraphFilter.Create(Filter, threads, progress);

    public IRecommender Blend(int threads, IProgress<double> progress, ImplicitAlsRecommender als) =>
        GraphFilter.CreateBlend(Filter, als, AlsWeight, threads, progress);
}
