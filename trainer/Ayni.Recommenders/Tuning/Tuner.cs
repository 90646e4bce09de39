namespace Ayni.Recommenders;

/// <summary>Searches the options under which a model is best on its validation split.</summary>
public static class Tuner
{
    /// <summary>Searches until all trials are made, the budget is spent, or it is cancelled.</summary>
    /// <param name="space">Options to search.</param>
    /// <param name="tunable">The model and what judges it.</param>
    /// <param name="options">Kind of search, numbers, seed; null for the defaults.</param>
    /// <param name="mayGoOn">
    /// Asked before each piece of work; false ends the search. A search ends only between two pieces, so a budget is
    /// overrun by one at most. Null never ends it.
    /// </param>
    /// <param name="progress">Told of a trial whenever it has a new figure, or has failed.</param>
    /// <param name="cancellationToken">Ends the search in the middle of a trial, which is lost.</param>
    /// <returns>
    /// All trials that came to a figure or failed, also where the search was cancelled: <see cref="TuningResult.End"/>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range at an end of the space, or halving is asked of a model that is not resumable.
    /// </exception>
    public static TuningResult Run(
        SearchSpace space,
        ITunable tunable,
        TuningOptions? options = null,
        Func<bool>? mayGoOn = null,
        IProgress<TrialResult>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(tunable);
        options = (options ?? new TuningOptions()).Validated();
        if (options.Search == TuningSearch.Halving && !tunable.IsResumable)
        {
            throw new ArgumentException(
                $"{tunable.Model} is made in one piece, so successive halving has nothing to save: search at random.");
        }

        foreach (var extreme in space.Extremes())
            tunable.Start(extreme);
        var run = new TuningRun(
            tunable, new TrialSequence(space, options.Seed), options, mayGoOn ?? (() => true), progress);
        var end = run.Search(cancellationToken);
        return new TuningResult(
            [
                .. run.Results.OrderByDescending(trial => trial.Score?.Metric ?? double.NegativeInfinity)
                    .ThenBy(trial => trial.Index),
            ],
            end);
    }
}
