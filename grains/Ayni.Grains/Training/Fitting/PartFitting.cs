using System.Collections.Immutable;
using Ayni.Domain.Training;
using Ayni.Grains.Models;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// Fits the parts that a run's options ask for: a pure function of snapshot and options, whatever the threads.
/// </summary>
public static class PartFitting
{
    /// <summary>Fits them.</summary>
    /// <param name="options">Options of the run.</param>
    /// <param name="confidences">Users × items, as the run trains on them.</param>
    /// <param name="events">What the users did.</param>
    /// <param name="parallel">Threads; its token stops the fit.</param>
    public static FittedParts Fit(
        TrainingOptions options, CsrMatrix confidences, ShopperEvents events, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(parallel);
        var histories = new ShopperHistories(confidences, AlsOptions.From(options), events);
        var keep = KeptOf(options, events.ItemCount);
        var parts = ImmutableArray.CreateBuilder<NeighbourPart>();
        parts.Add(ItemKnnPart.Fit(histories, keep, parallel));
        if (FitsEase(options))
        {
            var ease = new EaseOptions { MaxItems = options.EaseMaxItems, Regularization = options.EaseRegularization };
            parts.Add(EasePart.Fit(histories, keep, ease, parallel));
        }

        if (options.Transitions)
            parts.Add(TransitionPart.Fit(events, keep, options: null, parallel));
        if (options.BoughtTogether)
        {
            var together = new BoughtTogetherOptions { MinSupport = options.MinSupport };
            parts.Add(BoughtTogetherPart.Fit(events, keep, together, parallel));
        }

        return new FittedParts(parts.ToImmutable(), ItemEvidence.Of(events, parallel.CancellationToken));
    }

    /// <summary>EASE is there for its weight alone, and without a blend on judged pairs it cannot get one.</summary>
    private static bool FitsEase(TrainingOptions options) => options.Ease && options.Blend && options.JudgedShare > 0;

    /// <summary>Neighbours kept: as many as asked for, or as fit into a file.</summary>
    private static int KeptOf(TrainingOptions options, int items)
    {
        const int Tables = 4;
        return Math.Clamp(PartTensors.MaxEntries / Tables / Math.Max(1, items), 1, options.Neighbours);
    }
}
