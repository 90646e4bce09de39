using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// Makes the trials of a run on this silo's threads, from the snapshot alone: the same trial comes to the same figure
/// wherever and however often it is made. Used from the turns of one activation.
/// </summary>
internal sealed class SearchStep(RunServices services)
{
    private SearchFit? _fit;

    /// <summary>Makes a trial; one whose options lead to no usable model is recorded with the reason.</summary>
    public async Task<SearchTrial> RunAsync(RunPlan plan, PlannedTrial planned, CancellationToken cancellationToken)
    {
        var fit = _fit ??= await LoadAsync(plan, cancellationToken);
        var begun = services.Time.GetTimestamp();
        var trial = await services.Scheduler.RunAsync(stop => Try(fit, planned, stop), cancellationToken);
        return trial with { Seconds = Math.Round(services.Time.GetElapsedTime(begun).TotalSeconds, 3) };
    }

    /// <summary>The search is over: what it fitted on need not be in memory any longer.</summary>
    public void Forget() => _fit = null;

    private SearchTrial Try(SearchFit fit, PlannedTrial planned, CancellationToken stop)
    {
        var (options, parallel) = (planned.Options, services.Scheduler.Parallel(stop));
        try
        {
            var figure = planned.Part == SearchPlan.Ease
                ? fit.TryEase(EaseOf(options), parallel)
                : fit.TryAls(AlsOptions.From(options), planned.AreSweepsFixed, parallel);
            return planned.Begun with
            {
                Sweeps = figure.Sweeps,
                Ndcg = figure.Ndcg,
                StandardError = figure.Error,
            };
        }
        catch (Exception fault) when (fault is NormalEquationException or NotPositiveDefiniteException
            or ArithmeticException)
        {
            return planned.Begun with { Error = fault.Message };
        }
    }

    private async Task<SearchFit> LoadAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var heldOut = await services.Files.ReadSearchedAsync(plan, cancellationToken);
        return await services.Scheduler.RunAsync(
            async stop =>
            {
                var train = await services.Files.ReadAllRowsAsync(plan, FactorSide.Users, stop);
                return new SearchFit(
                    train, heldOut, AlsOptions.From(plan.Options),
                    SearchSample.Of(train, heldOut, plan.Options.Seed));
            },
            cancellationToken);
    }

    private static EaseOptions EaseOf(TrainingOptions options) =>
        new() { MaxItems = options.EaseMaxItems, Regularization = options.EaseRegularization };
}
