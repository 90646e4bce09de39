using Ayni.Domain.Errors;

namespace Ayni.Trainer.Evaluating;

/// <summary>Models that can be compared.</summary>
internal static class ModelNames
{
    public const string Popularity = "popularity";
    public const string PopularityDecay = "popularity-decay";
    public const string ItemKnn = "item-knn";
    public const string Ease = "ease";
    public const string Bpr = "bpr";
    public const string Als = "als";
    public const string Transitions = "transitions";
    public const string SpectralFilter = "spectral-filter";
    public const string WalkFilter = "walk-filter";
    public const string GraphFilter = Ayni.Recommenders.GraphFilter.Name;
    public const string FilterBlend = Ayni.Recommenders.GraphFilter.BlendName;
    public const string Blend = "blend";
    public const string NextBasket = "next-basket";
    public const string OwnFrequency = "own-frequency";
    public const string FilledFrequency = "filled-frequency";

    public const string SkipGram = Ayni.Recommenders.SkipGram.Method;
    public const string PmiVectors = Ayni.Recommenders.PmiVectors.Method;

    public const string Everything = "all";

    /// <summary>All of them, the floor first.</summary>
    public static readonly string[] All =
    [
        Popularity, ItemKnn, Bpr, Ease, Als, SpectralFilter, WalkFilter, GraphFilter, FilterBlend, SkipGram, PmiVectors,
    ];

    /// <summary>The same where the split knows times.</summary>
    public static readonly string[] OfTimes =
        [Popularity, PopularityDecay, .. All.Skip(1), OwnFrequency, FilledFrequency, NextBasket];

    /// <summary>Those that can be asked for the next basket of a file.</summary>
    public static readonly string[] OfBaskets = [.. All, OwnFrequency, FilledFrequency, NextBasket];

    /// <summary>Those that are compared on baskets unless told otherwise.</summary>
    public static readonly string[] UsualOfBaskets = [Popularity, OwnFrequency, FilledFrequency, NextBasket];

    /// <summary>Those that are compared unless told otherwise: seconds, whatever the catalogue.</summary>
    public static readonly string[] Usual = [Popularity, ItemKnn, Als];

    /// <summary>Those that can be told a history in order: <see cref="All"/> by weights, the rest as it is.</summary>
    public static readonly string[] OfSequences = [.. All, Transitions, Blend];

    /// <summary>Those that are compared on sequences unless told otherwise.</summary>
    public static readonly string[] UsualOfSequences = [.. Usual, Transitions, Blend];

    /// <summary>The names asked for, in our order, without repeats.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: there is none, or one is unknown.</exception>
    /// <param name="names">Names, or all.</param>
    /// <param name="all">Those that there are for the data.</param>
    public static IReadOnlyList<string> Check(IReadOnlyCollection<string> names, string[] all)
    {
        if (names.Count == 1 && names.Contains(Everything))
            return all;
        var unknown = names.Except(all, StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0 || names.Count == 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"--models is '{string.Join(", ", names)}'; it must be all, or one or more of "
                + $"{string.Join(", ", all)}."
                + (unknown.FirstOrDefault(name => OfTimes.Contains(name, StringComparer.Ordinal)) is { } timed
                    ? $" {timed} needs --split {SplitKinds.Time} or {SplitKinds.Replay} of the log."
                    : ""));
        }

        return [.. all.Where(names.Contains)];
    }
}
